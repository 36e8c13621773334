"""Where tests look: one finding of a checklist, by what the interface calls it."""

from __future__ import annotations

from datetime import date

from tests.facts import TODAY
from workup.checklist.evaluate import evaluate
from workup.checklist.facts import Facts
from workup.checklist.findings import Checklist, Finding
from workup.guidelines import load_all

ESHRE, RCOG, ASRM = "eshre-2022", "rcog-gtg17-2023", "asrm-rpl-2012"
EDITIONS = (ESHRE, RCOG, ASRM)


def checklist(facts: Facts, edition: str = ESHRE, on: date = TODAY) -> Checklist:
    return evaluate(facts, load_all()[edition], on)


def findings(facts: Facts, key: str, edition: str = ESHRE, on: date = TODAY) -> tuple[Finding, ...]:
    """All of an item: one per partner or per loss."""
    return tuple(finding for finding in checklist(facts, edition, on).findings if finding.key == key)


def finding(facts: Facts, key: str, edition: str = ESHRE, on: date = TODAY, of: str | int | None = None) -> Finding:
    """The one finding of an item, `of` a partner's label or a pregnancy's number."""
    (found,) = (f for f in findings(facts, key, edition, on) if of is None or of in (f.partner, f.pregnancy))
    return found


def status(facts: Facts, key: str, edition: str = ESHRE, on: date = TODAY, of: str | int | None = None) -> str:
    return str(finding(facts, key, edition, on, of).status)
