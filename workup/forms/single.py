"""One investigation on record: every column of it, from order to result."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from patients.forms.base import RecordForm, RecordMeta
from patients.forms.layout import Section, When, together, when
from patients.models import Partner, Pregnancy
from patients.obstetrics.values import InvestigationStatus, Subject
from rpl_tracker.accounts.models import User
from workup import catalogue
from workup.forms.laboratories import laboratory_named, laboratory_names
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
        self.fields["laboratory"].widget.attrs.update({"list": "laboratories", "autocomplete": "off"})
        fields: Any = self.fields
        fields["partner"].queryset = Partner.objects.valid().filter(patient=row.patient)
        fields["pregnancy"].queryset = Pregnancy.objects.valid().filter(patient=row.patient)
        fields["subject"].choices = [pair for pair in fields["subject"].choices if pair[0] in self.test.subjects]
        fields["word"].choices = [("", "no word"), *word_choices(self.test)[1:]]
        fields["word"].required = fields["value"].required = False
        if row.test in WITH_SELF_HARM_ITEM:
            fields["self_harm_item"].label = item_label(row.test).capitalize()
        else:
            del self.fields["self_harm_item"]

    @cached_property
    def laboratories(self) -> list[str]:
        """The names to offer."""
        return laboratory_names(self.instance.patient.clinic)

    def stored_values(self, row: Any) -> dict[str, Any]:
        return {"laboratory": row.lab.name if row.lab else "", "value": as_typed(row.value, row.comparator)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        reported = self._reported(cleaned.get("value") or "")
        cleaned["value"] = reported.value
        self.instance.number = reported.number
        self.instance.comparator = reported.comparator.value if reported.comparator else ""
        return cleaned

    def _reported(self, typed: str) -> Reported:
        try:
            return read_reported(self.test, typed) if typed else Reported()
        except ValueError as error:
            self.add_error("value", ValidationError(str(error), code="invalid"))
            return Reported()

    def store(self, *, by: User) -> Any:
        with laboratory_named(self.instance.patient.clinic, self.cleaned_data["laboratory"]) as lab:
            self.instance.lab = lab
            return super().store(by=by)
