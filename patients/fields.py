"""Columns that keep what was reported: a date its precision (`2019`, `2019-05`, `2019-05-09`), a decimal its places."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast, Length, Substr

from patients.obstetrics.dates import PartialDate

SHAPE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


class PartialDateField(models.CharField):  # type: ignore[type-arg]
    """Python sees a `PartialDate` or None; the column holds ISO text, NULL when nothing is known."""

    description = "a date as precise as it is known"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_length=10, null=True, blank=True, db_collation="C")  # "C": dates sort as text everywhere
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "null", "blank", "db_collation"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> PartialDate | None:
        return None if value is None else PartialDate.parse(value)

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or value == "" or isinstance(value, PartialDate):
            return value or None
        if isinstance(value, date):
            return PartialDate.of(value)
        try:
            return PartialDate.parse(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> str | None:
        read = self.to_python(value)
        return None if read is None else str(read)

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def run_validators(self, value: Any) -> None:
        """The shape was checked when the value was read."""

    def formfield(self, **kwargs: Any) -> Any:
        from patients.forms.fields import PartialDateFormField

        return models.Field.formfield(self, form_class=PartialDateFormField, **kwargs)


class ReportedDecimalField(models.DecimalField):  # type: ignore[type-arg]
    """A decimal with the places that were typed: 4.0 stays 4.0 and is not 4, as the laboratory printed it."""

    def db_type(self, connection: Any) -> str:
        return "numeric"


def _part(column: str, start: int, length: int) -> Cast:
    return Cast(Substr(column, start, length), models.IntegerField())


class _MakeDate(models.Func):
    function = "make_date"
    output_field = models.DateField()


class _MonthEnd(models.Func):
    """The last day of the month that begins on the argument."""

    template = "((%(expressions)s + interval '1 month' - interval '1 day')::date)"
    output_field = models.DateField()


def exact_day(column: str) -> models.Case:
    """SQL: the day of a partial date when it is a full one, else NULL."""
    day = _MakeDate(_part(column, 1, 4), _part(column, 6, 2), _part(column, 9, 2))
    return models.Case(
        models.When(models.lookups.Exact(Length(column), 10), then=day), default=None, output_field=models.DateField()
    )


def latest_day(column: str) -> models.Case:
    """SQL: the last day that a partial date can mean, NULL when it is blank."""
    month = _MonthEnd(_MakeDate(_part(column, 1, 4), _part(column, 6, 2), 1))
    return models.Case(
        models.When(models.lookups.Exact(Length(column), 4), then=_MakeDate(_part(column, 1, 4), 12, 31)),
        models.When(models.lookups.Exact(Length(column), 7), then=month),
        default=exact_day(column),
        output_field=models.DateField(),
    )


def well_shaped(column: str, model: str) -> models.CheckConstraint:
    """The column holds nothing, or a date of one of the three shapes that is in the calendar."""
    real = models.Q(**{f"{column}__isnull": True}) | (
        models.Q(**{f"{column}__regex": SHAPE}) & models.Q(models.lookups.IsNull(latest_day(column), False))
    )
    return models.CheckConstraint(
        condition=real, name=f"{model}_{column}_is_a_date", violation_error_message="Write 2019, 2019-05 or 2019-05-09."
    )
