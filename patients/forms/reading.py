"""What the dates of a pregnancy say, while it is still being typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from patients.models import Pregnancy
from patients.obstetrics import facts
from patients.obstetrics.dates import in_words
from patients.obstetrics.gestation import TWENTY_FOUR_WEEKS, edd_of, gestation_of
from patients.obstetrics.overlap import overlap_warnings
from patients.obstetrics.stillbirth import against_the_clinics_word
from patients.obstetrics.values import Outcome

_SOURCES = {"transfer": "the embryo transfer", "edd": "the due date", "lmp": "the last period"}
_COPIED = ("lmp", "edd", "transfer_date", "embryo_age_days", "ended_on", "ga_weeks", "ga_days")


@dataclass(frozen=True, slots=True)
class Reading:
    """`computed` by the dates alone; `due` only while it is ongoing: no due date is shown once it has ended."""

    computed: str = ""
    due: str = ""
    warnings: tuple[str, ...] = ()


def as_fact(row: Pregnancy) -> facts.Pregnancy:
    """The dates of a row, stored or not, as the rules take them."""
    outcome = Outcome(row.outcome) if row.outcome in set(Outcome) else Outcome.UNKNOWN
    return facts.Pregnancy(row.number or 0, outcome, **{name: getattr(row, name) for name in _COPIED})


def read(row: Pregnancy, others: Iterable[Pregnancy], on: date, stillbirth_from: int = TWENTY_FOUR_WEEKS) -> Reading:
    """The reading of one pregnancy beside the others of the same woman; `stillbirth_from`: the clinic says in days."""
    fact = as_fact(row)
    by_dates = gestation_of(replace(fact, ga_weeks=None, ga_days=None), on)
    computed = ""
    if by_dates.bounds is not None and by_dates.source in _SOURCES:
        computed = f"{by_dates.words} by {_SOURCES[by_dates.source]}"
    due = edd_of(fact) if fact.outcome is Outcome.ONGOING else None
    return Reading(computed, "" if due is None else in_words(due), _warnings(fact, others, row.pk, on, stillbirth_from))


def _warnings(
    fact: facts.Pregnancy, others: Iterable[Pregnancy], pk: int | None, on: date, threshold: int
) -> tuple[str, ...]:
    problem = gestation_of(fact, on).problem
    overlaps = overlap_warnings([fact, *(as_fact(other) for other in others if other.pk != pk)])
    own = tuple(words for words in overlaps if str(fact.number) in words.split(" ")[1:4])
    first = (problem, against_the_clinics_word(fact, threshold))
    return (*(f"{words[0].upper()}{words[1:]}." for words in first if words), *own)
