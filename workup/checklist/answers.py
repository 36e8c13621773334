"""Three-valued answers: true, false, or "cannot tell" with the missing facts named in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from patients.obstetrics.facts import Pregnancy
from workup.checklist.facts import Facts, Partner


@dataclass(frozen=True, slots=True)
class Answer:
    """`value` None = cannot tell. `because` says why it is true or false, `missing` which facts would decide."""

    value: bool | None
    because: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """What a predicate may look at: the facts as they are on the day, and whom the item concerns."""

    facts: Facts
    on: date
    guideline_key: str
    partner: Partner | None = None
    pregnancy: Pregnancy | None = None


def any_true(answers: Iterable[Answer]) -> Answer:
    """True when one is; false when all are; else unknown, with everything that is missing."""
    given = tuple(answers)
    reasons = [a.because for a in given if a.value is True]
    if reasons:
        return Answer(True, "; ".join(dict.fromkeys(reasons)))
    missing = tuple(dict.fromkeys(fact for a in given if a.value is None for fact in a.missing))
    if missing or any(a.value is None for a in given):
        return Answer(None, missing=missing)
    return Answer(False, "; ".join(dict.fromkeys(a.because for a in given if a.because)))
