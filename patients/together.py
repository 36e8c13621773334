"""Several statements in one journey to the database, each sent as Django would send it.

Every statement sees what was committed before it, as if it had been sent alone: a lock first, then what it protects.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Collection, Sequence
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
    return [] if cursor.description is None else list(cursor.fetchall())


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


class Asked:
    """A question about some patients, whose SQL is made once; to be had with `Question.about`."""

    def __init__(self, compiled: _Compiled, ids: Sequence[int]) -> None:
        self._compiled = compiled
        sql, values = compiled.statement
        self.statement: Statement = (sql, [list(ids) if value is _IDS else value for value in values])

    def read(self, rows: list[tuple[Any, ...]]) -> list[Any]:
        return self._compiled.read(rows)


class Question:
    """A queryset about some patients, made with what stands for their numbers: `Partner.objects.filter(patient__in=_)`.

    Making its SQL takes longer than asking it, so each thread makes it once.
    """

    def __init__(self, queryset: Callable[[RawSQL], QuerySet[Any]]) -> None:
        self._queryset = queryset
        self._made = threading.local()

    def about(self, ids: Collection[int]) -> Asked:
        """The question for these patients."""
        if not hasattr(self._made, "compiled"):
            any_of = RawSQL("SELECT unnest(%s::bigint[])", (_IDS,))
            self._made.compiled = _Compiled(self._queryset(any_of))
        return Asked(self._made.compiled, list(ids))


_IDS = object()


class _Compiled:
    """A queryset, its SQL, and its own way of reading the rows, with the answer in place of the asking."""

    def __init__(self, question: QuerySet[Any]) -> None:
        self._queryset: Any = question._chain()  # type: ignore[attr-defined]
        self._compiler: Any = question.query.get_compiler(using=DEFAULT_DB_ALIAS)
        self.statement: Statement = self._compiler.as_sql()
        self._queryset.query.get_compiler = lambda *args, **kwargs: self._compiler

    def read(self, rows: list[tuple[Any, ...]]) -> list[Any]:
        self._compiler.execute_sql = lambda *args, **kwargs: [rows]
        try:
            return list(self._queryset._iterable_class(self._queryset))
        finally:
            del self._compiler.execute_sql


def _compiled(question: QuerySet[Any] | Asked) -> _Compiled | Asked | None:
    """None for one that finds nothing whatever is stored."""
    if isinstance(question, Asked):
        return question
    try:
        return _Compiled(question)
    except EmptyResultSet:
        return None
