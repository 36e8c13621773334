"""Gestation in one field, as it is said: `9+5`, `9w5d`, or `9` when the days are not known."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

Gestation = tuple[int, int | None]
MOST_WEEKS = 45
_WEEKS, _DAYS = "(?:w|wks?|weeks?)", "(?:d|days?)"
_SHAPE = re.compile(
    rf"(\d{{1,3}})\s*(?:{_WEEKS}|(?:\+|{_WEEKS})\s*(\d{{1,2}})\s*(?:{_WEEKS}|{_DAYS})?)?", re.IGNORECASE
)
HOW = "weeks+days, such as 9+5; 9 when the days are not known"


def read_gestation(text: str) -> Gestation:
    """`9+5` and `9w5d` as (9, 5), `9` as (9, None). ValueError says what is wrong with anything else."""
    shape = _SHAPE.fullmatch(text.strip())
    if shape is None:
        raise ValueError(f"“{text}” is no gestation; write {HOW}.")
    weeks, days = int(shape[1]), None if shape[2] is None else int(shape[2])
    if days is not None and days > 6:
        raise ValueError("Days are 0 to 6; seven days are a week more.")
    if weeks > MOST_WEEKS:
        raise ValueError(f"Weeks are 0 to {MOST_WEEKS}.")
    return weeks, days


def gestation_words(value: Gestation) -> str:
    """The inverse of `read_gestation`."""
    weeks, days = value
    return str(weeks) if days is None else f"{weeks}+{days}"


class GestationField(forms.CharField):
    """Weeks and days, or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", HOW)
        super().__init__(**kwargs)
        self.widget.attrs.update(autocomplete="off", inputmode="text")

    def to_python(self, value: Any) -> Gestation | None:  # type: ignore[override]
        if value in self.empty_values or isinstance(value, tuple):
            return value or None
        try:
            return read_gestation(str(value)) if str(value).strip() else None
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def run_validators(self, value: Any) -> None:
        """Whatever could be read is possible."""

    def prepare_value(self, value: Any) -> Any:
        return gestation_words(value) if isinstance(value, tuple) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
