"""When an ultrasound changes the due date: ACOG Committee Opinion 700, as in domain-logic.md, 3.3. It advises only."""

from __future__ import annotations

from dataclasses import dataclass

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.gestation import DAYS_TO_EDD, in_weeks
from patients.obstetrics.interpreted import Mark
from patients.obstetrics.values import Conception

SOURCE = "ACOG Committee Opinion 700"
EARLY_ENOUGH = 22 * 7  # an ultrasound before this day makes the dating sound
ART = frozenset({Conception.IVF, Conception.ICSI, Conception.FET})


@dataclass(frozen=True, slots=True)
class Threshold:
    """From `first` day of gestation by LMP on, more than `days` of difference redate."""

    first: int
    days: int
    mark: Mark


THRESHOLDS = (
    Threshold(0, 5, Mark.SEEN),
    Threshold(9 * 7, 7, Mark.SEEN),
    Threshold(16 * 7, 10, Mark.SEEN),
    Threshold(22 * 7, 14, Mark.RECALLED),
    Threshold(28 * 7, 21, Mark.RECALLED),
)
GROWTH = THRESHOLDS[-1].first  # from here on a difference may be growth restriction


@dataclass(frozen=True, slots=True)
class Redating:
    """`redate`: what the rule says; None when it cannot tell. `reason` for machines, `says` for people."""

    redate: bool | None
    reason: str
    says: str
    mark: Mark


BY_TRANSFER = Redating(
    redate=False,
    reason="art_derived_edd_is_kept",
    says="conceived by assisted reproduction: the due date from the transfer is kept",
    mark=Mark.RECALLED,
)


def is_art(p: Pregnancy) -> bool | None:
    """Conceived by assisted reproduction; None when it is not recorded. A transfer says it too."""
    if p.transfer_date is not None or p.conception in ART:
        return True
    return None if p.conception is None else False


def threshold_at(ga_by_lmp_days: int) -> Threshold:
    """The row of the table for a gestation by LMP on the day of the scan; ValueError before day 0."""
    reached = [row for row in THRESHOLDS if row.first <= ga_by_lmp_days]
    if not reached:
        raise ValueError("the scan lies before the last menstrual period")
    return reached[-1]


def judge_redating(ga_by_lmp_days: int, discrepancy_days: int, *, art: bool | None = False) -> Redating:
    """`discrepancy_days` is EDD by ultrasound less EDD by LMP, its sign does not matter. ART is never redated."""
    if art:
        return BY_TRANSFER
    row, off = threshold_at(ga_by_lmp_days), abs(discrepancy_days)
    compared = f"{off} {_days(off)} apart at {in_weeks(ga_by_lmp_days)} by the last period"
    if off <= row.days:
        kept = f"{compared}, not more than {row.days}: the date by the last period stays"
        return Redating(False, "within_threshold", kept, row.mark)
    caution = "; from 28 weeks on it may also be restricted growth" if ga_by_lmp_days >= GROWTH else ""
    beyond = f"{compared}, more than {row.days}"
    if art is None:
        unless = f"{beyond}: redate, unless by assisted reproduction (not recorded){caution}"
        return Redating(None, "conception_not_recorded", unless, row.mark)
    return Redating(True, "beyond_threshold", f"{beyond}: redate to the ultrasound{caution}", row.mark)


def discrepancy(ga_by_lmp_days: int, ga_by_scan_days: int) -> int:
    """EDD by ultrasound less EDD by LMP, in days."""
    return (DAYS_TO_EDD - ga_by_scan_days) - (DAYS_TO_EDD - ga_by_lmp_days)


def is_suboptimally_dated(first_ultrasound_ga_days: int | None) -> bool:
    """No ultrasound before 22+0. None: there was no ultrasound at all."""
    return first_ultrasound_ga_days is None or first_ultrasound_ga_days >= EARLY_ENOUGH


def _days(number: int) -> str:
    return "day" if number == 1 else "days"
