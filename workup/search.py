"""Finding a patient of one clinic by part of her name or MRN, typing errors forgiven."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.db.models.functions import Greatest, Upper

from patients.models import Patient
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
    near = _similar(clinic, on, text)
    return near, near.count()


def few(clinic: Clinic, on: date, text: str) -> tuple[list[ChecklistPeriod], bool]:
    """The first of those found, for the list below the field, and whether there are more; three queries at most."""
    fitting = list(in_order(_fitting(clinic, on, text), on)[: FEW + 1])
    near = fitting or list(_similar(clinic, on, text)[: FEW + 1])
    return near[:FEW], len(near) > FEW


def only(clinic: Clinic, on: date, text: str) -> int | None:
    """The number of the one patient who has every word of it in her name or MRN, letter by letter: `Muller` opens no
    record of a Müller, and no similar name is enough.
    """
    hers = _with_words(clinic, text)
    for word in text.split():
        hers = hers.filter(Q(family_name__icontains=word) | Q(given_names__icontains=word) | Q(mrn__icontains=word))
    fitting = list(_periods_of(hers, clinic, on).values_list("patient_id", flat=True)[:2])
    return fitting[0] if len(fitting) == 1 else None


def _fitting(clinic: Clinic, on: date, text: str) -> QuerySet[ChecklistPeriod]:
    return _periods_of(_with_words(clinic, text), clinic, on)


def _similar(clinic: Clinic, on: date, text: str) -> QuerySet[ChecklistPeriod]:
    """By the trigrams of the names and the MRN. The operator `%>` is what the index can answer, the function is not."""
    typed = {"family": spelled(text), "given": spelled(text), "number": text.upper()}
    near = [Q((f"{name}__trigram_word_similar", words)) for name, words in typed.items()]
    likeness = Greatest(*(TrigramWordSimilarity(words, F(name)) for name, words in typed.items()))
    _forgive()
    return (
        _periods_of(_spelled(clinic).filter(reduce(or_, near)), clinic, on)
        .alias(**_as_indexed("patient__"))
        .annotate(likeness=likeness)
        .select_related("patient__assigned_to")
        .order_by("-likeness", "patient__family_name", "patient_id")
    )


def _with_words(clinic: Clinic, text: str) -> QuerySet[Patient]:
    """Every word in a name, however it is spelled, or in the MRN."""
    hers = _spelled(clinic)
    for word in text.split():
        sound = spelled(word) or word
        hers = hers.filter(Q(family__contains=sound) | Q(given__contains=sound) | Q(number__contains=word.upper()))
    return hers


def _spelled(clinic: Clinic) -> QuerySet[Patient]:
    hers: QuerySet[Patient] = Patient.objects.filter(clinic=clinic)
    return hers.order_by().alias(**_as_indexed())


def _as_indexed(hers: str = "") -> dict[str, Func]:
    """What the index of the names and the MRN holds."""
    return {
        "family": Spelled(f"{hers}family_name"),
        "given": Spelled(f"{hers}given_names"),
        "number": Upper(f"{hers}mrn"),
    }


def _periods_of(patients: QuerySet[Patient], clinic: Clinic, on: date) -> QuerySet[ChecklistPeriod]:
    """The names are read once, for all periods together: joined to them, a database that has not counted its rows since
    an import reads every name for every period.
    """
    return periods(clinic, on).filter(_Among("patient_id", ArraySubquery(patients.values("pk"))))


class _Among(Func):
    """A column is one of an array."""

    arity = 2
    arg_joiner = " = ANY("
    template = "%(expressions)s)"
    output_field = BooleanField()


def _forgive() -> None:
    """How like is like: for this connection, until it is said anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)", [str(SIMILAR)])
