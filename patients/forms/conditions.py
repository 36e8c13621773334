"""All conditions of the woman and her partners on one page: asked and present, asked and absent, or not asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from patients import actions
from patients.forms.fields import NOT_RECORDED, PartialDateFormField, as_it_was, on_one_line
from patients.models import Condition, Partner, Patient
from patients.obstetrics.values import ConditionCode as Code
from rpl_tracker.accounts.models import User
from rpl_tracker.audit.history import history_of
from rpl_tracker.markup.shared import SharedFields
from rpl_tracker.together import Question, given

GROUPS: tuple[tuple[str, tuple[Code, ...]], ...] = (
    ("Family and children", (Code.FIRST_DEGREE_VTE_OR_THROMBOPHILIA, Code.FAMILY_CHROMOSOME_REARRANGEMENT,
                             Code.CHILD_WITH_CONGENITAL_ANOMALY, Code.CONSANGUINITY)),
    ("Clots and vessels", (Code.PERSONAL_VTE, Code.ARTERIAL_THROMBOSIS, Code.INHERITED_THROMBOPHILIA_KNOWN,
                           Code.VTE_HIGH_RISK_PROFILE, Code.CVD_HIGH_RISK_PROFILE)),
    ("Antiphospholipid syndrome and autoimmunity", (
        Code.APS_KNOWN, Code.APS_MICROVASCULAR_SUSPECTED, Code.APS_MICROVASCULAR_ESTABLISHED,
        Code.HEART_VALVE_THICKENING, Code.HEART_VALVE_VEGETATION, Code.SLE_OR_AUTOIMMUNE)),
    ("Cycle, hormones, general health", (
        Code.OLIGO_AMENORRHOEA, Code.GALACTORRHOEA, Code.PCOS, Code.DIABETES, Code.THYROID_DISEASE,
        Code.HYPERTENSION, Code.RENAL_DISEASE, Code.FOOD_INTOLERANCE)),
    ("Uterus and cervix", (Code.UTERINE_ANOMALY, Code.FIBROIDS, Code.ADENOMYOSIS_KNOWN,
                           Code.INTRAUTERINE_ADHESIONS, Code.CERVICAL_SURGERY)),
    ("Care", (Code.SUPPORT_OFFERED,)),
)  # fmt: skip
_LABELS = {
    Code.PERSONAL_VTE: "Venous thromboembolism herself or himself",
    Code.FIRST_DEGREE_VTE_OR_THROMBOPHILIA: "First-degree relative with VTE or thrombophilia",
    Code.APS_KNOWN: "Antiphospholipid syndrome, known",
    Code.VTE_HIGH_RISK_PROFILE: "High-risk profile for VTE",
    Code.CVD_HIGH_RISK_PROFILE: "High-risk profile for cardiovascular disease",
    Code.APS_MICROVASCULAR_SUSPECTED: "Microvascular APS, suspected",
    Code.APS_MICROVASCULAR_ESTABLISHED: "Microvascular APS, established",
    Code.SLE_OR_AUTOIMMUNE: "SLE or another autoimmune disease",
    Code.OLIGO_AMENORRHOEA: "Oligo- or amenorrhoea",
    Code.PCOS: "Polycystic ovary syndrome (PCOS)",
}
NOT_ASKED = "not asked"
_OF_A_PARTNER = re.compile(r"(?P<prefix>p(?P<partner>[0-9]{1,18})-(?P<code>[a-z_]+))-seen")
NOT_ASKED_AFTER_ALL = "It had not been asked after all."


def label_of(code: Code) -> str:
    """A condition as the page says it."""
    return _LABELS.get(code, code.value.replace("_", " ").capitalize())


class ConditionForm(SharedFields, forms.Form):
    """One condition of one person. `seen` keeps what was shown when the page was opened."""

    state = forms.ChoiceField(choices=[("", NOT_ASKED), ("present", "Present"), ("absent", "Absent")], required=False)
    since = PartialDateFormField(required=False)
    note = forms.CharField(max_length=300, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    label: ClassVar[str]  # of the kind that `condition_form` gives

    def __init__(self, data: Any, *, prefix: str, stored: Condition | None, on: date) -> None:
        super().__init__(data, prefix=prefix, initial=_values(stored))
        self.stored, self.on, self.now = stored, on, ""

    @classmethod
    def prepare(cls, fields: dict[str, forms.Field]) -> None:
        for name, what in (("state", "asked?"), ("since", "since"), ("note", "note")):
            fields[name].label = f"{cls.label}: {what}"
        fields["state"].widget.attrs["class"] = "form-select form-select-sm"
        for name in ("since", "note"):
            fields[name].widget.attrs |= {"class": "form-control form-control-sm", "autocomplete": "off"}

    def clean_since(self) -> Any:
        since = self.cleaned_data["since"]
        if since is not None and since.earliest > self.on:
            raise ValidationError("This lies in the future.", code="future")
        return since

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("state") and (cleaned.get("since") or cleaned.get("note")):
            self.add_error("state", ValidationError("Say whether it is present or absent.", code="required"))
        return cleaned

    @property
    def touched(self) -> bool:
        """Whether the person changed anything on this line."""
        shown: str = self.cleaned_data["seen"].partition("|")[2]
        return shown != _signature(self.cleaned_data)

    @property
    def version(self) -> int:
        """The version that was shown; 0 when nothing was on record."""
        seen = self.cleaned_data["seen"].partition("|")[0]
        return int(seen) if seen.isdecimal() else 0

    def meets_another(self) -> bool:
        """Whether somebody else stored something here meanwhile; then it is shown, and saving again replaces it."""
        if self.version == (self.stored.version if self.stored else 0):
            return False
        data: Any = self.data
        self.data = data = data.copy()
        data[self.add_prefix("seen")] = _seen(self.stored)
        self.now = _in_words(self.stored)
        self.add_error("state", ValidationError("Somebody else changed this while you were writing.", code="conflict"))
        return True

    def store(self, row: Condition, *, by: User) -> None:
        """Put the line on record; `row` is a blank one for this person and condition."""
        if not self.cleaned_data["state"]:
            if self.stored is not None:
                actions.enter_in_error(self.stored, by=by, reason=NOT_ASKED_AFTER_ALL, version=self.version)
            return
        target = self.stored or row
        target.present = self.cleaned_data["state"] == "present"
        target.since, target.note = self.cleaned_data["since"], as_it_was(self.cleaned_data["note"], target.note)
        if self.stored is None:
            actions.add(target, by=by)
        else:
            actions.change(target, by=by, version=self.version)


@cache
def condition_form(code: Code) -> type[ConditionForm]:
    """The kind of line that asks for a condition."""
    return type("ConditionForm", (ConditionForm,), {"label": label_of(code)})


@dataclass(frozen=True, slots=True)
class Line:
    """One condition of one person, and its form."""

    code: Code
    partner: Partner | None
    form: ConditionForm


_STORED = Question(lambda: Condition.objects.valid().filter(patient=given("patient")))


class ConditionsSheet:
    """Every condition of every person; only what was touched is stored."""

    def __init__(self, data: Mapping[str, Any] | None, patient: Patient, partners: Sequence[Partner], on: date) -> None:
        self.patient = patient
        stored = {(row.partner_id, row.code): row for row in _STORED.ask(patient=patient.pk)}
        self.people: list[tuple[Partner | None, list[tuple[str, list[Line]]]]] = [
            (person, [(title, [_line(data, person, code, stored, on) for code in codes]) for title, codes in GROUPS])
            for person in (None, *partners)
        ]

        self.lost = list(_typed_of_others(data or {}, {person.pk for person in partners}, on))

    def lines(self) -> Iterator[Line]:
        """Every line, as the page shows them."""
        for _, groups in self.people:
            for _, lines in groups:
                yield from lines

    @property
    def forms(self) -> list[ConditionForm]:
        """For the list of errors."""
        return [line.form for line in self.lines()]

    def is_valid(self) -> bool:
        """Whether every line can be read."""
        return False not in [form.is_valid() for form in self.forms]

    def touched(self) -> list[Line]:
        """The lines that the person changed."""
        return [line for line in self.lines() if line.form.touched]

    def conflicts(self) -> bool:
        """Whether somebody else changed one of these lines meanwhile."""
        return True in [line.form.meets_another() for line in self.touched()]

    def store(self, *, by: User) -> int:
        """Store what was touched, all or nothing; how many lines that were."""
        touched = self.touched()
        with actions.many_changes():
            for line in touched:
                line.form.store(Condition(patient=self.patient, partner=line.partner, code=line.code), by=by)
        return len(touched)


def _line(
    data: Mapping[str, Any] | None, person: Partner | None, code: Code, stored: Mapping[Any, Condition], on: date
) -> Line:
    who = f"p{person.pk}" if person else "she"
    row = stored.get((person.pk if person else None, code.value))
    form = condition_form(code)(data, prefix=f"{who}-{code.value}", stored=row, on=on)
    return Line(code, person, form)


def _typed_of_others(data: Mapping[str, Any], known: Collection[int], on: date) -> Iterator[str]:
    """In words, what was typed of a partner who is not on record any more: the page has no place for it."""
    for name in data:
        shape = _OF_A_PARTNER.fullmatch(name)
        if shape is None or int(shape["partner"]) in known or shape["code"] not in set(Code):
            continue
        form = condition_form(Code(shape["code"]))(data, prefix=shape["prefix"], stored=None, on=on)
        if not form.is_valid() or form.touched:
            typed = (form[part].data for part in ("state", "since", "note"))
            yield f"{form.label}: {', '.join(filter(None, typed)) or NOT_ASKED}"


def _values(row: Condition | None) -> dict[str, Any]:
    if row is None:
        return {"state": "", "since": None, "note": "", "seen": _seen(None)}
    state = "present" if row.present else "absent"
    return {"state": state, "since": row.since, "note": on_one_line(row.note), "seen": _seen(row)}


def _seen(row: Condition | None) -> str:
    if row is None:
        return "0|||"
    state = "present" if row.present else "absent"
    return f"{row.version}|{_signature({'state': state, 'since': row.since, 'note': on_one_line(row.note)})}"


def _signature(values: Mapping[str, Any]) -> str:
    return f"{values['state']}|{values['since'] or ''}|{values['note']}"


def _in_words(row: Condition | None) -> str:
    """What is stored now, and by whom."""
    if row is None:
        return "stored now: not asked"
    since = row.since.words if row.since else NOT_RECORDED
    last = history_of(row)[-1]
    state = "present" if row.present else "absent"
    return f"stored now: {state}, since {since}, note “{row.note}” (by {last.username})"
