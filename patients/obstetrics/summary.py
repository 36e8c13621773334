"""Gravida and para in the US and the UK form: domain-logic.md, 1.1 to 1.3, interfaces.md, 2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from patients.obstetrics.facts import Birth, Pregnancy
from patients.obstetrics.gestation import TERM, TWENTY_FOUR_WEEKS, TWENTY_WEEKS, gestation_of, range_in_words, span
from patients.obstetrics.losses import in_order
from patients.obstetrics.values import NON_VISUALISED, TERMINATIONS, BirthOutcome, Outcome

_NEVER_DELIVERED = frozenset({Outcome.ECTOPIC, Outcome.MOLAR}) | NON_VISUALISED
_PARA, _PLUS = "para", "plus"  # places of the UK form
_DELIVERED = frozenset({BirthOutcome.LIVE_BIRTH, BirthOutcome.STILLBIRTH})


class Place(StrEnum):
    """Where the US form puts a pregnancy. Each has exactly one place, so that G is their sum."""

    TERM = "term"
    PRETERM = "preterm"
    ABORTUS = "abortus"
    ONGOING = "ongoing"
    UNCLASSIFIED = "unclassified"


@dataclass(frozen=True, slots=True)
class ObstetricSummary:
    """All fields of `obstetric_summary`. `living` is None when a liveborn child's fate is not recorded; then, and with
    anything unclassified, `us` and `uk` are None and `problems` says why."""

    gravida: int
    term: int
    preterm: int
    abortus: int
    living: int | None
    ongoing: int
    unclassified: int
    us: str | None
    uk: str | None
    uk_para: int
    uk_plus: int
    para_us: int
    problems: tuple[str, ...]


def obstetric_summary(
    pregnancies: Iterable[Pregnancy], on: date, *, biochemical_in_gravida: bool = True, children_in_para: bool = False
) -> ObstetricSummary:
    """Count the pregnancies as they are on the day `on` (see `as_of`).

    Clinic settings: `biochemical_in_gravida`, and `children_in_para` for the two texts alone: there a twin delivery
    then counts 2 in T, P and the UK para. The numbers always count pregnancies, so that G is their sum.

    Conventions where sources differ (domain-logic.md, 1.3): a multiple pregnancy is one; from 20+0 a termination is a
    (preterm) birth in the US form; a delivery in several steps goes by its first; the last two are named in `problems`.
    """
    left_out = None if biochemical_in_gravida else Outcome.BIOCHEMICAL
    counted = [_counted(p, on, children_in_para) for p in in_order(pregnancies) if p.outcome is not left_out]
    us, uk = Counter(one.us for one in counted), Counter(one.uk for one in counted)
    living = _total(living_children(one.pregnancy) for one in counted)
    told = living is not None and not us[Place.UNCLASSIFIED]
    parts = (_births(counted, Place.TERM), _births(counted, Place.PRETERM), us[Place.ABORTUS], living or 0)
    return ObstetricSummary(
        gravida=len(counted),
        term=us[Place.TERM],
        preterm=us[Place.PRETERM],
        abortus=us[Place.ABORTUS],
        living=living,
        ongoing=us[Place.ONGOING],
        unclassified=us[Place.UNCLASSIFIED],
        us=_us_text(len(counted), parts) if told else None,
        uk=f"G{len(counted)} P{_births(counted, _PARA)}+{uk[_PLUS]}" if told else None,
        uk_para=uk[_PARA],
        uk_plus=uk[_PLUS],
        para_us=us[Place.TERM] + us[Place.PRETERM],
        problems=tuple(
            f"pregnancy {one.pregnancy.number}: {text}"
            for one in counted
            for text in (*_problems(one.pregnancy, on), *_by_children(one))
        ),
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    """One pregnancy, its place in the US and in the UK form, and how many children beyond the first the texts add."""

    pregnancy: Pregnancy
    us: Place
    uk: str
    more: int


def _counted(p: Pregnancy, on: date, children_in_para: bool) -> _Counted:
    place = _place(p, on)
    return _Counted(p, place, _uk_place(p, place, on), _children(p) - 1 if children_in_para else 0)


def _births(counted: Iterable[_Counted], place: str) -> int:
    """What the texts show of one place of the US form, or as the UK para."""
    return sum(1 + one.more for one in counted if place in (one.us, one.uk))


def _us_text(gravida: int, parts: tuple[int, ...]) -> str:
    """`G4 P0040`; with a number above 9 the parts are kept apart: `G11 P0-0-11-0`."""
    return f"G{gravida} P{('-' if max(parts) > 9 else '').join(map(str, parts))}"


def _children(p: Pregnancy) -> int:
    """Born alive or stillborn, a vanished twin not counted; 1 where nobody recorded more."""
    born = sum(b.outcome in _DELIVERED for b in p.births)
    return born or p.fetus_count or p.liveborn or 1


def _by_children(one: _Counted) -> Iterator[str]:
    if one.more and (one.us is Place.PRETERM or one.uk == _PARA):  # a term birth is para in the UK form, too
        yield f"its {one.more + 1} children are {one.more + 1} in para, as this clinic counts"


def _total(numbers: Iterable[int | None]) -> int | None:
    known = list(numbers)
    return None if None in known else sum(n for n in known if n is not None)


def _deliveries(p: Pregnancy) -> list[tuple[int, int]]:
    """Gestation in days (fewest, most) at which each child was born, where that was typed; the earliest first."""
    spans = (span(b.ga_weeks, b.ga_days) for b in p.births if b.outcome in _DELIVERED)
    return sorted(s for s in spans if s is not None)


def _delivered_at(p: Pregnancy, on: date) -> tuple[int, int] | None:
    """Gestation at the first delivery, else at the end."""
    return next(iter(_deliveries(p)), gestation_of(p, on).bounds)


def _place(p: Pregnancy, on: date) -> Place:
    if p.outcome is Outcome.ONGOING:
        return Place.ONGOING
    if p.outcome in _NEVER_DELIVERED:
        return Place.ABORTUS
    at = _delivered_at(p, on)
    if at is None:
        return Place.ABORTUS if p.outcome is Outcome.MISCARRIAGE else Place.UNCLASSIFIED
    return _place_at(min(at))


def _place_at(days: int) -> Place:
    """By days of gestation; every boundary is a full week, so the fewest days of a week stand for the week."""
    if days >= TERM:
        return Place.TERM
    return Place.PRETERM if days >= TWENTY_WEEKS else Place.ABORTUS


def _uk_place(p: Pregnancy, place: Place, on: date) -> str:
    """`para` from 24+0 and for any live birth, `plus` for every other one that ended, else as in the US form."""
    if place in {Place.ONGOING, Place.UNCLASSIFIED}:
        return place
    at = None if p.outcome in _NEVER_DELIVERED else _delivered_at(p, on)
    return _PARA if any_liveborn(p) or (at is not None and min(at) >= TWENTY_FOUR_WEEKS) else _PLUS


def any_liveborn(p: Pregnancy) -> bool:
    """Whether a child was born alive, by the outcome, the number or the births."""
    by_births = any(b.outcome is BirthOutcome.LIVE_BIRTH for b in p.births)
    return p.outcome is Outcome.LIVE_BIRTH or by_births or (p.liveborn is not None and p.liveborn > 0)


def living_children(p: Pregnancy) -> int | None:
    """Children of this pregnancy alive on the day; None when a liveborn child's fate is not recorded."""
    if p.children_alive_now is not None:
        return p.children_alive_now
    if not any_liveborn(p):
        return 0
    fates = [_is_alive(b) for b in p.births if b.outcome is BirthOutcome.LIVE_BIRTH]
    complete = len(fates) >= (p.liveborn or 1) and None not in fates
    return fates.count(True) if complete else None


def _is_alive(child: Birth) -> bool | None:
    return False if child.died_on is not None else child.alive_now


def _problems(p: Pregnancy, on: date) -> Iterator[str]:
    """What a clinician should know of how this pregnancy was counted, or must add before it can be."""
    if problem := gestation_of(p, on).problem:
        yield problem
    if living_children(p) is None:
        yield "whether every child born alive is still living is not recorded"
    if p.outcome is Outcome.ONGOING or p.outcome in _NEVER_DELIVERED:
        return
    at = _delivered_at(p, on)
    yield from ["gestation missing"] if at is None else _conventions(p, at)


def _conventions(p: Pregnancy, at: tuple[int, int]) -> Iterator[str]:
    if p.outcome is Outcome.UNKNOWN:
        yield "how it ended is not known; a child who may have been born is not among the living"
    if p.outcome in TERMINATIONS and min(at) >= TWENTY_WEEKS:
        yield f"termination at {range_in_words(at)} is a birth in the US form, which goes by gestation"
    if min(at) < TWENTY_WEEKS and any_liveborn(p):
        yield "live birth before 20+0: the US form has no place of its own for it and shows it under A"
    deliveries = _deliveries(p)
    if len({(_place_at(low), low >= TWENTY_FOUR_WEEKS) for low, _ in deliveries}) > 1:
        yield f"born at {' and '.join(map(range_in_words, deliveries))}; counted by the first delivery"
