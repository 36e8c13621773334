"""Rows told to the database as one JSON text: one statement asks about all of them, or changes all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models


class Impossible(ValueError):
    """A value that its column cannot hold."""


def told(rows: Sequence[models.Model]) -> str:
    """Every column of rows of one model. `Impossible` when one cannot be told."""
    columns = type(rows[0])._meta.concrete_fields
    values = [{column.column: _stored(column, row) for column in columns} for row in rows]
    return json.dumps(values, default=_written)


@lru_cache(maxsize=64)
def table_of(model: type[models.Model]) -> str:
    """The SQL that makes a table `told` of what was told, which is its one value."""
    typed = ", ".join(f'"{column.column}" {_type(column)}' for column in model._meta.concrete_fields)
    return f"json_to_recordset(%s) AS told({typed})"


def write(rows: Sequence[models.Model]) -> set[int]:
    """Store the values of stored rows of one model, each unless it was changed or entered in error since the version
    before its own; the numbers of those that were stored.
    """
    model = type(rows[0])
    with connection.cursor() as cursor:
        cursor.execute(_update_of(model), [told(rows)])
        return {pk for (pk,) in cursor.fetchall()}


@lru_cache(maxsize=64)
def _update_of(model: type[models.Model]) -> str:
    columns = [column.column for column in model._meta.concrete_fields if not column.primary_key]
    values = ", ".join(f'"{column}" = told."{column}"' for column in columns)
    return (
        f'UPDATE "{model._meta.db_table}" AS stored SET {values} FROM {table_of(model)} '  # noqa: S608
        "WHERE stored.id = told.id AND stored.version = told.version - 1 AND NOT stored.entered_in_error "
        "RETURNING stored.id"
    )


def _type(column: models.Field[Any, Any]) -> str:
    """As in the table, but of any length: what is too long is for the form to say."""
    kind = re.sub(r"\([0-9, ]+\)", "", column.db_type(connection) or "")
    collation = getattr(column, "db_collation", None)
    return f'{kind} COLLATE "{collation}"' if collation else kind


def _stored(column: models.Field[Any, Any], row: models.Model) -> Any:
    try:
        value = column.get_db_prep_save(getattr(row, column.attname), connection)
    except (ValidationError, ValueError, TypeError) as error:
        raise Impossible from error
    if isinstance(value, str) and "\x00" in value:
        raise Impossible
    if isinstance(value, int) and isinstance(column, models.IntegerField):
        low, high = connection.ops.integer_field_range(column.get_internal_type())
        if not low <= value <= high:
            raise Impossible
    return value


def _written(value: object) -> str:
    """What JSON has no word for, as PostgreSQL reads it: a file (a letter's PDF) in its hexadecimal form."""
    content = getattr(value, "obj", None)  # the driver's wrapper of bytes
    return f"\\x{bytes(content).hex()}" if isinstance(content, bytes | memoryview) else str(value)
