"""Stored letters for tests."""

from datetime import UTC, date, datetime
from typing import Any

from patients.models import Patient
from rpl_tracker.interop.models import Letter
from tests.records import a_user


def a_letter(patient: Patient, *, final: bool = False, **more: Any) -> Letter:
    by = a_user()
    kept = {
        "status": "final", "final_at": datetime(2026, 6, 1, 10, tzinfo=UTC), "final_by": by, "page": "<p>x</p>",
        "pdf": b"%PDF-",
    }  # fmt: skip
    known = {"addressee": "Dr Far", "body": "Text.", "guideline": "eshre-2022", "as_of": date(2026, 6, 1), **more}
    return Letter.objects.create(patient=patient, written_by=by, **known, **(kept if final else {}))
