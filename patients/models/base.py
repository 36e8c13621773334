"""What every clinical row has: a version against lost updates, and *entered in error* instead of deletion."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Q

from patients.models.checking import all_hold, broken, named_by


def choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    """An enumeration of the rules as choices of a field: `severe_preeclampsia` reads "Severe preeclampsia"."""
    return [(value.value, value.value.replace("_", " ").capitalize()) for value in values]


class ClinicalQuerySet(models.QuerySet[Any]):
    """Rows of the record."""

    def valid(self) -> Self:
        """Without those entered in error."""
        return self.filter(entered_in_error=False)


class ClinicalRow(models.Model):
    """A row that is never deleted: it can be marked as entered in error, with the reason."""

    version = models.PositiveIntegerField(default=1, editable=False)
    entered_in_error = models.BooleanField(default=False, editable=False)
    error_reason = models.CharField(max_length=300, blank=True, editable=False)

    objects = ClinicalQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def patient_pk(self) -> int:
        """The patient whom this row is about."""
        return self.patient_id  # type: ignore[attr-defined,no-any-return]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Whether the rows that it names are on record is asked together with its constraints."""
        super().clean_fields(exclude={*(exclude or ()), *(column.name for column in named_by(self))})

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[models.BaseConstraint]]]:
        """Those to ask the database about one by one: none, when one question has shown that they all hold."""
        if all_hold([self]):
            return []
        every: list[tuple[type[models.Model], Sequence[models.BaseConstraint]]] = super().get_constraints()
        return every

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """ValidationError by column: each broken constraint's words stand beside the column that it is about."""
        found = broken(self, exclude or ())
        if found:
            raise ValidationError(found)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError("clinical rows are not deleted; mark them as entered in error")


VALID = Q(entered_in_error=False)


def error_has_reason(model: str) -> models.CheckConstraint:
    """Entered in error and its reason go together."""
    return models.CheckConstraint(
        condition=Q(entered_in_error=False, error_reason="") | (Q(entered_in_error=True) & ~Q(error_reason="")),
        name=f"{model}_error_has_reason",
        violation_error_message="Say why the row was entered in error.",
    )


def one_of(column: str, values: type[StrEnum], model: str) -> models.CheckConstraint:
    """The column holds one of the values, or nothing."""
    return models.CheckConstraint(
        condition=Q(**{f"{column}__in": ["", *(value.value for value in values)]}), name=f"{model}_{column}_is_known"
    )


def between(column: str, low: int, high: int, model: str, words: str) -> models.CheckConstraint:
    """A number within what is possible, or nothing."""
    return models.CheckConstraint(
        condition=Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gte": low, f"{column}__lte": high}),
        name=f"{model}_{column}_possible",
        violation_error_message=words,
    )


def gestation_checks(prefix: str, model: str) -> list[models.BaseConstraint]:
    """Weeks and days of a gestation: days go with weeks and are 0 to 6."""
    weeks, days = f"{prefix}_weeks", f"{prefix}_days"
    return [
        between(weeks, 0, 45, model, "Weeks are between 0 and 45."),
        between(days, 0, 6, model, "Days are between 0 and 6; seven days are a week more."),
        models.CheckConstraint(
            condition=Q(**{f"{days}__isnull": True}) | Q(**{f"{weeks}__isnull": False}),
            name=f"{model}_{days}_need_weeks",
            violation_error_message="Days of gestation need their weeks.",
        ),
    ]


class Exclusion(ExclusionConstraint):
    """Says nothing while a field of its own condition is still wrong: that field has its own error already."""

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        if not exclude or not self._expression_refs_exclude(model, self.condition, exclude):  # type: ignore[attr-defined]
            super().validate(model, instance, exclude, using)
