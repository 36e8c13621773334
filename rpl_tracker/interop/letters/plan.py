"""The plan of tests that one person takes home: which tests, and from when. No history, no result.

A plan is one person's: hers has no item of a partner, a partner's has none of hers (interfaces.md, 2: `subject`).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from patients.obstetrics.dates import in_words
from patients.obstetrics.values import Subject
from workup.catalogue.items import items
from workup.checklist.findings import Checklist, Finding, Status

_WAITS = frozenset({Status.REPEAT_NOT_YET, Status.NOT_INTERPRETABLE})  # when the record does not say from when
_OPEN = _WAITS | {Status.MISSING, Status.PARTIAL, Status.REPEAT_DUE, Status.ORDERED}
AHEAD = "Already asked for: not before {}"  # a repeat that was ordered before its day
AWAITED = "Already asked for: no result yet"  # it need not have been taken; nobody stays away for a word of ours
NOW = "Can be done now"
LATER = "To be done again; the day is not settled yet"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One test in plain words, and when."""

    what: str
    when: str


@cache
def plain_names() -> dict[str, str]:
    """Item key -> what the test is called on the plan."""
    return tomllib.loads((Path(__file__).parent / "plain.toml").read_text())


def plan_of(checklist: Checklist, partner: str | None) -> tuple[PlanLine, ...]:
    """What is still to be done for her (`partner` None) or for the partner of that label, as of the checklist's day."""
    lines = (_line(finding, checklist.on) for finding in checklist.findings if _is_for(finding, partner))
    return tuple(dict.fromkeys(line for line in lines if line is not None))


def _is_for(finding: Finding, partner: str | None) -> bool:
    if finding.subject is Subject.PARTNER:
        return partner is not None and finding.partner == partner
    return partner is None and finding.subject is Subject.PATIENT


def _line(finding: Finding, on: date) -> PlanLine | None:
    name, when = _name(finding), _when(finding, on)
    return PlanLine(name, when) if name and when else None


def _name(finding: Finding) -> str:
    """Empty for what is asked in conversation. A test that the clinic added goes by its own name."""
    of_the_clinic = finding.label if finding.order and finding.key not in items() else ""
    return plain_names().get(finding.key, of_the_clinic)


def _when(finding: Finding, on: date) -> str:
    """Empty when there is nothing to do for now."""
    if finding.status is Status.DEFERRED:
        return f"To be talked about again on {in_words(finding.due)}" if finding.due else ""
    if finding.status not in _OPEN:
        return ""
    early = in_words(finding.not_before) if finding.not_before is not None and finding.not_before > on else ""
    if finding.open_order or finding.status is Status.ORDERED:
        return AHEAD.format(early) if early else AWAITED
    if early:
        return f"Not before {early}"
    return LATER if finding.status in _WAITS and finding.not_before is None else NOW
