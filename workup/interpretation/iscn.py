"""One term of an ISCN karyotype, and how many chromosomes it adds: grammar of domain-logic.md, 8."""

from __future__ import annotations

import re
from dataclasses import dataclass

AUTOSOMES = tuple(str(number) for number in range(1, 23))
SEX_CHROMOSOMES = ("X", "Y")
_ORDER = {chromosome: place for place, chromosome in enumerate((*SEX_CHROMOSOMES, *AUTOSOMES))}
ACROCENTRIC = frozenset({"13", "14", "15", "21", "22"})

_BAND = r"(?:[pq][0-9]{1,2}(?:\.[0-9]{1,3})?|[pq]ter|cen)"
_GAIN_OR_LOSS = re.compile(r"([+-])([0-9]{1,2}|X|Y)")
_MARKER = re.compile(r"\+([1-9][0-9]?)?mar")
_HETEROMORPHISM = re.compile(r"([0-9]{1,2}|X|Y)(?:[pq](?:h|s|stk)|cenh)[+-](?:mat|pat|dn|inh)?")
_STRUCTURAL = re.compile(
    r"(?P<sign>[+-]?)(?P<type>idic|inv|ins|del|dup|dic|der|rob|add|trp|fra|t|i|r)\((?P<chromosomes>[^()]*)\)"
    r"(?:t\((?P<nested>[^()]*)\))?(?:\((?P<bands>[^()]*)\))?(?:mat|pat|dn|inh)?"
)
_BREAKS = {"inv": {2}, "del": {1, 2}, "dup": {1, 2}, "trp": {1, 2}, "r": {2}}  # other single ones have one


class KaryotypeError(ValueError):
    """Why a text is no karyotype or array result: `code` for programs, the message for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Term:
    """One abnormality. `kind`: `gain`, `loss`, `mar`, `heteromorphism`, or the structural type (`t`, `rob`, ...).

    `chromosomes`: those that it names, of a derivative the derivative itself; `involved`: of a structural one, with
    those of a nested `t`; `breaks`: the breakpoints, one text per group between semicolons. `number`: of markers.
    """

    text: str
    kind: str
    chromosomes: tuple[str, ...] = ()
    involved: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    sign: str = ""
    number: int = 1

    @property
    def structural(self) -> bool:
        """Whether it changes the structure of a named chromosome."""
        return self.kind not in ("gain", "loss", "mar", "heteromorphism")

    @property
    def adds(self) -> int:
        """How many chromosomes it adds to the autosomes and the sex chromosomes that are written as letters."""
        if self.kind == "mar":
            return self.number
        if self.sign or not self.structural:
            return {"+": 1, "-": -1, "": 0}[self.sign]
        fused = len(self.chromosomes) - 1 if self.kind in ("rob", "dic", "der") else 0
        return self.abnormal_sex_chromosomes - fused

    @property
    def abnormal_sex_chromosomes(self) -> int:
        """How many sex chromosomes stand here and not among the letters."""
        return sum(c in SEX_CHROMOSOMES for c in self.chromosomes) if self.structural and not self.sign else 0


def term_of(text: str) -> Term:
    """Read one term; KaryotypeError says what is wrong with it."""
    if shape := _GAIN_OR_LOSS.fullmatch(text):
        kind = "gain" if shape[1] == "+" else "loss"
        return Term(text, kind, (chromosome_of(shape[2]),), sign=shape[1])
    if shape := _MARKER.fullmatch(text):
        return Term(text, "mar", number=int(shape[1] or 1))
    if shape := _HETEROMORPHISM.fullmatch(text):
        return Term(text, "heteromorphism", (chromosome_of(shape[1]),))
    return _structural(text)


def chromosome_of(text: str) -> str:
    """A chromosome's name; KaryotypeError when there is no such chromosome."""
    if text not in _ORDER:
        hint = "; separate chromosomes by a semicolon" if "," in text else ""
        raise KaryotypeError("syntax", f"“{text}” is not a chromosome (1 to 22, X or Y){hint}")
    return text


def _structural(text: str) -> Term:
    shape = _STRUCTURAL.fullmatch(text)
    if shape is None:
        raise KaryotypeError("syntax", f"“{text}” is not an ISCN term, such as +21, t(11;22)(q23.3;q11.2) or 9qh+")
    if shape["bands"] is None:
        raise KaryotypeError("syntax", f"“{text}” has no breakpoints")
    chromosomes = _chromosomes(shape["chromosomes"])
    nested = None if shape["nested"] is None else _chromosomes(shape["nested"])
    breaks = tuple(shape["bands"].split(";"))
    term = Term(text, shape["type"], chromosomes, nested or chromosomes, breaks, shape["sign"])
    _check_derivative(term, nested)
    _check_breaks(term)
    _check_chromosomes(term)
    return term


def _chromosomes(text: str) -> tuple[str, ...]:
    return tuple(chromosome_of(name) for name in text.split(";"))


def _check_derivative(term: Term, nested: tuple[str, ...] | None) -> None:
    """Only a derivative of one chromosome carries a translocation, and is one of its chromosomes."""
    if nested is None:
        if term.kind == "der" and len(term.chromosomes) == 1:
            raise KaryotypeError("syntax", f"“{term.text}” does not say by which translocation it is derived")
    elif term.kind != "der" or len(term.chromosomes) != 1 or len(nested) < 2:
        raise KaryotypeError("syntax", f"“{term.text}”: a translocation can stand only within a der of one chromosome")
    elif not set(nested).issuperset(term.chromosomes):
        raise KaryotypeError("syntax", f"“{term.text}”: the derivative is not one of the translocated chromosomes")


def _check_breaks(term: Term) -> None:
    counts = [len(_bands(term, group)) for group in term.breaks]
    if term.kind == "ins":
        fits = counts == ([3] if len(term.chromosomes) == 1 else [1, 2])
    elif len(term.involved) == 1:
        fits = len(counts) == 1 and _BREAKS.get(term.kind, {1}).issuperset(counts)
    else:
        fits = counts == [1] * len(term.involved)
    if not fits:
        raise KaryotypeError("syntax", f"“{term.text}”: the breakpoints do not fit the chromosomes")


def _bands(term: Term, group: str) -> list[str]:
    if re.fullmatch(f"{_BAND}+", group) is None:
        raise KaryotypeError("syntax", f"“{term.text}”: “{group}” is not a breakpoint such as q23.3")
    return re.findall(_BAND, group)


_TWO_OR_MORE = frozenset({"t", "rob", "dic"})
_MANY = _TWO_OR_MORE | {"der", "ins"}


def _check_chromosomes(term: Term) -> None:
    if len(term.involved) > 1 and term.kind not in _MANY:
        raise KaryotypeError("syntax", f"“{term.text}”: {term.kind} concerns one chromosome")
    if len(term.involved) < 2 and term.kind in _TWO_OR_MORE:
        raise KaryotypeError("syntax", f"“{term.text}”: {term.kind} needs two chromosomes")
    if len(term.chromosomes) > 2 and term.kind != "t":
        raise KaryotypeError("syntax", f"“{term.text}”: {term.kind} joins two chromosomes")
    if term.kind == "rob" and not ACROCENTRIC.issuperset(term.chromosomes):
        names = ", ".join(sorted(ACROCENTRIC))
        raise KaryotypeError("robertsonian_chromosomes", f"“{term.text}”: rob only joins chromosomes {names}")
    first = min(term.involved, key=_ORDER.__getitem__)
    if term.kind != "ins" and term.involved[0] != first:  # of an insertion the receiving chromosome leads
        raise KaryotypeError("chromosome_order", f"“{term.text}”: chromosome {first} must be named first")
