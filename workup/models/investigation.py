"""Investigations: one row is one test for one subject on one day, from order to result."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from patients.fields import PartialDateField, ReportedDecimalField, latest_day, well_shaped
from patients.models import Partner, Patient, Pregnancy
from patients.models.base import ClinicalRow, between, choices, error_has_reason, one_of
from patients.obstetrics import values as v
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.audit.tracking import tracked

TISSUE_ONLY = ("karyo_poc", "cma_poc", "histology_poc", "placental_histology", "post_mortem")
WITH_SELF_HARM_ITEM = ("phq9", "epds")
PARTNER_ONLY = ("semen_panel", "sperm_conc", "sperm_prog", "sperm_normal", "sdf")


@tracked
class Laboratory(models.Model):
    """Who measured it."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="laboratories")
    name = models.CharField(max_length=120)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "laboratories"
        constraints = (
            models.UniqueConstraint(
                fields=("clinic", "name"), name="laboratory_once_per_clinic",
                violation_error_message="This clinic already has a laboratory of this name.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="laboratory_has_name"),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


FINAL = Q(status=v.InvestigationStatus.FINAL)
NO_RESULT = Q(number__isnull=True, value="", word="", comparator="")


@tracked
class Investigation(ClinicalRow):
    """`value` is the text as reported, `number` its decimal when it is one; limits as the laboratory printed them."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="investigations")
    subject = models.CharField(max_length=8, choices=choices(v.Subject), default=v.Subject.PATIENT)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="investigations")
    pregnancy = models.ForeignKey(
        Pregnancy, on_delete=models.PROTECT, null=True, blank=True, related_name="investigations"
    )
    test = models.CharField(max_length=40)
    status = models.CharField(
        max_length=10, choices=choices(v.InvestigationStatus), default=v.InvestigationStatus.FINAL
    )
    ordered_on = models.DateField(null=True, blank=True)
    collected_on = PartialDateField("collected or done on")
    comparator = models.CharField(max_length=2, choices=[(c.value, c.value) for c in v.Comparator], blank=True)
    number = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True, editable=False)
    value = models.CharField("result as reported", max_length=300, blank=True)
    unit = models.CharField(max_length=30, blank=True)
    word = models.CharField("result in words", max_length=16, choices=choices(v.ResultWord), blank=True)
    lower_limit = ReportedDecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    upper_limit = ReportedDecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    cycle_day = models.PositiveSmallIntegerField("day of cycle", null=True, blank=True)
    fasting = models.BooleanField(null=True, blank=True)
    heparin_neutralised = models.BooleanField(null=True, blank=True)
    lab = models.ForeignKey(Laboratory, on_delete=models.PROTECT, null=True, blank=True, verbose_name="laboratory")
    comment = models.CharField(max_length=500, blank=True)
    self_harm_item = models.PositiveSmallIntegerField(null=True, blank=True)  # PHQ-9 item 9, EPDS item 10: its score

    class Meta:
        ordering = (F("collected_on").desc(nulls_last=True), "test", "pk")
        indexes = (models.Index(fields=("patient", "test")),)
        constraints = (
            error_has_reason("investigation"),
            one_of("subject", v.Subject, "investigation"),
            one_of("status", v.InvestigationStatus, "investigation"),
            one_of("comparator", v.Comparator, "investigation"),
            one_of("word", v.ResultWord, "investigation"),
            well_shaped("collected_on", "investigation"),
            between("cycle_day", 1, 120, "investigation", "The day of the cycle is 1 or more."),
            between("self_harm_item", 0, 3, "investigation", "The self-harm item is 0 to 3."),
            models.CheckConstraint(
                condition=Q(self_harm_item__isnull=True) | (FINAL & Q(test__in=WITH_SELF_HARM_ITEM)),
                name="self_harm_item_of_a_questionnaire",
                violation_error_message="The self-harm item belongs to a PHQ-9 or an EPDS that was filled in.",
            ),
            models.CheckConstraint(
                condition=~Q(test="") & ~Q(subject="") & ~Q(status=""), name="investigation_says_what_and_whose",
            ),
            models.CheckConstraint(
                condition=Q(subject=v.Subject.PARTNER, partner__isnull=False)
                | Q(~Q(subject=v.Subject.PARTNER), partner__isnull=True),
                name="partner_result_names_the_partner",
                violation_error_message="A partner's result names the partner, and only a partner's does.",
            ),
            models.CheckConstraint(
                condition=~Q(subject=v.Subject.TISSUE) | Q(pregnancy__isnull=False), name="tissue_names_the_pregnancy",
                violation_error_message="A tissue result needs the pregnancy that it is of.",
            ),
            models.CheckConstraint(
                condition=Q(~Q(test__in=TISSUE_ONLY)) | Q(subject=v.Subject.TISSUE), name="tissue_tests_are_of_tissue",
                violation_error_message="This test is done on tissue of a pregnancy.",
            ),
            models.CheckConstraint(
                condition=Q(~Q(test__in=PARTNER_ONLY)) | Q(subject=v.Subject.PARTNER), name="semen_is_of_a_partner",
                violation_error_message="This test is the partner's.",
            ),
            models.CheckConstraint(
                condition=(FINAL & (~Q(value="") | ~Q(word=""))) | (~FINAL & NO_RESULT), name="final_has_a_result",
                violation_error_message="A final investigation has a result, one that is not final has none yet.",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | ~Q(value=""), name="number_keeps_its_text",
            ),
            models.CheckConstraint(
                condition=Q(comparator="") | Q(number__isnull=False), name="comparator_needs_number",
                violation_error_message="“<” or “>” needs a number after it.",
            ),
            models.CheckConstraint(
                condition=Q(lower_limit__isnull=True) | Q(upper_limit__isnull=True)
                | Q(lower_limit__lte=F("upper_limit")),
                name="limits_in_order",
                violation_error_message="The lower limit is above the upper one.",
            ),
            models.CheckConstraint(
                condition=Q(ordered_on__isnull=True) | Q(collected_on__isnull=True)
                | Q(models.lookups.LessThanOrEqual(F("ordered_on"), latest_day("collected_on"))),
                name="ordered_before_collected",
                violation_error_message="It was collected before it was ordered.",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Investigation {self.pk}"
