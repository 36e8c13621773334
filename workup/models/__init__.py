"""What was investigated, what was decided, and the findings kept for the worklist."""

from workup.models.adoption import AdoptedChange, AdoptedItem, SignOff
from workup.models.decision import Decision
from workup.models.findings import ChecklistPeriod, Finding
from workup.models.investigation import Investigation, Laboratory
from workup.models.saved_filter import SavedFilter
from workup.models.uterus import UterineFindings

__all__ = [
    "AdoptedChange",
    "AdoptedItem",
    "ChecklistPeriod",
    "Decision",
    "Finding",
    "Investigation",
    "Laboratory",
    "SavedFilter",
    "SignOff",
    "UterineFindings",
]
