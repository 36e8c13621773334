"""ISCN karyotypes: reading, checking and what kind of result it is (domain-logic.md, 8).

Syntax alone would accept `47,XX`; the chromosomes are therefore counted. What is not in that section's grammar is
refused with a reason: better no category than a guessed one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workup.interpretation.iscn import ACROCENTRIC, AUTOSOMES, SEX_CHROMOSOMES, KaryotypeError, Term, term_of

__all__ = ["Karyotype", "KaryotypeError", "ascii_signs", "parse"]

_SIGNS = str.maketrans({"\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u00d7": "x"})
_OUTSIDE_PARENTHESES = re.compile(r",(?![^()]*\))")
_SEX = re.compile(r"(?=[XY])X*Y*")
_TRIPLOID_FROM, _TETRAPLOID_FROM = 58, 81  # chromosomes; fewer: diploid

HARMLESS = frozenset({"normal", "variant_inversion", "heteromorphism"})
_NUMERIC = ("gain", "loss")
_UNBALANCED_BY_TYPE = frozenset({"del", "dup", "add", "trp", "i", "idic", "r"})
_VARIANT_INVERSIONS = (  # population variants; those of chromosome 1 have no breakpoints on file and stay inversions
    re.compile(r"inv\(9\)\(p12q13\)"),
    re.compile(r"inv\(2\)\(p11\.2q13\)"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell line: number of chromosomes, normal sex chromosomes, what is abnormal, in how many cells it was seen."""

    count: int
    sex: str
    terms: tuple[Term, ...]
    cells: int | None = None

    @property
    def expected(self) -> int:
        """How many chromosomes the terms add up to."""
        autosomes = 44 if self.count < _TRIPLOID_FROM else 66 if self.count < _TETRAPLOID_FROM else 88
        return autosomes + len(self.sex) + sum(term.adds for term in self.terms)

    @property
    def unbalanced(self) -> tuple[Term, ...]:
        """Structural terms by which material is lost or gained."""
        return tuple(term for term in self.terms if self._is_unbalanced(term))

    @property
    def balanced(self) -> tuple[Term, ...]:
        """Structural terms that leave all material there: what a healthy carrier has."""
        kinds = ("t", "ins", "inv")
        return tuple(
            term
            for term in self.terms
            if (term.kind in kinds or _is_robertsonian(term))
            and not self._is_unbalanced(term)
            and not _is_variant(term)
        )

    def _is_unbalanced(self, term: Term) -> bool:
        if not term.structural or term.kind == "fra":
            return False
        if term.sign or term.kind in _UNBALANCED_BY_TYPE:
            return True
        if term.kind in ("der", "dic") and not _is_robertsonian(term):
            return True
        return term.kind != "inv" and self._has_extra_or_lost(term)

    def _has_extra_or_lost(self, term: Term) -> bool:
        return any(c in term.involved for other in self.terms if other.kind in _NUMERIC for c in other.chromosomes)

    @property
    def category(self) -> str:
        """What kind of result this line is; where several apply, the gravest."""
        if self.count >= _TRIPLOID_FROM:
            return "polyploidy"
        if self.unbalanced:
            sex_only = all(c in SEX_CHROMOSOMES for term in self.unbalanced for c in term.involved)
            return "structural_sex_chromosome" if sex_only else "unbalanced_structural"
        if any(term.kind == "mar" for term in self.terms):
            return "marker"
        return self._numeric() or self._balanced() or self._variant()

    def _numeric(self) -> str | None:
        numeric = [term for term in self.terms if term.kind in _NUMERIC]
        changed = {term.kind for term in numeric if any(c in AUTOSOMES for c in term.chromosomes)}
        if changed:
            return "autosomal_trisomy" if "gain" in changed else "autosomal_monosomy"
        written_as_terms = sum(term.abnormal_sex_chromosomes for term in self.terms) + self.count - self.expected
        whole = len(self.sex) + written_as_terms == 2
        return "sex_chromosome_aneuploidy" if numeric or not whole or self.sex == "YY" else None

    def _balanced(self) -> str | None:
        kinds = {"rob" if _is_robertsonian(term) else term.kind for term in self.balanced}
        names = {
            "rob": "balanced_robertsonian",
            "t": "balanced_reciprocal",
            "ins": "balanced_insertion",
            "inv": "inversion",
        }
        return next((name for kind, name in names.items() if kind in kinds), None)

    def _variant(self) -> str:
        kinds = {term.kind for term in self.terms}
        if "fra" in kinds:
            return "fragile_site"
        if "inv" in kinds:
            return "variant_inversion"
        return "heteromorphism" if kinds else "normal"


@dataclass(frozen=True, slots=True)
class Karyotype:
    """A karyotype that was read and counted. `text` in ASCII signs; `kind` is `mos`, `chi` or empty."""

    text: str
    kind: str
    lines: tuple[Cell, ...]

    @property
    def category(self) -> str:
        """`normal`, `autosomal_trisomy`, `balanced_reciprocal`, ...; `mosaic` for several lines."""
        match self.lines:
            case (line,):
                return line.category
            case _:
                return "mosaic"

    @property
    def normal(self) -> bool:
        """46,XX or 46,XY and nothing else."""
        return self.category == "normal"

    @property
    def abnormal(self) -> bool:
        """Neither normal nor a harmless variant."""
        return self.category not in HARMLESS

    @property
    def unbalanced_structural(self) -> bool:
        """In any line a structural anomaly by which material is lost or gained; a marker is one by its definition."""
        return any(line.unbalanced or any(term.kind == "mar" for term in line.terms) for line in self.lines)

    @property
    def balanced_carrier(self) -> bool:
        """A balanced translocation, insertion or inversion in any line, a population variant left out."""
        return any(line.balanced for line in self.lines)

    @property
    def structural_rearrangement(self) -> bool:
        """Either of the two."""
        return self.unbalanced_structural or self.balanced_carrier


def ascii_signs(text: str) -> str:
    """Typographic minus and multiplication signs as ISCN writes them."""
    return text.translate(_SIGNS)


def parse(text: str) -> Karyotype:
    """Read a karyotype such as `46,XX` or `mos 45,X[10]/46,XX[20]`; KaryotypeError says what is wrong."""
    signs = ascii_signs(text)
    if not signs:
        raise KaryotypeError("empty", "there is no karyotype; a result that is not on hand is “not reported”")
    if signs != signs.strip():
        raise KaryotypeError("whitespace", "there is a blank before or after the karyotype")
    prefix, lines = _without_prefix(signs)
    if re.search(r"\s", lines):
        raise KaryotypeError("syntax", "a karyotype has no blanks, except after mos or chi")
    read = [(_cell(line), line) for line in lines.split("/")]
    cells = tuple(cell for cell, _ in read)
    _check_lines(prefix, cells)
    for cell, line in read:
        _check_count(cell, line)
    return Karyotype(signs, prefix, cells)


def _without_prefix(text: str) -> tuple[str, str]:
    for prefix in ("mos", "chi"):
        if text.startswith(f"{prefix} "):
            return prefix, text[len(prefix) + 1 :]
    return "", text


def _cell(line: str) -> Cell:
    shape = re.fullmatch(r"(?P<body>.*?)(?:\[(?P<cells>[1-9][0-9]{0,4})\])?", line, re.DOTALL)
    assert shape is not None  # every text has this shape
    fields = _OUTSIDE_PARENTHESES.split(shape["body"])
    if len(fields) < 2 or re.fullmatch(r"[0-9]{2,3}", fields[0]) is None:
        raise KaryotypeError(
            "syntax", f"“{line}” does not begin like 46,XX: number of chromosomes, comma, sex chromosomes"
        )
    if _SEX.fullmatch(fields[1]) is None:
        raise KaryotypeError("syntax", f"“{fields[1]}” is not a set of sex chromosomes such as XX, XY or X")
    cells = None if shape["cells"] is None else int(shape["cells"])
    return Cell(int(fields[0]), fields[1], tuple(term_of(field) for field in fields[2:]), cells)


def _check_lines(prefix: str, cells: tuple[Cell, ...]) -> None:
    if prefix and len(cells) == 1:
        raise KaryotypeError("mosaic_needs_two_lines", f"{prefix} needs two cell lines, separated by /")
    if len(cells) > 1 and any(cell.cells is None for cell in cells):
        raise KaryotypeError(
            "missing_cell_count", "with several cell lines each needs its number of cells, as in 45,X[10]"
        )


def _check_count(cell: Cell, line: str) -> None:
    """A larger or smaller heterochromatin of X or Y is written beside all its letters, or in the place of one."""
    in_place = sum(
        c in SEX_CHROMOSOMES for term in cell.terms if term.kind == "heteromorphism" for c in term.chromosomes
    )
    if not cell.expected <= cell.count <= cell.expected + in_place:
        raise KaryotypeError(
            "modal_number_mismatch", f"“{line}” adds up to {cell.expected} chromosomes, not {cell.count}"
        )


def _is_robertsonian(term: Term) -> bool:
    two = len(term.chromosomes) == 2
    return term.kind in ("rob", "der", "dic") and two and ACROCENTRIC.issuperset(term.chromosomes)


def _is_variant(term: Term) -> bool:
    return any(shape.match(term.text) for shape in _VARIANT_INVERSIONS)
