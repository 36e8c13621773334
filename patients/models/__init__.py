"""The woman, her partners, her pregnancies."""

from patients.models.base import ClinicalRow
from patients.models.history import Condition, Medication
from patients.models.patient import Partner, Patient
from patients.models.pregnancy import Birth, Event, Pregnancy

__all__ = ["Birth", "ClinicalRow", "Condition", "Event", "Medication", "Partner", "Patient", "Pregnancy"]
