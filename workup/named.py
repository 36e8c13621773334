"""A row of the record in a few words, as her page names it: never by the number under which it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from patients.forms.conditions import label_of
from patients.forms.gestation import gestation_words
from patients.forms.words import said
from patients.models import Birth, Condition, Event, Medication, Patient
from patients.obstetrics.values import ConditionCode
from rpl_tracker.accounts.models import User
from workup.catalogue.items import Item
from workup.checklist.words import test_label
from workup.models import Decision, Investigation, UterineFindings


def tested(key: str) -> str:
    """The test's name; its key in words when the catalogue does not know it."""
    return test_label(key).replace("_", " ")


def item_words(key: str, known: Mapping[str, Item]) -> str:
    """An item of the workup; `known` has the clinic's own, too."""
    return known[key].label if key in known else key.removeprefix("local-").replace("_", " ").replace("-", " ")


def name_of(row: Any, known: Mapping[str, Item]) -> str:
    """Which row it is, with what tells it from others of its kind."""
    return ", ".join(part for part in (_what(row, known), *_which(row)) if part)


def _what(row: Any, known: Mapping[str, Item]) -> str:
    match row:
        case Patient():
            return "Her details"
        case User():
            return str(row.get_full_name() or row.get_username())
        case Investigation():
            return tested(row.test)
        case UterineFindings():
            return f"Findings of the uterus: {tested(row.test)}"
        case Decision():
            return f"Decision: {item_words(row.item, known)}"
        case Condition():
            return label_of(ConditionCode(row.code))
        case Medication():
            return str(row.name)
        case Event():
            return f"Event: {said('kind', row.kind, row.get_kind_display())}"
    return str(row)


def _which(row: Any) -> tuple[str, ...]:
    """Whose, of which pregnancy, of which day."""
    match row:
        case Birth():
            return (_of(row.pregnancy),)
        case Event():
            return (_of(row.pregnancy), _when(row))
        case Investigation():
            return (_of(row.partner), _of(row.pregnancy), row.collected_on.words if row.collected_on else "")
        case UterineFindings():
            return _which(row.investigation)
        case Decision():
            return (_of(row.partner), _of(row.pregnancy))
        case Condition():
            return (_of(row.partner),)
    return ()


def _of(row: Any) -> str:
    """`partner P1`, `pregnancy 2`; empty when none is named."""
    text = "" if row is None else str(row)
    return text[:1].lower() + text[1:]


def _when(event: Event) -> str:
    """Its day, else the gestation at which it was."""
    if event.on is not None or event.ga_weeks is None:
        return event.on.words if event.on else ""
    return f"at {gestation_words((event.ga_weeks, event.ga_days))}{' weeks' if event.ga_days is None else ''}"
