"""Fields whose choices are rows of her own record: one of her partners, one of her pregnancies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from patients.models import ClinicalRow, Partner, Patient, Pregnancy
from rpl_tracker.markup.shared import SharedFields
from rpl_tracker.together import Asked, Question, ask_together, given

PARTNERS = Question(lambda: partners_of(given("patient")))
PREGNANCIES = Question(lambda: pregnancies_of(given("patient")))


def partners_of(patient: Any) -> QuerySet[Any]:
    """The partners of a patient on record."""
    return Partner.objects.valid().filter(patient=patient)


def pregnancies_of(patient: Any) -> QuerySet[Any]:
    """The pregnancies of a patient on record."""
    return Pregnancy.objects.valid().filter(patient=patient)


@dataclass(frozen=True, slots=True)
class Hers:
    """Her partners and her pregnancies on record."""

    partners: Sequence[Partner]
    pregnancies: Sequence[Pregnancy]


def hers_of(patient: Patient) -> Hers:
    """Read in one journey, and once for a patient who was read."""
    kept: Hers | None = getattr(patient, "_hers", None)
    return hers_and(patient)[0] if kept is None else kept


def hers_and(patient: Patient, *more: Asked) -> tuple[Hers, list[list[Any]]]:
    """`hers_of`, read anew, and the answers to further questions in the same journey."""
    own = (PARTNERS.about(patient=patient.pk), PREGNANCIES.about(patient=patient.pk))
    partners, pregnancies, *answers = ask_together(*own, *more)
    patient._hers = Hers(partners, pregnancies)  # type: ignore[attr-defined]
    return patient._hers, answers  # type: ignore[attr-defined]


class OneOfHers(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A row that was offered: what is chosen is not read again."""

    offered: Sequence[ClinicalRow] = ()

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        for row in self.offered:
            if str(row.pk) == str(getattr(value, "pk", value)):
                return row
        raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})


def offer_partners(form: SharedFields, patient: Patient) -> None:
    """One of her partners, in the form's field `partner`."""
    _offer(form.own("partner"), partners_of(patient), hers_of(patient).partners)


def offer_pregnancies(form: SharedFields, patient: Patient, but: str = "") -> None:
    """One of her pregnancies, in the form's field `pregnancy`; none of the outcome `but`."""
    rows = [row for row in hers_of(patient).pregnancies if row.outcome != but]
    _offer(form.own("pregnancy"), pregnancies_of(patient).exclude(outcome=but), rows)


def _offer(field: Any, among: QuerySet[Any], rows: Sequence[ClinicalRow]) -> None:
    field.queryset, field.offered = among, rows
    field.choices = [("", field.empty_label), *((row.pk, field.label_from_instance(row)) for row in rows)]
