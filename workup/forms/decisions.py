"""A clinician's word on an item of the workup."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from patients.actions import Conflict
from patients.forms.base import RecordForm, RecordMeta
from patients.forms.conflict import filled_in
from patients.forms.hers import offer_partners, offer_pregnancies
from patients.forms.layout import Section, When, when
from patients.models import ClinicalRow
from patients.obstetrics.values import DecisionKind, Outcome, Subject
from rpl_tracker.accounts.models import User
from workup.catalogue.items import Item, items
from workup.editions import adoption_of
from workup.forms.meanwhile import AGAIN, decisions_on_record, in_a_sentence, marks_of, not_seen
from workup.models import Decision


def item_choices(known: Mapping[str, Item]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every item by group, as the catalogue has them; the clinic's own are marked."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for item in known.values():
        label = item.label if item.key in items() else f"{item.label} (local)"
        groups.setdefault(item.group.replace("_", " ").capitalize(), []).append((item.key, label))
    return list(groups.items())


def _items_of(subject: Subject) -> tuple[str, ...]:
    return tuple(item.key for item in items().values() if item.subject is subject)


class DecisionForm(RecordForm):
    """Declined, done elsewhere, not applicable, deferred: always with the reason."""

    item = forms.ChoiceField(label="Item")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)  # what was on record when the form was opened

    sections: ClassVar[tuple[Section, ...]] = (
        Section("Item", ("item", "partner", "pregnancy")),
        Section("Decision", ("kind", "decided_on", "review_on", "reason")),
    )
    applies: ClassVar[dict[str, When]] = {
        "partner": when("item", "", *_items_of(Subject.PARTNER)),
        "pregnancy": when("item", "", *_items_of(Subject.TISSUE)),
    }
    not_ahead = ("decided_on",)
    begins = "kind"

    class Meta(RecordMeta):
        model = Decision
        fields = ("item", "partner", "pregnancy", "kind", "reason", "decided_on", "review_on")
        labels: ClassVar[dict[str, str]] = {"decided_on": "Decided on", "review_on": "Look at it again on"}
        help_texts: ClassVar[dict[str, str]] = {"review_on": "Needed for a deferred item"}
        widgets: ClassVar[dict[str, Any]] = {"reason": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = [] if self.instance.pk else decisions_on_record(self.instance.patient)
        self.initial["seen"] = marks_of(self.stored)
        offer_partners(self, self.instance.patient)
        offer_pregnancies(self, self.instance.patient, but=Outcome.ONGOING)
        if self.known != items():
            self.own("item").choices = [("", "choose"), *item_choices(self.known)]

    @classmethod
    def prepare(cls, fields: dict[str, forms.Field]) -> None:
        super().prepare(fields)
        fields["item"].choices = [("", "choose"), *item_choices(items())]  # type: ignore[attr-defined]

    def store(self, *, by: User) -> Any:
        """As every form; `Conflict` also when somebody decided on the same item since the form was opened."""
        seen = self.cleaned_data["seen"].split()
        if self.instance.pk is None and (others := not_seen(self.stored, self.instance, seen)):
            raise Conflict(others[-1])
        return super().store(by=by)

    def meet(self, stored: ClinicalRow) -> None:
        """What was typed stays; what somebody else decided on the same item is said once, with their name."""
        if self.instance.pk is not None:
            super().meet(stored)
            return
        others = not_seen(self.stored, self.instance, self.cleaned_data["seen"].split())
        data: Any = filled_in(self, {"seen": marks_of(self.stored)})
        self.data = data
        said = " ".join(["Decided on meanwhile:", *map(in_a_sentence, others), AGAIN])
        self.add_error(None, ValidationError(said, code="conflict"))

    @cached_property
    def known(self) -> Mapping[str, Item]:
        """The catalogue's items and the clinic's own."""
        return adoption_of(self.instance.patient.clinic).items

    def _conditions(self, stored: Mapping[str, Any]) -> dict[str, When]:
        """A partner's own item of the clinic asks for the partner, as those of the catalogue do."""
        found = super()._conditions(stored)
        partners = {item.key for item in self.known.values() if item.subject is Subject.PARTNER}
        return {**found, "partner": When("item", found["partner"].among | partners)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        item = self.known.get(cleaned.get("item", ""))
        if item and item.subject is Subject.PARTNER and cleaned.get("partner") is None:
            self.add_error("partner", ValidationError("Say which partner it is about.", code="required"))
        if item and item.subject is Subject.TISSUE and cleaned.get("pregnancy") is None:
            self.add_error("pregnancy", ValidationError("Say which pregnancy it is about.", code="required"))
        if cleaned.get("kind") == DecisionKind.DEFERRED and not cleaned.get("review_on") and "review_on" in cleaned:
            words = "A deferred item needs the day on which to look at it again."
            self.add_error("review_on", ValidationError(words, code="required"))
        return cleaned
