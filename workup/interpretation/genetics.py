"""Beside a karyotype or an array: its category, whose loss it belongs to, when counselling is advised.

domain-logic.md, 8. Only balanced carriers and unbalanced results ask for genetic counselling; nothing here declares a
cause: an abnormal result of tissue can explain that loss, and no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.gestation import gestation_of
from patients.obstetrics.interpreted import Interpretation
from patients.obstetrics.values import ResultWord, Subject
from workup import catalogue
from workup.catalogue import CANNOT_BE_READ, Kind
from workup.checklist.facts import Facts, Investigation
from workup.interpretation.array import ArrayResult, parse_array
from workup.interpretation.karyotype import Karyotype, KaryotypeError, parse
from workup.interpretation.published import Published, own, recalled

CATEGORY = recalled("Karyotype category", "the karyotype as written", "ISCN 2020 and 2024 conventions")
ARRAY = recalled("Array result", "the array result as written", "ISCN 2020 and 2024 conventions")
COUNSELLING = recalled(
    "Genetic counselling is advised", "karyotype or array", "ESHRE 2022, good practice point on an abnormal karyotype"
)
TISSUE = own("Which loss tissue speaks of", "tissue result, its pregnancy")
INVERSION_1 = recalled("Inversion of chromosome 1", "the karyotype as written")
RULES: tuple[Published, ...] = (CATEGORY, ARRAY, COUNSELLING, TISSUE, INVERSION_1)

_KINDS = (Kind.KARYOTYPE, Kind.ARRAY)
_BALANCED = frozenset({"balanced_reciprocal", "balanced_robertsonian", "balanced_insertion", "inversion"})
_MISSES = "an array misses balanced rearrangements, and triploidy unless it also reads SNPs"
_INV_1 = (
    "Inversions of the heterochromatin of chromosome 1 are a population variant; their breakpoints are not on file, so "
    "it cannot be told whether this is one"
)


def read_genetics(inv: Investigation, facts: Facts, on: date) -> tuple[Interpretation, ...]:
    """Beside a karyotype or array of her, a partner or tissue."""
    test = catalogue.tests().get(inv.test)
    if test is None or test.kind not in _KINDS:
        return ()
    return (*_written(inv, test.kind), *(_tissue(inv, facts, on) if inv.subject is Subject.TISSUE else ()))


def _written(inv: Investigation, kind: Kind) -> Iterator[Interpretation]:
    match _parsed(inv, kind):
        case Karyotype() as karyotype:
            yield CATEGORY.says(category_words(karyotype))
            if karyotype.structural_rearrangement:
                yield _counselling(karyotype.unbalanced_structural)
            if any(term.text.startswith("inv(1)(") for line in karyotype.lines for term in line.terms):
                yield INVERSION_1.says(_INV_1)
        case ArrayResult() as array:
            yield ARRAY.says(f"{_copies(array)}; {_MISSES}")
            if array.unbalanced_structural:
                yield _counselling(unbalanced=True)
        case None:
            return


def _parsed(inv: Investigation, kind: Kind) -> Karyotype | ArrayResult | None:
    """None without a text, or with one stored before it was checked."""
    try:
        return (parse if kind is Kind.KARYOTYPE else parse_array)(inv.value.strip()) if inv.value.strip() else None
    except KaryotypeError:
        return None


def _counselling(unbalanced: bool) -> Interpretation:
    what = "Unbalanced result" if unbalanced else "Balanced carrier"
    return COUNSELLING.says(f"{what}: genetic counselling is advised", acts=True)


def category_words(karyotype: Karyotype) -> str:
    """`Category: balanced reciprocal`; of a mosaic with the category of each line."""
    named = karyotype.category.replace("_", " ")
    if len(karyotype.lines) == 1:
        return f"Category: {named}"
    lines = ", ".join(f"{line.category.replace('_', ' ')} in {line.cells} cells" for line in karyotype.lines)
    return f"Category: {named} ({lines})"


def _copies(array: ArrayResult) -> str:
    """What is lost or gained of what was reported."""
    usual_sex = {"X": (1, 2), "Y": (0, 1)}
    whole = [f"{n} copies of chromosome {c}" for c, n in array.whole if n not in usual_sex.get(c, (2,))]
    parts = [f"{part.copies} of {part.chromosome}{part.bands}" for part in array.parts if not part.usual]
    if array.normal:
        return "Nothing lost or gained of what was reported"
    return f"Copies other than two: {', '.join(whole + parts) or 'of the sex chromosomes'}"


def _tissue(inv: Investigation, facts: Facts, on: date) -> Iterator[Interpretation]:
    loss = _loss_words(inv, facts, on)
    if inv.word is ResultWord.FAILED:
        yield TISSUE.says(f"The tissue of {loss} gave no result: it explains nothing, and the loss stays without one")
    elif inv.word is ResultWord.MATERNAL_CELLS:
        yield TISSUE.says(f"Maternal cells: this says nothing of {loss}")
    elif (abnormal := tissue_abnormal(inv)) is not None:
        found = "Abnormal: it can explain the loss of" if abnormal else "Nothing found that would explain the loss of"
        yield TISSUE.says(f"{found} {loss}" + (", and of no other" if abnormal else ""))


def tissue_abnormal(inv: Investigation) -> bool | None:
    """None when nothing was written and no word decides; a balanced result explains or excludes nothing."""
    test = catalogue.tests().get(inv.test)
    if test is None or test.kind not in _KINDS or inv.word in CANNOT_BE_READ:
        return None
    match _parsed(inv, test.kind):
        case Karyotype() as karyotype:
            return None if karyotype.category in _BALANCED else karyotype.abnormal
        case ArrayResult() as array:
            return not array.normal
        case None:
            return {ResultWord.NORMAL: False, ResultWord.ABNORMAL: True}.get(inv.word) if inv.word else None


def carrier(inv: Investigation) -> bool | None:
    """Whether a karyotype shows a structural rearrangement; None when there is none that can be read."""
    karyotype = _parsed(inv, Kind.KARYOTYPE)
    return karyotype.structural_rearrangement if isinstance(karyotype, Karyotype) else None


def _loss_words(inv: Investigation, facts: Facts, on: date) -> str:
    """`pregnancy 3 (miscarriage, 9+2, ended Mar 2024)`."""
    found = next((p for p in facts.pregnancies if p.number == inv.pregnancy), None)
    return f"pregnancy {inv.pregnancy}" if found is None else f"pregnancy {found.number} ({_story(found, on)})"


def _story(p: Pregnancy, on: date) -> str:
    gestation = gestation_of(p, on)
    parts = [p.outcome.replace("_", " ")]
    parts += [f"at {gestation.words}"] if gestation.bounds else []
    parts += [f"ended {p.ended_on.words}"] if p.ended_on else []
    return ", ".join(parts)
