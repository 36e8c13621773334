"""How a clinic uses the editions, in the administration: local changes and items to keep, sign-offs to read.

An administrator changes what the clinic does; only a clinician signs an edition off, in the application.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.text import slugify

from rpl_tracker.audit.admin_base import ReadMostlyAdmin
from workup import catalogue
from workup.catalogue.items import items
from workup.guidelines import load_all
from workup.guidelines.local import OWN
from workup.models import AdoptedChange, AdoptedItem, SignOff
from workup.models.adoption import ADDITIONS, CHANGES

Choices = list[tuple[str, Any]]


def row_choices() -> Choices:
    """Every row of every edition, by edition."""
    known = items()
    return [
        (edition.title, [(f"{edition.key}/{row.item}", known[row.item].label) for row in edition.items])
        for edition in load_all().values()
    ]


def item_choices() -> Choices:
    """Every item of the catalogue by group; first the clinic's own."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for item in items().values():
        groups.setdefault(item.group.capitalize(), []).append((item.key, item.label))
    return [("", "the clinic's own, as below"), *groups.items()]


class LocalForm(ModelForm):  # type: ignore[type-arg]
    """A form in which one choice stands for columns of the model: what is wrong with these is said beside it."""

    stands_for: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:  # what it is about was chosen once
            for name in set(self.stands_for.values()):
                self.fields.pop(name, None)

    def _get_validation_exclusions(self) -> set[str]:
        """Only what could not be read is left out: rules on columns that the form does not show are asked too."""
        blank = {column for column in self.stands_for if not getattr(self.instance, column)}
        return blank | (set(self.errors) & {column.name for column in self.instance._meta.fields})

    def _update_errors(self, errors: ValidationError) -> None:
        by_column = errors.error_dict if hasattr(errors, "error_dict") else {"": errors}
        for column, found in by_column.items():
            field = self.stands_for.get(column, column)
            if field not in self.errors:
                self.add_error(field if field in self.fields else None, found)


class ChangeForm(LocalForm):
    """The row is chosen once; what the clinic does with it can be changed."""

    stands_for: ClassVar[dict[str, str]] = {"edition": "row", "item": "row"}

    row = forms.ChoiceField(label="Row of an edition")
    category = forms.ChoiceField(label="This clinic", choices=CHANGES)

    class Meta:
        model = AdoptedChange
        fields = ("clinic", "category", "reason", "active", "end_reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "row" in self.fields:
            self.fields["row"].choices = [("", "choose"), *row_choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("row"):
            self.instance.edition, self.instance.item = cleaned["row"].split("/")
        return cleaned


class ItemForm(LocalForm):
    """An item of the catalogue, or the clinic's own with its name and tests."""

    stands_for: ClassVar[dict[str, str]] = {"item": "chosen"}

    chosen = forms.ChoiceField(label="Item", required=False)
    category = forms.ChoiceField(label="This clinic", choices=ADDITIONS)
    group = forms.ChoiceField(required=False)
    tests = forms.MultipleChoiceField(
        required=False, help_text="Of the clinic's own item: a valid result of any one of these satisfies it."
    )

    class Meta:
        model = AdoptedItem
        fields = ("clinic", "category", "label", "group", "subject", "tests", "reason", "active", "end_reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        groups = dict.fromkeys(item.group for item in items().values())
        if "chosen" in fields:
            fields["chosen"].choices = item_choices()
        if "tests" in fields:
            fields["group"].choices = [("", "choose"), *((group, group.capitalize()) for group in groups)]
            fields["tests"].choices = [(key, test.label) for key, test in catalogue.tests().items()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "chosen" in self.fields:
            self.instance.item = cleaned.get("chosen") or f"{OWN}{slugify(cleaned.get('label', ''))}"[:60]
        return cleaned


class AdoptionAdmin(ReadMostlyAdmin):
    """What both have: who made it and who ended it is written down; what it is about stays."""

    list_filter = ("clinic", "active", "category")
    list_select_related = ("clinic", "made_by")
    about: ClassVar[tuple[str, ...]] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        people = ("made_by", "ended_by")
        return (*self.about, *people) if obj else people

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.made_by = request.user
        obj.ended_by = None if obj.active else (obj.ended_by or request.user)
        super().save_model(request, obj, form, change)


@admin.register(AdoptedChange)
class AdoptedChangeAdmin(AdoptionAdmin):
    form = ChangeForm
    list_display = ("item", "edition", "clinic", "choice", "reason", "active", "made_by")
    search_fields = ("item", "edition", "reason")
    about: ClassVar[tuple[str, ...]] = ("clinic", "edition", "item")

    @admin.display(description="this clinic")
    def choice(self, obj: AdoptedChange) -> str:
        return dict(CHANGES)[obj.category]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        ends = ("category", "reason", "active", "end_reason", "made_by", "ended_by")
        return ("clinic", "edition", "item", *ends) if obj else ("clinic", "row", "category", "reason")


@admin.register(AdoptedItem)
class AdoptedItemAdmin(AdoptionAdmin):
    form = ItemForm
    list_display = ("name", "clinic", "choice", "reason", "active", "made_by")
    search_fields = ("item", "label", "reason")
    about: ClassVar[tuple[str, ...]] = ("clinic", "item", "label", "group", "subject", "tests")

    @admin.display(description="this clinic")
    def choice(self, obj: AdoptedItem) -> str:
        return dict(ADDITIONS)[obj.category]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj:
            return (*self.about, "category", "reason", "active", "end_reason", "made_by", "ended_by")
        return ("clinic", "chosen", "label", "group", "subject", "tests", "category", "reason")


@admin.register(SignOff)
class SignOffAdmin(ReadMostlyAdmin):
    """To read: who checked which rows, and what became of it."""

    list_display = ("edition", "clinic", "revision", "signed_by", "signed_on", "withdrawn_on")
    list_filter = ("clinic", "edition")
    list_select_related = ("clinic", "signed_by")
    search_fields = ("edition", "signed_by__username", "signed_by__last_name")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
