"""What was investigated, what was decided, and the findings kept for the worklist."""

from workup.models.decision import Decision
from workup.models.findings import ChecklistPeriod, Finding
from workup.models.investigation import Investigation, Laboratory

__all__ = ["ChecklistPeriod", "Decision", "Finding", "Investigation", "Laboratory"]
