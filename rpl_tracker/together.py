"""Several statements in one journey to the database, each sent as Django would send it.

Every statement sees what was committed before it, as if it had been sent alone: a lock first, then what it protects.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

Statement = tuple[str, Sequence[Any]]  # SQL and its values


def tell(statements: Sequence[Statement]) -> list[list[tuple[Any, ...]]]:
    """Send them in their order; the rows that each gives, none for one that gives nothing."""
    if not statements:
        return []
    text = "; ".join(sql for sql, _ in statements)
    with connection.cursor() as cursor:
        cursor.execute(text, [value for _, values in statements for value in values])
        return [_rows(cursor, place - len(statements)) for place in range(len(statements))]


def _rows(cursor: Any, place: int) -> list[tuple[Any, ...]]:
    """Counted from the end: the history may have put a statement of its own before ours."""
    cursor.set_result(place)
    return list(cursor.fetchall()) if cursor.pgresult.nfields else []


def insert(rows: Sequence[Model]) -> list[Statement]:
    """The INSERT of new rows of one model, none for no rows. For rows that a program made: nothing is cleaned."""
    if not rows:
        return []
    columns = [column for column in rows[0]._meta.concrete_fields if not column.primary_key]
    names = ", ".join(f'"{column.column}"' for column in columns)
    typed = ", ".join(f'"{column.column}" {column.db_type(connection)}' for column in columns)
    values = [{column.column: getattr(row, column.attname) for column in columns} for row in rows]
    table = rows[0]._meta.db_table
    sql = f'INSERT INTO "{table}" ({names}) SELECT {names} FROM json_to_recordset(%s) AS new_row({typed})'  # noqa: S608
    return [(sql, [json.dumps(values, default=_as_text)])]


def _as_text(value: object) -> str:
    if isinstance(value, date | Decimal):
        return str(value)
    raise TypeError(f"no column holds {type(value).__name__}")


def ask_together(*questions: QuerySet[Any] | Asked) -> list[list[Any]]:
    """What `[list(question) for question in questions]` gives, in one journey."""
    compiled = [_compiled(question) for question in questions]
    answers = iter(tell([found.statement for found in compiled if found is not None]))
    return [[] if found is None else found.read(next(answers)) for found in compiled]


class Given:
    """Stands in a question for a value that is known when it is asked."""

    def __init__(self, name: str) -> None:
        self.name = name


def given(name: str) -> RawSQL:
    """The value of this name, for the queryset of a `Question`: `Pregnancy.objects.filter(pk=given("pk"))`."""
    return RawSQL("%s", (Given(name),))


def any_of(name: str) -> RawSQL:
    """The numbers of this name: `Partner.objects.filter(patient__in=any_of("patients"))`."""
    return RawSQL("SELECT unnest(%s::bigint[])", (Given(name),))


def any_text(name: str) -> RawSQL:
    """The texts of this name."""
    return RawSQL("SELECT unnest(%s::text[])", (Given(name),))


class Asked:
    """A question with its values; to be had with `Question.about`."""

    def __init__(self, compiled: _Compiled, values: Mapping[str, Any]) -> None:
        self._compiled = compiled
        sql, places = compiled.statement
        self.statement: Statement = (sql, [values[v.name] if isinstance(v, Given) else v for v in places])

    def read(self, rows: list[tuple[Any, ...]]) -> list[Any]:
        return self._compiled.read(rows)


class Question:
    """A queryset that is asked again and again, with other values in the place of what is `given`.

    Making its SQL takes longer than asking it, so each thread makes it once.
    """

    def __init__(self, queryset: Callable[[], QuerySet[Any]]) -> None:
        self._queryset = queryset
        self._made = threading.local()

    def about(self, **values: Any) -> Asked:
        """The question with these values, for `ask_together`. KeyError when one is missing."""
        if not hasattr(self._made, "compiled"):
            self._made.compiled = _Compiled(self._queryset())
        return Asked(self._made.compiled, values)

    def ask(self, **values: Any) -> list[Any]:
        """The answer, in a journey of its own."""
        return ask_together(self.about(**values))[0]


class _Compiled:
    """A queryset, its SQL, and its own way of reading the rows, with the answer in place of the asking."""

    def __init__(self, question: QuerySet[Any]) -> None:
        self._queryset: Any = question._chain()  # type: ignore[attr-defined]
        self._compiler: Any = question.query.get_compiler(using=DEFAULT_DB_ALIAS)
        self.statement: Statement = self._compiler.as_sql()
        self._compiler.get_converters = _kept(self._compiler.get_converters)
        self._queryset.query.get_compiler = lambda *args, **kwargs: self._compiler

    def read(self, rows: list[tuple[Any, ...]]) -> list[Any]:
        self._compiler.execute_sql = lambda *args, **kwargs: [rows]
        try:
            return list(self._queryset._iterable_class(self._queryset))
        finally:
            del self._compiler.execute_sql


def _kept(converters_of: Callable[[Sequence[Any]], Any]) -> Callable[[Sequence[Any]], Any]:
    """Which columns are converted, and how, is the same in every answer to a question."""
    kept: list[Any] = []

    def converters(columns: Sequence[Any]) -> Any:
        if not kept:
            kept.append(converters_of(columns))
        return kept[0]

    return converters


def _compiled(question: QuerySet[Any] | Asked) -> _Compiled | Asked | None:
    """None for one that finds nothing whatever is stored."""
    if isinstance(question, Asked):
        return question
    try:
        return _Compiled(question)
    except EmptyResultSet:
        return None
