"""Gestation from the crown-rump length: domain-logic.md, 3.2. Each formula within its own range, never beyond it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from patients.obstetrics.gestation import in_weeks
from patients.obstetrics.interpreted import Mark

LONGEST = Decimal(84)  # mm: beyond it the head circumference dates [recalled]
ABOVE_LONGEST = "above a CRL of 84 mm the head circumference dates the pregnancy"
SINGLE, THREE = "4.7", "2.7"  # days more or less by Robinson: one measurement, the mean of three
FEW_BELOW = Decimal(10)  # mm: below it Robinson's curve rests on few cases


class Formula(StrEnum):
    """Published formulae."""

    ROBINSON = "robinson_fleming_1975"
    HADLOCK = "hadlock_1992"
    INTERGROWTH = "intergrowth_21st_2014"


class CrlOutOfRange(ValueError):
    """A length for which the formula was not made."""

    code = "crl_out_of_range"


@dataclass(frozen=True, slots=True)
class Curve:
    """Days of gestation from mm. `low` and `high`: its range in mm, both included."""

    name: str
    source: str
    mark: Mark
    days: Callable[[float], float]
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class CrlReading:
    """What one formula makes of a length: `days`, or None and `why` it says nothing."""

    formula: Formula
    name: str
    days: int | None
    why: str
    source: str
    mark: Mark

    @property
    def words(self) -> str:
        """`9+6`, or why there is none."""
        return self.why if self.days is None else in_weeks(self.days)


def _robinson(mm: float) -> float:
    return 8.052 * math.sqrt(1.037 * mm) + 23.73


def _hadlock(mm: float) -> float:
    cm = mm / 10
    return 7 * math.exp(1.684969 + 0.315646 * cm - 0.049306 * cm**2 + 0.004057 * cm**3 - 0.000120456 * cm**4)


def _intergrowth(mm: float) -> float:
    return 40.9041 + 3.21585 * math.sqrt(mm) + 0.348956 * mm


# Robinson: the sample at 5 mm (few cases) is the shortest on file. Hadlock is for 5 to 18 weeks: it comes to 18+0 at
# 120.9 mm (and beyond 200 mm its polynomial would turn back).
CURVES: dict[Formula, Curve] = {
    Formula.ROBINSON: Curve(
        "Robinson", "Robinson and Fleming 1975, with the factor 1.037", Mark.SEEN, _robinson, Decimal(5), LONGEST
    ),
    Formula.HADLOCK: Curve("Hadlock", "Hadlock 1992", Mark.SEEN, _hadlock, Decimal("0.1"), Decimal("120.9")),
    Formula.INTERGROWTH: Curve(
        "INTERGROWTH-21st", "INTERGROWTH-21st 2014", Mark.SEEN, _intergrowth, Decimal(15), Decimal(95)
    ),
}


def raw_days(formula: Formula, crl_mm: Decimal) -> float:
    """Days as the formula gives them, not rounded; CrlOutOfRange says its range."""
    curve = CURVES[formula]
    if not curve.low <= crl_mm <= curve.high:
        raise CrlOutOfRange(f"out of range ({curve.name}: {curve.low} to {curve.high} mm)")
    return curve.days(float(crl_mm))


def days_from_crl(formula: Formula, crl_mm: Decimal) -> int:
    """Days to the nearest whole day; CrlOutOfRange says its range."""
    return math.floor(raw_days(formula, crl_mm) + 0.5)


def read_crl(crl_mm: Decimal) -> tuple[CrlReading, ...]:
    """The formulae side by side."""
    return tuple(_reading(formula, crl_mm) for formula in Formula)


def uncertainty_words(measurements: int | None) -> str:
    """How far Robinson's value may be off; three measurements narrow it, a number not recorded counts as one."""
    if measurements is not None and measurements >= 3:
        return f"give or take {THREE} days (mean of {measurements} measurements)"
    said = "one measurement" if measurements == 1 else "a single measurement; their number is not recorded"
    return f"give or take {SINGLE} days ({f'{measurements} measurements' if measurements == 2 else said})"


def caveats(crl_mm: Decimal) -> tuple[str, ...]:
    """What to know of a very short or a long one."""
    if crl_mm > LONGEST:
        return (f"{ABOVE_LONGEST} [recalled]",)
    return ("below 10 mm Robinson's curve rests on few cases",) if crl_mm < FEW_BELOW else ()


def _reading(formula: Formula, crl_mm: Decimal) -> CrlReading:
    curve = CURVES[formula]
    try:
        days, why = days_from_crl(formula, crl_mm), ""
    except CrlOutOfRange as error:
        days, why = None, str(error)
    return CrlReading(formula, curve.name, days, why, curve.source, curve.mark)
