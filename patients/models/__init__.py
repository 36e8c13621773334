"""The woman, her partners, her pregnancies."""

from patients.models.base import ClinicalRow
from patients.models.history import Condition, Medication
from patients.models.patient import Partner, Patient
from patients.models.pregnancy import Birth, Event, Pregnancy
from patients.models.unfinished import Draft, SentForm

__all__ = [
    "Birth", "ClinicalRow", "Condition", "Draft", "Event", "Medication", "Partner", "Patient", "Pregnancy", "SentForm",
]  # fmt: skip
