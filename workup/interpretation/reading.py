"""Normal, abnormal, or not read: a result against the limits that its laboratory printed, or by the laboratory's word.

interfaces.md, 2 (`reading`); rulings.md, 13, 21 and 32. No limit is our own but the antiphospholipid thresholds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from patients.obstetrics.values import ResultWord
from workup import catalogue
from workup.catalogue import CANNOT_BE_READ, Kind
from workup.checklist.facts import AplMode, Investigation
from workup.interpretation.apl import AntibodyReading, AplStatus
from workup.interpretation.array import parse_array
from workup.interpretation.karyotype import KaryotypeError, parse
from workup.interpretation.polarity import is_antiphospholipid, polarity
from workup.interpretation.ranges import finite, range_of

Reading = Literal["normal", "abnormal", "not_read"]

_ABNORMAL = frozenset({ResultWord.ABNORMAL, ResultWord.POSITIVE, ResultWord.HETEROZYGOUS, ResultWord.HOMOZYGOUS})
_NORMAL = frozenset({ResultWord.NORMAL, ResultWord.NEGATIVE, ResultWord.NOT_DETECTED})
_NO_READING = CANNOT_BE_READ | {ResultWord.NOT_REPORTED}
_IMMUNITY = frozenset({"rub"})  # antibodies that are a good sign: positive or negative says neither normal nor abnormal
_POLARITY: dict[str, Reading] = {"positive": "abnormal", "negative": "normal", "unreadable": "not_read"}
_TITRE = re.compile(r"1\s*[:/]\s*([0-9]+)")

REPEAT_LOW = "one low value needs a second one before it is called a deficiency"
REPEAT_HIGH = "repeat fasting, in the middle of the morning, before it is called hyperprolactinaemia"
_LOW_NEEDS_REPEAT = frozenset({"pc_chrom", "pc_clot", "ps_free", "ps_clot", "ps_total", "at_chrom"})


def reading_of(inv: Investigation, mode: AplMode = AplMode.SYDNEY) -> Reading:
    """What a single final result says. A result that neither limits nor a word decide is not read."""
    test = catalogue.tests().get(inv.test)
    if is_antiphospholipid(inv.test):
        return _POLARITY[polarity(inv, mode).verdict]
    if inv.word in _NO_READING:
        return "not_read"
    if test is not None and test.kind in (Kind.KARYOTYPE, Kind.ARRAY) and inv.value:
        return _either(_genetic(test.kind, inv.value), _by_word(inv))
    return _either(_by_limits(inv), _by_word(inv))


def combine(readings: Iterable[Reading]) -> Reading:
    """Of the newest valid result of each test needed: abnormal if one is, not read if one is not, else normal."""
    given = set(readings)
    if "abnormal" in given:
        return "abnormal"
    return "normal" if given == {"normal"} else "not_read"


def apl_item_reading(antibodies: Iterable[AntibodyReading]) -> Reading:
    """Of an item that is done: a persistent antibody is abnormal, a transient or negative one normal (rulings, 32)."""
    return combine(_antibody(reading.status) for reading in antibodies)


def _antibody(status: AplStatus) -> Reading:
    match status:
        case AplStatus.PERSISTENTLY_POSITIVE | AplStatus.SINGLE_POSITIVE_REPEAT_DUE:
            return "abnormal"
        case AplStatus.TRANSIENT | AplStatus.NEGATIVE:
            return "normal"
        case AplStatus.INDETERMINATE | AplStatus.NOT_TESTED:
            return "not_read"


def tsh_out_of_range(inv: Investigation, tsh_upper: Decimal | None) -> bool | None:
    """Whether the TSH asks for a free T4: outside the limits printed with it, or abnormal by the laboratory's word.

    `tsh_upper` (mIU/L): the clinic's own upper limit, which replaces the printed one. None when nothing decides.
    """
    if inv.word in _NO_READING:
        return None
    clinics = inv if tsh_upper is None else replace(inv, upper_limit=tsh_upper)
    reading = _either(_by_limits(clinics), _by_word(inv))
    return None if reading == "not_read" else reading == "abnormal"


def low_needs_repeat(inv: Investigation) -> bool:
    """Whether it is one low protein S, protein C or antithrombin."""
    return inv.test in _LOW_NEEDS_REPEAT and _outside(inv)[0] is True


def high_prolactin(inv: Investigation) -> bool:
    """Whether it is a prolactin above its limit, or abnormal by the laboratory's word."""
    return inv.test == "prl" and reading_of(inv) == "abnormal" and not _outside(inv)[0]


def repeat_advice(inv: Investigation) -> str | None:
    """Which abnormal result is published to need a second one: advice, never a status (rulings, 9)."""
    if low_needs_repeat(inv):
        return REPEAT_LOW
    return REPEAT_HIGH if high_prolactin(inv) else None


def _either(by_limits: Reading, by_word: Reading) -> Reading:
    """Abnormal when limits or word say so: an abnormal result never looks like a normal one."""
    return by_word if by_word == "abnormal" or by_limits == "not_read" else by_limits


def _by_word(inv: Investigation) -> Reading:
    if inv.word is None or inv.test in _IMMUNITY:
        return "not_read"
    return "abnormal" if inv.word in _ABNORMAL else "normal" if inv.word in _NORMAL else "not_read"


def _by_limits(inv: Investigation) -> Reading:
    below, above = _outside(inv)
    if below or above:
        return "abnormal"
    limited = (below, finite(inv.lower_limit)), (above, finite(inv.upper_limit))
    sides = [outside for outside, limit in limited if limit is not None]
    return "not_read" if not sides or None in sides else "normal"


def _outside(inv: Investigation) -> tuple[bool | None, bool | None]:
    """Whether the value lies below the lower, above the upper limit; None without a limit, or when it may do either."""
    values = range_of(_titre_as_number(inv))
    lower, upper = finite(inv.lower_limit), finite(inv.upper_limit)
    if values is None:
        return None, None
    return None if lower is None else values.below(lower), None if upper is None else values.above(upper)


def _titre_as_number(inv: Investigation) -> Investigation:
    """A titre typed as `1:160` is the number 160."""
    shape = _TITRE.fullmatch(inv.value.strip()) if inv.number is None else None
    return inv if shape is None else replace(inv, number=Decimal(shape[1]))


def _genetic(kind: Kind, value: str) -> Reading:
    try:
        abnormal = parse(value.strip()).abnormal if kind is Kind.KARYOTYPE else not parse_array(value.strip()).normal
    except KaryotypeError:
        return "not_read"
    return "abnormal" if abnormal else "normal"
