"""The checklist of one woman, by one edition, on one day: interfaces.md, 2a, completed by rulings.md.

Pure, total and deterministic: the same facts give the same findings, in whatever order they were recorded.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from patients.obstetrics.definitions import DefinitionResult, judge
from workup.checklist.facts import Facts
from workup.checklist.findings import Checklist, Finding, completeness_of
from workup.checklist.judging import finding_of
from workup.checklist.lines import Line, lines_of
from workup.checklist.rows import Day, Target, day_of
from workup.guidelines.model import Guideline


def evaluate(facts: Facts, guideline: Guideline, on: date) -> Checklist:
    """Every finding of the edition on the day `on`, in the order of the guideline's file.

    Only what is dated on or before that day counts. A partner item comes once per current partner, a tissue item
    once per loss; the findings of a woman without a partner name none.
    """
    return evaluate_day(day_of(facts, on), guideline)


def evaluate_day(day: Day, guideline: Guideline) -> Checklist:
    """The same of a day; several editions share what it has worked out."""
    lines = _untouched(guideline)
    findings = tuple(finding for line, untouched in lines for finding in _findings(day, line, untouched))
    definition = definition_of(day.facts, guideline, day.on)
    return Checklist(guideline.key, day.on, definition, findings, completeness_of(findings))


def definition_of(facts: Facts, guideline: Guideline, on: date) -> DefinitionResult:
    """Whether the edition's definition is met, by the facts as they are on that day."""
    return judge(
        guideline.definition,
        facts.pregnancies,
        on,
        guideline_key=guideline.key,
        early_workup=facts.early_workup_reason,
    )


@lru_cache
def _untouched(guideline: Guideline) -> tuple[tuple[Line, Finding | None], ...]:
    """Each row with what it says of an empty record; None where it asks more of her than results."""
    nothing = Day(Facts(mrn="", clinic="", recorded_by=date.min), date.min)
    return tuple(
        (line, finding_of(line, Target(nothing, line.matter)) if line.by_results_alone else None)
        for line in lines_of(guideline)
    )


def _findings(day: Day, line: Line, untouched: Finding | None) -> Iterable[Finding]:
    """Of an item that her record does not touch every woman's finding is the same, and known."""
    if untouched is not None and not day.touches(line.matter):
        return (untouched,)
    return (finding_of(line, target) for target in day.targets(line.matter))
