"""Fibroids in one field, one a line: the FIGO type, and the size in mm where it is known."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from patients.forms.fields import without_comma
from workup.interpretation.figo import parse_figo
from workup.models.uterus import SIZE

HELP = "One a line: FIGO type 0 to 8, or 2-5 for a hybrid; then its size in mm, if known: 4 34 mm"
_LINE = re.compile(r"(?:FIGO\s*)?(?P<type>[^\s,:@]+)(?:[\s,:@]+(?P<size>[0-9.,]+)\s*(?:mm)?)?", re.IGNORECASE)


class FibroidsField(forms.CharField):
    """`2-5 34 mm` a line; a list of `2-5@34` as the column keeps them, empty when nothing is typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}))
        kwargs.setdefault("help_text", HELP)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        if isinstance(value, list):
            return value
        lines = [line.strip() for line in re.split(r"[\n;]", str(value or ""))]
        try:
            return [read_fibroid(line) for line in lines if line]
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def validate(self, value: Any) -> None:
        """Blank is allowed: none was described."""

    def run_validators(self, value: Any) -> None:
        """Whatever could be read is possible."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(written, value)) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def read_fibroid(line: str) -> str:
    """`2-5, 34 mm` as `2-5@34`. ValueError names what cannot be read."""
    shape = _LINE.fullmatch(line)
    if shape is None:
        raise ValueError(f"“{line}” cannot be read: write the FIGO type, then the size in mm, such as 2-5 34 mm.")
    figo, size = parse_figo(shape["type"]), without_comma(shape["size"]) if shape["size"] else ""
    if size and not re.fullmatch(SIZE, size):
        raise ValueError(f"“{line}”: a size is 1 to 999 mm, with one decimal at most.")
    return f"{figo}@{size}" if size else str(figo)


def written(stored: str) -> str:
    """The inverse of `read_fibroid`: `2-5 34 mm`."""
    figo, _, size = stored.partition("@")
    return f"{figo} {size} mm" if size else figo
