"""Listens to changes of the record and of a clinic's settings, and keeps the findings true in the same transaction."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from patients.actions import record_changed
from patients.models import Patient
from rpl_tracker.accounts.models import Clinic
from workup.findings import refresh


@receiver(record_changed, sender=Patient, dispatch_uid="findings_of_changed_records")
def on_record_changed(patient_ids: set[int], **kwargs: Any) -> None:
    """Compute the findings of the patients whose record changed."""
    refresh(patient_ids)


@receiver(post_save, sender=Clinic, dispatch_uid="findings_of_changed_clinics")
def on_clinic_saved(instance: Clinic, created: bool, **kwargs: Any) -> None:
    """Another default edition, threshold or time zone may change every finding of the clinic."""
    if not created:
        refresh(list(Patient.objects.filter(clinic=instance).values_list("pk", flat=True)))
