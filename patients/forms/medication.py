"""What she takes or took."""

from __future__ import annotations

from typing import ClassVar

from patients.forms.base import RecordForm, RecordMeta
from patients.forms.layout import Section
from patients.models import Medication


class MedicationForm(RecordForm):
    """Both end days are included; without a stop date it is still taken."""

    sections: ClassVar[tuple[Section, ...]] = (
        Section("Medication", ("name", "kind", "dose")),
        Section(
            "When",
            ("started_on", "stopped_on"),
            "As precisely as it is known: 2024, May 2024 or 9 May 2024. No stop date: she still takes it.",
        ),
    )
    not_ahead = ("started_on",)

    class Meta(RecordMeta):
        model = Medication
        fields = ("name", "kind", "dose", "started_on", "stopped_on")
        labels: ClassVar[dict[str, str]] = {"started_on": "Started", "stopped_on": "Stopped"}
