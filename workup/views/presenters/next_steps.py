"""What to do next: at most five sentences, each with its why and one button."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from patients.obstetrics.dates import in_words
from patients.obstetrics.definitions import DefinitionResult, Judgement
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.gestation import gestation_of
from patients.obstetrics.values import NON_VISUALISED, Outcome
from rpl_tracker.accounts.roles import Permission
from workup.checklist.findings import Checklist, Finding, Status
from workup.checklist.words import joined
from workup.views.presenters.actions import Action, Actions
from workup.views.presenters.findings import anchor_of, label_of
from workup.views.presenters.questions import Place
from workup.views.presenters.results import Waiting

MOST = 5
MOST_OF_A_KIND = 2


@dataclass(frozen=True, slots=True)
class Step:
    """A sentence that begins with a verb, why, and the one button; `anchor` is where the finding stands."""

    what: str
    why: str
    action: Action | None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that the steps are read from."""

    checklist: Checklist
    pregnancies: tuple[Pregnancy, ...]
    waiting: tuple[Waiting, ...]
    actions: Actions
    guideline: str

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.checklist.findings

    @property
    def on(self) -> date:
        return self.checklist.on


def next_steps(case: Case) -> list[Step]:
    """The first five, in the order in which a clinician would ask: what decides, what is due, what lacks.

    No kind of step takes more than two places, so that none hides the others.
    """
    steps = [step for source in _SOURCES for step in islice(source(case), MOST_OF_A_KIND)]
    return steps[:MOST]


def _no_pregnancies(case: Case) -> Iterator[Step]:
    """They come before any test; a look at a day before her first pregnancy does not ask for what is on record."""
    if case.pregnancies or case.actions.pregnancies:
        return
    address = case.actions.links.to("pregnancy_new", Permission.RECORD, back="pregnancies")
    why = f"None is on record; {case.guideline} goes by them."
    yield Step("Record her pregnancies", why, _action("Record", address), "pregnancies")


def _definition(case: Case) -> Iterator[Step]:
    """While the definition cannot be told: the facts that would tell it, one step for each kind of fact."""
    result = case.checklist.definition
    if result.met is not None:
        return
    by_number = {p.number: p for p in case.pregnancies}
    asks: dict[str, list[Judgement]] = {}
    for judged in (j for j in result.pregnancies if j.counted is None):
        asks.setdefault(_question(by_number[judged.number], case), []).append(judged)
    for question, judged_ones in asks.items():
        yield _ask(question, judged_ones, result, case)


def _question(p: Pregnancy, case: Case) -> str:
    """The fact that is missing, as a clause."""
    if p.outcome is Outcome.UNKNOWN:
        return "how {} ended"
    if p.confirmed_by is None and (p.outcome in NON_VISUALISED or gestation_of(p, case.on).bounds is not None):
        return "how {} {} confirmed"
    if gestation_of(p, case.on).bounds is None and p.outcome not in NON_VISUALISED:
        return "how far {} went"
    return "whether {} count{}"


def _ask(question: str, judged: list[Judgement], result: DefinitionResult, case: Case) -> Step:
    numbers = [j.number for j in judged]
    named = f"pregnancy {numbers[0]}" if len(numbers) == 1 else f"pregnancies {joined(map(str, numbers))}"
    verb = "Decide" if question.startswith("whether") else "Ask"
    why = f"{case.guideline} cannot tell: it counts {result.counted}, needs {result.required}, and this decides."
    first = case.actions.pregnancies.get(numbers[0])
    address = case.actions.links.to("pregnancy_edit", Permission.RECORD, first, back="pregnancies") if first else None
    return Step(
        f"{verb} {question.format(named, *_verb(question, one=len(numbers) == 1))}",
        why,
        _action("Record", address),
        "pregnancies",
    )


def _verb(question: str, *, one: bool) -> tuple[str, ...]:
    """The form of the verb that goes with one pregnancy or with several."""
    if question.startswith("whether"):
        return ("s" if one else "",)
    return ("was" if one else "were",)


def _reviews(case: Case) -> Iterator[Step]:
    for finding in case.findings:
        if finding.review_due and finding.decision is not None:
            decided = in_words(finding.decision.decided_on)
            address = case.actions.decide(finding, anchor_of(finding))
            why = f"Deferred on {decided}: {finding.decision.reason}."
            yield Step(f"Review the decision on {_plain(finding)}", why, _action("Decide", address), anchor_of(finding))


def _repeats_due(case: Case) -> Iterator[Step]:
    for finding in _with(case, Status.REPEAT_DUE):
        if not finding.open_order:
            since = f"A repeat counts since {in_words(finding.not_before)}." if finding.not_before else finding.reason
            yield _order(f"Repeat {_plain(finding)}", since, [finding], case)


def _repeats_later(case: Case) -> Iterator[Step]:
    """One that is ordered ahead says so and asks for nothing; its sample is taken from that day on."""
    for finding in _with(case, Status.REPEAT_NOT_YET):
        ordered = {sent.since for sent in case.waiting if sent.taken_from and sent.key in finding.enter}
        if finding.not_before is None or (finding.open_order and not ordered):
            continue
        what = f"Repeat {_plain(finding)} from {in_words(finding.not_before)}"
        if ordered:
            why = f"It is ordered ({joined(ordered)}); take the sample from that day, not before."
            yield Step(what, why, None, "outstanding")
        else:
            yield _order(what, "Before that day a repeat does not count.", [finding], case)


def _missing(case: Case) -> Iterator[Step]:
    """One sentence to order what a laboratory or a scan gives, one to record what only has to be asked."""
    missing = list(_with(case, Status.MISSING))
    by_group: dict[str, list[Finding]] = {}
    for finding in (f for f in missing if not f.record):
        by_group.setdefault(finding.group, []).append(finding)
    for found in by_group.values():
        yield _order(f"Order {joined(map(_plain, found))}", _why(found, case), found, case)
    to_ask = [f for f in missing if f.record]
    if to_ask:
        anchor = anchor_of(to_ask[0])
        action = _action("Record", case.actions.record(to_ask[0], anchor))
        yield Step(f"Record {joined(map(_plain, to_ask))}", _why(to_ask, case), action, anchor)


def _cannot_tell(case: Case) -> Iterator[Step]:
    """Items that wait for the same fact share one sentence; what waits for a result is another item's."""
    asked: dict[str, list[Finding]] = {}
    for finding in _with(case, Status.CANNOT_TELL):
        question = case.actions.question(finding)
        if question is not None and question.place is not Place.RESULT:
            asked.setdefault(question.words, []).append(finding)
    for words, found in asked.items():
        anchor = anchor_of(found[0])
        yield Step(
            words, f"It decides on {_several(found)}.", _action("Record", case.actions.answer(found[0], anchor)), anchor
        )


def _by_reason(case: Case, status: Status) -> list[tuple[str, list[Finding]]]:
    by_reason: dict[str, list[Finding]] = {}
    for finding in _with(case, status):
        if not finding.open_order:
            by_reason.setdefault(finding.reason, []).append(finding)
    return list(by_reason.items())


def _outstanding(case: Case) -> Iterator[Step]:
    sent = [waiting for waiting in case.waiting if not waiting.taken_from]
    if not sent:
        return
    longest = max(sent, key=lambda waiting: waiting.days or 0)
    named = joined(_inside(waiting.test) for waiting in sent[:3])
    more = f" and {len(sent) - 3} more" if len(sent) > 3 else ""
    why = f"The longest waits since {longest.since}, {longest.days} days." if longest.days else "No result yet."
    yield Step(f"Ask the laboratory for {named}{more}", why, _action("Enter", longest.address), "outstanding")


def _incomplete(case: Case) -> Iterator[Step]:
    for status, verb in ((Status.NOT_INTERPRETABLE, "Take again:"), (Status.PARTIAL, "Complete")):
        for reason, found in _by_reason(case, status):
            anchor = anchor_of(found[0])
            record, enter = case.actions.record(found[0], anchor), case.actions.enter(found[0], anchor)
            action = _action("Record", record) or _action("Enter", enter)
            yield Step(f"{verb} {joined(map(_plain, found))}", reason, action, anchor)


_SOURCES: tuple[Callable[[Case], Iterator[Step]], ...] = (
    _no_pregnancies,
    _definition,
    _repeats_due,
    _reviews,
    _missing,
    _incomplete,
    _outstanding,
    _cannot_tell,
    _repeats_later,
)


def _with(case: Case, status: Status) -> Iterator[Finding]:
    return (finding for finding in case.findings if finding.status is status)


def _order(what: str, why: str, found: list[Finding], case: Case) -> Step:
    anchor = anchor_of(found[0])
    return Step(what, why, _action("Order", case.actions.order(found[0], anchor)), anchor)


def _action(verb: str, address: str | None) -> Action | None:
    return None if address is None else Action(verb, address)


def _why(found: list[Finding], case: Case) -> str:
    """The reason that all of them share, else that there is nothing of any."""
    reasons = {finding.reason for finding in found}
    return reasons.pop() if len(reasons) == 1 else f"Asked for by {case.guideline}; none of it is on record."


def _several(found: list[Finding]) -> str:
    return _plain(found[0]) if len(found) == 1 else f"{_plain(found[0])} and {len(found) - 1} more"


_RECORDED = {
    "lifestyle": "her lifestyle",
    "male_lifestyle": "the lifestyle of partner {}",
    "psychological_support": "whether support was offered",
}


def _plain(finding: Finding) -> str:
    """The item inside a sentence: `TSH`, `lupus anticoagulant`."""
    if finding.key in _RECORDED:
        return _RECORDED[finding.key].format(finding.partner or "")
    return _inside(label_of(finding))


def _inside(label: str) -> str:
    """`Lupus anticoagulant` begins small inside a sentence, `TSH` and `D-dimer` do not."""
    return label[0].lower() + label[1:] if label[:1].isupper() and label[1:2].islower() else label
