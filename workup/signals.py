"""Keeps the findings true: of a record in the transaction that changes it, of a clinic right after it, in chunks."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from patients.actions import record_changed
from patients.models import Patient, Pregnancy
from patients.tissue import tissue_asked
from rpl_tracker.accounts.models import Clinic
from workup.findings import recompute, refresh
from workup.forms.tissue import order_tissue
from workup.models import AdoptedChange, AdoptedItem


@receiver(record_changed, sender=Patient, dispatch_uid="findings_of_changed_records")
def on_record_changed(patient_ids: set[int], **kwargs: Any) -> None:
    """Compute the findings of the patients whose record changed."""
    refresh(patient_ids)


@receiver(tissue_asked, sender=Pregnancy, dispatch_uid="tissue_of_a_loss_now")
def on_tissue_asked(pregnancy: Pregnancy, by: Any, on: Any, **kwargs: Any) -> None:
    """Order it in the transaction that stores the loss."""
    order_tissue(pregnancy, by=by, on=on)


@receiver(post_save, sender=Clinic, dispatch_uid="findings_of_changed_clinics")
def on_clinic_saved(instance: Clinic, created: bool, **kwargs: Any) -> None:
    """Another default edition, threshold or time zone may change every finding of the clinic."""
    if not created:
        transaction.on_commit(lambda: recompute(instance.pk))


@receiver(post_save, sender=AdoptedChange, dispatch_uid="findings_of_local_changes")
@receiver(post_save, sender=AdoptedItem, dispatch_uid="findings_of_local_items")
def on_adoption_saved(instance: AdoptedChange | AdoptedItem, **kwargs: Any) -> None:
    """So may what the clinic does differently, or adds."""
    transaction.on_commit(lambda: recompute(instance.clinic_id))
