"""How far a pregnancy went, and when it began: domain-logic.md, 3.1; the order of sources is that of interfaces.md, 2.

All gestations are whole days from day 0 (the first day of the last menstrual period or its equivalent). A gestation of
which only the weeks are known stays a range of seven days.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from patients.obstetrics.dates import plus
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.remembering import remembered
from patients.obstetrics.values import Outcome

DAYS_TO_EDD = 280
DAYS_FROM_RETRIEVAL_TO_EDD = 266
DAYS_BEFORE_CONCEPTION = 14
CONTRADICTION_DAYS = 14  # a stated gestation further than this from the dates is named as a problem

FIRST_TRIMESTER_ENDS = 14 * 7  # first day that is no longer the first trimester: 14+0
TWENTY_WEEKS = 20 * 7
TWENTY_FOUR_WEEKS = 24 * 7
TERM = 37 * 7

Source = Literal["stated", "transfer", "edd", "lmp"]
_NAMES: dict[Source, str] = {"stated": "as stated", "transfer": "transfer", "edd": "EDD", "lmp": "LMP"}


@dataclass(frozen=True, slots=True)
class Gestation:
    """Days of gestation, or their range (both ends included) where only the weeks are known; both None = not known."""

    days: int | None = None
    range: tuple[int, int] | None = None
    source: Source | None = None
    problem: str | None = None

    @property
    def bounds(self) -> tuple[int, int] | None:
        """The fewest and the most days that it can mean; None when it is not known."""
        return self.range if self.days is None else (self.days, self.days)

    @property
    def words(self) -> str:
        """`9+6`, `5 weeks` where the days are not known, `not recorded`."""
        return range_in_words(self.bounds) if self.bounds else "not recorded"


def in_weeks(days: int) -> str:
    """Completed weeks and days: 69 -> `9+6`."""
    weeks, rest = divmod(days, 7)
    return f"{weeks}+{rest}"


def range_in_words(bounds: tuple[int, int]) -> str:
    """`9+6`, `5 weeks`, or `5+3 to 6+2`: never more exact than it is known."""
    low, high = bounds
    if low == high:
        return in_weeks(low)
    if low % 7 == 0 and high == low + 6:
        return f"{low // 7} weeks"
    return f"{in_weeks(low)} to {in_weeks(high)}"


def edd_from_lmp(lmp: date) -> date:
    """Estimated date of delivery: LMP + 280 days."""
    return plus(lmp, DAYS_TO_EDD)


def edd_from_transfer(transfer: date, embryo_age: int) -> date:
    """Transfer + 266 days less the embryo's age in days, fresh and frozen alike."""
    return edd_from_lmp(equivalent_lmp(transfer, embryo_age))


def edd_from_retrieval(retrieval: date) -> date:
    """Egg retrieval + 266 days."""
    return plus(retrieval, DAYS_FROM_RETRIEVAL_TO_EDD)


def equivalent_lmp(transfer: date, embryo_age: int) -> date:
    """Day 0 by embryo transfer: transfer less 14 days and the embryo's age in days (0 for the egg retrieval itself)."""
    return plus(transfer, -DAYS_BEFORE_CONCEPTION - embryo_age)


def _dated_from(p: Pregnancy) -> tuple[date, Source] | None:
    """Day 0 by the first known of transfer, EDD and LMP."""
    if p.transfer_date is not None and p.embryo_age_days is not None:
        return equivalent_lmp(p.transfer_date, p.embryo_age_days), "transfer"
    if p.edd is not None:
        return plus(p.edd, -DAYS_TO_EDD), "edd"
    return None if p.lmp is None else (p.lmp, "lmp")


def edd_of(p: Pregnancy) -> date | None:
    """The transfer's, else the typed one, else LMP + 280 (rulings.md, 27)."""
    dated = _dated_from(p)
    return None if dated is None else edd_from_lmp(dated[0])


def conceived_on(p: Pregnancy) -> date | None:
    """Embryo transfer, else LMP + 14 days; None without either. Pregnancies may not overlap from this day on."""
    if p.transfer_date is not None:
        return p.transfer_date
    return None if p.lmp is None else plus(p.lmp, DAYS_BEFORE_CONCEPTION)


def stated_range(p: Pregnancy) -> tuple[int, int] | None:
    """The typed gestation at the end, as its fewest and most days; None when no weeks were typed."""
    return span(p.ga_weeks, p.ga_days)


def span(weeks: int | None, days: int | None) -> tuple[int, int] | None:
    """The fewest and the most days of gestation that typed weeks and days can mean; None without weeks."""
    if weeks is None:
        return None
    return (weeks * 7, weeks * 7 + 6) if days is None else (weeks * 7 + days, weeks * 7 + days)


def beginning_range(p: Pregnancy) -> tuple[date, date] | None:
    """Earliest and latest possible day 0: transfer, else EDD, else LMP, else a full end date less its gestation."""
    dated = _dated_from(p)
    if dated is not None:
        return dated[0], dated[0]
    ended, stated = p.ended_on.exact if p.ended_on else None, stated_range(p)
    if p.outcome is not Outcome.ONGOING and ended is not None and stated is not None:
        return plus(ended, -stated[1]), plus(ended, -stated[0])
    return p.began_between


def beginning(p: Pregnancy) -> date | None:
    """The day from which she was surely pregnant, for the laboratory and as-of (rulings.md, 11); None when not known.

    With weeks alone it is the latest possible day 0. A transfer of an embryo of unknown age dates nothing, but she was
    pregnant from that day on.
    """
    began = beginning_range(p)
    return p.transfer_date if began is None else began[1]


@remembered
def gestation_of(p: Pregnancy, on: date) -> Gestation:
    """Gestation when it ended, of an ongoing pregnancy on the day `on`. From a partial end nothing is derived."""
    if p.outcome is Outcome.ONGOING:
        return replace(_by_dates(p, on), problem=None)  # a day before it began is no contradiction
    by_dates = _by_dates(p, p.ended_on.exact if p.ended_on else None)
    stated = stated_range(p)
    return by_dates if stated is None else _as_stated(stated, by_dates)


def _by_dates(p: Pregnancy, day: date | None) -> Gestation:
    """Gestation on `day` by transfer, EDD or LMP, or by a later end (`began_between`)."""
    dated = _dated_from(p)
    if day is None or (dated is None and p.began_between is None):
        return Gestation()
    if dated is None:
        assert p.began_between is not None
        return _within((day - p.began_between[1]).days, (day - p.began_between[0]).days, "stated")
    days = (day - dated[0]).days
    return _within(days, days, dated[1])


def _within(low: int, high: int, source: Source) -> Gestation:
    if low < 0:
        return Gestation(problem=f"the dates contradict each other: by {_NAMES[source]} it began after it ended")
    return Gestation(low, None, source) if low == high else Gestation(None, (low, high), source)


def _as_stated(stated: tuple[int, int], by_dates: Gestation) -> Gestation:
    """What was typed, naming the dates when they say something else; never silently resolved."""
    low, high = stated
    problem = by_dates.problem
    if by_dates.days is not None and not low - CONTRADICTION_DAYS <= by_dates.days <= high + CONTRADICTION_DAYS:
        problem = (
            f"the stated gestation ({range_in_words(stated)}) and the dates ({by_dates.words} by "
            f"{_NAMES[by_dates.source or 'stated']}) differ by more than {CONTRADICTION_DAYS} days"
        )
    return Gestation(low, None, "stated", problem) if low == high else Gestation(None, stated, "stated", problem)


def reached(p: Pregnancy, days: int, on: date) -> bool | None:
    """Whether the pregnancy reached `days` of gestation (on `on` when ongoing); None when that is not known."""
    bounds = gestation_of(p, on).bounds
    if bounds is None:
        return None
    low, high = bounds
    return True if low >= days else False if high < days else None
