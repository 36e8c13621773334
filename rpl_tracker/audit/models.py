"""Every look at a patient. Changes are kept by the database itself (`tracking.py`)."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class AccessLog(models.Model):
    """One look at one patient: who, when, through which page. Written once, never changed.

    Patient and clinic are plain numbers: a look stays on record whatever becomes of the row that it was at,
    and this package knows no patients.
    """

    class Kind(models.TextChoices):
        PAGE = "page", "Page"
        PRINT = "print", "Print"
        JSON = "json", "JSON"
        ADMIN = "admin", "Django admin"
        EXPORT = "export", "Export"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    username = models.CharField(max_length=150, help_text="As it was at the time.")
    clinic_id = models.BigIntegerField("clinic")
    patient_id = models.BigIntegerField("patient", db_index=True)
    kind = models.CharField(max_length=10, choices=Kind)
    page = models.CharField(max_length=120, help_text="The name of the page, never its address.")
    request_id = models.CharField(max_length=36)
    at = models.DateTimeField(db_default=Now(), editable=False, db_index=True)

    class Meta:
        verbose_name = "look at a patient"
        verbose_name_plural = "looks at patients"
        ordering = ("-id",)
        default_permissions = ("add", "view")
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=["page", "print", "json", "admin", "export"]), name="access_kind"
            ),
        )

    def __str__(self) -> str:
        return f"{self.username}, patient {self.patient_id}"


class TrailPage(models.Model):
    """No table: gives the audit trail (`trail.py`) its place in the Django admin."""

    class Meta:
        managed = False
        verbose_name = "change"
        verbose_name_plural = "changes (audit trail)"
        default_permissions = ("view",)

    def __str__(self) -> str:
        return "audit trail"
