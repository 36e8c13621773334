"""One patient in memory: every edition with its reasons, against the bare loop of `bare.py` over the same items."""

from __future__ import annotations

import time

from tests.bench.bare import bare
from tests.bench.timing import Measured, ratio, times
from tests.facts import TODAY
from tests.workup.checklist.four_losses import four_losses
from workup.checklist.calendar import periods
from workup.checklist.evaluate import evaluate, evaluate_day
from workup.checklist.rows import day_of
from workup.guidelines import load_all


def measure() -> list[Measured]:
    facts, guidelines = four_losses(), list(load_all().values())

    def ours() -> None:
        day = day_of(facts, TODAY)  # anew each time: nothing is known of her before
        for guideline in guidelines:
            evaluate_day(day, guideline)

    found, took = ratio(times(10, ours), times(10, lambda: bare(facts, guidelines, TODAY)), clock=time.process_time)
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
