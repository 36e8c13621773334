"""The sign-off of an edition: a tick for every row and for every gap, none of them set beforehand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from workup.guidelines import Guideline
from workup.guidelines.local import digest, row_mark

CHANGED = (
    "The edition, or what this clinic does differently, has changed since you opened this page. Look again at the "
)
CHANGED += "rows without a tick; the others are as you saw them."


class SignOffForm(forms.Form):
    """A tick is for one row exactly as it was shown (`row_mark`), so a row that changed meanwhile loses it.

    `seen` is the edition as it was shown. No field stands for many ticks: a button of the page ticks its boxes, and
    the boxes are what is sent and kept.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label="Note", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What you compared it with, for instance; up to 500 letters",
    )  # fmt: skip

    def __init__(self, data: Any, *, guideline: Guideline) -> None:
        super().__init__(data, initial={"seen": digest(guideline)})
        self.guideline = guideline
        self.marks = {row.item: row_mark(row) for row in guideline.items}
        self.unchanged = data is not None and data.get("seen") == digest(guideline)
        ticked = set(data.getlist("row")) if data is not None else set()
        self.rows = {item for item, mark in self.marks.items() if mark in ticked}
        self.gaps = set(data.getlist("gap")) & set(guideline.gaps) if data is not None else set()

    @property
    def rows_left(self) -> list[str]:
        """The items whose row has no tick yet, in the order of the edition."""
        return [item for item in self.marks if item not in self.rows]

    @property
    def gaps_left(self) -> list[str]:
        """The gaps that are not acknowledged yet."""
        return [gap for gap in self.guideline.gaps if gap not in self.gaps]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.unchanged:
            raise ValidationError(CHANGED, code="changed")
        return cleaned

    def is_valid(self) -> bool:
        """Every row, every gap, and the edition as it was shown."""
        return super().is_valid() and not self.rows_left and not self.gaps_left

    def show_anew(self) -> None:
        """What is sent next is compared with what is shown now."""
        data: Any = self.data
        self.data = data = data.copy()
        data["seen"] = digest(self.guideline)


class WithdrawForm(forms.Form):
    """Why a sign-off is taken back."""

    reason = forms.CharField(
        label="Why it is withdrawn", max_length=300, error_messages={"required": "Say why it is withdrawn."}
    )
