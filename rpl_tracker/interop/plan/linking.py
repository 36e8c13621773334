"""To whom a line belongs: MRN to patient, label to partner, number to pregnancy; never by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from patients.models import Partner, Pregnancy
from patients.obstetrics.values import DecisionKind, Subject
from rpl_tracker.interop.lines import Line
from rpl_tracker.interop.plan.books import Book
from rpl_tracker.interop.plan.desk import Desk, check_guidelines, known_item
from rpl_tracker.interop.plan.results import result_of
from workup.catalogue.items import Item

Fields = dict[str, Any]


def fields_of(line: Line, book: Book, desk: Desk) -> Fields:
    """What the line says, by field of its model; what it refers to and does not exist is refused. Blank: no field."""
    plain = {
        column.field: line.values[column.name]
        for column in line.sheet.columns
        if column.field and column.name in line.values
    }
    return {**plain, **LINKS[line.sheet.name](line, book, desk)}


def _patient(line: Line, book: Book, desk: Desk) -> Fields:
    return {"clinic": desk.clinic, **desk.assigned(line)}


def _of_patient(line: Line, book: Book, desk: Desk) -> Fields:
    return {"patient": book.patient}


def _condition(line: Line, book: Book, desk: Desk) -> Fields:
    code, present = line.values.get("condition", (None, None))
    partner = None if line.values.get("subject") == Subject.PATIENT else _partner(line, book, "subject", "patient, or ")
    return {"patient": book.patient, "partner": partner, "code": code, "present": present}


def _pregnancy(line: Line, book: Book, desk: Desk) -> Fields:
    check_guidelines(line, "override_for")
    partner = _partner(line, book, "partner")
    return {"patient": book.patient, **({"partner": partner} if partner else {})}


def _of_pregnancy(line: Line, book: Book, desk: Desk) -> Fields:
    return {"pregnancy": _numbered(line, book)}


def _investigation(line: Line, book: Book, desk: Desk) -> Fields:
    typed = line.values.get("subject")
    subject = Subject(typed) if typed in (Subject.PATIENT, Subject.TISSUE) else Subject.PARTNER
    partner = _partner(line, book, "subject", "patient, tissue, or ") if subject is Subject.PARTNER else None
    if subject is Subject.TISSUE and not _given(line, "pregnancy"):
        line.refuse("pregnancy", "is required for tissue; write the number of the pregnancy that it is of")
    owner = {"patient": book.patient, "subject": subject, "partner": partner, "pregnancy": _numbered(line, book)}
    return {**owner, **desk.laboratory(line), **result_of(line, subject)}


def _given(line: Line, column: str) -> bool:
    """Whether the cell is filled, readable or not."""
    return column in line.typed


def _decision(line: Line, book: Book, desk: Desk) -> Fields:
    item = known_item(line, desk)
    if item is not None:
        _check_subject(line, item)
    if line.values.get("decision") == DecisionKind.DEFERRED and not _given(line, "review_on"):
        line.refuse("review_on", "is required for deferred; write the day on which to look at it again")
    partner, pregnancy = _partner(line, book, "partner"), _numbered(line, book)
    return {"patient": book.patient, "partner": partner, "pregnancy": pregnancy}


def _check_subject(line: Line, item: Item) -> None:
    """A partner's item names the partner, a tissue item the pregnancy, and no other item names either."""
    for subject, column, whose in (
        (Subject.PARTNER, "partner", "of a partner"),
        (Subject.TISSUE, "pregnancy", "of the tissue of a pregnancy"),
    ):
        asked = item.subject is subject
        if asked and not _given(line, column):
            line.refuse(column, f"is required: {item.key} is asked {whose}")
        if not asked and _given(line, column):
            line.refuse(column, f"must be blank: {item.key} is not asked {whose}")


LINKS: dict[str, Callable[[Line, Book, Desk], Fields]] = {
    "patients": _patient,
    "partners": _of_patient,
    "conditions": _condition,
    "medications": _of_patient,
    "pregnancies": _pregnancy,
    "births": _of_pregnancy,
    "events": _of_pregnancy,
    "investigations": _investigation,
    "decisions": _decision,
}


def _partner(line: Line, book: Book, column: str, also: str = "") -> Partner | None:
    label = line.values.get(column)
    if label is None:
        return None
    partner = book.partners.get(label)
    if partner is None:
        known = f"; she has {', '.join(sorted(book.partners))}" if book.partners else ""
        line.refuse(
            column, f"is not {also}the label of one of her partners{known}; add the partner to the sheet partners"
        )
    return partner


def _numbered(line: Line, book: Book) -> Pregnancy | None:
    number = line.values.get("pregnancy")
    if number is None:
        return None
    pregnancy = book.pregnancies.get(number)
    if pregnancy is None:
        line.refuse("pregnancy", "is not the number of one of her pregnancies; add it to the sheet pregnancies first")
    return pregnancy
