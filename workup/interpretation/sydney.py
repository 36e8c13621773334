"""Sydney 2006 (revised Sapporo) criteria of antiphospholipid syndrome: domain-logic.md, 4.1.

One clinical and one laboratory criterion; not when less than 12 weeks or more than 5 years separate the positive
antibody and the clinical event. One positive of a persistent antibody inside that interval is enough: our convention.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from patients.obstetrics.interpreted import Mark
from patients.obstetrics.values import ConditionCode
from workup.checklist.facts import AplMode, Facts
from workup.checklist.words import joined, test_label
from workup.interpretation.apl import CRITERIA, AplReading, read_apl
from workup.interpretation.criteria import Classification, Finding, Input, any_finding, every, some
from workup.interpretation.days import Days, span_of
from workup.interpretation.intervals import apart
from workup.interpretation.loss_events import TEN_WEEKS, early_losses, fetal_death, preterm_birth
from workup.interpretation.persistence import TWELVE_WEEKS
from workup.interpretation.recorded import anatomy_excluded, chromosomes_excluded, hormones_excluded, recorded

NAME = "Sydney 2006"
SOURCE = (
    "Sydney 2006 (revised Sapporo) criteria, ashpublications.net/view-large/8042252; interval: hkcfp.org.hk p419t01"
)
VASCULAR, FETAL_DEATH = "Vascular: thrombosis", "Obstetric (a): death of a normal fetus at 10+0 or later"
PRETERM = "Obstetric (b): birth of a normal neonate before 34+0 for pre-eclampsia or placental insufficiency"
EARLY = "Obstetric (c): three losses in a row before 10+0, other causes excluded"
LABORATORY, INTERVAL = "Laboratory: one antibody twice, 12 weeks apart", "Interval: 12 weeks to 5 years"

_YEARS = 5
_ANY_LENGTH = 10_000
_CATEGORIES = {"la": "IIa (lupus anticoagulant only)", "acl": "IIb (anticardiolipin only)",
               "ab2gpi": "IIc (anti-beta2-glycoprotein I only)"}  # fmt: skip


def sydney(facts: Facts, on: date) -> Classification:
    """The criteria, by facts as they were on the day `on`, always with the Sydney thresholds."""
    reading = read_apl(_in_sydney_mode(facts), on)
    laboratory = _laboratory(reading)
    clinical = dict(_clinical(facts, on))
    intervals = {name: _interval(found, reading, on) for name, found in clinical.items()}
    met = every([laboratory.met, some(kept.met for kept in intervals.values())])
    inputs = [Input(name, found) for name, found in clinical.items()]
    shown = _shown_interval({name: intervals[name] for name, found in clinical.items() if found.met}, laboratory)
    return Classification(
        NAME,
        SOURCE,
        Mark.SEEN,
        met,
        (*inputs, Input(LABORATORY, laboratory), *((Input(INTERVAL, shown),) if shown else ())),
        tuple(_remarks(reading)),
    )


def _in_sydney_mode(facts: Facts) -> Facts:
    return replace(facts, settings=replace(facts.settings, apl_mode=AplMode.SYDNEY))


def _clinical(facts: Facts, on: date) -> Iterator[tuple[str, Finding]]:
    codes = (
        ConditionCode.PERSONAL_VTE,
        ConditionCode.ARTERIAL_THROMBOSIS,
        ConditionCode.APS_MICROVASCULAR_ESTABLISHED,
    )
    yield VASCULAR, any_finding(recorded(facts, on, code) for code in codes)
    yield FETAL_DEATH, fetal_death(facts, on, TEN_WEEKS, _ANY_LENGTH, morphology=True)
    yield PRETERM, preterm_birth(facts, on)
    yield EARLY, _early(facts, on)


def _early(facts: Facts, on: date) -> Finding:
    """Without three losses the exclusions are of no interest; with them each has to be on record."""
    losses = early_losses(facts, on, TEN_WEEKS)
    if losses.met is False:
        return losses
    excluded = (anatomy_excluded(facts), hormones_excluded(facts), chromosomes_excluded(facts))
    met = every([losses.met, *(one.met for one in excluded)])
    pending = tuple(f"pending: {fact}" for one in excluded for fact in one.missing)
    told = (*losses.told, *(word for one in excluded for word in one.told))
    missing = (*losses.missing, *pending) if met is None else ()
    return Finding(met, told, missing, losses.when, losses.perhaps)


def _laboratory(reading: AplReading) -> Finding:
    told = tuple(f"{test_label(test)}: {one.status.replace('_', ' ')}" for test, one in reading.tests.items())
    if reading.persistent:
        return Finding(True, told)
    missing = tuple(test_label(test) for test in reading.open)
    return Finding(None if missing else False, told, missing)


def _interval(found: Finding, reading: AplReading, on: date) -> Finding:
    """Whether something that was found lies 12 weeks to 5 years from a positive result of a persistent antibody.

    What is not recorded could still be inside: another event, or the results of another antibody.
    """
    positives = _positive_days(reading, on)
    if found.met is False:
        return Finding(False)
    kept = _apart(found.when, positives) if found.met else False
    if kept or not positives:
        return Finding(kept or None)
    dates = ("dates of the event and of the antibody",) if kept is None else ()
    events = [one for one in found.possible if _apart([one.when], positives) is not False]
    if kept is False and not events and not reading.open:
        return Finding(False)
    missing = (*dates, *(fact for one in events for fact in one.missing), *map(test_label, reading.open))
    return Finding(None, missing=tuple(dict.fromkeys(missing)))


def _apart(events: Iterable[Days], positives: list[Days]) -> bool | None:
    return apart(events, positives, TWELVE_WEEKS, _YEARS)


def _positive_days(reading: AplReading, on: date) -> list[Days]:
    tests = [test for name in reading.persistent for test in CRITERIA[name]]
    return [span_of(row.collected_on, on) for test in tests for row in reading.tests[test].positives]


def _shown_interval(intervals: dict[str, Finding], laboratory: Finding) -> Finding | None:
    """Only between criteria that are both met there is something to measure."""
    if not intervals or not laboratory.met:
        return None
    answer = some(kept.met for kept in intervals.values())
    words = {True: "kept", False: "not kept: criteria do not apply", None: "cannot be told"}
    told = tuple(f"{name.partition(':')[0]}: {words[kept.met]}" for name, kept in intervals.items())
    missing = () if answer is not None else tuple(fact for kept in intervals.values() for fact in kept.missing)
    return Finding(answer, told, missing)


def _remarks(reading: AplReading) -> Iterator[str]:
    category = category_words(reading)
    if category:
        yield category
    if reading.triple_positive:
        yield "Triple positive: lupus anticoagulant, anticardiolipin and anti-beta2-glycoprotein I, each persistent"
    warnings = dict.fromkeys(warning for one in reading.tests.values() for warning in one.warnings)
    yield from (f"{warning[:1].upper()}{warning[1:]}" for warning in warnings)


def category_words(reading: AplReading) -> str:
    """`Category I (more than one)`, `Category IIa ... so far; not tested: ...`; empty when nothing persists."""
    found = reading.persistent
    if not found:
        return ""
    if len(found) > 1:
        return "Category I (more than one laboratory criterion)"
    (only,) = found
    undecided = [test_label(test) for test in reading.open if test not in CRITERIA[only]]
    so_far = f" so far; nothing can be said of {joined(undecided)}" if undecided else ""
    return f"Category {_CATEGORIES[only]}{so_far}"
