"""Laboratories of a clinic, by the name that people type, and what each of them gave last."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from patients.forms.fields import without_padding
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.together import Question, any_text, given
from workup.models import Investigation, Laboratory


@dataclass(frozen=True, slots=True)
class Gave:
    """Unit and limits as a laboratory printed them last, as text for the form."""

    unit: str = ""
    lower: str = ""
    upper: str = ""


PLACES = 6  # of the columns of the limits
Remembered = dict[str, dict[str, Gave]]  # laboratory's name -> test -> what it gave


def laboratory_of(clinic: Clinic, name: str, known: Laboratory | None = None) -> Laboratory | None:
    """The clinic's laboratory of this name; None for a blank or a new one. Capitals do not matter.

    `known`: one that is read already, and probably the one.
    """
    name = " ".join(name.split())
    if not name or (known is not None and known.name.casefold() == name.casefold()):
        return known if name else None
    return Laboratory.objects.filter(clinic=clinic, name__iexact=name).first()


@contextmanager
def laboratory_named(clinic: Clinic, name: str) -> Iterator[Laboratory | None]:
    """Around what is stored with it: `laboratory_of`, or a new one."""
    found = laboratory_of(clinic, name)
    if found is not None or not name.strip():
        yield found
        return
    with new_laboratory(clinic, name) as made:
        yield made


@contextmanager
def new_laboratory(clinic: Clinic, name: str) -> Iterator[Laboratory]:
    """Around what is stored with it: it stays only when that does."""
    with transaction.atomic():
        yield _made(clinic, " ".join(name.split()))


def _made(clinic: Clinic, name: str) -> Laboratory:
    """Stored in one journey, also when somebody else stores one of this name in the same moment."""
    same = ("clinic", "name")
    (lab,) = Laboratory.objects.bulk_create(
        [Laboratory(clinic=clinic, name=name)], update_conflicts=True, unique_fields=same, update_fields=("name",)
    )
    return lab


def laboratory_names(clinic: Clinic) -> list[str]:
    """The names to offer."""
    return NAMES.ask(clinic=clinic.pk)


NAMES = Question(lambda: Laboratory.objects.filter(clinic=given("clinic"), active=True).values_list("name", flat=True))


def remembered(clinic: Clinic, tests: Collection[str]) -> Remembered:
    """What each laboratory of the clinic gave last for each test, the laboratory used last first; one query."""
    rows = _GAVE.ask(clinic=clinic.pk, tests=list(tests))
    found: Remembered = {}
    for _, lab, test, unit, lower, upper in sorted(rows, reverse=True):
        found.setdefault(lab, {})[test] = Gave(unit, _text(lower), _text(upper))
    return found


_GAVE = Question(
    lambda: (
        Investigation.objects.valid()
        .filter(
            patient__clinic=given("clinic"), lab__clinic=given("clinic"), test__in=any_text("tests"), status="final"
        )
        .order_by("lab_id", "test", "-pk")
        .distinct("lab_id", "test")
        .values_list("pk", "lab__name", "test", "unit", "lower_limit", "upper_limit")
    )
)


def _text(limit: Decimal | None) -> str:
    return "" if limit is None else without_padding(limit, PLACES)
