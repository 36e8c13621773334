"""What a row of the record says, column by column, in the words of its form and of her page: never as it is stored.

A row is read from a mapping of its columns' values (foreign keys by number), as the history keeps them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from patients.forms.base import RecordForm, as_known
from patients.forms.complications import PREFIX, complication_fields
from patients.forms.conditions import label_of
from patients.forms.conflict import in_words
from patients.forms.fields import NOT_RECORDED
from patients.forms.gestation import Gestation, gestation_words
from patients.forms.inside import BirthForm, EventForm
from patients.forms.medication import MedicationForm
from patients.forms.patient import PartnerForm, PatientForm
from patients.forms.pregnancy import PregnancyForm
from patients.forms.words import BLANKS, said
from patients.models import Birth, Condition, Event, Medication, Partner, Patient, Pregnancy
from patients.obstetrics.values import ConditionCode
from rpl_tracker.accounts.editions import editions
from workup import catalogue
from workup.catalogue.items import Item, items
from workup.checklist.uterine import MusaSign
from workup.forms.decisions import DecisionForm
from workup.forms.reported import as_typed
from workup.forms.rows import word_choices
from workup.forms.single import InvestigationForm
from workup.forms.uterus import UterineFindingsForm
from workup.models import Decision, Investigation, UterineFindings
from workup.models.adoption import CHANGES
from workup.named import item_words, name_of, tested

State = Mapping[str, Any]
Words = Callable[[Any, State], str]

# About the row itself, or the same for every row of a record; what is kept but not for reading: a final letter's page
# and file, the checksum of signed rows, the address of a saved filter.
_SILENT = frozenset(
    {"id", "version", "patient", "clinic", "entered_in_error", "error_reason", "page", "pdf", "digest", "query"}
)
# Told by another column: the number by its text, the test of findings by their examination.
_TWICE: Mapping[type[models.Model], str] = {Investigation: "number", UterineFindings: "test"}
_FORMS: Mapping[type[models.Model], type[RecordForm]] = {
    Patient: PatientForm, Partner: PartnerForm, Medication: MedicationForm, Pregnancy: PregnancyForm, Birth: BirthForm,
    Event: EventForm, Investigation: InvestigationForm, UterineFindings: UterineFindingsForm, Decision: DecisionForm,
}  # fmt: skip
# Where the form says it by the place of the field, or the column has no field of its own.
_LABELS: Mapping[tuple[type[models.Model], str], str] = {
    (Patient, "early_workup_on"): "Reason to start early: decided on",
    (Condition, "present"): "Answer",
    (Pregnancy, "override_reason"): "Overrule the count: reason",
    (Pregnancy, "override_for"): "Overrule the count: for which guidelines",
    (Event, "haematoma_mm_2"): "Haematoma, second measure (mm)",
    (Investigation, "self_harm_item"): "Self-harm item, 0 to 3",
    (UterineFindings, "investigation"): "Examination",
    **{(UterineFindings, sign.value): sign.words.capitalize() for sign in MusaSign},
    **{(UterineFindings, f"{sign.value}_extent"): f"{sign.words.capitalize()}: extent" for sign in MusaSign},
}
_SIGN = {True: "Present", False: "Absent", None: "not assessed"}
_SEEN = {True: "Seen", False: "Not seen", None: "not said"}
_YES_NO = {True: "Yes", False: "No", None: NOT_RECORDED}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a row says; `columns` are those it rests on, the first gives it its name."""

    label: str
    columns: tuple[Any, ...]

    def touches(self, names: Iterable[str]) -> bool:
        """Whether one of these columns is its own."""
        return any(column.name in names for column in self.columns)

    def is_blank(self, state: State) -> bool:
        """Whether nothing was said: a box that was never ticked says nothing either."""
        return all(state.get(each.name) in (None, "", []) or _is_unticked(each, state) for each in self.columns)


def _is_unticked(column: Any, state: State) -> bool:
    return column.default is False and state.get(column.name) is False


@lru_cache(maxsize=64)
def told_of(model: type[models.Model]) -> tuple[Told, ...]:
    """What rows of a model say, in the order of their columns."""
    silent = _SILENT | {_TWICE.get(model, "")}
    columns = {column.name: column for column in model._meta.concrete_fields if column.name not in silent}
    pairs = _pairs(model)
    firsts = (column for name, column in columns.items() if name not in pairs.values())
    return tuple(
        Told(_label(model, each), (each, columns[pairs[each.name]]) if each.name in pairs else (each,))
        for each in firsts
    )


def _pairs(model: type[models.Model]) -> Mapping[str, str]:
    """Columns that one field of the form stands for: weeks and days, a number and the “<” before it."""
    if model is Investigation:
        return {"value": "comparator"}
    form = _FORMS.get(model)
    return dict(form.gestations.values()) if form else {}


def _label(model: type[models.Model], column: Any) -> str:
    form = _FORMS.get(model)
    fields = dict(form.shared()) if form else {}
    by_gestation = {weeks: name for name, (weeks, _) in form.gestations.items()} if form else {}
    field = fields.get(by_gestation.get(column.name, column.name))
    own = _LABELS.get((model, column.name)) or (field.label if field else "")
    return str(own or capfirst(column.verbose_name))


class Names:
    """Rows that other rows name by their number, in words; one query for each kind. `known`: the items."""

    def __init__(self, known: Mapping[str, Item]) -> None:
        self.known_items = known
        self._wanted: dict[type[models.Model], set[int]] = {}
        self._known: dict[type[models.Model], dict[Any, Any]] = {}

    def want(self, told: Told, *states: State) -> None:
        """What the words of this will name."""
        column = told.columns[0]
        if column.is_relation:
            numbers = {number for state in states if (number := state.get(column.name)) is not None}
            self._wanted.setdefault(column.related_model, set()).update(numbers)

    def ask(self) -> None:
        """Read what is wanted."""
        for model, numbers in self._wanted.items():
            rows = model._base_manager.all()
            along = rows.select_related("partner", "pregnancy") if model is Investigation else rows
            self._known[model] = along.in_bulk(numbers)
        self._wanted = {}

    def words(self, column: Any, number: int | None) -> str:
        """A row as her page names it."""
        if number is None:
            return BLANKS.get(column.name, NOT_RECORDED)
        row = self._known.get(column.related_model, {}).get(number)
        return name_of(row, self.known_items) if row is not None else "no longer on record"


def words(told: Told, state: State, names: Names) -> str:
    """What a row says of it; a blank is said too, as its form says it."""
    column = told.columns[0]
    value: Any = state.get(column.name)
    if column.is_relation:
        return names.words(column, value)
    if value is None and not column.null:
        return NOT_RECORDED
    if column.name == "item":
        return item_words(value, names.known_items)
    special = _BY_COLUMN.get((column.model, column.name)) or _BY_NAME.get(column.name)
    if special is not None:
        return special(value, state)
    if len(told.columns) == 2:
        return _gestation(value, state.get(told.columns[1].name))
    return _plain(column, value)


def _plain(column: Any, value: Any) -> str:
    if isinstance(value, bool) or (value is None and isinstance(column, models.BooleanField)):
        return _YES_NO[value]
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j M Y, H:i")
    if value in (None, "", []):
        return BLANKS.get(column.name, NOT_RECORDED) if _has_field(column) else NOT_RECORDED
    shown = in_words(_field(column), value)
    return said(column.name, str(value), shown) if _has_field(column) else shown


@lru_cache(maxsize=512)
def _field(column: Any) -> Any:
    return as_known(column)


def _has_field(column: Any) -> bool:
    form = _FORMS.get(column.model)
    return form is not None and column.name in form.shared()


def _gestation(weeks: int | None, days: int | None) -> str:
    if weeks is None:
        return NOT_RECORDED
    at: Gestation = (weeks, days)
    return gestation_words(at) if days is not None else f"{gestation_words(at)} weeks"


def _reported(value: str | None, state: State) -> str:
    """`<17 GPL`: as the laboratory printed it, with its unit."""
    return _with_unit(as_typed(value, state.get("comparator") or ""), state) if value else NOT_RECORDED


def _limit(name: str) -> Words:
    column = Investigation._meta.get_field(name)
    return lambda value, state: NOT_RECORDED if value is None else _with_unit(_plain(column, value), state)


def _with_unit(number: str, state: State) -> str:
    return " ".join(part for part in (number, state.get("unit") or "") if part)


def _word(value: str | None, state: State) -> str:
    """A laboratory's word, as it can be chosen for this test."""
    if not value:
        return "no word"
    test = catalogue.tests().get(state.get("test") or "")
    offered = dict(word_choices(test)) if test else {}
    return offered.get(value) or _plain(Investigation._meta.get_field("word"), value)


def _complications(value: list[str] | None, _: State) -> str:
    """`Bleeding at 9+5; Waters broke early (PPROM)`."""
    return "; ".join(_complication(*text.partition("@")[::2]) for text in value or ()) or NOT_RECORDED


def _complication(kind: str, at: str) -> str:
    field = _COMPLICATIONS.get(f"{PREFIX}{kind}")
    name = str(field.label) if field else kind.replace("_", " ").capitalize()
    return f"{name} at {at if '+' in at else f'{at} weeks'}" if at else name


_COMPLICATIONS = complication_fields()


def _guidelines(value: list[str] | None, _: State) -> str:
    return "; ".join(_edition(key, {}) for key in value or ()) or "none named"


def _edition(value: str, _: State) -> str:
    return dict(editions()).get(value) or value.replace("-", " ").upper()


def _fibroids(value: list[str] | None, _: State) -> str:
    """`FIGO 2-5, 34 mm; FIGO 4`."""
    parts = (text.partition("@") for text in value or ())
    return "; ".join(f"FIGO {figo}, {size} mm" if size else f"FIGO {figo}" for figo, _, size in parts) or NOT_RECORDED


_BY_COLUMN: Mapping[tuple[type[models.Model], str], Words] = {
    (Condition, "code"): lambda value, _: label_of(ConditionCode(value)),
    (Condition, "present"): lambda value, _: _SIGN[value],
    (Pregnancy, "complications"): _complications,
    (Pregnancy, "override_for"): _guidelines,
    (Investigation, "value"): _reported,
    (Investigation, "word"): _word,
    (Investigation, "lower_limit"): _limit("lower_limit"),
    (Investigation, "upper_limit"): _limit("upper_limit"),
    (UterineFindings, "fibroids"): _fibroids,
    (UterineFindings, "adhesions"): lambda value, _: _SEEN[value],
    **{(UterineFindings, sign.value): (lambda value, _: _SIGN[value]) for sign in MusaSign},
}
_BY_NAME: Mapping[str, Words] = {
    "test": lambda value, _: tested(value),
    "category": lambda value, _: dict(CHANGES)[value],
    "guideline": _edition,
    "edition": _edition,
    "group": lambda value, _: value.replace("_", " ").capitalize() if value else NOT_RECORDED,
    "tests": lambda value, _: ", ".join(map(tested, value or ())) or "none named",
    "items": lambda value, _: ", ".join(item_words(key, items()) for key in value or ()) or "none named",
}
