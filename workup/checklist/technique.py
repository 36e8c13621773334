"""Whether the guideline in use prefers another technique than the one by which the uterus was examined.

The checklist's reason says the same of its item (`context.py`); this is said beside the result.
"""

from __future__ import annotations

from patients.obstetrics.interpreted import Interpretation, Mark
from workup.checklist.facts import Investigation
from workup.checklist.words import test_label
from workup.guidelines.model import Guideline, GuidelineItem, Verification

ITEM = "uterine_anatomy"
_ONLY_2D = "tvus"
_EXAMINATIONS = frozenset({_ONLY_2D, "us3d", "shg", "hsg", "mri", "hysteroscopy"})
_SEEN = frozenset({Verification.SEEN, Verification.SEEN_SECONDARY})


def technique_said(inv: Investigation, guideline: Guideline) -> tuple[Interpretation, ...]:
    """One line beside an examination of the uterus; nothing beside others, and where the edition has no such row."""
    row = next((each for each in guideline.items if each.item == ITEM), None)
    if row is None or inv.test not in _EXAMINATIONS:
        return ()
    mark = Mark.SEEN if row.verification in _SEEN else Mark.RECALLED
    return (Interpretation("Technique", _words(inv.test, row, guideline), row.citation, mark),)


def _words(test: str, row: GuidelineItem, guideline: Guideline) -> str:
    preferred = guideline.preferred_uterine
    only_2d = "; by 2D alone the item stays partial" if test == _ONLY_2D else ""
    if test in preferred:
        return f"{test_label(test)} is a technique that this guideline prefers"
    if not preferred:
        return f"Which technique this guideline prefers is not on file{only_2d}"
    return f"This guideline prefers {row.technique or ' or '.join(map(test_label, preferred))}{only_2d}"
