"""Letters, to read and to find; they are written, made final and marked in the application itself."""

from __future__ import annotations

from django.contrib import admin

from patients.admin import HERS, OfPatient
from rpl_tracker.interop.models import Letter


@admin.register(Letter)
class LetterAdmin(OfPatient):
    list_display = ("id", "patient", "status", "as_of", "guideline", "written_by", "final_at", "entered_in_error")
    list_filter = ("status", "guideline", "entered_in_error")
    list_select_related = ("patient__clinic", "written_by")
    search_fields = HERS
    exclude = ("page", "pdf")
