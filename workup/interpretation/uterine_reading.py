"""What stands beside an examination of the uterus: every class that follows from its numbers, and where they differ.

It informs: no finding of the checklist changes by it, and "abnormal" alone still says no malformation (rulings.md, 13).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from patients.obstetrics.interpreted import Interpretation
from workup.checklist.facts import Facts, Investigation
from workup.checklist.uterine import Fibroid, UterineFindings
from workup.interpretation.figo import parse_figo
from workup.interpretation.musa import adenomyosis_words
from workup.interpretation.published import Published, own, recalled, seen
from workup.interpretation.ucv import Ucv, parse_ucv
from workup.interpretation.uterus import Shape, Verdict, asrm_2016, asrm_2021, eshre_2013

_DEPTH, _ANGLE, _CLEFT, _WALL = "indentation depth", "indentation angle", "external cleft", "wall thickness"
_2013 = "ESHRE/ESGE classification 2013, PMC3712660"
_MAC_2021 = "ASRM Müllerian anomalies classification (MAC) 2021"
ESHRE = seen("ESHRE/ESGE 2013, computed", f"{_DEPTH}, {_CLEFT}, {_WALL}", _2013)
ASRM_2016 = seen("ASRM 2016, computed", f"{_DEPTH}, {_ANGLE}", "ASRM 2016, its numbers as a secondary page gives them")
ASRM_2021 = recalled("ASRM 2021, computed", f"{_DEPTH}, {_ANGLE}", _MAC_2021)
COMPARED = own(
    "Classifications compared", f"{_DEPTH}, {_ANGLE}, {_CLEFT}, {_WALL}",
    "the three rules above; that they often disagree is published, PubMed 34008393",
)  # fmt: skip
CODE = seen("Examiner's ESHRE/ESGE code", "the code, and the class that follows from the measurements", _2013)
# The letters of the subclasses were not seen, the classes were.
SUBCLASS = recalled(f"{CODE.name}, with its subclass", CODE.inputs, _2013)
CATEGORY = recalled(
    "Examiner's ASRM 2021 category", "the category, and the class that follows from the measurements", _MAC_2021
)
FIBROID = recalled("FIGO type of fibroid", "the type", "FIGO classification of fibroids")
MUSA = recalled("MUSA signs of adenomyosis", "each sign, present, absent or not assessed", "MUSA, revised 2022")
ADHESIONS = seen("Intrauterine adhesions", "seen or not", "WHO ICD-10, N85.6")
RULES: tuple[Published, ...] = (
    ESHRE, ASRM_2016, ASRM_2021, COMPARED, CODE, SUBCLASS, CATEGORY, FIBROID, MUSA, ADHESIONS,
)  # fmt: skip

# Named, not numbered, and recalled: offered where a category is typed, and free text is kept as well.
MAC_CATEGORIES = (
    "agenesis", "cervical agenesis", "unicornuate", "didelphys", "bicornuate", "septate", "longitudinal vaginal septum",
    "transverse vaginal septum", "complex",
)  # fmt: skip
_OF_THE_BODY = frozenset({"agenesis", "unicornuate", "didelphys", "bicornuate", "septate"})
_CLASS_OF = {Shape.NORMAL: 0, Shape.SEPTATE: 2, Shape.BICORPOREAL: 3}


def read_uterus(inv: Investigation, facts: Facts, on: date) -> tuple[Interpretation, ...]:
    """Beside an examination of which findings are on record."""
    return () if inv.uterus is None else tuple(read_findings(inv.uterus))


def read_findings(found: UterineFindings) -> Iterator[Interpretation]:
    """What every rule says of the findings, on record or still being typed."""
    yield from _classes(found)
    yield from _code(found)
    yield from _category(found)
    yield from (_fibroid(each) for each in found.fibroids)
    if found.signs:
        yield MUSA.says(_sentence(adenomyosis_words(found)))
    if found.adhesions:
        yield ADHESIONS.says("Intrauterine adhesions seen (ICD-10 N85.6)")


def classes(found: UterineFindings) -> dict[Published, Verdict]:
    """Each rule's own word on the fundus."""
    return {ESHRE: eshre_2013(found), ASRM_2016: asrm_2016(found), ASRM_2021: asrm_2021(found)}


def they_differ(verdicts: dict[Published, Verdict]) -> bool:
    """Whether two rules that could tell do not say the same."""
    return len({verdict.shape for verdict in verdicts.values() if verdict.shape is not None}) > 1


def _classes(found: UterineFindings) -> Iterator[Interpretation]:
    if not found.measured:
        return
    given, depth = classes(found), _mm("internal indentation", found.indentation_mm)
    angle = "" if found.angle_deg is None else f"angle {found.angle_deg:f}°"
    cleft, wall = _mm("external cleft", found.external_cleft_mm), _mm("wall", found.wall_mm)
    looked_at = {ESHRE: (depth, cleft, wall), ASRM_2016: (depth, angle), ASRM_2021: (depth, angle)}
    for rule, verdict in given.items():
        numbers = ", ".join(text for text in looked_at[rule] if text) or "none of its numbers recorded"
        yield rule.says(f"{_sentence(verdict.words)} ({numbers})")
    if they_differ(given):
        told = [f"{_body(rule)} {v.words}" for rule, v in given.items() if v.shape is not None]
        words = f"They do not agree: {'; '.join(told)}. Say which one you go by"
        yield COMPARED.says(words, acts=True)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _body(rule: Published) -> str:
    return rule.name.partition(",")[0]


def _code(found: UterineFindings) -> Iterator[Interpretation]:
    if not found.ucv:
        return
    code, computed = parse_ucv(found.ucv), eshre_2013(found)
    rule = SUBCLASS if code.letter else CODE
    yield rule.says(f"{found.ucv}: {code.words}{_beside(code, computed)}", acts=_contradicts(code, computed))


def _contradicts(code: Ucv, computed: Verdict) -> bool:
    """Both name one of the classes that the measurements tell apart, and not the same one."""
    told = None if computed.shape is None else _CLASS_OF.get(computed.shape)
    return told is not None and code.uterus in _CLASS_OF.values() and code.uterus != told


def _beside(code: Ucv, computed: Verdict) -> str:
    if computed.shape is None:
        return ""
    if _contradicts(code, computed):
        return f". The measurements say otherwise: {computed.words}. Look at the report again"
    if code.uterus not in _CLASS_OF.values():
        return f". The measurements tell only U0, U2 and U3 apart; by them it would be {computed.words}"
    return ". The measurements say the same class" if computed.shape in _CLASS_OF else f". By them {computed.words}"


def _category(found: UterineFindings) -> Iterator[Interpretation]:
    if not found.mac:
        return
    named, computed = found.mac.strip().lower().removesuffix(" uterus"), asrm_2021(found)
    comparable = named in _OF_THE_BODY and computed.shape is not None
    differs = comparable and (named == "septate") != (computed.shape is Shape.SEPTATE)
    otherwise = f". The measurements say otherwise: {computed.words}. Look at the report again" if differs else ""
    yield CATEGORY.says(f"The examiner named it: {found.mac}{otherwise}", acts=differs)


def _fibroid(fibroid: Fibroid) -> Interpretation:
    size = "" if fibroid.size_mm is None else f", {fibroid.size_mm:f} mm"
    return FIBROID.says(f"Fibroid FIGO {fibroid.figo}{size}: {parse_figo(fibroid.figo).words}")


def _mm(name: str, number: Decimal | None) -> str:
    return "" if number is None else f"{name} {number:f} mm"


def measured_words(found: UterineFindings) -> str:
    """What no rule reads, for the result itself: how the cavity was described, and adhesions that were looked for."""
    cavity = f"cavity: {found.cavity}" if found.cavity else ""
    adhesions = "no intrauterine adhesions" if found.adhesions is False else ""
    return "; ".join(part for part in (cavity, adhesions) if part)
