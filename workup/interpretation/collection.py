"""What is said beside a result because of the day on which it was collected: pregnancy and medication."""

from __future__ import annotations

from datetime import date

from patients.obstetrics.dates import in_words
from patients.obstetrics.interpreted import Interpretation
from workup.checklist.facts import Facts, Investigation
from workup.interpretation.disturbances import RULES as DISTURBING
from workup.interpretation.disturbances import WARNINGS
from workup.interpretation.interference import Ground, Readability, grounds, readability
from workup.interpretation.published import Published
from workup.interpretation.waits import WAITS

RULES: tuple[Published, ...] = tuple(
    dict.fromkeys((*(rule.basis for rule in (*DISTURBING, *WARNINGS)), *(wait.basis for wait in WAITS)))
)


def read_collection_day(inv: Investigation, facts: Facts, on: date) -> tuple[Interpretation, ...]:
    """When a result says nothing, or not everything: the cause, the first day of a new sample, longer intervals."""
    told = grounds(inv, facts, on)
    return () if not told else tuple(_said(ground, readability(inv, facts, on)) for ground in told)


def _said(ground: Ground, how: Readability) -> Interpretation:
    if ground.kind != "cause":
        return ground.basis.says(f"{ground.words[:1].upper()}{ground.words[1:]}")
    if how.verdict == "mixed":
        return ground.basis.says(f"Cannot be read if it was collected in the days of: {ground.words}", acts=True)
    since = "" if how.not_before is None else f"; a new sample from {in_words(how.not_before)}"
    return ground.basis.says(f"Cannot be read: {ground.words}{since}", acts=True)
