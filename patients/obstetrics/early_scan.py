"""Published ultrasound criteria of early pregnancy loss: domain-logic.md, 3.4.

They say which criteria are met, never that there is a loss: that is for people to say, and by NICE for two of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from patients.obstetrics.interpreted import Mark
from patients.obstetrics.scans import TWELVE, Interval, Scan
from patients.obstetrics.values import Route

SRU = "Society of Radiologists in Ultrasound 2013"
ADDED = "Bourne and Preisler"
NICE = "NICE NG126"
RESCAN = "scan again in 7 to 10 days"
ROUTE_MISSING = "how the scan was done is not recorded: the criteria are for transvaginal ultrasound"
ABDOMINAL = "the criteria are for transvaginal ultrasound; this scan was transabdominal"


class Category(StrEnum):
    """What the criteria say; `cannot_tell` when a fact that decides one is not recorded."""

    DIAGNOSTIC_OF_LOSS = "diagnostic_of_loss"
    SUSPICIOUS = "suspicious"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"


class _Missing(str):
    """The fact that would decide a criterion."""


_Answer = bool | _Missing
_Test = Callable[[Scan], _Answer]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One published criterion in words."""

    words: str
    category: Category
    source: str
    mark: Mark
    holds: _Test


@dataclass(frozen=True, slots=True)
class ScanReading:
    """`fired`: the criteria that are met; `undecided`: those that a missing fact leaves open, with that fact."""

    category: Category
    fired: tuple[Criterion, ...]
    undecided: tuple[tuple[Criterion, str], ...]
    because: str = ""


Action = Literal["repeat_scan", "second_opinion_and_or_repeat_scan"]


@dataclass(frozen=True, slots=True)
class NiceReading:
    """What NICE asks next: `min_days` to the next scan, None when the route is not recorded (7 or 14).

    `action` None: neither of its two situations (no heartbeat in an embryo, a sac without an embryo).
    """

    action: Action | None
    min_days: int | None
    second_assessor: bool
    says: str
    mark: Mark


def _all(*answers: _Answer) -> _Answer:
    """False when one is; else what is missing; else true."""
    if any(answer is False for answer in answers):
        return False
    return next((answer for answer in answers if isinstance(answer, _Missing)), True)


def _any(answers: Iterable[_Answer]) -> _Answer:
    given = list(answers)
    if any(answer is True for answer in given):
        return True
    return next((answer for answer in given if isinstance(answer, _Missing)), False)


def _still(s: Scan) -> _Answer:
    """An embryo without activity, or no embryo at all."""
    return _Missing("cardiac activity") if s.no_activity is None else s.no_activity


def _no_embryo(s: Scan) -> _Answer:
    return _Missing("whether an embryo was seen") if s.embryo is None else not s.embryo


def _crl(s: Scan, low: float | None = None, below: float | None = None) -> _Answer:
    """A measured embryo of at least `low` and below `below` mm, without cardiac activity."""
    if s.crl_mm is None or (low is not None and s.crl_mm < low) or (below is not None and s.crl_mm >= below):
        return False
    return _Missing("cardiac activity") if s.cardiac is None else not s.cardiac


def _msd(s: Scan, low: float, below: float | None = None) -> _Answer:
    """A measured sac of at least `low` and below `below` mm, without an embryo."""
    if s.msd_mm is None or s.msd_mm < low or (below is not None and s.msd_mm >= below):
        return False
    return _no_embryo(s)


def _ago(interval: Interval, days: int, below: int | None = None) -> _Answer:
    """At least `days` (and fewer than `below`) before this scan."""
    reached, passed = interval.at_least(days), None if below is None else interval.at_least(below)
    if reached is False or passed is True:
        return False
    undecided = reached is None or (below is not None and passed is None)
    return _Missing("the days between the scans") if undecided else True


def _after(intervals: Iterable[Interval], days: int, below: int | None = None) -> _Test:
    """Still no embryo with activity so many days after one of these scans."""
    given = tuple(intervals)
    return lambda s: _all(_any(_ago(interval, days, below) for interval in given), _still(s))


def _without_yolk(days: int, below: int | None = None) -> _Test:
    return lambda s: _after(s.sac_without_yolk_ago, days, below)(s)


def _with_yolk(days: int, below: int | None = None) -> _Test:
    return lambda s: _after(s.sac_with_yolk_ago, days, below)(s)


def _weeks(s: Scan, days: int) -> _Answer:
    """Gestation by the last period of at least so many days; not asked where there is none."""
    if s.by_lmp is None:
        return False
    reached = Interval(*s.by_lmp).at_least(days)
    return _Missing("the day of the scan") if reached is None else reached


def _late(s: Scan) -> _Answer:
    """From 70 days on: a sac of 18 mm or more without an embryo, or an embryo of 3 mm or more without activity."""
    return _all(_weeks(s, 70), _any((_msd(s, 18), _crl(s, low=3))))


def _not_doubled(s: Scan) -> _Answer:
    if s.msd_mm is None:
        return False
    small = [sac for sac in s.sacs if sac.mm < TWELVE and s.msd_mm < 2 * sac.mm]
    return _any(_ago(sac.ago, 14) for sac in small)


def _sac_then_still(s: Scan) -> _Answer:
    return _all(_any(_ago(sac.ago, 7) for sac in s.sacs if sac.mm >= TWELVE), _still(s))


def _twice_still(s: Scan) -> _Answer:
    if s.embryo is not True:
        return False
    return _all(_any(_ago(ago, 7) for ago in s.still_ago), _still(s))


def _ceased(s: Scan) -> _Answer:
    before = _Missing("the order of the scans") if s.activity_before is None else s.activity_before
    return _all(before, _still(s))


def _close(s: Scan) -> _Answer:
    return s.msd_mm is not None and s.crl_mm is not None and s.msd_mm - s.crl_mm < 5


_D, _S = Category.DIAGNOSTIC_OF_LOSS, Category.SUSPICIOUS
CRITERIA: tuple[Criterion, ...] = (
    Criterion("CRL 7 mm or more and no cardiac activity", _D, SRU, Mark.SEEN, lambda s: _crl(s, low=7)),
    Criterion("mean sac diameter 25 mm or more and no embryo", _D, SRU, Mark.SEEN, lambda s: _msd(s, 25)),
    Criterion("no embryo with activity 14 days or more after a sac without a yolk sac", _D, SRU, Mark.SEEN,
              _without_yolk(14)),
    Criterion("no embryo with activity 11 days or more after a sac with a yolk sac", _D, SRU, Mark.SEEN,
              _with_yolk(11)),
    Criterion("a mean sac diameter below 12 mm has not doubled after 14 days or more", _D, ADDED, Mark.SEEN,
              _not_doubled),
    Criterion("no activity 7 days or more after a mean sac diameter of 12 mm or more", _D, ADDED, Mark.SEEN,
              _sac_then_still),
    Criterion("an embryo without activity on two scans 7 days or more apart", _D, ADDED, Mark.SEEN, _twice_still),
    Criterion("cardiac activity that was documented has ceased", _D, ADDED, Mark.SEEN, _ceased),
    Criterion("70 days or more by the last period: sac 18 mm or more without an embryo, or CRL 3 mm or more without "
              "activity", _D, ADDED, Mark.SEEN, _late),
    Criterion("CRL below 7 mm and no cardiac activity", _S, SRU, Mark.SEEN, lambda s: _crl(s, below=7)),
    Criterion("mean sac diameter 16 to 24 mm and no embryo", _S, SRU, Mark.SEEN, lambda s: _msd(s, 16, below=25)),
    Criterion("no embryo with activity 7 to 13 days after a sac without a yolk sac", _S, SRU, Mark.SEEN,
              _without_yolk(7, below=14)),
    Criterion("no embryo with activity 7 to 10 days after a sac with a yolk sac", _S, SRU, Mark.SEEN,
              _with_yolk(7, below=11)),
    Criterion("no embryo 6 weeks or more after the last period", _S, SRU, Mark.SEEN,
              lambda s: _all(s.embryo is False, _weeks(s, 42))),
    Criterion("empty amnion", _S, SRU, Mark.SEEN, lambda s: s.empty_amnion is True),
    Criterion("yolk sac above 7 mm", _S, SRU, Mark.SEEN, lambda s: s.yolk_sac_mm is not None and s.yolk_sac_mm > 7),
    Criterion("mean sac diameter less than 5 mm above the CRL", _S, SRU, Mark.SEEN, _close),
)  # fmt: skip


def read_scan(scan: Scan) -> ScanReading:
    """Which criteria are met. A heart that beats on this scan leaves no criterion of a loss to meet."""
    asked = [c for c in CRITERIA if not (scan.cardiac and c.category is _D)]
    answers = [(criterion, criterion.holds(scan)) for criterion in asked]
    fired = tuple(criterion for criterion, answer in answers if answer is True)
    undecided = tuple((criterion, str(answer)) for criterion, answer in answers if isinstance(answer, _Missing))
    category = _category(fired, bool(undecided))
    because = _route(scan, category)
    return ScanReading(Category.CANNOT_TELL if because else category, fired, undecided, because)


def _category(fired: tuple[Criterion, ...], undecided: bool) -> Category:
    for category in (_D, _S):
        if any(criterion.category is category for criterion in fired):
            return category
    return Category.CANNOT_TELL if undecided else Category.NOT_MET


def _route(scan: Scan, category: Category) -> str:
    """Why criteria for transvaginal ultrasound cannot be read from this scan; empty when they can."""
    if category is Category.NOT_MET or scan.route is Route.TRANSVAGINAL:
        return ""
    return ROUTE_MISSING if scan.route is None else ABDOMINAL


def read_by_nice(scan: Scan) -> NiceReading:
    """The next step by NICE NG126 where there is no heartbeat in an embryo, or no embryo in a sac."""
    embryo = scan.crl_mm is not None and scan.cardiac is False
    sac = scan.msd_mm is not None and scan.embryo is False
    if not embryo and not sac:
        return NiceReading(None, None, False, "", Mark.RECALLED)
    large = bool((embryo and scan.crl_mm is not None and scan.crl_mm >= 7)
                 or (sac and scan.msd_mm is not None and scan.msd_mm >= 25))  # fmt: skip
    if scan.route is None:
        return NiceReading("repeat_scan", None, True, _nice_words("repeat_scan", None), Mark.RECALLED)
    days = 7 if scan.route is Route.TRANSVAGINAL else 14
    action: Action = "repeat_scan"
    if large and scan.route is Route.TRANSVAGINAL:
        action = "second_opinion_and_or_repeat_scan"
    return NiceReading(action, days, True, _nice_words(action, days), Mark.RECALLED)


def _nice_words(action: Action, days: int | None) -> str:
    if days is None:
        again = "scan again, after 7 days or more if it was transvaginal, 14 if transabdominal (not recorded)"
    else:
        again = f"scan again after {days} days or more"
    opinion = "second opinion, and/or " if action == "second_opinion_and_or_repeat_scan" else ""
    return f"{opinion}{again}; second assessor needed"
