"""What the pregnancies say to the obstetric criteria of antiphospholipid syndrome (domain-logic.md, 4.1 and 4.2).

A death is placed by size where that is recorded, else by the type of loss and the gestation (domain-logic.md, 2.1). A
complication that is not recorded is taken as not there; an abnormal fetus or abnormal tissue is another explanation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from patients.obstetrics.facts import ComplicationFact, Pregnancy
from patients.obstetrics.gestation import gestation_of, range_in_words, span
from patients.obstetrics.losses import in_order, is_spontaneous_loss, reached_24_weeks
from patients.obstetrics.values import (
    NON_VISUALISED,
    Complication,
    FetalMorphology,
    InvestigationStatus,
    LossType,
    Outcome,
    Subject,
)
from workup.checklist.facts import Facts
from workup.interpretation.criteria import Finding, Possible, any_finding, every
from workup.interpretation.days import Days, span_of
from workup.interpretation.genetics import tissue_abnormal

TEN_WEEKS, SIXTEEN_WEEKS, THIRTY_FOUR_WEEKS = 10 * 7, 16 * 7, 34 * 7
ENOUGH = 3  # losses in a row that both sets of criteria ask for
_LONGEST = 45 * 7
_DEATHS = frozenset({Outcome.MISCARRIAGE, Outcome.STILLBIRTH})
_MORPHOLOGY: Mapping[FetalMorphology | None, bool] = {FetalMorphology.NORMAL: True, FetalMorphology.ABNORMAL: False}

Bounds = tuple[int, int] | None


def died_at(p: Pregnancy, on: date) -> Bounds:
    """Fewest and most days of gestation at the death; None when nothing tells."""
    size = span(p.size_weeks, p.size_days)
    if size is not None:
        return size
    by_dates = gestation_of(p, on).bounds
    by_type = _by_type(p)
    if by_type is None or by_dates is None:
        return by_dates or by_type
    both = max(by_dates[0], by_type[0]), min(by_dates[1], by_type[1])
    return both if both[0] <= both[1] else by_type


def _by_type(p: Pregnancy) -> Bounds:
    """A fetal loss is one of ten weeks' size or more, the other types and non-visualised ones are below."""
    if p.loss_type is LossType.FETAL:
        return TEN_WEEKS, _LONGEST
    return (0, TEN_WEEKS - 1) if p.loss_type is not None or p.outcome in NON_VISUALISED else None


def within(bounds: Bounds, first: int, below: int) -> bool | None:
    """Whether a gestation lies from `first` up to, not including, `below`; None when it may."""
    early = before(bounds, first)
    return every([None if early is None else not early, before(bounds, below)])


def before(bounds: Bounds, day: int) -> bool | None:
    """Whether a gestation lies before this day of pregnancy; None when it may."""
    if bounds is None:
        return None
    low, high = bounds
    return True if high < day else False if low >= day else None


def explained(p: Pregnancy, facts: Facts) -> bool:
    """Another explanation is recorded: an abnormal fetus, or an abnormal result of its tissue."""
    tissue = (
        row
        for row in facts.investigations
        if row.subject is Subject.TISSUE and row.pregnancy == p.number and row.status is InvestigationStatus.FINAL
    )
    return p.fetal_morphology is FetalMorphology.ABNORMAL or any(tissue_abnormal(row) is True for row in tissue)


def fetal_death(facts: Facts, on: date, first: int, below: int, *, morphology: bool) -> Finding:
    """An unexplained death at `first` up to `below`; with `morphology` a normal fetus has to be on record."""
    return any_finding(
        _fetal_death(p, facts, on, (first, below), morphology)
        for p in facts.pregnancies
        if p.outcome in _DEATHS or p.outcome is Outcome.UNKNOWN
    )


def _fetal_death(p: Pregnancy, facts: Facts, on: date, window: tuple[int, int], morphology: bool) -> Finding:
    name, bounds = f"pregnancy {p.number}", died_at(p, on)
    inside = within(bounds, *window)
    normal = _MORPHOLOGY.get(p.fetal_morphology) if morphology else True
    known = True if p.outcome in _DEATHS else None
    if inside is False or explained(p, facts):
        return Finding(False, (f"{name}: another explanation on record",) if inside is not False else ())
    missing = (
        *((f"how {name} ended",) if known is None else ()),
        *((f"gestation of {name}",) if inside is None else ()),
        *((f"fetal morphology of {name}",) if normal is None else ()),
    )
    at = f" at {range_in_words(bounds)}" if bounds and bounds[1] < _LONGEST else ""
    return Finding(every([inside, normal, known]), (f"{name}: {p.outcome}{at}",), missing, (_ended(p, on),))


def _ended(p: Pregnancy, on: date) -> Days:
    return span_of(p.ended_on, on)


def placental(facts: Facts, on: date, kinds: frozenset[Complication]) -> Finding:
    """One of these complications before 34+0, by its own gestation, else by the end of the pregnancy."""
    return any_finding(
        _complication(p, one, on) for p in facts.pregnancies for one in p.complications if one.kind in kinds
    )


def _complication(p: Pregnancy, one: ComplicationFact, on: date) -> Finding:
    bounds, words = span(one.ga_weeks, one.ga_days), one.kind.replace("_", " ")
    inside = before(bounds, THIRTY_FOUR_WEEKS)
    if bounds is None:  # it came before the end, so an end before 34+0 decides; a later one does not
        inside = before(gestation_of(p, on).bounds, THIRTY_FOUR_WEEKS) or None
    at = f" at {range_in_words(bounds)}" if bounds else ""
    missing = (f"gestation of {words} in pregnancy {p.number}",) if inside is None else ()
    return Finding(inside, (f"pregnancy {p.number}: {words}{at}",), missing, (_ended(p, on),))


def preterm_birth(facts: Facts, on: date) -> Finding:
    """A normal neonate born before 34+0 because of severe pre-eclampsia, eclampsia or placental insufficiency."""
    return any_finding(_preterm(p, on) for p in facts.pregnancies if p.outcome is Outcome.LIVE_BIRTH)


_BECAUSE = frozenset(
    {
        Complication.SEVERE_PREECLAMPSIA,
        Complication.PLACENTAL_INSUFFICIENCY,
        Complication.PLACENTAL_INSUFFICIENCY_SEVERE,
    }
)


def _preterm(p: Pregnancy, on: date) -> Finding:
    causes = [one.kind.replace("_", " ") for one in p.complications if one.kind in _BECAUSE]
    if not causes:
        return Finding(False)
    bounds = gestation_of(p, on).bounds
    early, normal = before(bounds, THIRTY_FOUR_WEEKS), _MORPHOLOGY.get(p.fetal_morphology)
    missing = (
        *((f"gestation of pregnancy {p.number}",) if early is None else ()),
        *((f"morphology of the child of pregnancy {p.number}",) if normal is None else ()),
    )
    at = f" at {range_in_words(bounds)}" if bounds else ""
    told = f"pregnancy {p.number}: birth{at} with {' and '.join(causes)}"
    return Finding(every([early, normal]), (told,), missing, (_ended(p, on),))


@dataclass(frozen=True, slots=True)
class Run:
    """Losses in a row: the pregnancies of the `sure` ones; how many are `possible` with what is not recorded.

    `when`: the day of every loss that is surely the third or a later one of its run, of whichever run; `perhaps`: of
    every other one that may be.
    """

    sure: tuple[int, ...]
    possible: int
    missing: tuple[str, ...]
    when: tuple[Days, ...]
    perhaps: tuple[Possible, ...]


def early_losses(facts: Facts, on: date, below: int) -> Finding:
    """Three or more unexplained losses in a row before `below`; biochemical and non-visualised ones counted in."""
    found = longest_run(facts, on, lambda p: before(died_at(p, on), below))
    met = True if len(found.sure) >= ENOUGH else False if found.possible < ENOUGH else None
    told = f"most in a row: {len(found.sure)}{_which(found.sure)}"
    return Finding(met, (told,), found.missing if met is None else (), found.when, found.perhaps)


def _which(numbers: tuple[int, ...]) -> str:
    """`, pregnancies 2, 3`."""
    named = ", ".join(map(str, numbers))
    return f", pregnanc{'y' if len(numbers) == 1 else 'ies'} {named}" if numbers else ""


def longest_run(facts: Facts, on: date, is_early: Callable[[Pregnancy], bool | None]) -> Run:
    """A later loss, an explained one or a birth ends a run; ectopic, molar, terminations, ongoing do neither.

    Of runs of the same length the latest is told.
    """
    best: list[Pregnancy] = []
    sure: list[Pregnancy] = []
    when: list[Days] = []
    perhaps: list[Possible] = []
    unsure: list[str] = []
    possible = most = 0
    for p in in_order(facts.pregnancies):
        step = _step(p, facts, on, is_early)
        if step == "stays":
            continue
        sure = [*sure, p] if step == "adds" else []
        possible = possible + 1 if step != "resets" else 0
        unsure = [*unsure, f"gestation or outcome of pregnancy {p.number}"] if step == "may_add" else unsure
        unsure = unsure if possible else []
        best, most = max(sure, best, key=len), max(most, possible)
        if len(sure) >= ENOUGH:
            when.append(_ended(p, on))
        elif possible >= ENOUGH:
            perhaps.append(Possible(_ended(p, on), tuple(unsure)))
    missing = dict.fromkeys(fact for one in perhaps for fact in one.missing)
    return Run(tuple(p.number for p in best), most, tuple(missing), tuple(when), tuple(perhaps))


def _step(p: Pregnancy, facts: Facts, on: date, is_early: Callable[[Pregnancy], bool | None]) -> str:
    if p.outcome is Outcome.UNKNOWN:
        return "may_add"
    if not is_spontaneous_loss(p, on):
        return "resets" if p.outcome is Outcome.LIVE_BIRTH or reached_24_weeks(p, on) else "stays"
    early = is_early(p)
    if early is False or explained(p, facts):
        return "resets"
    return "adds" if early else "may_add"
