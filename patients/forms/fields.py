"""Form fields that keep what is known as it is known: dates with their precision, decimals, yes and no or neither."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from patients.forms.written import read_date
from patients.obstetrics.dates import PartialDate, in_words

NOT_RECORDED = "not recorded"


class _Written(forms.CharField):
    """A text field: what was typed stays as it was typed, what is stored is shown written out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        for unused in ("max_length", "empty_value", "strip"):
            kwargs.pop(unused, None)
        super().__init__(*args, **kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")

    def read(self, value: Any) -> PartialDate | None:
        """The partial date that the text means, None for a blank. ValidationError in words."""
        if isinstance(value, PartialDate) or value in self.empty_values:
            return value or None
        if isinstance(value, date):
            return PartialDate.of(value)
        try:
            return read_date(str(value)) if str(value).strip() else None
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Whatever could be read is a date."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class PartialDateFormField(_Written):
    """A `PartialDate` or None: `2019`, `May 2019` or `9 May 2019`, and the same in ISO."""

    def to_python(self, value: Any) -> PartialDate | None:  # type: ignore[override]
        return self.read(value)

    def prepare_value(self, value: Any) -> Any:
        return value.words if isinstance(value, PartialDate) else value


class WrittenDateField(_Written):
    """A `date` or None, typed as `9 May 2019` or `2019-05-09`; a month alone is refused, never completed."""

    def to_python(self, value: Any) -> date | None:  # type: ignore[override]
        read = self.read(value)
        if read is not None and read.exact is None:
            raise ValidationError(f"The day is needed too: 9 {read.words}, or leave it blank.", code="incomplete")
        return None if read is None else read.exact

    def prepare_value(self, value: Any) -> Any:
        return in_words(value) if isinstance(value, date) else value


class PlainDecimalField(forms.DecimalField):
    """A decimal; a decimal comma is read, a comma that could part thousands is refused."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        try:
            return super().to_python(without_comma(value.strip()) if isinstance(value, str) else value)
        except ValueError as error:
            raise ValidationError(str(error), code="ambiguous") from error

    def prepare_value(self, value: Any) -> Any:
        return without_padding(value, self.decimal_places) if isinstance(value, Decimal) else value


class YesNoField(forms.TypedChoiceField):
    """True, False, or None for "not recorded"; three things, never two."""

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("choices", "coerce", "empty_value"):
            kwargs.pop(unused, None)
        choices = [("", NOT_RECORDED), ("yes", "Yes"), ("no", "No")]
        super().__init__(choices=choices, coerce=lambda word: word == "yes", empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}[value] if value is None or isinstance(value, bool) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != (data or ""))


def on_one_line(text: str) -> str:
    """Lines of an imported cell side by side: a browser would take the breaks out of a one-line field and glue the
    words on both sides of them together.
    """
    return " ".join(filter(None, map(str.strip, text.splitlines()))) if "\n" in text or "\r" in text else text


def as_it_was(typed: Any, stored: Any) -> Any:
    """`stored` when `typed` is the same on one line, so that a row keeps its lines while nobody changes them."""
    return stored if isinstance(stored, str) and isinstance(typed, str) and typed == on_one_line(stored) else typed


def without_comma(text: str) -> str:
    """`3,5` as `3.5`. ValueError when the comma might part thousands (`1,200`)."""
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", text):
        digits = text.replace(",", "")
        raise ValueError(f"“{text}” can be read in two ways; write {digits} or {text.replace(',', '.', 1)}.")
    return text.replace(",", ".") if re.fullmatch(r"[+-]?\d+,\d+", text) else text


def without_padding(number: Decimal, places: int | None) -> str:
    """As it was typed: the zeros with which a column fills up its `places` go, those that a laboratory printed stay.

    `34.0` of a column with one place is `34`; `4.0` of one that keeps what was reported (up to six) is `4.0`.
    """
    text = f"{number:f}"
    padded = places and -int(number.as_tuple().exponent) == places
    return text.rstrip("0").rstrip(".") if padded else text
