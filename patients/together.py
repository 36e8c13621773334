"""Several statements in one journey to the database, each sent as Django would send it.

Every statement sees what was committed before it, as if it had been sent alone: a lock first, then what it protects.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet

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


def ask_together(*questions: QuerySet[Any]) -> list[list[Any]]:
    """What `[list(question) for question in questions]` gives, in one journey."""
    compilers = [_compiled(question) for question in questions]
    answers = iter(tell([(found.sql, found.params) for found in compilers if found is not None]))
    return [[] if found is None else _read(found, next(answers)) for found in compilers]


class _Compiled:
    """A queryset and its SQL."""

    def __init__(self, question: QuerySet[Any]) -> None:
        self.question = question
        self.compiler: Any = question.query.get_compiler(using=DEFAULT_DB_ALIAS)
        self.sql, self.params = self.compiler.as_sql()


def _compiled(question: QuerySet[Any]) -> _Compiled | None:
    """None for one that finds nothing whatever is stored."""
    try:
        return _Compiled(question)
    except EmptyResultSet:
        return None


def _read(found: _Compiled, rows: list[tuple[Any, ...]]) -> list[Any]:
    """The rows as the queryset gives them: its own way of reading, with the answer in place of the asking."""
    found.compiler.execute_sql = lambda *args, **kwargs: [rows]
    queryset = found.question._chain()  # type: ignore[attr-defined]
    queryset.query.get_compiler = lambda *args, **kwargs: found.compiler
    return list(queryset._iterable_class(queryset))
