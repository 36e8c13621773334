"""Editions of guidelines as data: one TOML file each, validated when read. Sign-off is a clinic's, not the file's."""

from workup.guidelines.loading import GuidelineError, load, load_all
from workup.guidelines.model import (
    Case,
    Category,
    GapItems,
    Guideline,
    GuidelineItem,
    Note,
    Remark,
    Revision,
    Verification,
)

__all__ = [
    "Case",
    "Category",
    "GapItems",
    "Guideline",
    "GuidelineError",
    "GuidelineItem",
    "Note",
    "Remark",
    "Revision",
    "Verification",
    "load",
    "load_all",
]
