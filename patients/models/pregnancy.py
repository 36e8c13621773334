"""Her pregnancies: one row per conception, whatever became of it; births and events hang below."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Least

from patients.fields import PartialDateField, exact_day, latest_day, well_shaped
from patients.models.base import (
    VALID,
    ClinicalRow,
    Exclusion,
    between,
    choices,
    error_has_reason,
    gestation_checks,
    one_of,
)
from patients.models.patient import Partner, Patient
from patients.obstetrics import values as v
from rpl_tracker.audit.tracking import tracked

ONGOING = Q(outcome=v.Outcome.ONGOING)


class _DateRange(Func):
    function = "daterange"


class _Plus14(Func):
    template = "(%(expressions)s::date + 14)"  # said, because a form asks it of an unsaved row without an LMP
    output_field = models.DateField()


# Conception (transfer, else LMP + 14 days) to the end, half-open; both full dates, or nothing is said. One that ended
# before it was conceived by these dates (an uncertain LMP) lasts no day and overlaps nothing.
CONCEIVED = Coalesce("transfer_date", _Plus14("lmp"))
LASTING = _DateRange(Least(CONCEIVED, exact_day("ended_on")), exact_day("ended_on"), Value("[)"))
DATED = (
    VALID
    & (Q(transfer_date__isnull=False) | Q(lmp__isnull=False))
    & (ONGOING | Q(models.lookups.IsNull(exact_day("ended_on"), False)))
)


@tracked
class Pregnancy(ClinicalRow):
    """`number` keeps the order also when dates are unknown.

    `ga_*` is the gestation when it ended, by dates; `size_*` that by size at demise. Weeks alone: days not known.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="pregnancies")
    number = models.PositiveSmallIntegerField(help_text="1 for the first, in order, also when dates are unknown.")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="pregnancies")
    conception = models.CharField(max_length=20, choices=choices(v.Conception), blank=True)
    gametes = models.CharField(max_length=20, choices=choices(v.Gametes), blank=True)
    lmp = models.DateField("last menstrual period", null=True, blank=True)
    edd = models.DateField("estimated due date", null=True, blank=True)
    edd_basis = models.CharField("due date from", max_length=12, choices=choices(v.EddBasis), blank=True)
    transfer_date = models.DateField("embryo transfer", null=True, blank=True)
    embryo_age_days = models.PositiveSmallIntegerField("age of the embryo (days)", null=True, blank=True)
    outcome = models.CharField(max_length=24, choices=choices(v.Outcome))
    ended_on = PartialDateField()
    ga_weeks = models.PositiveSmallIntegerField("weeks when it ended", null=True, blank=True)
    ga_days = models.PositiveSmallIntegerField("days", null=True, blank=True)
    size_weeks = models.PositiveSmallIntegerField("weeks by size", null=True, blank=True)
    size_days = models.PositiveSmallIntegerField("days by size", null=True, blank=True)
    loss_type = models.CharField("type of loss", max_length=16, choices=choices(v.LossType), blank=True)
    confirmed_by = models.CharField("confirmed by", max_length=16, choices=choices(v.Confirmation), blank=True)
    fetus_count = models.PositiveSmallIntegerField("number of fetuses", null=True, blank=True)
    liveborn = models.PositiveSmallIntegerField("born alive", null=True, blank=True)
    children_alive_now = models.PositiveSmallIntegerField("children alive now", null=True, blank=True)
    management = models.CharField(max_length=16, choices=choices(v.Management), blank=True)
    fetal_morphology = models.CharField(max_length=12, choices=choices(v.FetalMorphology), blank=True)
    complications = ArrayField(models.CharField(max_length=50), default=list, blank=True)  # `pprom` or `pprom@19+2`
    anti_d = models.CharField("anti-D", max_length=12, choices=choices(v.AntiD), blank=True)
    count_override = models.CharField("overrule the count", max_length=12, choices=choices(v.CountOverride), blank=True)
    override_reason = models.CharField("reason", max_length=300, blank=True)
    override_for = ArrayField(models.CharField(max_length=60), default=list, blank=True)  # guideline keys; empty = all
    note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "pregnancies"
        ordering = ("number", "pk")
        constraints = (
            error_has_reason("pregnancy"),
            *gestation_checks("ga", "pregnancy"),
            *gestation_checks("size", "pregnancy"),
            *(one_of(column, values, "pregnancy") for column, values in (
                ("conception", v.Conception), ("gametes", v.Gametes), ("edd_basis", v.EddBasis), ("outcome", v.Outcome),
                ("loss_type", v.LossType), ("confirmed_by", v.Confirmation), ("management", v.Management),
                ("fetal_morphology", v.FetalMorphology), ("anti_d", v.AntiD), ("count_override", v.CountOverride),
            )),
            well_shaped("ended_on", "pregnancy"),
            between("number", 1, 60, "pregnancy", "The number is 1 for the first pregnancy."),
            between("embryo_age_days", 0, 10, "pregnancy", "The age of the embryo is in days, 0 to 10."),
            between("fetus_count", 1, 9, "pregnancy", "The number of fetuses is 1 to 9."),
            models.CheckConstraint(condition=~Q(outcome=""), name="pregnancy_has_outcome"),
            models.UniqueConstraint(
                fields=("patient", "number"), condition=VALID, name="pregnancy_number_once",
                violation_error_message="This patient already has a pregnancy with this number.",
            ),
            models.UniqueConstraint(
                fields=("patient",), condition=ONGOING & VALID, name="one_ongoing_pregnancy",
                violation_error_message="She already has an ongoing pregnancy; record first how that one ended.",
            ),
            models.CheckConstraint(
                condition=~ONGOING | Q(
                    ended_on__isnull=True, ga_weeks__isnull=True, size_weeks__isnull=True, loss_type="",
                    liveborn__isnull=True, children_alive_now__isnull=True,
                ),
                name="ongoing_has_not_ended",
                violation_error_message="An ongoing pregnancy has no end, no gestation at the end and no children yet.",
            ),
            models.CheckConstraint(
                condition=Q(loss_type="") | Q(outcome=v.Outcome.MISCARRIAGE), name="loss_type_of_a_miscarriage",
                violation_error_message="A type of loss belongs to a miscarriage only.",
            ),
            models.CheckConstraint(
                condition=Q(embryo_age_days__isnull=True) | Q(transfer_date__isnull=False),
                name="embryo_age_needs_transfer",
                violation_error_message="The age of the embryo needs the day of the transfer.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(lmp__isnull=True)
                | Q(models.lookups.LessThanOrEqual(F("lmp"), latest_day("ended_on"))),
                name="pregnancy_ends_after_lmp",
                violation_error_message="It ended before its last menstrual period.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(transfer_date__isnull=True)
                | Q(models.lookups.LessThanOrEqual(F("transfer_date"), latest_day("ended_on"))),
                name="pregnancy_ends_after_transfer",
                violation_error_message="It ended before the embryo transfer.",
            ),
            models.CheckConstraint(
                condition=Q(lmp__isnull=True) | Q(transfer_date__isnull=True) | Q(transfer_date__gte=F("lmp")),
                name="transfer_after_lmp",
                violation_error_message="The embryo transfer lies before the last menstrual period.",
            ),
            models.CheckConstraint(
                condition=Q(lmp__isnull=True) | Q(edd__isnull=True) | Q(edd__gt=F("lmp")), name="edd_after_lmp",
                violation_error_message="The due date lies before the last menstrual period.",
            ),
            models.CheckConstraint(
                condition=Q(liveborn__isnull=True) | Q(fetus_count__isnull=True) | Q(liveborn__lte=F("fetus_count")),
                name="liveborn_within_fetuses",
                violation_error_message="More children born alive than fetuses.",
            ),
            models.CheckConstraint(
                condition=Q(children_alive_now__isnull=True) | Q(liveborn__isnull=True)
                | Q(children_alive_now__lte=F("liveborn")),
                name="alive_within_liveborn",
                violation_error_message="More children alive now than were born alive.",
            ),
            models.CheckConstraint(
                condition=Q(count_override="", override_reason="") | (~Q(count_override="") & ~Q(override_reason="")),
                name="override_has_reason",
                violation_error_message="Overruling the count needs a reason, and a reason needs the choice.",
            ),
            Exclusion(
                name="pregnancies_do_not_overlap",
                expressions=[("patient", "="), (LASTING, "&&")],
                condition=DATED,
                violation_error_message="It overlaps another pregnancy on record (from conception to the end).",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Pregnancy {self.number}"
