"""A clinician's recorded word on an item of the workup."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from patients.models import Partner, Patient, Pregnancy
from patients.models.base import ClinicalRow, choices, error_has_reason, one_of
from patients.obstetrics import values as v
from rpl_tracker.audit.tracking import tracked


@tracked
class Decision(ClinicalRow):
    """Declined, done elsewhere, not applicable or deferred: always with reason, name and date."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="decisions")
    item = models.CharField(max_length=60)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    pregnancy = models.ForeignKey(Pregnancy, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    kind = models.CharField("decision", max_length=16, choices=choices(v.DecisionKind))
    reason = models.CharField(max_length=300)
    decided_on = models.DateField("decided on")
    review_on = models.DateField("review on", null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")

    class Meta:
        ordering = ("-decided_on", "-pk")
        constraints = (
            error_has_reason("decision"),
            one_of("kind", v.DecisionKind, "decision"),
            models.CheckConstraint(condition=~Q(item="") & ~Q(kind=""), name="decision_says_what_on_what"),
            models.CheckConstraint(
                condition=~Q(reason=""), name="decision_has_reason",
                violation_error_message="A decision needs its reason.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=v.DecisionKind.DEFERRED) | Q(review_on__isnull=False), name="deferred_has_review_day",
                violation_error_message="A deferred item needs the day on which to look at it again.",
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True) | Q(review_on__gte=F("decided_on")), name="review_after_decision",
                violation_error_message="The review lies before the decision.",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Decision {self.pk}"
