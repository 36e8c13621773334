"""One investigation on record: every column of it, from order to result."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from patients.forms.base import RecordForm, RecordMeta
from patients.forms.fields import as_it_was, on_one_line
from patients.forms.hers import offer_partners, offer_pregnancies
from patients.forms.layout import Section, When, together, when
from patients.obstetrics.values import InvestigationStatus, Subject
from rpl_tracker.accounts.models import Clinic, User
from workup import catalogue
from workup.forms.laboratories import laboratory_names, laboratory_of, new_laboratory
from workup.forms.reported import Reported, as_typed, read_reported
from workup.forms.rows import word_choices
from workup.interpretation.questionnaires import item_label
from workup.models import Investigation
from workup.models.investigation import WITH_SELF_HARM_ITEM

FINAL = when("status", InvestigationStatus.FINAL)


class InvestigationForm(RecordForm):
    """The test stays what it is; a wrong test is entered in error and entered anew."""

    laboratory = forms.CharField(label="Laboratory", max_length=120, required=False)

    sections: ClassVar[tuple[Section, ...]] = (
        Section("Whose", ("subject", "partner", "pregnancy")),
        Section("When and where", ("status", "ordered_on", "collected_on", "laboratory")),
        Section("Result", ("word", "value", "unit", "lower_limit", "upper_limit", "self_harm_item", "comment")),
        Section("On the day", ("fasting", "cycle_day", "heparin_neutralised")),
    )
    applies: ClassVar[dict[str, When]] = {
        "partner": when("subject", Subject.PARTNER),
        **together(FINAL, "word", "value", "unit", "lower_limit", "upper_limit"),
    }
    not_ahead = ("ordered_on", "collected_on")

    class Meta(RecordMeta):
        model = Investigation
        fields = (
            "subject", "partner", "pregnancy", "status", "ordered_on", "collected_on", "word", "value", "unit",
            "lower_limit", "upper_limit", "self_harm_item", "comment", "fasting", "cycle_day", "heparin_neutralised",
        )  # fmt: skip
        labels: ClassVar[dict[str, str]] = {
            "subject": "Sample or image of",
            "word": "Result",
            "value": "As reported",
            "ordered_on": "Ordered on",
            "lower_limit": "Lower limit",
            "upper_limit": "Upper limit",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "collected_on": "2024, May 2024 or 9 May 2024; blank: not known",
            "value": "With < or > where the laboratory printed it",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row: Investigation = self.instance
        self.test = catalogue.tests()[row.test]
        offer_partners(self, row.patient)
        offer_pregnancies(self, row.patient)
        subject = self.own("subject")
        subject.choices = [pair for pair in subject.choices if pair[0] in self.test.subjects]
        self.own("word").choices = [("", "no word"), *word_choices(self.test)[1:]]
        if row.test in WITH_SELF_HARM_ITEM:
            self.own("self_harm_item").label = item_label(row.test).capitalize()
        else:
            del self.fields["self_harm_item"]

    @classmethod
    def prepare(cls, fields: dict[str, forms.Field]) -> None:
        super().prepare(fields)
        fields["laboratory"].widget.attrs.update({"list": "laboratories", "autocomplete": "off"})
        fields["word"].required = fields["value"].required = False

    @cached_property
    def laboratories(self) -> list[str]:
        """The names to offer."""
        return laboratory_names(self._clinic)

    @property
    def _clinic(self) -> Clinic:
        clinic: Clinic = self.instance.patient.clinic
        return clinic

    def stored_values(self, row: Any) -> dict[str, Any]:
        return {
            "laboratory": row.lab.name if row.lab else "",
            "value": on_one_line(as_typed(row.value, row.comparator)),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        reported = self._reported(cleaned.get("value") or "")
        cleaned["value"] = as_it_was(reported.value, self.instance.value)
        self.instance.number = reported.number
        self.instance.comparator = reported.comparator.value if reported.comparator else ""
        if "laboratory" in cleaned:
            self.instance.lab = laboratory_of(self._clinic, cleaned["laboratory"], self.instance.lab)
        return cleaned

    def _reported(self, typed: str) -> Reported:
        try:
            return read_reported(self.test, typed) if typed else Reported()
        except ValueError as error:
            self.add_error("value", ValidationError(str(error), code="invalid"))
            return Reported()

    def store(self, *, by: User) -> Any:
        typed = self.cleaned_data["laboratory"]
        if not typed or self.instance.lab is not None:
            return super().store(by=by)
        with new_laboratory(self._clinic, typed) as self.instance.lab:
            return super().store(by=by)
