"""A row that should never have been there: marked, with the reason, and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from patients import actions
from patients.forms.base import CHANGED, OTHER_PATIENT
from patients.models import Birth, ClinicalRow, Condition, Event, Medication, Partner, Patient, Pregnancy
from rpl_tracker.accounts.models import User
from rpl_tracker.accounts.roles import Permission
from workup.catalogue.items import Item, items
from workup.editions import adoption_of
from workup.models import Decision, Investigation, UterineFindings
from workup.told import Names, told_of, words


@dataclass(frozen=True, slots=True)
class Kind:
    """What can be entered in error: how a row of a patient is found, and who may say so."""

    model: type[ClinicalRow]
    name: str
    permission: Permission = Permission.RECORD
    through: str = "patient"
    named: Callable[[Any], str] | None = None  # how its rows are called, where this package does not know it


KINDS: dict[str, Kind] = {
    "patient": Kind(Patient, "this patient"),
    "partner": Kind(Partner, "this partner"),
    "condition": Kind(Condition, "this condition"),
    "medication": Kind(Medication, "this medication"),
    "pregnancy": Kind(Pregnancy, "this pregnancy"),
    "birth": Kind(Birth, "this birth", through="pregnancy__patient"),
    "event": Kind(Event, "this event", Permission.EVENTS, "pregnancy__patient"),
    "investigation": Kind(Investigation, "this investigation", Permission.RESULTS),
    "uterine_findings": Kind(UterineFindings, "these findings", Permission.RESULTS, "investigation__patient"),
    "decision": Kind(Decision, "this decision", Permission.DECISIONS),
}


class InErrorForm(forms.Form):
    """Asks for the reason. `row_version` is the version that was shown."""

    patient_pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    row_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="Why it was entered in error", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any, *, row: ClinicalRow) -> None:
        super().__init__(data, initial={"patient_pk": row.patient_pk, "row_version": row.version})
        self.row = row
        if not self.is_bound:
            self.fields["reason"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("patient_pk") != self.row.patient_pk:
            raise ValidationError(OTHER_PATIENT, code="other_patient")
        return cleaned

    def store(self, *, by: User) -> None:
        """Mark the row, and what hangs on it."""
        version = self.cleaned_data["row_version"] or 0
        actions.enter_in_error(self.row, by=by, reason=self.cleaned_data["reason"], version=version)

    def meet(self, stored: ClinicalRow) -> None:
        """Somebody changed the row meanwhile: show it as it is now, and ask again."""
        data: Any = self.data
        self.data = data = data.copy()
        data["row_version"] = str(stored.version)
        self.row = stored
        self.add_error(None, ValidationError(CHANGED, code="conflict"))


def facts_of(row: ClinicalRow) -> list[tuple[str, str]]:
    """What the row says, label and value, without what is not recorded."""
    state = {column.name: column.value_from_object(row) for column in row._meta.concrete_fields}
    said = [told for told in told_of(type(row)) if told.columns[0].editable and not told.is_blank(state)]
    names = Names(_items_of(row))
    for told in said:
        names.want(told, state)
    names.ask()
    return [(told.label, words(told, state, names)) for told in said]


def _items_of(row: ClinicalRow) -> Mapping[str, Item]:
    """The clinic's own items are read only for a row that may name one."""
    if not isinstance(row, Decision) or row.item in items():
        return items()
    return adoption_of(row.patient.clinic).items


def what_hangs_on_it(row: ClinicalRow) -> list[str]:
    """What is marked together with the row: `2 events`."""
    found = []
    for relation in row._meta.related_objects:
        model: Any = relation.related_model
        if issubclass(model, ClinicalRow) and (
            number := model.objects.valid().filter(**{relation.field.name: row}).count()
        ):
            name = model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural
            found.append(f"{number} {name}")
    return found
