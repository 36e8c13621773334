"""A whole panel on one form: whose, when and where once at the top, then one line a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from patients import actions
from patients.forms.base import OTHER_PATIENT
from patients.forms.fields import PartialDateFormField, YesNoField
from patients.models import Patient
from patients.obstetrics.dates import PartialDate
from rpl_tracker.accounts.models import User
from rpl_tracker.markup.shared import SharedFields
from rpl_tracker.together import Question, any_text, given
from workup import catalogue
from workup.catalogue import Panel
from workup.checklist.facts import Facts
from workup.forms.laboratories import Gave, Remembered, laboratory_named, laboratory_names, remembered
from workup.forms.repeats import Repeat, order_of, repeats_of
from workup.forms.rows import RowForm, row_form
from workup.forms.whose import Whose, asked_for, choices_of, offer
from workup.interpretation.apl import APL_TESTS
from workup.load import investigation_fact, load_one
from workup.models import Investigation

FASTING = frozenset({"fpg", "fpg_si", "insulin_fasting", "hcy"})
CYCLE = frozenset({"fsh", "lh", "e2", "amh", "testo", "progesterone"})
HEPARIN = frozenset({"la_interp", *(f"la_{part}" for part in (
    "drvvt_screen", "drvvt_confirm", "drvvt_ratio", "aptt_screen", "aptt_hex"
))})  # fmt: skip
_OPEN = ("ordered", "collected")
NOTHING = "Nothing was entered yet: give at least one result, or “Collected, no result yet”."


_ON_RECORD = Question(
    lambda: (
        Investigation.objects.valid()
        .filter(patient=given("patient"), test__in=any_text("tests"))
        .select_related("lab")
        .order_by("pk")
    )
)


class HeaderForm(SharedFields, forms.Form):
    """What holds for every line."""

    patient_pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    whose = forms.ChoiceField(label="Whose")
    collected_on = PartialDateFormField(
        label="Collected or done on", required=False, help_text="2024, May 2024 or 9 May 2024; blank: not known"
    )
    lab = forms.CharField(label="Laboratory", max_length=120, required=False)
    fasting = YesNoField(label="Fasting", required=False)
    cycle_day = forms.IntegerField(label="Day of the cycle", min_value=1, max_value=120, required=False)
    heparin_neutralised = YesNoField(label="Heparin neutralised", required=False)
    again = forms.BooleanField(label="These are further results of the same day", required=False)

    def __init__(self, data: Any, *, sheet: PanelSheet) -> None:
        super().__init__(
            data, initial={"patient_pk": sheet.patient.pk, "whose": sheet.asked.key if sheet.asked else ""}
        )
        self.sheet = sheet
        offer(self, sheet.choices)
        for name, tests in (("fasting", FASTING), ("cycle_day", CYCLE), ("heparin_neutralised", HEPARIN)):
            if not tests & set(sheet.panel.tests):
                del self.fields[name]

    @classmethod
    def prepare(cls, fields: dict[str, forms.Field]) -> None:
        fields["lab"].widget.attrs.update({"list": "laboratories", "autocomplete": "off"})

    def clean_patient_pk(self) -> int:
        if self.cleaned_data["patient_pk"] != self.sheet.patient.pk:
            raise ValidationError(OTHER_PATIENT, code="other_patient")
        return self.sheet.patient.pk

    def clean_collected_on(self) -> PartialDate | None:
        day: PartialDate | None = self.cleaned_data["collected_on"]
        if day is not None and day.earliest > self.sheet.on:
            raise ValidationError("This lies in the future.", code="future")
        return day


class PanelSheet:
    """The form of one panel for one patient. `asked` is what the address says (subject, partner, pregnancy)."""

    def __init__(self, data: Any, patient: Patient, panel: Panel, on: date, asked: Mapping[str, str]) -> None:
        self.patient, self.panel, self.on = patient, panel, on
        self.duplicates: list[RowForm] = []
        self.choices = choices_of(patient, panel.subjects)
        self.asked, self.asked_test = asked_for(self.choices, asked), asked.get("test", "")
        self.header = HeaderForm(data, sheet=self)
        self.on_record = _ON_RECORD.ask(patient=patient.pk, tests=list(panel.tests))
        known, gave = catalogue.tests(), self._begun() if data is None else {}
        begin = self.asked_test if data is None and self.header.initial["collected_on"] else ""
        if data is None and not begin:
            self.header.own("collected_on").widget.attrs["autofocus"] = True
        self.rows = [
            row_form(known[key])(data, gave=gave.get(key, Gave()), waiting=self._waiting(key), begin=key == begin)
            for key in panel.tests
        ]

    @cached_property
    def remembered(self) -> Remembered:
        """What the laboratories gave last: for the page; of what was sent, only to tell it from what was typed."""
        return remembered(self.patient.clinic, self.panel.tests)

    @property
    def forms(self) -> list[forms.Form]:
        """For the list of errors."""
        return [self.header, *self.rows]

    def laboratories(self) -> list[str]:
        """The names to offer."""
        return laboratory_names(self.patient.clinic)

    @property
    def whose(self) -> Whose:
        """Of whom it is, once the header is valid."""
        return next(choice for choice in self.choices if choice.key == self.header.cleaned_data["whose"])

    def filled(self) -> list[RowForm]:
        """The lines with something to store."""
        return [row for row in self.rows if row.is_valid() and row.filled]

    def is_valid(self) -> bool:
        """Whether everything can be stored; also when nothing is typed the answer is no."""
        if False in [form.is_valid() for form in self.forms]:
            return False
        if not self.filled():
            self.header.add_error(None, ValidationError(NOTHING, code="nothing"))
        self._ask_about_duplicates()
        return False not in [form.is_valid() for form in self.forms]

    def investigations(self) -> list[Investigation]:
        """What the lines say, as rows: new ones, or open orders completed by them. Nothing is stored yet."""
        return [self._investigation(row) for row in self.filled()]

    @property
    def may_repeat(self) -> bool:
        """Whether it has tests of which a first positive is to be taken again."""
        return not set(APL_TESTS).isdisjoint(self.panel.tests)

    def repeats(self, rows: Sequence[Investigation], facts: Facts) -> tuple[Repeat, ...]:
        """The first positives among `rows`, which `facts` do not hold yet; not those whose repeat is under way."""
        entered = tuple(investigation_fact(row) for row in rows)
        completed = {row.pk for row in rows}
        open_still = {row.test for row in self.on_record if row.status in _OPEN and row.pk not in completed}
        whole = replace(facts, investigations=(*facts.investigations, *entered))
        return tuple(one for one in repeats_of(whole, rows, self.on) if one.test not in open_still)

    def store(self, *, by: User, repeat: bool = False) -> tuple[int, tuple[Repeat, ...]]:
        """Put all filled lines on record, all or none; how many, and the repeats that were ordered with them."""
        with laboratory_named(self.patient.clinic, self.header.cleaned_data["lab"]) as lab:
            rows = self.investigations()
            ordered = self.repeats(rows, load_one(self.patient, recorded_by=self.on)) if repeat else ()
            for row in rows:
                row.lab = lab
            changed = [(row, row.version) for row in rows if row.pk is not None]
            new = [row for row in rows if row.pk is None]
            orders = [order_of(one, self.patient, self.on) for one in ordered]
            actions.store_together([*new, *orders], changed, by=by)
        return len(rows), ordered

    def _begun(self) -> Mapping[str, Gave]:
        """Fills in the header of a fresh form; what its laboratory gave last."""
        self.header.initial.update(self._expected(self.asked_test))
        return self.remembered.get(self.header.initial["lab"], {})

    def _expected(self, test: str) -> dict[str, Any]:
        """Day and laboratory of the sample that is waited for; else the laboratory used last."""
        sent = [row for row in self._waiting(test) if self.asked is not None and self.asked.is_of(row)]
        lab = next((row.lab.name for row in sent if row.lab), next(iter(self.remembered), ""))
        return {"lab": lab, "collected_on": next((row.collected_on for row in sent if row.collected_on), None)}

    def _waiting(self, test: str) -> list[Investigation]:
        return [row for row in self.on_record if row.test == test and row.status in _OPEN]

    def _investigation(self, row: RowForm) -> Investigation:
        found = self._completed(row) or Investigation(patient=self.patient, test=row.test.key)
        header, whose = self.header.cleaned_data, self.whose
        found.subject, found.partner = whose.subject.value, whose.partner
        if whose.pregnancy is not None:
            found.pregnancy = whose.pregnancy
        for name, value in row.result(typed=self._typed_beside(row)).items():
            setattr(found, name, value or found.comment if name == "comment" else value)
        found.collected_on = _finer(header["collected_on"], found.collected_on)
        for name, tests in (("fasting", FASTING), ("cycle_day", CYCLE), ("heparin_neutralised", HEPARIN)):
            if row.test.key in tests:
                setattr(found, name, header.get(name))
        return found

    def _typed_beside(self, row: RowForm) -> bool:
        """Whether somebody typed unit or limits beside a word alone."""
        if not row.only_worded:
            return False
        gave = self.remembered.get(self.header.cleaned_data["lab"], {})
        return row.typed_beside(gave.get(row.test.key, Gave()))

    def _completed(self, row: RowForm) -> Investigation | None:
        """The open order or sample that this line completes: one collected on that day, else the oldest that fits."""
        day: PartialDate | None = self.header.cleaned_data["collected_on"]
        mine = [waiting for waiting in row.waiting if self.whose.is_of(waiting)]
        same_day = [waiting for waiting in mine if waiting.collected_on == day and day is not None]
        fitting = [waiting for waiting in mine if _may_be(waiting, day)]
        return (same_day or fitting or [None])[0]  # type: ignore[list-item]

    def _ask_about_duplicates(self) -> None:
        if self.header.cleaned_data.get("again"):
            return
        day = self.header.cleaned_data["collected_on"]
        for row in self.filled():
            row.duplicate = next((found for found in self.on_record if self._is_same(found, row, day)), None)
            if row.duplicate is not None:
                words = "There is a result of this test and day already. If this is a further one, say so at the top."
                row.add_error("word", ValidationError(words, code="duplicate"))
                self.duplicates.append(row)

    def _is_same(self, found: Investigation, row: RowForm, day: PartialDate | None) -> bool:
        same_test = found.test == row.test.key and found.status == "final"
        return bool(same_test and found.collected_on == day and self.whose.is_of(found))


def _may_be(waiting: Investigation, day: PartialDate | None) -> bool:
    """Whether a result of that day may be the one that is waited for; a result is not older than its order."""
    if day is None:
        return True
    if waiting.collected_on is not None:
        collected: PartialDate = waiting.collected_on
        return collected.earliest <= day.latest and day.earliest <= collected.latest
    return waiting.ordered_on is None or waiting.ordered_on <= day.latest


def _finer(typed: PartialDate | None, stored: PartialDate | None) -> PartialDate | None:
    """Of two that may be the same day the more precise one; what was typed when they are equally so."""
    if typed is None or stored is None:
        return typed or stored
    return stored if len(str(stored)) > len(str(typed)) else typed
