"""One patient in memory: every edition with its reasons, against a loop over the same items without any."""

from __future__ import annotations

import time
from collections.abc import Sequence

from patients.obstetrics.values import InvestigationStatus, Subject
from tests.bench.timing import Measured, ratio, times
from tests.facts import TODAY
from tests.workup.checklist.four_losses import four_losses
from workup.checklist.calendar import periods
from workup.checklist.evaluate import evaluate
from workup.checklist.facts import Facts
from workup.guidelines import Guideline, load_all


def bare(facts: Facts, guidelines: Sequence[Guideline]) -> list[str]:
    """A status by whether the newest result of the item's tests is there: no context, no trigger, no words."""
    return [_status(facts, row.what.subject, row.what.tests) for guideline in guidelines for row in guideline.items]


def _status(facts: Facts, subject: Subject, tests: frozenset[str]) -> str:
    rows = [r for r in facts.investigations if r.test in tests and r.subject is subject]
    final = [r for r in rows if r.status is InvestigationStatus.FINAL]
    newest = max((r.collected_on.latest for r in final if r.collected_on), default=None)
    return "done" if newest or final else "ordered" if rows else "missing"


def measure() -> list[Measured]:
    facts, guidelines = four_losses(), list(load_all().values())

    def ours() -> None:
        for guideline in guidelines:
            evaluate(facts, guideline, TODAY)

    found, took = ratio(times(10, ours), times(10, lambda: bare(facts, guidelines)), clock=time.process_time)
    aside = f"{took * 1000 / 10 / len(guidelines):.2f} ms an edition"
    eshre = guidelines[0]
    ahead, _ = ratio(
        times(3, lambda: periods(facts, eshre, TODAY)),
        times(3, lambda: evaluate(facts, eshre, TODAY)),
        clock=time.process_time,
    )
    return [
        Measured("one patient in memory, every edition", "5 x a bare loop without reasons", 5, found, aside=aside),
        Measured("the same for every later day (periods)", "(no target) evaluations of one day", float("inf"), ahead),
    ]
