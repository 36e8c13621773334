"""One finding: case and trigger, results, tissue, decision, in the order of interfaces.md, 2a."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from patients.obstetrics.remembering import remembered
from patients.obstetrics.values import DecisionKind, Subject
from workup.checklist.answers import Answer, Situation
from workup.checklist.antibodies import is_apl, of_antibodies
from workup.checklist.context import context_words
from workup.checklist.decisions import Standing, decision_words, standing
from workup.checklist.findings import REPEATS, Finding, Status, evidence_of
from workup.checklist.lines import Line
from workup.checklist.outcomes import Outcome, nothing_final, of_tests
from workup.checklist.predicates import PREDICATES
from workup.checklist.records import of_record
from workup.checklist.rows import Target
from workup.checklist.tissue import past_retrieval, was_collected
from workup.checklist.words import joined, ordered_words, sentences, when
from workup.guidelines.local import local_words, not_used
from workup.guidelines.model import Category, GuidelineItem

_ALWAYS = Answer(True)
_NOT_ASKED = frozenset({Category.RES, Category.NOT})
_NAMES_ORDER = REPEATS | {Status.PARTIAL, Status.NOT_INTERPRETABLE}
_DECIDED: dict[DecisionKind, Status] = {
    DecisionKind.DECLINED: Status.DECLINED,
    DecisionKind.ELSEWHERE: Status.ELSEWHERE,
    DecisionKind.NOT_APPLICABLE: Status.NOT_APPLICABLE,
    DecisionKind.DEFERRED: Status.DEFERRED,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the edition wants: `category` counts (COND for an unconfirmed row), `own` is the document's."""

    category: Category
    own: Category
    trigger: Answer
    words: tuple[str, ...] = ()


def finding_of(line: Line, target: Target) -> Finding:
    """The finding of one item for one subject."""
    asked = asked_for(line, target)
    decided = standing(target)
    outcome = outcome_of(target)
    if asked.category in _NOT_ASKED or asked.trigger.value is False:
        outcome, decided = _not_asked(outcome, asked, line.row, target, decided), Standing(decided.decision)
    elif target.item.subject is Subject.PARTNER and target.partner is None:
        outcome, decided = Outcome(Status.CANNOT_TELL, ("no partner on record",)), Standing()
    elif asked.trigger.value is None:
        outcome = _decided(_trigger_unknown(outcome, asked, target), decided)
    else:
        outcome = _decided(_of_category(outcome, asked), decided)
    return _finding(line, target, asked, outcome, decided)


def asked_for(line: Line, target: Target) -> Asked:
    """Case and trigger (2a.2). A case whose predicate is unknown does not apply; the reason names what is missing."""
    row = line.row
    own, words = _case(line, target) if row.cases else (row.category, ())
    words = (*words, *local_words(row))
    trigger = _answer(row.trigger, line, target) if row.trigger else _ALWAYS
    if row.confirmed:
        return Asked(own, own, trigger, words)
    doubt = f"the document's own category is “{own.words}”; this row is not confirmed"
    return Asked(Category.COND, own, trigger, (*words, doubt))


def _answer(predicate: str, line: Line, target: Target) -> Answer:
    """What several items ask of one person is asked once."""
    asked = (predicate, line.guideline.key, id(target.partner), id(target.pregnancy))
    answers = target.day.answers
    if asked not in answers:
        situation = Situation(target.facts, target.on, asked[1], target.partner, target.pregnancy)
        answers[asked] = PREDICATES[predicate](situation)
    return answers[asked]


def _case(line: Line, target: Target) -> tuple[Category, tuple[str, ...]]:
    row, missing = line.row, list[str]()
    for case in row.cases:
        answer = _answer(case.when, line, target)
        if answer.value is True:
            return case.category, (answer.because,)
        missing += answer.missing
    if not missing:
        return row.category, ()
    return row.category, (f"not recorded, and would change this: {joined(missing)}",)


@remembered
def outcome_of(target: Target) -> Outcome:
    """What record and results say of the item (2a.5), tissue that can no longer be had included."""
    if is_apl(target):
        return of_antibodies(target)
    recorded = of_record(target) if target.item.record else None
    found = of_tests(target) if target.alternatives else nothing_final(target)
    if recorded is not None and _outweighs(recorded, found):
        found = recorded
    return _retrievable(found, target) if target.pregnancy is not None else found


def _outweighs(recorded: Outcome, found: Outcome) -> bool:
    """The record speaks where no result satisfies the item; an order says more than "nothing on record"."""
    if found.status is Status.DONE:
        return False
    return recorded.status is not Status.MISSING or found.status is Status.MISSING


def _retrievable(outcome: Outcome, target: Target) -> Outcome:
    """Without a result or a sample, tissue of a loss of more than 14 days ago (or undated) cannot be had (ruling 5)."""
    assert target.pregnancy is not None
    waiting = outcome.status is Status.MISSING or (outcome.status is Status.ORDERED and not was_collected(target.open))
    if not waiting or not past_retrieval(target.facts, target.pregnancy, target.on):
        return outcome
    ordered = f"{joined(map(ordered_words, target.open))}, no sample on record" if target.open else ""
    return Outcome(Status.NOT_RETRIEVABLE, ("tissue was not collected at the time", ordered))


def _not_asked(outcome: Outcome, asked: Asked, row: GuidelineItem, target: Target, decided: Standing) -> Outcome:
    """2a.3: decisions and orders do not change it, the reason mentions them; any final row is done (ruling 8)."""
    rejected = asked.category in _NOT_ASKED
    done = bool(target.final) or outcome.status in {Status.DONE, Status.PARTIAL}
    why = _why_not(asked, row, rejected)
    aside = (
        joined(map(ordered_words, target.open)),
        decision_words(decided.decision) if decided.decision else "",
    )
    if done:
        verdict = "done" if rejected else "done, was not asked for"
        told = joined(map(when, target.final)) if target.final else ""
        evidence = evidence_of(target.final) or outcome.evidence
        return Outcome(Status.DONE_NOT_RECOMMENDED, (f"{verdict}: {why}", told, *asked.words, *aside), evidence)
    status = Status.NOT_RECOMMENDED if rejected else Status.NOT_INDICATED
    return Outcome(status, (why, *asked.words, *aside))


def _why_not(asked: Asked, row: GuidelineItem, rejected: bool) -> str:
    if not rejected:
        return asked.trigger.because or "nothing on record asks for it"
    if row.local:
        return not_used(row)
    if asked.category is Category.RES:
        return "research only in this guideline"
    insufficient = row.sub_reason == "insufficient_evidence"
    return "this guideline finds not enough evidence for it" if insufficient else "not recommended by this guideline"


def _trigger_unknown(outcome: Outcome, asked: Asked, target: Target) -> Outcome:
    """2a.4: a valid result is done; else nobody can tell whether it is asked for."""
    if outcome.status is Status.DONE:
        return outcome.saying(*asked.words)
    missing = f"cannot tell whether it is asked for; not recorded: {joined(asked.trigger.missing)}"
    on_record = joined([*map(when, target.final), *map(ordered_words, target.open)])
    told = f"on record: {on_record}" if on_record else ""
    return Outcome(Status.CANNOT_TELL, (missing, told, *asked.words), outcome.evidence, advice=outcome.advice)


def _of_category(outcome: Outcome, asked: Asked) -> Outcome:
    """2a.5: nothing on record is `optional` where it can only be considered."""
    because = f"asked for: {asked.trigger.because}" if asked.trigger.because else ""
    told = outcome.saying(because, *asked.words) if because or asked.words else outcome
    optional = outcome.status is Status.MISSING and asked.category is Category.COND
    return replace(told, status=Status.OPTIONAL) if optional else told


def _decided(outcome: Outcome, decided: Standing) -> Outcome:
    """2a.6: a decision in force replaces everything but `done`; one that ran out is named for review."""
    decision = decided.decision
    if decision is None or outcome.status is Status.DONE:
        return outcome
    if decided.review_due:
        return outcome.saying(f"the review is due: {decision_words(decision)}")
    status = _DECIDED[decision.kind]
    return Outcome(status, (decision_words(decision), *outcome.words), outcome.evidence, advice=outcome.advice)


def _finding(line: Line, target: Target, asked: Asked, outcome: Outcome, decided: Standing) -> Finding:
    named = bool(target.open) and outcome.status in _NAMES_ORDER
    waiting = f"{joined(map(ordered_words, target.open))}, no result yet" if named else ""
    return Finding.made(
        line.fixed,
        partner=target.label,
        pregnancy=target.number,
        category=asked.category,
        own_category=asked.own,
        status=outcome.status,
        reading=outcome.reading if outcome.status is Status.DONE else None,
        reason=sentences(*outcome.words, waiting, *context_words(line, target, outcome)),
        evidence=outcome.evidence,
        not_before=outcome.not_before,
        due=_due(outcome, decided),
        trigger=asked.trigger.value,
        open_order=named,
        review_due=decided.review_due and outcome.status is not Status.DONE,
        advice=outcome.advice,
        decision=decided.decision,
    )


def _due(outcome: Outcome, decided: Standing) -> date | None:
    """For repeats the day from which one counts, for a deferral its review, else nothing: no result expires."""
    if outcome.status in REPEATS:
        return outcome.not_before
    return decided.decision.review_on if outcome.status is Status.DEFERRED and decided.decision else None
