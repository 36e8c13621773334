"""Can a sample of that day be read? interfaces.md, 2a "Cannot be read"; domain-logic.md, 4.3, 5; rulings.md, 22-24.

DNA tests and karyotypes are disturbed by nothing. A sample without a full date is read on every day that it can be of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from patients.obstetrics.values import ResultWord, Subject
from workup.catalogue import CANNOT_BE_READ
from workup.checklist.facts import Facts, Investigation
from workup.interpretation.days import Days, Share, first_free, share, span_of
from workup.interpretation.disturbances import RULES, WARNINGS, Disturbance, Rule
from workup.interpretation.exposures import Exposure, medications_of, pregnancies_of
from workup.interpretation.polarity import is_antiphospholipid, polarity
from workup.interpretation.published import Published
from workup.interpretation.waits import waits

Verdict = Literal["valid", "unreadable", "mixed"]
DAY_NOT_KNOWN = "day of collection not known"

_VERDICTS: dict[Share, Verdict] = {"all": "unreadable", "some": "mixed", "none": "valid"}
_WORDS = {
    ResultWord.INDETERMINATE: "the laboratory calls it indeterminate",
    ResultWord.FAILED: "the test failed",
    ResultWord.MATERNAL_CELLS: "maternal cells only",
}


@dataclass(frozen=True, slots=True)
class Readability:
    """Whether a sample can be read, and why not.

    `mixed`: on some of its possible days only (`DAY_NOT_KNOWN`). `causes` and `warnings` in words. `not_before`: the
    day from which a new sample can be read, None when that is not known or nothing is wrong. `advice`: longer
    intervals that have been published, never a rule here. `not_reported`: it was done, its result is not on hand.
    """

    verdict: Verdict
    causes: tuple[str, ...]
    not_before: date | None
    warnings: tuple[str, ...]
    advice: tuple[str, ...]
    not_reported: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason in words with the rule that it rests on; `days`: of a cause, when it surely disturbs."""

    kind: Literal["cause", "warning", "advice"]
    words: str
    basis: Published
    days: Days | None = None


def readability(inv: Investigation, facts: Facts, on: date) -> Readability:
    """Whether the sample can be read, by facts as they were on the day `on`."""
    span = span_of(inv.collected_on, on)
    laboratory = laboratorys_reason(inv, facts)
    told = grounds(inv, facts, on)
    days = [ground.days for ground in told if ground.days is not None]
    verdict = _VERDICTS[share(span, days)] if laboratory is None else "unreadable"
    causes = _words(told, "cause")
    return Readability(
        verdict=verdict,
        causes=causes if laboratory is None else (laboratory, *causes),
        not_before=not_before([inv], facts, on) if verdict == "unreadable" else None,
        warnings=_words(told, "warning"),
        advice=tuple(dict.fromkeys(_words(told, "advice"))),
        not_reported=inv.word is ResultWord.NOT_REPORTED and inv.number is None,
    )


def grounds(inv: Investigation, facts: Facts, on: date) -> tuple[Ground, ...]:
    """Every rule that has a word on the day of the sample: causes, warnings, advice, each with what it rests on."""
    span = span_of(inv.collected_on, on)
    disturbances = tuple(_disturbances(inv, facts))
    return (
        *_causes(disturbances, span),
        *_may_disturb(disturbances, span),
        *_warnings(inv, facts, span),
        *(Ground("advice", wait.words, wait.basis) for wait in waits(inv, facts, span)),
    )


def _words(told: Iterable[Ground], kind: str) -> tuple[str, ...]:
    return tuple(ground.words for ground in told if ground.kind == kind)


def _causes(disturbances: Iterable[Disturbance], span: Days) -> Iterator[Ground]:
    for d in disturbances:
        if d.certain and d.certain.overlaps(span):
            yield Ground("cause", d.words, d.rule.basis, d.certain)


def not_before(invs: Iterable[Investigation], facts: Facts, on: date) -> date | None:
    """From which day a new sample can be read, given samples of which some cannot (rulings, 22).

    From the newest unreadable one on while any known cause covers the day, or from `on` where that day has come and a
    cause covers today. None when a cause is open-ended, when the laboratory made it unreadable, or when all are fine.
    """
    newest = _newest([inv for inv in invs if _is_unreadable(inv, facts, on)], on)
    if not any(_is_disturbed(inv, facts, on) for inv in newest):
        return None
    covers = [cover for inv in newest for cover in _certain(_disturbances(inv, facts, of_a_new_sample=True))]
    free = first_free(max(span_of(inv.collected_on, on).last for inv in newest), covers)
    has_come = free is not None and free <= on
    return first_free(on, covers) if has_come and any(on in cover for cover in covers) else free


def pregnant_when_collected(inv: Investigation, facts: Facts, on: date) -> bool | None:
    """Whether the woman's sample was taken in pregnancy, by certain days; None when its own date leaves it open."""
    if inv.subject is not Subject.PATIENT:
        return False
    days = [exposure.certain() for exposure in pregnancies_of(facts)]
    answers: dict[Share, bool | None] = {"all": True, "none": False, "some": None}
    return answers[share(span_of(inv.collected_on, on), [run for run in days if run])]


def laboratorys_reason(inv: Investigation, facts: Facts) -> str | None:
    """Why the result itself, not a cause on the day, cannot be read; None when it can, or is not on hand."""
    if inv.word is ResultWord.NOT_REPORTED:
        return None
    if is_antiphospholipid(inv.test):
        antibody = polarity(inv, facts.settings.apl_mode)
        return antibody.reason if antibody.verdict == "unreadable" else None
    return _WORDS[inv.word] if inv.word in CANNOT_BE_READ else None


def _is_disturbed(inv: Investigation, facts: Facts, on: date) -> bool:
    return share(span_of(inv.collected_on, on), _certain(_disturbances(inv, facts))) == "all"


def _is_unreadable(inv: Investigation, facts: Facts, on: date) -> bool:
    return laboratorys_reason(inv, facts) is not None or _is_disturbed(inv, facts, on)


def _newest(invs: list[Investigation], on: date) -> list[Investigation]:
    """The ones of the latest possible day; those without a date only when nothing has one."""
    dated = [inv for inv in invs if inv.collected_on is not None] or invs
    latest = max((span_of(inv.collected_on, on).last for inv in dated), default=None)
    return [inv for inv in dated if span_of(inv.collected_on, on).last == latest]


def _disturbances(inv: Investigation, facts: Facts, of_a_new_sample: bool = False) -> Iterator[Disturbance]:
    """What can disturb this sample; with `of_a_new_sample`, one that nobody has neutralised."""
    if inv.subject is not Subject.PATIENT:
        return
    neutralised = inv.heparin_neutralised is True and not of_a_new_sample
    for rule in RULES:
        if inv.test in rule.tests and not (rule.unless_neutralised and neutralised):
            yield from (Disturbance.by(rule, exposure) for exposure in _exposures(rule, facts))


def _exposures(rule: Rule, facts: Facts) -> tuple[Exposure, ...]:
    return pregnancies_of(facts) if rule.medication is None else medications_of(facts, rule.medication)


def _certain(disturbances: Iterable[Disturbance]) -> list[Days]:
    return [d.certain for d in disturbances if d.certain is not None]


def _may_disturb(disturbances: Iterable[Disturbance], span: Days) -> Iterator[Ground]:
    """Only a possible day: the result stands, with a warning (rulings, 23)."""
    for d in disturbances:
        if d.possible and d.possible.overlaps(span) and not (d.certain and d.certain.overlaps(span)):
            yield Ground("warning", f"may have been disturbed by {d.words}", d.rule.basis)


def _warnings(inv: Investigation, facts: Facts, span: Days) -> Iterator[Ground]:
    """What does not make a result unreadable and must be said beside it."""
    if inv.subject is not Subject.PATIENT:
        return
    for rule in WARNINGS:
        for exposure in _exposures(rule, facts) if inv.test in rule.tests else ():
            d = Disturbance.by(rule, exposure)
            if share(span, _certain([d])) == "all":
                yield Ground("warning", f"{rule.warning} (collected {rule.during} {exposure.words})", rule.basis)
            elif d.possible and d.possible.overlaps(span):
                words = f"{rule.warning} (may have been collected {rule.during} {exposure.words})"
                yield Ground("warning", words, rule.basis)
