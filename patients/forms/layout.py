"""Forms as data: which fields stand together, and which apply only when another one says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class When:
    """A field applies when `field` holds one of the values of `among` ("" for: nothing chosen)."""

    field: str
    among: frozenset[str]

    @property
    def words(self) -> str:
        """The values in one attribute, for the script that shows and hides."""
        return SEPARATOR.join(sorted(self.among))


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading, in reading order."""

    title: str
    fields: tuple[str, ...]
    help: str = ""
    pairs: bool = False  # two fields at a time belong together


def when(field: str, *values: str) -> When:
    """Applies when `field` holds one of these."""
    return When(field, frozenset(values))


def unless(field: str, every: type[StrEnum], *values: str) -> When:
    """Applies unless `field` holds one of these; also while nothing is chosen, because unknown is not no."""
    return When(field, frozenset({"", *(value.value for value in every)}) - frozenset(values))


def together(among: When, *fields: str) -> dict[str, When]:
    """The same condition for several fields."""
    return dict.fromkeys(fields, among)


def idle(applies: Mapping[str, When], values: Mapping[str, object]) -> list[str]:
    """The fields that do not apply to these values; one that hangs on such a field does not apply either.

    A field is declared after the one that it hangs on.
    """
    left_out: list[str] = []
    for name, condition in applies.items():
        value = "" if condition.field in left_out else text(values.get(condition.field))
        if value not in condition.among:
            left_out.append(name)
    return left_out


def unplaced(sections: Iterable[Section], fields: Iterable[str]) -> set[str]:
    """Fields that no section shows."""
    return set(fields) - {name for section in sections for name in section.fields}


def text(value: object) -> str:
    """A value as a choice field holds it: blank for None and for an empty list."""
    return "" if value is None or value == [] else str(value)
