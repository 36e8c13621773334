"""Invented measurements of the uterus for the demo clinic: the spreadsheet has no columns for them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from patients.actions import add
from rpl_tracker.accounts.models import Clinic, User
from workup.models import Investigation, UterineFindings

FINDINGS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    # Arcuate to its examiner and to ASRM, septate by ESHRE/ESGE: the rules disagree.
    ("DEMO-001", "mri", {
        "indentation_mm": Decimal("8.0"), "angle_deg": Decimal(112), "external_cleft_mm": Decimal(0),
        "wall_mm": Decimal("14.5"), "cavity": "arcuate, not septate", "ucv": "U0C0V0", "fibroids": ["4@12"],
    }),
    ("DEMO-002", "us3d", {
        "indentation_mm": Decimal("2.0"), "angle_deg": Decimal(150), "external_cleft_mm": Decimal(0),
        "wall_mm": Decimal(12), "ucv": "U0C0V0", "adhesions": False, "myometrial_cysts": False,
        "hyperechogenic_islands": False, "subendometrial_lines": False,
    }),
    ("DEMO-018", "hysteroscopy", {"cavity": "thin bands at the fundus, divided", "adhesions": True}),
    ("DEMO-030", "adenomyosis_us", {
        "myometrial_cysts": False, "subendometrial_lines": False, "globular_uterus": True,
        "globular_uterus_extent": "slightly",
    }),
)  # fmt: skip


def add_findings(clinic: Clinic, *, by: User) -> None:
    """Each set beside the examination that the demo's files bring."""
    for mrn, test, found in FINDINGS:
        examination = Investigation.objects.get(patient__clinic=clinic, patient__mrn=mrn, test=test)
        add(UterineFindings(investigation=examination, test=test, **found), by=by)
