"""ISCN microarray results (domain-logic.md, 8): `arr(1-22,X)x2`, `arr[GRCh38] 22q11.21(18912231_21465672)x1`.

A microarray sees neither a balanced rearrangement nor, by itself, a triploidy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workup.interpretation.iscn import AUTOSOMES, SEX_CHROMOSOMES, KaryotypeError, chromosome_of
from workup.interpretation.karyotype import ascii_signs

_START = re.compile(r"arr(?:\[[A-Za-z0-9]+\] ?)?")
_BETWEEN_SEGMENTS = re.compile(r",(?![^()]*\))")
_COPIES = r"x(?P<copies>[0-9])(?:mat|pat|dn|inh)?"
_WHOLE = re.compile(rf"\((?P<chromosomes>[0-9XY,-]+)\){_COPIES}")
_PART = re.compile(
    r"(?P<chromosome>[0-9]{1,2}|X|Y)(?P<bands>(?:[pq][0-9]{1,2}(?:\.[0-9]{1,3})?|[pq]ter|cen){1,2})"
    rf"\((?P<start>[0-9]+)_(?P<end>[0-9]+)\){_COPIES}"
)
_USUAL_SEX = {(2, None), (2, 0), (1, 1), (None, None)}  # copies of X and Y; a laboratory may leave the sex out


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a chromosome, from base to base, and how many copies of it there are."""

    chromosome: str
    bands: str
    start: int
    end: int
    copies: int

    @property
    def usual(self) -> bool:
        """Two copies, of an autosome or of X."""
        return self.copies == 2 and self.chromosome != "Y"


@dataclass(frozen=True, slots=True)
class ArrayResult:
    """Copies of whole chromosomes (by name) and of parts."""

    text: str
    whole: tuple[tuple[str, int], ...]
    parts: tuple[Part, ...]

    @property
    def unbalanced_structural(self) -> bool:
        """A part of a chromosome lost or gained."""
        return any(not part.usual for part in self.parts)

    @property
    def aneuploid(self) -> bool:
        """A whole chromosome lost or gained."""
        copies = dict(self.whole)
        autosomes = any(copies.get(chromosome, 2) != 2 for chromosome in AUTOSOMES)
        return autosomes or (copies.get("X"), copies.get("Y")) not in _USUAL_SEX

    @property
    def normal(self) -> bool:
        """Nothing lost or gained of what was reported."""
        return not (self.unbalanced_structural or self.aneuploid)


def parse_array(text: str) -> ArrayResult:
    """Read a microarray result; KaryotypeError says what is wrong."""
    signs = ascii_signs(text)
    if not signs:
        raise KaryotypeError("empty", "there is no array result; one that is not on hand is “not reported”")
    if signs != signs.strip():
        raise KaryotypeError("whitespace", "there is a blank before or after the array result")
    start = _START.match(signs)
    if start is None:
        raise KaryotypeError(
            "syntax", f"“{signs}” does not begin with arr, as in arr(1-22,X)x2 or arr[GRCh38] 22q11.21(…)x1"
        )
    whole: list[tuple[str, int]] = []
    parts: list[Part] = []
    for segment in _BETWEEN_SEGMENTS.split(signs[start.end() :]):
        if shape := _WHOLE.fullmatch(segment):
            whole += [(chromosome, int(shape["copies"])) for chromosome in _chromosomes(shape["chromosomes"])]
        else:
            parts.append(_part(segment))
    _check_once([chromosome for chromosome, _ in whole])
    return ArrayResult(signs, tuple(whole), tuple(parts))


def _chromosomes(text: str) -> list[str]:
    named: list[str] = []
    for item in text.split(","):
        first, dash, last = item.partition("-")
        named += _run(first, last) if dash else [chromosome_of(item)]
    return named


def _run(first: str, last: str) -> list[str]:
    """`1-22` as its chromosomes."""
    chromosome_of(first), chromosome_of(last)
    if first in SEX_CHROMOSOMES or last in SEX_CHROMOSOMES or int(first) >= int(last):
        raise KaryotypeError("syntax", f"“{first}-{last}” is not a run of chromosomes such as 1-22")
    return list(AUTOSOMES[int(first) - 1 : int(last)])


def _part(segment: str) -> Part:
    shape = _PART.fullmatch(segment)
    if shape is None:
        raise KaryotypeError("syntax", f"“{segment}” is neither like (1-22,X)x2 nor like 22q11.21(18912231_21465672)x1")
    start, end = int(shape["start"]), int(shape["end"])
    if start >= end:
        raise KaryotypeError("syntax", f"“{segment}”: the first position lies after the last")
    return Part(chromosome_of(shape["chromosome"]), shape["bands"], start, end, int(shape["copies"]))


def _check_once(chromosomes: list[str]) -> None:
    for chromosome in chromosomes:
        if chromosomes.count(chromosome) > 1:
            raise KaryotypeError("chromosome_twice", f"chromosome {chromosome} is given twice")
