"""Each patient's findings kept as rows, so that the worklist is one indexed query. A cache: it can be computed anew."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from patients.models import Patient


class Period(models.Model):
    """From which day (included) until which day (excluded, blank: for good) the calendar alone leaves it as it is."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="+")
    guideline = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        abstract = True


class ChecklistPeriod(Period):
    """One patient's checklist in numbers, for a period."""

    clinic = models.ForeignKey("accounts.Clinic", on_delete=models.CASCADE, related_name="+")
    basis = models.CharField(max_length=64, blank=True)  # of edition, local changes and settings; see editions.py
    met = models.BooleanField(null=True)
    overruled = models.BooleanField(default=False)
    asked = models.PositiveSmallIntegerField()
    done = models.PositiveSmallIntegerField()
    closed = models.PositiveSmallIntegerField()
    open = models.PositiveSmallIntegerField()
    missing = models.PositiveSmallIntegerField()
    repeat_due = models.PositiveSmallIntegerField()
    outstanding = models.PositiveSmallIntegerField()
    review = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("patient", "valid_from"), name="one_checklist_a_day"),)
        indexes = (models.Index(fields=("clinic", "valid_from", "valid_until")),)

    def __str__(self) -> str:
        return f"Checklist of patient {self.patient_id} from {self.valid_from}"


class Finding(Period):
    """One item of one patient, for a period."""

    item = models.CharField(max_length=60)
    label = models.CharField(max_length=120)
    partner = models.CharField(max_length=20, blank=True)
    pregnancy = models.PositiveSmallIntegerField(null=True)
    status = models.CharField(max_length=24)
    reading = models.CharField(max_length=12, blank=True)
    not_before = models.DateField(null=True)
    due = models.DateField(null=True)
    open_order = models.BooleanField(default=False)
    review_due = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField()  # as the checklist shows it

    class Meta:
        indexes = (
            models.Index(fields=("patient", "valid_from", "valid_until")),
            models.Index(
                fields=("item", "status", "patient"), condition=~Q(status="not_recommended"), name="finding_by_item"
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} of patient {self.patient_id}: {self.status}"
