"""What crosses the border: an upload between its preview and its confirmation, and letters to other doctors."""

from __future__ import annotations

import uuid
from datetime import timedelta
from functools import reduce
from operator import or_

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone

from patients.models import ClinicalRow, Patient
from patients.models.base import error_has_reason
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.audit.tracking import tracked_except

KEPT = timedelta(minutes=30)


class UploadQuerySet(models.QuerySet["Upload"]):
    """Uploads waiting for a yes."""

    def still_kept(self) -> UploadQuerySet:
        return self.filter(made_at__gt=timezone.now() - KEPT)

    def expired(self) -> UploadQuerySet:
        return self.filter(made_at__lte=timezone.now() - KEPT)


class Upload(models.Model):
    """What one person sent for one clinic, and what the preview said of it. Kept for half an hour, then deleted.

    No part of the record, and so without history: what is imported has its own. The name of the file is not kept, it
    may be a patient's.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="+")
    content = models.BinaryField()
    report = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)

    objects = UploadQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Upload {self.key}"


# What of a final letter stays: everything but the mark that it was entered in error.
_KEPT = (
    "patient", "status", "addressee", "body", "guideline", "as_of", "written_by", "final_at", "final_by", "page", "pdf"
)  # fmt: skip
_CHANGED = reduce(or_, (pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")}) for name in _KEPT))


@tracked_except("pdf")
class Letter(ClinicalRow):
    """A letter to the referring doctor: a draft that can be edited, then final and kept exactly as it was.

    `body` is plain text. A final letter carries the page as it was (`page`, HTML made by our own template) and, where
    the PDF library was there, the file; a trigger refuses every later change of either.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        FINAL = "final", "Final"

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="letters")
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT, editable=False)
    addressee = models.TextField("to", max_length=400)
    body = models.TextField("text", max_length=20_000)
    guideline = models.CharField(max_length=60, editable=False)
    as_of = models.DateField(editable=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    final_at = models.DateTimeField(null=True, blank=True, editable=False)
    final_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    page = models.TextField(blank=True, editable=False)
    pdf = models.BinaryField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("-as_of", "-pk")
        constraints = (
            error_has_reason("letter"),
            models.CheckConstraint(condition=models.Q(status__in=["draft", "final"]), name="letter_status_is_known"),
            models.CheckConstraint(
                condition=~models.Q(addressee="") & ~models.Q(body=""), name="letter_says_something_to_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    ~models.Q(page=""), status="final", final_at__isnull=False, final_by__isnull=False,
                ) | models.Q(status="draft", final_at__isnull=True, final_by__isnull=True, page="", pdf__isnull=True),
                name="final_letter_is_kept_as_it_was",
            ),
        )  # fmt: skip
        triggers = (
            pgtrigger.Protect(
                name="final_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="final") & _CHANGED,
            ),
        )

    def __str__(self) -> str:
        return f"Letter {self.pk}"

    @property
    def is_final(self) -> bool:
        return self.status == self.Status.FINAL
