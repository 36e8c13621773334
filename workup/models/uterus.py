"""What an examination of the uterus measured and saw: raw. Every class is computed from it, none is stored."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.db.models.lookups import Regex

from patients.fields import ReportedDecimalField
from patients.models.base import VALID, ClinicalRow, between, error_has_reason
from rpl_tracker.audit.tracking import tracked
from workup.checklist.uterine import UTERINE_TESTS, MusaSign
from workup.interpretation.figo import FIGO_PATTERN
from workup.interpretation.ucv import UCV_PATTERN
from workup.models.investigation import Investigation

LENGTHS = ("indentation_mm", "external_cleft_mm", "wall_mm")
SIZE = r"[1-9][0-9]{0,2}(?:\.[0-9])?"
_FIBROID = rf"(?:{FIGO_PATTERN})(?:@{SIZE})?"
_FIBROIDS = rf"^\{{(?:{_FIBROID}(?:,{_FIBROID})*)?\}}$"  # as PostgreSQL writes the array


def length(name: str, **more: Any) -> models.DecimalField:  # type: ignore[type-arg]
    """A measurement with the places that were reported."""
    return ReportedDecimalField(name, max_digits=5, decimal_places=2, null=True, blank=True, **more)


def sign(name: str) -> models.BooleanField:  # type: ignore[type-arg]
    """Present, absent, or not assessed."""
    return models.BooleanField(name, null=True, blank=True)


def extent() -> models.CharField:  # type: ignore[type-arg]
    """Where and how far, in the examiner's words."""
    return models.CharField("extent", max_length=120, blank=True)


def _extent_needs_its_sign(each: MusaSign) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{each}_extent": ""}) | Q(**{each.value: True, f"{each}__isnull": False}),
        name=f"uterinefindings_{each.value}_extent_possible",
        violation_error_message="An extent needs its sign to be present.",
    )


_SAYS = reduce(
    or_,
    [
        *(Q(**{f"{name}__isnull": False}) for name in (*LENGTHS, "angle_deg", "adhesions", *MusaSign)),
        *(~Q(**{name: ""}) for name in ("cavity", "ucv", "mac")),
        ~Q(fibroids=[]),
    ],
)


@tracked
class UterineFindings(ClinicalRow):
    """Lengths in mm, the angle of the indentation in degrees; `fibroids` are `4`, `2-5` or `2-5@34` (size in mm)."""

    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="uterine_findings")
    test = models.CharField(max_length=40)  # the investigation's own: the database compares them
    indentation_mm = length("depth of the internal indentation (mm)")
    angle_deg = length("angle of the indentation (degrees)")
    external_cleft_mm = length("external cleft (mm)")
    wall_mm = length("wall thickness (mm)")
    cavity = models.CharField("cavity as described", max_length=200, blank=True)
    ucv = models.CharField("examiner's ESHRE/ESGE code", max_length=9, blank=True)
    mac = models.CharField("examiner's ASRM 2021 category", max_length=80, blank=True)
    fibroids = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    adhesions = models.BooleanField("intrauterine adhesions", null=True, blank=True)
    myometrial_cysts, myometrial_cysts_extent = sign("myometrial cysts"), extent()
    hyperechogenic_islands, hyperechogenic_islands_extent = sign("hyperechogenic islands"), extent()
    subendometrial_lines, subendometrial_lines_extent = sign("echogenic subendometrial lines or buds"), extent()
    asymmetrical_thickening, asymmetrical_thickening_extent = sign("asymmetrical wall thickening"), extent()
    globular_uterus, globular_uterus_extent = sign("globular uterus"), extent()
    junctional_zone, junctional_zone_extent = sign("irregular or interrupted junctional zone"), extent()
    fan_shaped_shadowing, fan_shaped_shadowing_extent = sign("fan-shaped shadowing"), extent()
    translesional_vascularity, translesional_vascularity_extent = sign("translesional vascularity"), extent()
    question_mark_form, question_mark_form_extent = sign("question-mark form"), extent()

    class Meta:
        ordering = ("pk",)
        verbose_name = "set of findings of the uterus"
        verbose_name_plural = "sets of findings of the uterus"
        constraints = (
            error_has_reason("uterinefindings"),
            models.UniqueConstraint(
                fields=("investigation",), condition=VALID, name="uterine_findings_once",
                violation_error_message="Somebody else entered findings of this examination just now. Your text is "
                "kept; save again to see what is stored beside it.",
            ),
            models.CheckConstraint(condition=Q(test__in=UTERINE_TESTS), name="uterine_findings_of_the_uterus"),
            models.CheckConstraint(
                condition=_SAYS, name="uterine_findings_say_something",
                violation_error_message="Nothing is entered yet. Enter at least one finding, or cancel.",
            ),
            *(between(name, 0, 200, "uterinefindings", "A length is between 0 and 200 mm.") for name in LENGTHS[:2]),
            models.CheckConstraint(
                condition=Q(wall_mm__isnull=True) | Q(wall_mm__gt=0, wall_mm__lte=200),
                name="uterinefindings_wall_mm_possible",
                violation_error_message="A wall is thicker than 0 and up to 200 mm.",
            ),
            models.CheckConstraint(
                condition=Q(angle_deg__isnull=True) | Q(angle_deg__gt=0, angle_deg__lte=180),
                name="uterinefindings_angle_deg_possible",
                violation_error_message="An angle is more than 0 and up to 180 degrees.",
            ),
            models.CheckConstraint(
                condition=Q(ucv="") | Q(ucv__regex=UCV_PATTERN), name="uterinefindings_ucv_possible",
                violation_error_message="Write the code as U0 to U6, C0 to C4 and V0 to V4, such as U2aC0V0.",
            ),
            models.CheckConstraint(
                condition=Q(Regex(Cast("fibroids", models.TextField()), _FIBROIDS)),
                name="uterinefindings_fibroids_possible",
                violation_error_message="Write each fibroid as its FIGO type (0 to 8, or 2-5) and its size in mm.",
            ),
            *(_extent_needs_its_sign(each) for each in MusaSign),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Findings of the uterus {self.pk}"

    @property
    def patient_pk(self) -> int:
        return int(self.investigation.patient_id)

    def clean(self) -> None:
        """Said in words before the database refuses it."""
        if self.test != self.investigation.test or self.test not in UTERINE_TESTS:
            raise ValidationError("Findings of the uterus belong to an examination of the uterus.", code="other_test")
