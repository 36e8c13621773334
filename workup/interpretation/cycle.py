"""FSH, LH and oestradiol depend on the day of the cycle (domain-logic.md, 6.3 and 11.1, recalled)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from patients.obstetrics.interpreted import Interpretation
from patients.obstetrics.values import Subject
from workup.checklist.facts import Facts, Investigation
from workup.interpretation.published import Published, recalled
from workup.interpretation.ranges import range_of

CYCLE_DAY = recalled("Day of the cycle", "cycle day; of FSH the value")
RULES: tuple[Published, ...] = (CYCLE_DAY,)

_CYCLIC = frozenset({"fsh", "lh", "e2"})
_EARLY = range(2, 6)  # day 2 to 5
_FSH_EARLY = Decimal(10)  # mIU/mL
_FSH_UNITS = frozenset({"M[IU]/ML", "MIU/ML", "[IU]/L", "IU/L", "U/L", "MU/ML"})


def read_cycle_day(inv: Investigation, facts: Facts, on: date) -> tuple[Interpretation, ...]:
    """Beside a hormone that changes with the cycle."""
    if inv.test not in _CYCLIC or inv.subject is not Subject.PATIENT:
        return ()
    if inv.cycle_day is None:
        return (CYCLE_DAY.says("It depends on the day of the cycle, which is not recorded", acts=True),)
    return (CYCLE_DAY.says("; ".join((f"Day {inv.cycle_day} of the cycle", *_fsh(inv)))),)


def _fsh(inv: Investigation) -> Iterator[str]:
    values = range_of(inv)
    if inv.test != "fsh" or values is None or inv.unit.strip().upper() not in _FSH_UNITS:
        return
    if inv.cycle_day not in _EARLY:
        yield "the usual limit (below 10 mIU/mL) is for day 2 to 5"
        return
    reached = values.above(_FSH_EARLY, or_equal=True)
    if reached is not None:
        yield "10 mIU/mL or more" if reached else "below 10 mIU/mL, as is usual on day 2 to 5"
