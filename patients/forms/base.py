"""What every form of the record does: says whose it is, keeps what was typed, and shows what somebody else stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.http import QueryDict

from patients import actions
from patients.forms.conflict import TAKE, Difference, differences, filled_in, values_of
from patients.forms.fields import NOT_RECORDED, PlainDecimalField, WrittenDateField, YesNoField, as_it_was
from patients.forms.hers import OneOfHers
from patients.forms.layout import Section, When, idle, text
from patients.forms.words import BLANKS, said
from patients.models import ClinicalRow, Partner, Pregnancy
from patients.obstetrics.dates import PartialDate
from rpl_tracker.accounts.models import User
from rpl_tracker.markup.shared import SharedFields

OTHER_PATIENT = "This form was opened for another patient, so nothing was saved. Open it again from her own page."
CHANGED = (
    "Somebody else changed this while you were writing. Nothing was saved yet: what only they changed is filled in; "
    "what you typed is kept, and what is stored now stands beside it, to be ticked. Saving again stores what you see."
)
GONE = "Somebody else marked this as entered in error while you were writing, so it cannot be changed."


def as_known(column: models.Field[Any, Any], **kwargs: Any) -> Any:
    """Form fields that neither guess nor lose: for the `Meta` of every form of the record."""
    if isinstance(column, models.DateField):
        kwargs["form_class"] = WrittenDateField
    elif isinstance(column, models.DecimalField):
        kwargs["form_class"] = PlainDecimalField
    elif isinstance(column, models.BooleanField) and column.null:
        kwargs["form_class"] = YesNoField
    elif isinstance(column, models.ForeignKey) and column.related_model in (Partner, Pregnancy):
        kwargs["form_class"] = OneOfHers
    return column.formfield(**kwargs)


class RecordMeta:
    """Base of every `Meta`."""

    formfield_callback: Callable[..., Any] = staticmethod(as_known)


class RecordForm(SharedFields, forms.ModelForm):  # type: ignore[type-arg]
    """A row of the record. `on` is the clinic's date today.

    `sections` lays out, `applies` says which fields hang on another one's value, `gestations` which fields stand for a
    pair of columns, `not_ahead` which dates cannot lie in the future; at `begins` a new row's form is begun.
    """

    patient_pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    row_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    sections: ClassVar[tuple[Section, ...]] = ()
    applies: ClassVar[Mapping[str, When]] = {}
    gestations: ClassVar[Mapping[str, tuple[str, str]]] = {}
    not_ahead: ClassVar[tuple[str, ...]] = ()
    begins: ClassVar[str] = ""

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.left_out: list[str] = []
        self.differences: dict[str, Difference] = {}
        stored = values_of(self, self.instance)
        self.initial = {**self.initial, **stored, "patient_pk": self.whose(), "row_version": self.instance.version}
        self.conditions = self._conditions(stored)
        if self.begins and self.instance.pk is None and not self.is_bound:  # errors have the focus themselves
            self.own(self.begins).widget.attrs["autofocus"] = True

    @classmethod
    def prepare(cls, fields: dict[str, forms.Field]) -> None:
        for name, field in fields.items():
            _say_not_recorded(name, field)

    def whose(self) -> int | None:
        """The patient whom the form is about."""
        whose: int | None = self.instance.patient_pk
        return whose

    def full_clean(self) -> None:
        if isinstance(self.data, QueryDict) and (asked := self.data.getlist(TAKE)):
            stored = values_of(self, self.instance)
            self.data = filled_in(self, {name: value for name, value in stored.items() if name in asked})
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("patient_pk") != self.whose():
            raise ValidationError(OTHER_PATIENT, code="other_patient")
        for name in self._meta.fields or ():
            if name in cleaned and isinstance(self.fields[name].widget, forms.TextInput):
                cleaned[name] = as_it_was(cleaned[name], getattr(self.instance, name))
        self._clear_what_does_not_apply(cleaned)
        self._refuse_the_future(cleaned)
        for name, (weeks, days) in self.gestations.items():
            stated = cleaned.get(name) or (None, None)
            setattr(self.instance, weeks, stated[0])
            setattr(self.instance, days, stated[1])
        return cleaned

    def store(self, *, by: User) -> Any:
        """Put the row on record. `Conflict` when somebody else changed it since the form was opened."""
        if self.instance.pk is None:
            return actions.add(self.instance, by=by)
        return actions.change(self.instance, by=by, version=self.cleaned_data["row_version"] or 0)

    def meet(self, stored: ClinicalRow) -> None:
        """Show what is stored now beside what was typed; sending the form again takes the stored version.

        A field that only the other person changed is filled in: sent again as it was opened, it would undo their work.
        """
        self.differences = differences(self, stored, self.cleaned_data.get("row_version") or 0)
        now = values_of(self, stored)
        data: Any = filled_in(self, {name: now[name] for name, found in self.differences.items() if found.taken})
        data[self.add_prefix("row_version")] = str(stored.version)
        self.data = data
        self.add_error(None, ValidationError(GONE if stored.entered_in_error else CHANGED, code="conflict"))

    def refuse(self, error: ValidationError) -> None:
        """Show what the record itself refused, beside the field that it is about."""
        self._update_errors(error)

    def laid_out(self, first: int = 0, last: int | None = None) -> list[tuple[Section, list[dict[str, Any]]]]:
        """Sections (from `first` to before `last`) with their fields, and what the page has to know of each."""
        some = self.sections[first:last]
        shown = ((section, [name for name in section.fields if name in self.fields]) for section in some)
        return [(section, self._cells(section, names)) for section, names in shown]

    def stored_values(self, row: Any) -> dict[str, Any]:
        """What `row` holds for fields that stand for no column of their own."""
        return {}

    def _conditions(self, stored: Mapping[str, Any]) -> dict[str, When]:
        """`applies`, except that what is stored stays while the field that it hangs on stays as it is."""
        if self.instance.pk is None:
            return dict(self.applies)
        return {
            name: When(to.field, to.among | {text(stored.get(to.field))}) if text(stored.get(name)) else to
            for name, to in self.applies.items()
        }

    def _cells(self, section: Section, names: Iterable[str]) -> list[dict[str, Any]]:
        """The fields in their order; in a section of pairs each says which half of its pair it is."""
        cells = [self._cell(name) for name in names]
        for place, cell in enumerate(cells if section.pairs else ()):
            cell["first_of_pair"], cell["second_of_pair"] = place % 2 == 0, place % 2 == 1
        return cells

    def _cell(self, name: str) -> dict[str, Any]:
        wide = isinstance(self.fields[name].widget, forms.Textarea | forms.CheckboxSelectMultiple)
        more = {"when": self.conditions.get(name), "difference": self.differences.get(name), "wide": wide}
        return {"field": self[name], **more}

    def _clear_what_does_not_apply(self, cleaned: dict[str, Any]) -> None:
        for name in idle(self.conditions, cleaned):
            nothing: Any = [] if isinstance(self.fields[name], forms.MultipleChoiceField) else self._nothing(name)
            if name in self.errors or cleaned.get(name) not in (nothing, None, "", [], False):
                self.left_out.append(str(self.fields[name].label or self[name].label))
            self.errors.pop(name, None)
            cleaned[name] = nothing

    def _nothing(self, name: str) -> Any:
        """A blank, as the column takes it."""
        return self.fields[name].to_python("") if not isinstance(self.fields[name], YesNoField) else None

    def _refuse_the_future(self, cleaned: dict[str, Any]) -> None:
        for name in self.not_ahead:
            value = cleaned.get(name)
            first = value.earliest if isinstance(value, PartialDate) else value
            if first is not None and first > self.on:
                self.add_error(name, ValidationError("This lies in the future.", code="future"))

    def _get_validation_exclusions(self) -> set[str]:
        """Only what could not be read is left out: rules that tie a field to the patient are asked here too."""
        pairs = {column for name, both in self.gestations.items() if name in self.errors for column in both}
        return pairs | (set(self.errors) & {column.name for column in self.instance._meta.fields})

    def _update_errors(self, errors: ValidationError) -> None:
        for column, found in self._by_column(errors).items():
            fields = [name for name, both in self.gestations.items() if column in both] or [column]
            self.add_error(fields[0] if fields[0] in self.fields else None, found)

    def _by_column(self, errors: ValidationError) -> Mapping[str, Any]:
        return errors.error_dict if hasattr(errors, "error_dict") else {NON_FIELD_ERRORS: errors}


def _say_not_recorded(name: str, field: forms.Field) -> None:
    """A blank choice says what it means; the others read as a clinician says them."""
    blank = "choose" if field.required else BLANKS.get(name, NOT_RECORDED)
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = blank
    elif isinstance(field, forms.ChoiceField) and not isinstance(field, forms.MultipleChoiceField | YesNoField):
        every: Any = field.choices
        field.choices = [(value, blank if value == "" else said(name, str(value), label)) for value, label in every]
