"""The shape of the uterine fundus from the numbers, by each published rule on its own (`domain-logic.md`, 7.1 and 7.2).

Comparisons are strict where the source is: exactly 50 %, 10 mm, 15 mm and 90 degrees lie on no side of "more than".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from workup.checklist.uterine import UterineFindings


class Shape(StrEnum):
    """What the three rules can be compared by."""

    NORMAL = "normal"  # or arcuate, which ESHRE/ESGE does not tell from normal
    SEPTATE = "septate"
    BICORPOREAL = "bicorporeal"
    BETWEEN = "between"  # the rule was applied and gives no class


@dataclass(frozen=True, slots=True)
class Verdict:
    """`shape` is None when a number is missing that would decide; `words` then name it."""

    shape: Shape | None
    words: str


U0 = Verdict(Shape.NORMAL, "U0, normal")
U2 = Verdict(Shape.SEPTATE, "U2, septate")
U3 = Verdict(Shape.BICORPOREAL, "U3, bicorporeal")
ON_THE_LINE = Verdict(
    Shape.BETWEEN, "no class: the external cleft is exactly 50 % of the wall; U2 is below that and U3 above it"
)


def eshre_2013(found: UterineFindings) -> Verdict:
    """ESHRE/ESGE 2013: U3 external cleft above 50 % of the wall; U2 internal above 50 % and external below; else U0."""
    inside = _against_half(found.indentation_mm, found.wall_mm)
    outside = _against_half(found.external_cleft_mm, found.wall_mm)
    if outside is not None and outside > 0:
        return U3
    if inside is None or outside is None:
        return _untold(_eshre_missing(found), _eshre_left(inside, outside))
    if inside <= 0:
        return U0
    return U2 if outside < 0 else ON_THE_LINE


def asrm_2016(found: UterineFindings) -> Verdict:
    """ASRM 2016: septate above 15 mm and below 90 degrees, normal or arcuate below 10 mm and above 90; else grey."""
    depth, angle = found.indentation_mm, found.angle_deg
    septate = _both(None if depth is None else depth > 15, None if angle is None else angle < 90)
    normal = _both(None if depth is None else depth < 10, None if angle is None else angle > 90)
    return _by_pair(found, septate, normal, "normal or arcuate", "grey zone")


def asrm_2021(found: UterineFindings) -> Verdict:
    """ASRM 2021 [recalled]: septate above 10 mm and below 90 degrees, arcuate up to 10 mm and above 90."""
    depth, angle = found.indentation_mm, found.angle_deg
    septate = _both(None if depth is None else depth > 10, None if angle is None else angle < 90)
    arcuate = _both(None if depth is None else depth <= 10, None if angle is None else angle > 90)
    return _by_pair(found, septate, arcuate, "arcuate", "not classified")


def _against_half(mm: Decimal | None, wall: Decimal | None) -> int | None:
    """-1 below, 0 at, 1 above half of the wall's thickness; nothing is below half of any wall."""
    if mm == 0:
        return -1
    if mm is None or wall is None:
        return None
    return (mm * 2 > wall) - (mm * 2 < wall)


def _both(first: bool | None, second: bool | None) -> bool | None:
    """Two conditions at once: false as soon as one fails, unknown while one may still fail."""
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _by_pair(
    found: UterineFindings, septate: bool | None, normal: bool | None, normal_words: str, between: str
) -> Verdict:
    if septate:
        return Verdict(Shape.SEPTATE, "septate")
    if normal:
        return Verdict(Shape.NORMAL, normal_words)
    if septate is False and normal is False:
        return Verdict(Shape.BETWEEN, between)
    pair = {"indentation depth": found.indentation_mm, "indentation angle": found.angle_deg}
    left = [words for words, holds in (("septate", septate), (normal_words, normal)) if holds is None]
    return _untold([name for name, number in pair.items() if number is None], [*left, between])


def _eshre_missing(found: UterineFindings) -> list[str]:
    numbers = {
        "internal indentation depth": found.indentation_mm,
        "external cleft": found.external_cleft_mm,
        "wall thickness": found.wall_mm,
    }
    return [name for name, number in numbers.items() if number is None]


def _eshre_left(inside: int | None, outside: int | None) -> list[str]:
    """The classes that the missing number decides between."""
    left = []
    if inside is None or inside <= 0:
        left.append("U0")
    if (inside is None or inside > 0) and (outside is None or outside < 0):
        left.append("U2")
    return [*left, "U3"] if outside is None else left


def _untold(missing: Iterable[str], left: list[str]) -> Verdict:
    possible = f"; it may be {', '.join(left[:-1])} or {left[-1]}" if len(left) > 1 else ""
    return Verdict(None, f"cannot tell: {' and '.join(missing)} not recorded{possible}")
