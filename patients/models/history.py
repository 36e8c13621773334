"""What is known of her, or of a partner, beside the pregnancies: conditions and medication."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from patients.fields import PartialDateField, well_shaped
from patients.models.base import VALID, ClinicalRow, choices, error_has_reason, one_of
from patients.models.patient import Partner, Patient
from patients.obstetrics.values import ConditionCode, MedicationClass
from rpl_tracker.audit.tracking import tracked


@tracked
class Condition(ClinicalRow):
    """Asked, and present or absent. What was not asked has no row: three things, not two."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="conditions")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="conditions")
    code = models.CharField("condition", max_length=40, choices=choices(ConditionCode))
    present = models.BooleanField()
    since = PartialDateField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("code", "pk")
        constraints = (
            error_has_reason("condition"),
            one_of("code", ConditionCode, "condition"),
            well_shaped("since", "condition"),
            models.CheckConstraint(condition=~Q(code=""), name="condition_has_code"),
            models.UniqueConstraint(
                fields=("patient", "partner", "code"), condition=VALID, nulls_distinct=False,
                name="condition_once_per_person",
                violation_error_message="This condition is already on record for this person.",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Condition {self.pk}"


@tracked
class Medication(ClinicalRow):
    """What she takes or took. Both end days are included; no stop date: still taken."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="medications")
    name = models.CharField(max_length=120)
    kind = models.CharField("class", max_length=20, choices=choices(MedicationClass))
    dose = models.CharField(max_length=120, blank=True)
    started_on = PartialDateField()
    stopped_on = PartialDateField()

    class Meta:
        ordering = (F("started_on").desc(nulls_last=True), "pk")
        constraints = (
            error_has_reason("medication"),
            one_of("kind", MedicationClass, "medication"),
            well_shaped("started_on", "medication"),
            well_shaped("stopped_on", "medication"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(kind=""), name="medication_has_name_and_class"),
            models.CheckConstraint(
                condition=Q(started_on__isnull=True) | Q(stopped_on__isnull=True) | Q(stopped_on__gte=F("started_on"))
                | Q(started_on__startswith=F("stopped_on")),
                name="medication_stops_after_start",
                violation_error_message="It stops before it starts.",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Medication {self.pk}"
