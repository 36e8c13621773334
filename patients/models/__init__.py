"""The woman, her partners, her pregnancies."""

from patients.models.base import ClinicalRow
from patients.models.history import Condition, Medication
from patients.models.patient import Partner, Patient
from patients.models.pregnancy import Pregnancy
from patients.models.unfinished import Draft, SentForm
from patients.models.within import Birth, Event

__all__ = [
    "Birth", "ClinicalRow", "Condition", "Draft", "Event", "Medication", "Partner", "Patient", "Pregnancy", "SentForm",
]  # fmt: skip
