"""Finding a patient of one clinic by part of her name or MRN, typing errors forgiven."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest, Upper

from patients.spelling import Spelled, spelled
from rpl_tracker.accounts.models import Clinic
from workup.models import ChecklistPeriod
from workup.worklist import in_order, periods

SIMILAR = 0.4  # of the letters typed, three at a time, this share stands in the name
FEW = 8
LONGEST = 100


def cleaned(typed: str) -> str:
    """What was typed, with single blanks, without what cannot be stored, and no longer than a name."""
    return " ".join(typed.replace("\0", "").split())[:LONGEST]


def found(clinic: Clinic, on: date, text: str) -> tuple[QuerySet[ChecklistPeriod], int]:
    """Patients by part of a name or MRN, and how many; the nearest names when nothing fits. Whatever their definition
    says."""
    fitting = _fitting(clinic, on, text)
    if number := fitting.count():
        return in_order(fitting, on), number
    near = _similar(periods(clinic, on), text)
    return near, near.count()


def few(clinic: Clinic, on: date, text: str) -> tuple[list[ChecklistPeriod], bool]:
    """The first of those found, for the list below the field, and whether there are more; three queries at most."""
    fitting = list(in_order(_fitting(clinic, on, text), on)[: FEW + 1])
    near = fitting or list(_similar(periods(clinic, on), text)[: FEW + 1])
    return near[:FEW], len(near) > FEW


def only(clinic: Clinic, on: date, text: str) -> int | None:
    """The number of the one patient who has every word of it in her name or MRN, letter by letter: `Muller` opens no
    record of a Müller, and no similar name is enough.
    """
    rows = periods(clinic, on)
    for word in text.split():
        rows = rows.filter(
            Q(patient__family_name__icontains=word)
            | Q(patient__given_names__icontains=word)
            | Q(patient__mrn__icontains=word)
        )
    fitting = list(rows.values_list("patient_id", flat=True)[:2])
    return fitting[0] if len(fitting) == 1 else None


def _fitting(clinic: Clinic, on: date, text: str) -> QuerySet[ChecklistPeriod]:
    rows = _with_spelling(periods(clinic, on))
    for word in text.split():
        sound = spelled(word) or word
        rows = rows.filter(Q(family__contains=sound) | Q(given__contains=sound) | Q(patient__mrn__icontains=word))
    return rows


def _with_spelling(rows: QuerySet[ChecklistPeriod]) -> QuerySet[ChecklistPeriod]:
    """What the index of the names and the MRN holds: `family`, `given` and `number`."""
    return rows.alias(
        family=Spelled("patient__family_name"), given=Spelled("patient__given_names"), number=Upper("patient__mrn")
    )


def _similar(rows: QuerySet[ChecklistPeriod], text: str) -> QuerySet[ChecklistPeriod]:
    """By the trigrams of the names and the MRN. The operator `%>` is what the index can answer, the function is not."""
    typed = {"family": spelled(text), "given": spelled(text), "number": text.upper()}
    near = [Q((f"{name}__trigram_word_similar", words)) for name, words in typed.items()]
    likeness = Greatest(*(TrigramWordSimilarity(words, F(name)) for name, words in typed.items()))
    _forgive()
    return (
        _with_spelling(rows)
        .filter(reduce(or_, near))
        .annotate(likeness=likeness)
        .select_related("patient__assigned_to")
        .order_by("-likeness", "patient__family_name", "patient_id")
    )


def _forgive() -> None:
    """How like is like: for this connection, until it is said anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)", [str(SIMILAR)])
