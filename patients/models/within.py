"""What hangs below a pregnancy: the children born of it and what happened inside it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from patients.fields import PartialDateField, well_shaped
from patients.models.base import (
    VALID,
    ClinicalRow,
    between,
    choices,
    error_has_reason,
    gestation_checks,
    one_of,
)
from patients.models.pregnancy import Pregnancy
from patients.obstetrics import values as v
from rpl_tracker.audit.tracking import tracked


@tracked
class Birth(ClinicalRow):
    """One child or fetus of a pregnancy, in order."""

    pregnancy = models.ForeignKey(Pregnancy, on_delete=models.PROTECT, related_name="births")
    order = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, choices=choices(v.BirthOutcome))
    ga_weeks = models.PositiveSmallIntegerField("weeks", null=True, blank=True)
    ga_days = models.PositiveSmallIntegerField("days", null=True, blank=True)
    sex = models.CharField(max_length=14, choices=choices(v.Sex), blank=True)
    weight_g = models.PositiveSmallIntegerField("weight (g)", null=True, blank=True)
    alive_now = models.BooleanField(null=True, blank=True)
    died_on = PartialDateField()

    class Meta:
        ordering = ("order", "pk")
        constraints = (
            error_has_reason("birth"),
            *gestation_checks("ga", "birth"),
            one_of("outcome", v.BirthOutcome, "birth"),
            one_of("sex", v.Sex, "birth"),
            well_shaped("died_on", "birth"),
            between("order", 1, 9, "birth", "The order is 1 for the firstborn."),
            between("weight_g", 1, 8000, "birth", "Weight is in grams, up to 8000."),
            models.CheckConstraint(condition=~Q(outcome=""), name="birth_has_outcome"),
            models.UniqueConstraint(
                fields=("pregnancy", "order"), condition=VALID, name="birth_order_once",
                violation_error_message="This pregnancy already has a birth with this order.",
            ),
            models.CheckConstraint(
                condition=Q(outcome=v.BirthOutcome.LIVE_BIRTH)
                | (Q(alive_now__isnull=True) | Q(alive_now=False)) & Q(died_on__isnull=True),
                name="only_a_liveborn_child_lives_or_dies",
                violation_error_message="Only a child born alive is alive now or died later.",
            ),
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | Q(alive_now__isnull=True) | Q(alive_now=False),
                name="a_child_who_died_is_not_alive",
                violation_error_message="A child who died is not alive now.",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Birth {self.order}"

    @property
    def patient_pk(self) -> int:
        return int(self.pregnancy.patient_id)


@tracked
class Event(ClinicalRow):
    """Something dated inside a pregnancy, by day or by gestation. Lengths in mm, heart rate a minute, hCG in IU/L."""

    pregnancy = models.ForeignKey(Pregnancy, on_delete=models.PROTECT, related_name="pregnancy_events")
    kind = models.CharField(max_length=12, choices=choices(v.EventKind))
    on = PartialDateField("date")
    ga_weeks = models.PositiveSmallIntegerField("weeks", null=True, blank=True)
    ga_days = models.PositiveSmallIntegerField("days", null=True, blank=True)
    approximate = models.BooleanField(default=False)
    sac_mm = models.DecimalField("gestational sac (mm)", max_digits=5, decimal_places=1, null=True, blank=True)
    yolk_sac_mm = models.DecimalField("yolk sac (mm)", max_digits=4, decimal_places=1, null=True, blank=True)
    crl_mm = models.DecimalField("crown-rump length (mm)", max_digits=4, decimal_places=1, null=True, blank=True)
    crl_measurements = models.PositiveSmallIntegerField("CRL: mean of how many", null=True, blank=True)
    route = models.CharField("how it was done", max_length=16, choices=choices(v.Route), blank=True)
    embryo_seen = models.BooleanField("embryo seen", null=True, blank=True)
    yolk_sac_seen = models.BooleanField("yolk sac seen", null=True, blank=True)
    empty_amnion = models.BooleanField("empty amnion", null=True, blank=True)
    cardiac_activity = models.CharField(max_length=10, choices=choices(v.CardiacActivity), blank=True)
    heart_rate = models.PositiveSmallIntegerField("heart rate (per min)", null=True, blank=True)
    fluid = models.CharField("amniotic fluid", max_length=8, choices=choices(v.Fluid), blank=True)
    fluid_index_mm = models.DecimalField(
        "amniotic fluid index (mm)", max_digits=5, decimal_places=1, null=True, blank=True
    )
    cervix_mm = models.DecimalField("cervix (mm)", max_digits=4, decimal_places=1, null=True, blank=True)
    haematoma_mm = models.DecimalField("haematoma (mm)", max_digits=5, decimal_places=1, null=True, blank=True)
    haematoma_mm_2 = models.DecimalField("by (mm)", max_digits=5, decimal_places=1, null=True, blank=True)
    hcg_iu_l = models.DecimalField("hCG (IU/L)", max_digits=10, decimal_places=1, null=True, blank=True)
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("ga_weeks", F("ga_days").asc(nulls_first=True), "on", "pk")
        constraints = (
            error_has_reason("event"),
            *gestation_checks("ga", "event"),
            one_of("kind", v.EventKind, "event"),
            one_of("cardiac_activity", v.CardiacActivity, "event"),
            one_of("fluid", v.Fluid, "event"),
            one_of("route", v.Route, "event"),
            between("crl_measurements", 1, 9, "event", "The number of measurements is 1 to 9."),
            models.CheckConstraint(
                condition=Q(crl_measurements__isnull=True) | Q(crl_mm__isnull=False),
                name="event_crl_measurements_of_a_crl",
                violation_error_message="A number of measurements needs the crown-rump length.",
            ),
            models.CheckConstraint(
                condition=Q(embryo_seen__isnull=True) | Q(embryo_seen=True)
                | (Q(crl_mm__isnull=True) & ~Q(cardiac_activity=v.CardiacActivity.PRESENT)),
                name="event_embryo_seen_when_measured",
                violation_error_message="A crown-rump length or cardiac activity says that an embryo was seen.",
            ),
            models.CheckConstraint(
                condition=Q(yolk_sac_seen__isnull=True) | Q(yolk_sac_seen=True) | Q(yolk_sac_mm__isnull=True),
                name="event_yolk_sac_seen_when_measured",
                violation_error_message="A measured yolk sac was seen.",
            ),
            well_shaped("on", "event"),
            models.CheckConstraint(condition=~Q(kind=""), name="event_has_kind"),
            models.CheckConstraint(
                condition=Q(on__isnull=False) | Q(ga_weeks__isnull=False), name="event_has_a_day",
                violation_error_message="Give the date or the gestation, as precisely as it is known.",
            ),
            models.CheckConstraint(
                condition=Q(haematoma_mm_2__isnull=True) | Q(haematoma_mm__isnull=False),
                name="event_haematoma_in_order",
                violation_error_message="The second measure of the haematoma needs the first.",
            ),
            *(between(column, 0, 9_999_999, "event", "A measurement cannot be below 0.") for column in (
                "sac_mm", "yolk_sac_mm", "crl_mm", "fluid_index_mm", "cervix_mm", "haematoma_mm", "haematoma_mm_2",
                "hcg_iu_l",
            )),
            between("heart_rate", 0, 300, "event", "A heart rate is between 0 and 300 a minute."),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Event {self.pk}"

    @property
    def patient_pk(self) -> int:
        return int(self.pregnancy.patient_id)
