"""The checklist of one woman, by one edition, on one day: interfaces.md, 2a, completed by rulings.md.

Pure, total and deterministic: the same facts give the same findings, in whatever order they were recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from patients.obstetrics.definitions import DefinitionResult, judge
from patients.obstetrics.values import Subject
from workup.checklist.as_of import current_partners, facts_on
from workup.checklist.facts import Facts
from workup.checklist.findings import Checklist, completeness_of
from workup.checklist.judging import finding_of
from workup.checklist.rows import Day, Target
from workup.checklist.tissue import tissue_losses
from workup.guidelines.model import Guideline, GuidelineItem


def evaluate(facts: Facts, guideline: Guideline, on: date) -> Checklist:
    """Every finding of the edition on the day `on`, in the order of the guideline's file.

    Only what is dated on or before that day counts. A partner item comes once per current partner, a tissue item
    once per loss; the findings of a woman without a partner name none.
    """
    day = Day(facts_on(facts, on), on, guideline)
    findings = tuple(finding_of(target) for row in guideline.items for target in _targets(day, row))
    return Checklist(guideline.key, on, definition_of(day.facts, guideline, on), findings, completeness_of(findings))


def definition_of(facts: Facts, guideline: Guideline, on: date) -> DefinitionResult:
    """Whether the edition's definition is met, by the facts as they are on that day."""
    return judge(
        guideline.definition,
        facts.pregnancies,
        on,
        guideline_key=guideline.key,
        early_workup=facts.early_workup_reason,
    )


def _targets(day: Day, row: GuidelineItem) -> Iterator[Target]:
    item = row.what
    if item.subject is Subject.PARTNER:
        for partner in current_partners(day.facts, day.on) or (None,):
            yield Target(day, row, item, partner=partner)
    elif item.subject is Subject.TISSUE:
        for pregnancy in tissue_losses(day.facts):
            yield Target(day, row, item, pregnancy=pregnancy)
    else:
        yield Target(day, row, item)
