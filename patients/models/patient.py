"""The woman under care, and her partners."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from patients.models.base import VALID, ClinicalRow, between, choices, error_has_reason, one_of
from patients.obstetrics.values import Abo, RhD, Smoking
from patients.spelling import Spelled
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.audit.tracking import tracked


class Person(ClinicalRow):
    """Height in cm, weight in kg, alcohol in units a week. Blank: not recorded."""

    family_name = models.CharField(max_length=100, blank=True)
    given_names = models.CharField(max_length=100, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    height_cm = models.DecimalField("height (cm)", max_digits=4, decimal_places=1, null=True, blank=True)
    weight_kg = models.DecimalField("weight (kg)", max_digits=4, decimal_places=1, null=True, blank=True)
    smoking = models.CharField(max_length=10, choices=choices(Smoking), blank=True)
    alcohol_units_per_week = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)

    class Meta:
        abstract = True


def person_checks(model: str) -> list[models.BaseConstraint]:
    """What must hold for any person's measurements."""
    return [
        between("height_cm", 50, 250, model, "Height is in centimetres, between 50 and 250."),
        between("weight_kg", 20, 400, model, "Weight is in kilograms, between 20 and 400."),
        between("alcohol_units_per_week", 0, 500, model, "Units of alcohol a week cannot be below 0 or above 500."),
        one_of("smoking", Smoking, model),
        error_has_reason(model),
    ]


@tracked
class Patient(Person):
    """The woman under care. She belongs to one clinic and is known there by her MRN."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="patients")
    mrn = models.CharField("MRN", max_length=40)
    family_name = models.CharField(max_length=100)
    given_names = models.CharField(max_length=100)
    date_of_birth = models.DateField()
    abo = models.CharField("ABO group", max_length=2, choices=choices(Abo), blank=True)
    rhd = models.CharField("RhD", max_length=10, choices=choices(RhD), blank=True)
    measured_on = models.DateField("height and weight measured on", null=True, blank=True)
    caffeine_mg_per_day = models.PositiveSmallIntegerField("caffeine (mg a day)", null=True, blank=True)
    referred_on = models.DateField(null=True, blank=True)
    referred_by = models.CharField(max_length=120, blank=True)
    first_seen_on = models.DateField(null=True, blank=True)
    next_visit_on = models.DateField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="assigned_patients"
    )
    language = models.CharField(max_length=40, blank=True)
    interpreter = models.BooleanField("interpreter needed", null=True, blank=True)
    early_workup_reason = models.CharField("reason to start the workup early", max_length=300, blank=True)
    early_workup_on = models.DateField("decided on", null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("family_name", "given_names", "pk")
        constraints = (
            *person_checks("patient"),
            one_of("abo", Abo, "patient"),
            one_of("rhd", RhD, "patient"),
            models.UniqueConstraint(
                fields=("clinic", "mrn"), condition=VALID, name="mrn_once_per_clinic",
                violation_error_message="This MRN is already in use in this clinic.",
            ),
            models.CheckConstraint(
                condition=~Q(mrn="") & Q(mrn__regex=r"^\S(.*\S)?$"), name="patient_mrn_has_no_edge_blanks",
                violation_error_message="An MRN has no blanks at its ends.",
            ),
            models.CheckConstraint(
                condition=Q(early_workup_on__isnull=True) | ~Q(early_workup_reason=""),
                name="patient_early_workup_has_reason",
                violation_error_message="A day of the decision needs its reason.",
            ),
        )  # fmt: skip
        indexes = (
            models.Index(fields=("clinic", "family_name", "given_names")),
            GinIndex(
                OpClass(Spelled("family_name"), name="gin_trgm_ops"),
                OpClass(Spelled("given_names"), name="gin_trgm_ops"),
                OpClass(Upper("mrn"), name="gin_trgm_ops"), name="patient_search",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """No name and no MRN: this text reaches page titles and logs."""
        return f"Patient {self.pk}"

    @property
    def patient_pk(self) -> int:
        return int(self.pk)

    @property
    def name(self) -> str:
        """As the banner shows it."""
        return f"{self.family_name}, {self.given_names}"


@tracked
class Partner(Person):
    """A partner for a period; both end days are included, blank is open. Known by a label within the patient."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="partners")
    label = models.CharField("label", max_length=20, help_text="Short and unique for this patient, such as P1.")
    from_date = models.DateField("partner from", null=True, blank=True)
    to_date = models.DateField("partner until", null=True, blank=True)
    provides_sperm = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ("label",)
        constraints = (
            *person_checks("partner"),
            models.UniqueConstraint(
                fields=("patient", "label"), condition=VALID, name="partner_label_once_per_patient",
                violation_error_message="This patient already has a partner with this label.",
            ),
            models.CheckConstraint(
                condition=Q(label__regex=r"^\S(.*\S)?$") & ~Q(label__in=("patient", "tissue")),
                name="partner_label_is_free",
                violation_error_message="A label is short, such as P1, and is not “patient” or “tissue”.",
            ),
            models.CheckConstraint(
                condition=Q(from_date__isnull=True) | Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="partner_ends_after_beginning",
                violation_error_message="The end lies before the beginning.",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Partner {self.label}"
