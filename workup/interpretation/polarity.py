"""One antiphospholipid result: positive, negative, or not to be read. interfaces.md, 2a "aPL"; rulings.md, 21."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from patients.obstetrics.values import ResultWord
from workup.checklist.facts import AplMode, Investigation
from workup.interpretation.ranges import Range, finite, range_of

Verdict = Literal["positive", "negative", "unreadable"]

LUPUS_ANTICOAGULANT = "la_interp"
APL_TESTS = (LUPUS_ANTICOAGULANT, "acl_igg", "acl_igm", "ab2gpi_igg", "ab2gpi_igm")
_CARDIOLIPIN_UNIT = {"acl_igg": "GPL", "acl_igm": "MPL"}
_MEDIUM_TITRE = Decimal(40)  # Sydney: more than 40 GPL/MPL; ACR/EULAR: 40 or more is moderate
_LOW_TITRE = Decimal(20)


@dataclass(frozen=True, slots=True)
class Polarity:
    """What one result says, and on what ground. `low_titre`: 20 GPL or MPL up to the threshold. `by_word`: no number
    decided, the laboratory's word did."""

    verdict: Verdict
    reason: str
    low_titre: bool = False
    by_word: bool = False


def is_antiphospholipid(test: str) -> bool:
    """Whether the test is one of the five whose persistence is followed."""
    return test in APL_TESTS


def polarity(inv: Investigation, mode: AplMode) -> Polarity:
    """A number decides where it can, else the laboratory's word, else it cannot be read."""
    values = None if inv.test == LUPUS_ANTICOAGULANT else range_of(inv)
    if values is None:
        return _by_word(inv, "")
    if is_in_cardiolipin_units(inv):
        return _by_titre(inv, values, mode)
    return _by_limit(inv, values)


def is_in_cardiolipin_units(inv: Investigation) -> bool:
    """A unit counts as GPL or MPL when it contains these letters; a blank one does not (rulings, 21)."""
    letters = inv.unit.upper()
    return inv.test in _CARDIOLIPIN_UNIT and ("GPL" in letters or "MPL" in letters)


def _by_titre(inv: Investigation, values: Range, mode: AplMode) -> Polarity:
    or_equal = mode is AplMode.ACR_EULAR
    threshold = f"{'40 or more' if or_equal else 'more than 40'} {_CARDIOLIPIN_UNIT[inv.test]}"
    positive = values.above(_MEDIUM_TITRE, or_equal)
    if positive is None:
        return _by_word(inv, f"the value may lie on either side of {threshold}")
    if positive:
        return Polarity("positive", f"threshold {threshold}")
    if values.low >= _LOW_TITRE:
        return Polarity("negative", f"low, below the criteria ({threshold})", low_titre=True)
    return Polarity("negative", f"threshold {threshold}")


def _by_limit(inv: Investigation, values: Range) -> Polarity:
    limit = finite(inv.upper_limit)
    if limit is None:
        return _by_word(inv, "no upper limit was reported")
    positive = values.above(limit)
    if positive is None:
        return _by_word(inv, "the value may lie on either side of the laboratory's limit")
    return Polarity("positive" if positive else "negative", f"laboratory's upper limit {limit}")


def _by_word(inv: Investigation, why: str) -> Polarity:
    """The laboratory's word, marked as such; `why`: what kept the number from deciding."""
    if inv.word in (ResultWord.POSITIVE, ResultWord.NEGATIVE):
        verdict: Verdict = "positive" if inv.word is ResultWord.POSITIVE else "negative"
        return Polarity(verdict, "by the laboratory's word", by_word=True)
    if inv.word is ResultWord.INDETERMINATE:
        return Polarity("unreadable", "the laboratory calls it indeterminate")
    if inv.word is ResultWord.FAILED:
        return Polarity("unreadable", "the test failed")
    if inv.word is ResultWord.NOT_REPORTED:
        return Polarity("unreadable", "done, result not on hand")
    nothing = f"“{inv.value}” cannot be read" if inv.value else "no value"
    return Polarity("unreadable", f"{why or nothing}, and the laboratory gave no word")
