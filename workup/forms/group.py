"""One change for several patients of the worklist: whose they are, or when they come next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from patients import actions
from patients.forms.fields import WrittenDateField
from patients.models import Patient
from patients.obstetrics.dates import in_words
from rpl_tracker.accounts.models import Clinic, User

ASSIGN, VISIT = "assign", "visit"
COLUMNS = {ASSIGN: "assigned_to_id", VISIT: "next_visit_on"}
TITLES = {ASSIGN: "Assign to a clinician", VISIT: "Set the next visit"}
MOST = 200
Seen = list[tuple[int, int]]  # patient and the version that the person saw


class GroupForm(forms.Form):
    """`who` or `day`, by what is done; blank takes it away."""

    who = forms.ChoiceField(label="Clinician", required=False)
    day = WrittenDateField(label="Next visit on", required=False)

    def __init__(self, data: Any, *, do: str, people: Sequence[tuple[str, str]], on: date) -> None:
        super().__init__(data)
        self.do, self.on = do, on
        who: Any = self.fields["who"]
        who.choices = [("", "Nobody"), *people]
        del self.fields["day" if do == ASSIGN else "who"]
        next(iter(self.fields.values())).widget.attrs["autofocus"] = True

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day is not None and day < self.on:
            raise ValidationError("This day has passed; a next visit lies ahead.", code="past")
        return day

    @property
    def value(self) -> Any:
        """As the column keeps it."""
        if self.do == VISIT:
            return self.cleaned_data["day"]
        return int(self.cleaned_data["who"]) if self.cleaned_data["who"] else None

    def in_words(self, number: int) -> str:
        """What was done, for the message."""
        women = "1 patient" if number == 1 else f"{number} patients"
        if self.do == VISIT:
            day = self.cleaned_data["day"]
            return f"Next visit of {women}: {in_words(day) if day else 'none planned'}."
        who: Any = self.fields["who"]
        return f"{women} assigned to {dict(who.choices)[self.cleaned_data['who']]}."


def chosen(clinic: Clinic, ticked: Iterable[str]) -> list[Patient]:
    """The patients of this clinic among those ticked; whoever is another clinic's is as if she did not exist."""
    numbers = [int(text) for text in ticked if text.isascii() and text.isdigit() and len(text) < 18][:MOST]
    return list(Patient.objects.valid().filter(clinic=clinic, pk__in=numbers))


def seen_of(texts: Iterable[str]) -> dict[int, int]:
    """`number:version` of each patient on the page that asked."""
    pairs = (text.partition(":")[::2] for text in texts)
    return {int(number): int(version) for number, version in pairs if number.isdecimal() and version.isdecimal()}


def change_group(women: Sequence[Patient], seen: dict[int, int], column: str, value: Any, *, by: User) -> list[Any]:
    """Store it for all or none, each as a change of her own: (patient, her version now, what stood there before).

    Those who have the value already are left alone. `Conflict` when one was changed since she was seen.
    """
    changing = [woman for woman in women if getattr(woman, column) != value]
    before = [(woman.pk, seen.get(woman.pk, 0) + 1, getattr(woman, column)) for woman in changing]
    for woman in changing:
        setattr(woman, column, value)
    if changing:
        rows = [(woman, seen.get(woman.pk, 0)) for woman in changing]
        with actions.many_changes():  # findings are computed once for all
            actions.change_many(rows, [column.removesuffix("_id")], by=by)
    return before
