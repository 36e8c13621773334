"""Low, moderate, high: the unit bands of ACR/EULAR 2023 (domain-logic.md, 4.2, 4.4 and 11.1).

They are bands of units: anticardiolipin in GPL or MPL, anti-beta2-glycoprotein I in the catalogue's arbitrary units per
mL. Another assay has its own cut-offs, and no band here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from workup.checklist.facts import Investigation
from workup.interpretation.polarity import is_in_cardiolipin_units
from workup.interpretation.ranges import Range, range_of

Band = Literal["negative", "low", "moderate", "high"]

LOW, MODERATE, HIGH = Decimal(20), Decimal(40), Decimal(80)
_GLYCOPROTEIN = frozenset({"ab2gpi_igg", "ab2gpi_igm"})
_ARBITRARY_UNITS = frozenset({"[ARB'U]/ML", "ARB'U/ML", "U/ML"})
_BANDS: tuple[tuple[Decimal, Band], ...] = ((HIGH, "high"), (MODERATE, "moderate"), (LOW, "low"))


def units_of(inv: Investigation) -> Range | None:
    """What the number can mean in units that have bands; None when it has none."""
    in_arbitrary_units = inv.test in _GLYCOPROTEIN and inv.unit.strip().upper() in _ARBITRARY_UNITS
    return range_of(inv) if in_arbitrary_units or is_in_cardiolipin_units(inv) else None


def band_of(inv: Investigation) -> Band | None:
    """The band of a result; None without such a number, or where it may lie in two bands."""
    values = units_of(inv)
    if values is None:
        return None
    for begins, band in _BANDS:  # from the highest: what is not surely below a band is in it, or may be
        reached = values.above(begins, or_equal=True)
        if reached is not False:
            return band if reached else None
    return "negative"
