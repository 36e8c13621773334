"""The letter to the referring doctor, while it is a draft."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from patients.forms.base import RecordForm, RecordMeta
from patients.forms.layout import Section
from rpl_tracker.interop.models import Letter


class LetterForm(RecordForm):
    """To whom, and the text. What stands below it (edition, gaps, as-of date) is not the writer's to change."""

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
