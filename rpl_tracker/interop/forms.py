"""The form of the import page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from rpl_tracker.interop.reading.uploads import KINDS, MAX_BYTES, SentFile, UploadError, pack


class ManyFilesInput(forms.ClearableFileInput):
    """The browser's own chooser, for one or several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """The files together, packed as they are kept (`bytes`)."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> bytes:
        sent = data or [None]
        files: list[SentFile] = [super(ManyFilesField, self).clean(one, initial) for one in sent]
        try:
            return pack(files)
        except UploadError as error:
            raise ValidationError(str(error)) from error


class UploadForm(forms.Form):
    """The spreadsheet that a clinic brings."""

    spreadsheet = ManyFilesField(
        label="Spreadsheet",
        help_text=f"Choose {KINDS}; together not more than {MAX_BYTES // 1024 // 1024} MB.",
        widget=ManyFilesInput(attrs={"accept": ".xlsx,.zip,.csv", "class": "form-control"}),
        error_messages={"required": "Choose a file.", "empty": "A file is empty; send it with its rows."},
    )
