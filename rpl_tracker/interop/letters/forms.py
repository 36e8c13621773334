"""The letter to the referring doctor, while it is a draft."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from patients.forms.base import RecordForm, RecordMeta
from patients.forms.layout import Section
from patients.models.unfinished import KEPT_FOR
from rpl_tracker.interop.models import Letter

ON_RECORD = "This very letter is on record already: see “Letters and prints”. Change it there, or change this text."


class LetterForm(RecordForm):
    """To whom, and the text. What stands below it (edition, gaps, as-of date) is not the writer's to change."""

    composed_on = forms.DateField(widget=forms.HiddenInput, required=False)

    sections: ClassVar[tuple[Section, ...]] = (Section("To", ("addressee",)), Section("Letter", ("body",)))

    begins = "addressee"

    class Meta(RecordMeta):
        model = Letter
        fields = ("addressee", "body")
        help_texts: ClassVar[dict[str, str]] = {
            "addressee": "Name and address, a line each.",
            "body": "A blank line begins a paragraph; lines that begin with a hyphen are a list.",
        }
        widgets: ClassVar[dict[str, Any]] = {
            "addressee": forms.Textarea(attrs={"rows": 4}),
            "body": forms.Textarea(attrs={"rows": 24}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["composed_on"] = self.instance.as_of

    def clean(self) -> dict[str, Any]:
        """The text is composed anew whenever the form is opened: sent again after going back, it would be a second.

        One that was opened yesterday and left is as of yesterday, whenever it is saved; nothing is left for longer.
        """
        cleaned = super().clean()
        composed, day = cleaned.get("composed_on"), self.instance.as_of
        if self.instance.pk is None and composed in (day, day - KEPT_FOR):
            self.instance.as_of = composed
        if self.instance.pk is None and not self.errors and self._is_on_record(cleaned):
            raise ValidationError(ON_RECORD, code="on_record")
        return cleaned

    def _is_on_record(self, cleaned: dict[str, Any]) -> bool:
        same: dict[str, Any] = {name: cleaned[name] for name in ("addressee", "body")}
        hers = Letter.objects.valid().filter(patient=self.instance.patient_id, as_of=self.instance.as_of)
        return hers.filter(guideline=self.instance.guideline, **same).exists()
