"""Several tests ordered at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from patients import actions
from patients.forms.base import OTHER_PATIENT
from patients.forms.fields import WrittenDateField
from patients.models import Patient
from patients.obstetrics.dates import in_words
from patients.obstetrics.values import InvestigationStatus, Subject
from rpl_tracker.accounts.models import User
from rpl_tracker.markup.shared import SharedFields
from rpl_tracker.markup.ticks import Tick, ticks_of
from rpl_tracker.together import ask_together
from workup import catalogue
from workup.catalogue.items import Item
from workup.forms.due import due_of, item_of, open_now
from workup.forms.laboratories import laboratory_named, laboratory_names
from workup.forms.whose import Whose, asked_for, choices_among, offer, people_of
from workup.models import Investigation, Laboratory

_WHOSE = {Subject.PATIENT: "the patient", Subject.PARTNER: "a partner", Subject.TISSUE: "tissue of a loss"}
NOT_DUE_NOW = "Something that you ticked is not missing or due any more; look at what is left, and order again."
Group = tuple[str, list[Tick]]  # a panel's name and its ticks


class OrderForm(SharedFields, forms.Form):
    """`asked` is what the address says: an item, or a test, and whose; or `what=missing`: everything that is due."""

    patient_pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    whose = forms.ChoiceField(label="Whose")
    ordered_on = WrittenDateField(label="Ordered on")
    lab = forms.CharField(label="Laboratory", max_length=120, required=False)
    due = forms.MultipleChoiceField(
        label="Missing or due", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_DUE_NOW},
    )  # fmt: skip
    tests = forms.MultipleChoiceField(label="Tests", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, *, patient: Patient, on: date, asked: Mapping[str, str]) -> None:
        self.patient, self.on = patient, on
        hers = people_of(patient)
        *people, findings, self.under_way = ask_together(*hers.values(), open_now(patient, on), _under_way(patient))
        self.people = choices_among(tuple(Subject), dict(zip(hers, people, strict=True)))
        item = item_of(asked.get("item", ""), patient)
        self.due_now = {due.key: due for due in due_of(findings, patient, self.people)}
        self.wanted = wanted(item, asked.get("test", ""))
        subject = item.subject if item else None
        first = asked_for(self.people, {"subject": subject or Subject.PATIENT, **asked})
        initial = {
            "patient_pk": patient.pk,
            "ordered_on": on,
            "tests": self.wanted,
            "due": list(self.due_now) if asked.get("what") == "missing" else [],
            "whose": first.key if first else "",
        }
        super().__init__(data, initial=initial)
        offer(self, self.people)
        self.own("due").choices = [(due.key, due.label) for due in self.due_now.values()]

    @classmethod
    def prepare(cls, fields: dict[str, Any]) -> None:
        fields["tests"].choices = [(key, test.label) for key, test in catalogue.tests().items()]
        fields["lab"].widget.attrs.update({"list": "laboratories", "autocomplete": "off"})

    @cached_property
    def laboratories(self) -> list[str]:
        """The names to offer."""
        return laboratory_names(self.patient.clinic)

    def due_ticks(self) -> list[Tick]:
        """What is missing or due."""
        return list(ticks_of(self["due"]).values())

    def panels(self) -> tuple[list[Group], list[Group]]:
        """The ticks by panel: the panels with a wanted or ticked test, and the rest. Without any, all come first."""
        ticks = ticks_of(self["tests"])
        chosen = {*self.wanted, *(self["tests"].value() or ()), *(self["due"].value() or ())}
        near: list[Group] = []
        rest: list[Group] = []
        for panel in catalogue.panels().values():
            group = panel.label, [ticks[key] for key in panel.tests if key in ticks]
            (near if chosen & set(panel.tests) or not chosen else rest).append(group)
        return near, rest

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("patient_pk") != self.patient.pk:
            raise ValidationError(OTHER_PATIENT, code="other_patient")
        if cleaned.get("ordered_on") and cleaned["ordered_on"] > self.on:
            self.add_error("ordered_on", ValidationError("This lies in the future.", code="future"))
        if not self.errors and not (cleaned.get("tests") or cleaned.get("due")):
            self.add_error("tests", ValidationError("Tick at least one test.", code="required"))
        if cleaned.get("whose") and "tests" in cleaned and "due" in cleaned:
            self._refuse_what_is_not_theirs(cleaned["tests"])
            self._refuse_what_is_under_way()
        return cleaned

    @property
    def person(self) -> Whose:
        """Whose sample is to be taken for the ticked tests, once the form is valid."""
        return next(person for person in self.people if person.key == self.cleaned_data["whose"])

    def orders(self) -> list[tuple[Whose, str]]:
        """Each test once for each person or loss: of the items that are due, then those ticked by name."""
        due = [(self.due_now[key].whose, test) for key in self.cleaned_data["due"] for test in self.due_now[key].tests]
        named = [(self.person, test) for test in self.cleaned_data.get("tests", [])]
        return list({(whose.key, test): (whose, test) for whose, test in (*due, *named)}.values())

    def store(self, *, by: User) -> int:
        """One open order a test; how many they were."""
        with laboratory_named(self.patient.clinic, self.cleaned_data["lab"]) as lab:
            rows = [
                ordered(self.patient, whose, test, self.cleaned_data["ordered_on"], lab)
                for whose, test in self.orders()
            ]
            actions.store_together(rows, [], by=by)
        return len(rows)

    def _refuse_what_is_not_theirs(self, tests: Iterable[str]) -> None:
        for test in (catalogue.tests()[key] for key in tests):
            if self.person.subject not in test.subjects:
                whose = " or ".join(_WHOSE[subject] for subject in Subject if subject in test.subjects)
                words = f"{test.label} is done on {whose}; take the tick away, or choose whose it is above."
                self.add_error("tests", ValidationError(words, code="subject"))

    def _refuse_what_is_under_way(self) -> None:
        """A second order of the same test would wait for ever."""
        orders = self.orders()
        for row in self.under_way:
            if any(test == row.test and whose.is_of(row) for whose, test in orders):
                since = f" since {in_words(row.ordered_on)}" if row.ordered_on else ""
                words = f"{catalogue.tests()[row.test].label} is under way already{since}; take the tick away."
                self.add_error("tests", ValidationError(words, code="under_way"))


def _under_way(patient: Patient) -> QuerySet[Investigation]:
    return Investigation.objects.valid().filter(patient=patient, status__in=("ordered", "collected"))


def ordered(patient: Patient, whose: Whose, test: str, on: date, lab: Laboratory | None = None) -> Investigation:
    """An open order, not yet stored."""
    return Investigation(
        patient=patient, test=test, status=InvestigationStatus.ORDERED.value, lab=lab, ordered_on=on,
        subject=whose.subject.value, partner=whose.partner, pregnancy=whose.pregnancy,
    )  # fmt: skip


def wanted(item: Item | None, test: str) -> list[str]:
    """The tests that the address asks for: one test, or the first way to satisfy an item."""
    if test in catalogue.tests():
        return [test]
    return [need.test for need in item.alternatives[0]] if item and item.alternatives else []
