"""What is no part of the record: typing that is not saved yet, and which forms were sent. Both go after a day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from patients.models.patient import Patient
from rpl_tracker.accounts.models import User

KEPT_FOR = timedelta(hours=24)


class ForADay(models.QuerySet[Any]):
    """Rows that are forgotten a day after `at`."""

    def fresh(self) -> ForADay:
        """Not older than a day."""
        return self.filter(at__gt=timezone.now() - KEPT_FOR)

    def expired(self) -> ForADay:
        """Older than a day."""
        return self.filter(at__lte=timezone.now() - KEPT_FOR)


class Draft(models.Model):
    """What one person typed into one form and did not save. Nobody else ever sees it, and no history is kept of it.

    `place` is the address of the form (with the clinic, for a woman who is not on record yet and has no `patient`);
    `typed` holds every field's values as the browser would send them.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, null=True, related_name="+")
    place = models.CharField(max_length=300)
    typed = models.JSONField()
    at = models.DateTimeField(db_index=True)

    objects = ForADay.as_manager()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("user", "patient", "place"), nulls_distinct=False, name="draft_once_per_form"
            ),
        )

    def __str__(self) -> str:
        return f"Draft {self.pk}"


class SentForm(models.Model):
    """One form that was stored: so that the same form sent again stores nothing, and the step can be undone.

    `token` is the form's one-time number, `key` a fingerprint of it and of the content. `touched` lists the rows that
    the step wrote: model, number, version before (0: there was no row) and after.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, null=True, related_name="+")
    token = models.CharField(max_length=64, blank=True)
    key = models.CharField(max_length=64)
    leads_to = models.TextField()
    permission = models.CharField(max_length=20)
    touched = models.JSONField(default=list)
    undone = models.BooleanField(default=False)
    at = models.DateTimeField(db_index=True)

    objects = ForADay.as_manager()

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="sent_form_once"),)

    def __str__(self) -> str:
        return f"Sent form {self.pk}"
