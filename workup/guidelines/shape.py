"""Turns a table of TOML into a frozen dataclass, refusing whatever the dataclass does not know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


class ShapeError(ValueError):
    """What is wrong with a table, and where."""


def build(kind: type[T], table: object, where: str) -> T:
    """`kind` from a table; ShapeError names `where` and the key for anything unknown, missing or of the wrong type."""
    if not isinstance(table, Mapping):
        raise ShapeError(f"{where}: must be a table, not {table!r}")
    every = fields(kind)  # type: ignore[arg-type]
    known: dict[str, Field[Any]] = {field.name: field for field in every if field.metadata.get("in_file", True)}
    _refuse(where, "unknown key", sorted(table.keys() - known.keys()))
    _refuse(where, "missing", [name for name, field in known.items() if name not in table and _required(field)])
    hints = _hints(kind)  # type: ignore[arg-type]
    return kind(**{name: _value(hints[name], value, f"{where}, {name}") for name, value in table.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _refuse(where: str, what: str, names: list[str]) -> None:
    if names:
        raise ShapeError(f"{where}: {what} {', '.join(names)}")


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _value(hint: Any, value: object, where: str) -> object:
    if isinstance(hint, UnionType):  # a text or nothing; TOML has no null, so a key that is there has a value
        hint = next(kind for kind in get_args(hint) if kind is not NoneType)
    if get_origin(hint) is tuple:
        return _several(get_args(hint)[0], value, where)
    if is_dataclass(hint):
        return build(hint, value, where)  # type: ignore[arg-type]
    return _one(hint, value, where)


def _several(hint: Any, value: object, where: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise ShapeError(f"{where}: must be a list, not {value!r}")
    return tuple(_value(hint, each, f"{where} {_name(each, place)}") for place, each in enumerate(value, start=1))


def _name(each: object, place: int) -> object:
    """The item's key says more than its place in the file."""
    return each.get("item", place) if isinstance(each, Mapping) else place


def _one(hint: type, value: object, where: str) -> object:
    if issubclass(hint, StrEnum):
        return _word(hint, value, where)
    if type(value) is not hint or value == "":
        raise ShapeError(f"{where}: must be {_KINDS[hint]}, not {value!r}")
    return value


_KINDS: dict[type, str] = {
    str: "a text that is not empty",
    int: "a whole number",
    bool: "true or false",
    date: "a date",
}


def _word(hint: type[StrEnum], value: object, where: str) -> StrEnum:
    words = [str(word) for word in hint]
    if value not in words:
        raise ShapeError(f"{where}: {value!r} is none of {', '.join(words)}")
    return hint(value)
