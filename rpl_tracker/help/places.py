"""Which section of the guide speaks of which page: `Help on this page` leads there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_CLINICIANS: dict[str, tuple[str, ...]] = {
    "work-from-the-worklist": ("worklist", "worklist_search", "group", "filter_save", "filter_change"),
    "record-a-new-patient": ("patient_new", "patient_edit", "partner_new", "partner_edit", "conditions",
                             "medication_new", "medication_edit"),
    "read-the-patient-page": ("patient",),
    "record-a-pregnancy": ("pregnancy_new", "pregnancy_edit", "birth_new", "birth_edit", "event_new", "event_edit"),
    "enter-results": ("results", "results_panel", "investigation_edit", "uterine_findings"),
    "order-tests": ("order",),
    "record-a-decision": ("decision_new", "decision_edit"),
    "correct-a-mistake": ("entered_in_error", "record_history", "history", "letter_in_error"),
    "compare-guidelines": ("compare",),
    "print-or-write-a-letter": ("letters", "letter_new", "letter"),
    "import-a-spreadsheet": ("import", "import_preview"),
    "check-a-guideline-and-sign-it-off": ("guidelines", "guideline", "guideline_sign_off"),
}  # fmt: skip
_ADMINISTRATORS = {"a-lost-second-factor": ("mfa_index",)}

PLACES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        name: (page, anchor)
        for page, sections in (("clinicians", _CLINICIANS), ("administrators", _ADMINISTRATORS))
        for anchor, names in sections.items()
        for name in names
    }
)
