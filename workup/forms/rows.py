"""One line of a panel: one test, its result as reported, unit and limits of the laboratory."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from patients.forms.fields import PlainDecimalField
from patients.obstetrics.values import InvestigationStatus, ResultWord
from rpl_tracker.markup.shared import SharedFields
from workup.catalogue import Kind, Test, allowed_words
from workup.forms.laboratories import Gave
from workup.forms.reported import Reported, read_reported
from workup.interpretation.questionnaires import item_label
from workup.models import Investigation
from workup.models.investigation import WITH_SELF_HARM_ITEM

COLLECTED = "collected"
_WORDS = {
    ResultWord.FAILED: "Failed, no result",
    ResultWord.MATERNAL_CELLS: "Maternal cells only",
    ResultWord.NOT_REPORTED: "Done, result not on hand",
}
_BESIDE = ("unit", "lower", "upper")
_MEASURED = ("word", "value", "unit", "lower", "upper", "comment")
ITEM = "self_harm_item"
_FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.NUMBER: _MEASURED,
    Kind.TITRE: _MEASURED,
    Kind.QUALITATIVE: ("word", "value", "comment"),
    Kind.SCORE: ("word", "value", "comment"),
    Kind.KARYOTYPE: ("word", "value", "comment"),
    Kind.ARRAY: ("word", "value", "comment"),
    Kind.TEXT: ("word", "value", "comment"),
    Kind.GENOTYPE: ("word", "comment"),
    Kind.IMAGING: ("word", "comment"),
    Kind.PANEL: ("word", "comment"),
}
_LABELS = {
    "word": "result", "value": "as reported", "unit": "unit", "lower": "lower limit", "upper": "upper limit",
    "comment": "comment",
}  # fmt: skip


def word_choices(test: Test) -> list[tuple[str, str]]:
    """The laboratory's words for this test, its own readings first; blank first of all."""
    allowed = allowed_words(test)
    rest = [word for word in ResultWord if word in allowed and word not in test.words]
    return [("", ""), *((word.value, _word_label(word)) for word in (*test.words, *rest))]


def _label(name: str, test: Test) -> str:
    return item_label(test.key) if name == ITEM else _LABELS[name]


def _word_label(word: ResultWord) -> str:
    return _WORDS.get(word, word.value.replace("_", " ").capitalize())


class RowForm(SharedFields, forms.Form):
    """A blank line stores nothing, whatever unit and limits stand in it."""

    word = forms.ChoiceField(required=False)
    value = forms.CharField(max_length=300, required=False)
    unit = forms.CharField(max_length=30, required=False)
    lower = PlainDecimalField(max_digits=16, decimal_places=6, required=False)
    upper = PlainDecimalField(max_digits=16, decimal_places=6, required=False)
    comment = forms.CharField(max_length=500, required=False)
    self_harm_item = forms.TypedChoiceField(
        choices=[("", ""), *((str(n), str(n)) for n in range(4))], coerce=int, empty_value=None, required=False
    )

    test: ClassVar[Test]  # of the kind that `row_form` gives

    def __init__(self, data: Any, *, gave: Gave, waiting: list[Investigation], begin: bool) -> None:
        initial = {"unit": gave.unit, "lower": gave.lower, "upper": gave.upper}
        super().__init__(data, prefix=self.test.key, initial=initial)
        self.gave, self.waiting = gave, waiting
        self.duplicate: Investigation | None = None
        if begin:
            self.own("word").widget.attrs["autofocus"] = True

    @classmethod
    def prepare(cls, fields: dict[str, Any]) -> None:
        """The fields of this kind of test, with its words."""
        asked = {ITEM} if cls.test.key in WITH_SELF_HARM_ITEM else set()
        for name in set(fields) - set(_FIELDS[cls.test.kind]) - asked:
            del fields[name]
        fields["word"].choices = [*word_choices(cls.test), (COLLECTED, "Collected, no result yet")]
        for name, field in fields.items():
            field.label = f"{cls.test.label}: {_label(name, cls.test)}"
            kind = "form-select form-select-sm" if name in ("word", ITEM) else "form-control form-control-sm"
            field.widget.attrs.update({"class": kind, "autocomplete": "off"})

    @property
    def wide(self) -> bool:
        """Whether the result has the columns of unit and limits to itself: a karyotype, a text."""
        return "unit" not in self.fields and "value" in self.fields

    @property
    def item_words(self) -> str:
        """The self-harm item as its label says it."""
        return item_label(self.test.key).capitalize()

    @property
    def filled(self) -> bool:
        """Whether there is anything to store."""
        return any(self.cleaned_data.get(name) for name in ("word", "value"))

    @property
    def status(self) -> InvestigationStatus:
        """Final, or collected without a result."""
        waits = self.cleaned_data["word"] == COLLECTED
        return InvestigationStatus.COLLECTED if waits else InvestigationStatus.FINAL

    def clean_value(self) -> Reported:
        try:
            return read_reported(self.test, self.cleaned_data["value"]) if self.cleaned_data["value"] else Reported()
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        reported: Reported = cleaned.get("value") or Reported()
        cleaned["value"] = reported.value
        cleaned["reported"] = reported
        if reported.value and cleaned.get("word") == COLLECTED:
            self.add_error("word", ValidationError("A result is typed, so it is not outstanding.", code="both"))
        if cleaned.get("comment") and not self.filled and not self.errors:
            self.add_error("comment", ValidationError("A comment needs a result, or “Collected”.", code="alone"))
        if cleaned.get(ITEM) is not None and not reported.value and not self.errors:
            self.add_error(ITEM, ValidationError("The item needs the total, too.", code="alone"))
        lower, upper = cleaned.get("lower"), cleaned.get("upper")
        if lower is not None and upper is not None and lower > upper:
            self.add_error("upper", ValidationError("The lower limit is above the upper one.", code="order"))
        return cleaned

    @property
    def only_worded(self) -> bool:
        """Whether it is a word without a number, and unit or limits stand beside it."""
        cleaned = self.cleaned_data
        beside = any(cleaned.get(name) not in (None, "") for name in _BESIDE)
        return beside and not cleaned["value"] and self.status is InvestigationStatus.FINAL

    def typed_beside(self, gave: Gave) -> bool:
        """Whether unit or limits are other than what the laboratory gave last, which the page fills in by itself."""
        return any(self.cleaned_data[name] != self._as_sent(name, gave) for name in _BESIDE)

    def _as_sent(self, name: str, gave: Gave) -> Any:
        return self.fields[name].clean(getattr(gave, name))

    def result(self, *, typed: bool = False) -> dict[str, Any]:
        """The columns of the result. Unit and limits belong to a number; beside a word alone only what was `typed`."""
        cleaned, reported = self.cleaned_data, self.cleaned_data["reported"]
        waits = self.status is InvestigationStatus.COLLECTED
        measured = "unit" in self.fields and (bool(reported.value) or typed)
        return {
            "status": self.status.value,
            "word": "" if waits else cleaned["word"],
            "value": reported.value,
            "number": reported.number,
            "comparator": reported.comparator.value if reported.comparator else "",
            "unit": cleaned["unit"] if measured else "",
            "lower_limit": cleaned["lower"] if measured else None,
            "upper_limit": cleaned["upper"] if measured else None,
            "comment": cleaned["comment"],
            "self_harm_item": cleaned.get(ITEM),
        }


@cache
def row_form(test: Test) -> type[RowForm]:
    """The kind of line that belongs to a test of the catalogue."""
    return type("RowForm", (RowForm,), {"test": test})
