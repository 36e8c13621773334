"""What conditions, platelets, imaging and hormones say to the criteria of antiphospholipid syndrome."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from patients.obstetrics.values import ConditionCode, InvestigationStatus, ResultWord, Subject
from workup.checklist.conditions import asked, in_words
from workup.checklist.facts import Facts, Investigation
from workup.checklist.words import describe, test_label
from workup.interpretation.criteria import Finding, every
from workup.interpretation.days import span_of
from workup.interpretation.genetics import carrier
from workup.interpretation.ranges import range_of
from workup.interpretation.reading import reading_of

_IMAGING = ("us3d", "shg", "hsg", "mri", "hysteroscopy")
_PER_NANOLITRE = frozenset({"10*9/L", "10^9/L", "10⁹/L", "10E9/L", "G/L", "/NL", "10*3/UL", "10^3/UL", "K/UL"})
_LOWEST, _HIGHEST = Decimal(20), Decimal(130)


def recorded(facts: Facts, on: date, code: ConditionCode) -> Finding:
    """A condition of the woman: present, asked and absent, or not asked."""
    present, words = asked(facts, code), in_words(code)
    if present is None:
        return Finding(None, missing=(words,), when=(span_of(None, on),))
    if not present:
        return Finding(False, (f"{words}: asked, absent",))
    rows = [c for c in facts.conditions if c.code is code and c.partner is None and c.present]
    since = ", ".join(c.since.words for c in rows if c.since)
    told = f"{words} since {since}" if since else f"{words}, date not recorded"
    return Finding(True, (told,), when=tuple(span_of(c.since, on) for c in rows))


def final_of(facts: Facts, tests: Iterable[str]) -> list[Investigation]:
    """Her own final results of these tests."""
    keys = set(tests)
    return [
        row
        for row in facts.investigations
        if row.test in keys and row.subject is Subject.PATIENT and row.status is InvestigationStatus.FINAL
    ]


def low_platelets(facts: Facts, on: date) -> Finding:
    """The lowest platelet count lies between 20 and 130 x 10^9/L, both included."""
    counts = [(row, values) for row in final_of(facts, ("plt",)) if (values := range_of(row)) is not None]
    unread = next((row for row, _ in counts if not _is_per_nanolitre(row.unit)), None)
    if unread is not None:
        return Finding(None, missing=(f"platelets in 10*9/L (reported: {describe(unread)})",))
    if not counts:
        return Finding(None, missing=("platelets",))
    row, values = min(counts, key=lambda count: count[1].low)
    lies = every([values.above(_LOWEST, or_equal=True), _not(values.above(_HIGHEST))])
    missing = ("a platelet count without its comparator",) if lies is None else ()
    return Finding(lies, (f"lowest platelets {describe(row)}",), missing, (span_of(row.collected_on, on),))


def _is_per_nanolitre(unit: str) -> bool:
    """`10*9/L` and its spellings; with or without a multiplication sign before it."""
    plain = unit.replace(" ", "").upper().replace("Μ", "U")  # an upper-case micro sign is a Greek letter
    return plain.removeprefix("X").removeprefix("×") in _PER_NANOLITRE


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def anatomy_excluded(facts: Facts) -> Finding:
    """A maternal anatomical cause is excluded: asked and absent, or every final image normal."""
    anomaly = asked(facts, ConditionCode.UTERINE_ANOMALY)
    images = final_of(facts, _IMAGING)
    if anomaly is not None:
        return Finding(not anomaly, (f"malformation of the uterus: {'present' if anomaly else 'absent'}",))
    if images and all(row.word is ResultWord.NORMAL for row in images):
        return Finding(True, tuple(f"{test_label(row.test)} normal" for row in images))
    return Finding(None, missing=("exclusion of an anatomical cause",))


def hormones_excluded(facts: Facts) -> Finding:
    """A hormonal cause is excluded as far as her newest TSH says so; an abnormal one leaves it to the clinician."""
    results = sorted(
        final_of(facts, ("tsh",)), key=lambda row: row.collected_on.latest if row.collected_on else date.min
    )
    if results and reading_of(results[-1]) == "normal":
        return Finding(True, (f"TSH {describe(results[-1])}",))
    return Finding(None, missing=("exclusion of a hormonal cause (TSH within its limits)",))


def chromosomes_excluded(facts: Facts) -> Finding:
    """A parental chromosomal cause is excluded: her karyotype and a partner's are on record, neither a carrier's."""
    parents = [
        row for row in facts.investigations if row.test == "karyo_blood" and row.status is InvestigationStatus.FINAL
    ]
    hers = [carrier(row) for row in parents if row.subject is Subject.PATIENT]
    partners = [carrier(row) for row in parents if row.subject is Subject.PARTNER]
    if True in (*hers, *partners):
        return Finding(False, ("a parent has a chromosome rearrangement",))
    if False in hers and False in partners:
        return Finding(True, ("both parental karyotypes without a rearrangement",))
    return Finding(None, missing=("exclusion of a parental chromosomal cause (both karyotypes)",))
