"""Everything that keeps a page of several forms from being saved, as links to the fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import BaseForm


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """One error: the field's id (blank: no field) and label, and what is wrong."""

    anchor: str
    label: str
    text: str


def error_lines(forms: Iterable[BaseForm], *whole: str) -> list[ErrorLine]:
    """`whole` are sentences about the page itself; then every form's errors, in the order of the page."""
    lines = [ErrorLine("", "", text) for text in whole if text]
    for form in forms:
        if form.is_bound:
            lines += [ErrorLine("", "", str(text)) for text in form.non_field_errors()]
            lines += [
                ErrorLine("" if field.is_hidden else field.id_for_label or field.auto_id, str(field.label), str(text))
                for field in form
                for text in field.errors
            ]
    return lines
