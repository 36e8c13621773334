"""The bare loop that a whole evaluation is measured against: the same items and predicates on the same facts, no words.

For every item and everybody whom it concerns: what its trigger and cases ask, and whether the newest result that
counts on the day is there. Without what makes a result unreadable, without the course of antibodies, without decisions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.gestation import FIRST_TRIMESTER_ENDS, TWENTY_FOUR_WEEKS, stated_range
from patients.obstetrics.values import ConditionCode, InvestigationStatus, Outcome, Subject
from workup.checklist.facts import Facts, Investigation, Partner
from workup.guidelines import Guideline

Whom = tuple[str | None, int | None]
LOST = frozenset({Outcome.MISCARRIAGE, Outcome.STILLBIRTH})
THROMBOSIS = (ConditionCode.PERSONAL_VTE, ConditionCode.FIRST_DEGREE_VTE_OR_THROMBOPHILIA)
PROLACTIN = (ConditionCode.OLIGO_AMENORRHOEA, ConditionCode.GALACTORRHOEA)
CHROMOSOMES = (ConditionCode.CHILD_WITH_CONGENITAL_ANOMALY, ConditionCode.FAMILY_CHROMOSOME_REARRANGEMENT)


def bare(facts: Facts, guidelines: Sequence[Guideline], on: date) -> list[str]:
    """A status for every item of every edition."""
    rows = [row for row in facts.investigations if row.collected_on is None or row.collected_on.earliest <= on]
    asked = {(c.code, c.partner): c.present for c in facts.conditions if c.since is None or c.since.earliest <= on}
    return [status for guideline in guidelines for status in _edition(facts, guideline, rows, asked, on)]


Asked = dict[tuple[ConditionCode, str | None], bool]


def _edition(
    facts: Facts, guideline: Guideline, rows: Sequence[Investigation], asked: Asked, on: date
) -> Iterator[str]:
    for row in guideline.items:
        item = row.what
        wanted = row.tests or item.tests
        for partner, number in _whom(facts, item.subject, on):
            cases = [PREDICATES[case.when](facts, asked, number) for case in row.cases]
            trigger = PREDICATES[row.trigger](facts, asked, number) if row.trigger else True
            mine = [r for r in rows if r.test in wanted and (r.subject, r.partner) == (item.subject, partner)]
            yield _status([r for r in mine if r.pregnancy == number], trigger, True in cases)


def _whom(facts: Facts, subject: Subject, on: date) -> list[Whom]:
    if subject is Subject.PARTNER:
        return [(p.label, None) for p in facts.partners if _current(p, on)] or [(None, None)]
    if subject is Subject.TISSUE:
        return [(None, p.number) for p in facts.pregnancies if p.outcome in LOST]
    return [(None, None)]


def _current(partner: Partner, on: date) -> bool:
    return (partner.from_date or on) <= on <= (partner.to_date or on)


def _status(rows: Sequence[Investigation], trigger: bool | None, case: bool) -> str:
    final = [row for row in rows if row.status is InvestigationStatus.FINAL]
    newest = max((row.collected_on.latest for row in final if row.collected_on), default=None)
    if newest or final:
        return "done"
    if trigger is not True and not case:
        return "cannot_tell" if trigger is None else "not_indicated"
    return "ordered" if rows else "missing"


Predicate = Callable[[Facts, Asked, int | None], bool | None]


def _any(*codes: ConditionCode) -> Predicate:
    def holds(facts: Facts, asked: Asked, number: int | None) -> bool | None:
        told = [asked.get((code, None)) for code in codes]
        return True if True in told else None if None in told else False

    return holds


def _tsh(facts: Facts, asked: Asked, number: int | None) -> bool | None:
    rows = [r for r in facts.investigations if r.test == "tsh" and r.number is not None]
    if not rows:
        return None
    newest = max(rows, key=lambda row: row.collected_on.latest if row.collected_on else date.min)
    if newest.number is None or newest.upper_limit is None:
        return None
    return newest.number > newest.upper_limit


def _late(p: Pregnancy) -> bool:
    at = stated_range(p)
    return p.outcome in LOST and at is not None and FIRST_TRIMESTER_ENDS <= at[0] < TWENTY_FOUR_WEEKS


def _second_trimester(facts: Facts, asked: Asked, number: int | None) -> bool | None:
    return any(map(_late, facts.pregnancies))


def _tissue(facts: Facts, asked: Asked, number: int | None) -> bool | None:
    lost = [p for p in facts.pregnancies if p.outcome in LOST]
    return any(p.number == number and (place >= 2 or _late(p)) for place, p in enumerate(lost))


def _result_of_tissue(facts: Facts, asked: Asked, number: int | None) -> bool | None:
    return any(r.subject is Subject.TISSUE and bool(r.value) for r in facts.investigations)


def _sperm(facts: Facts, asked: Asked, number: int | None) -> bool | None:
    return any(p.provides_sperm is not False for p in facts.partners) or not facts.partners


def _morphology(facts: Facts, asked: Asked, number: int | None) -> bool | None:
    return any(p.number == number and p.fetal_morphology == "abnormal" for p in facts.pregnancies)


PREDICATES: dict[str, Predicate] = {
    "thrombophilia_risk": _any(*THROMBOSIS),
    "hyperprolactinaemia_symptoms": _any(*PROLACTIN),
    "food_intolerance": _any(ConditionCode.FOOD_INTOLERANCE),
    "uterine_malformation": _any(ConditionCode.UTERINE_ANOMALY),
    "chromosome_risk": _any(*CHROMOSOMES),
    "abnormal_tsh": _tsh,
    "second_trimester_loss": _second_trimester,
    "provides_sperm": _sperm,
    "tissue_asked": _tissue,
    "abnormal_fetal_morphology": _morphology,
    "latest_loss_without_tissue_result": _result_of_tissue,
    "tissue_unbalanced_or_failed_or_missing": _result_of_tissue,
}
