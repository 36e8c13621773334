"""Who may see and do what: users, clinics, and who is what in which clinic."""

from __future__ import annotations

import zoneinfo

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Lower

from rpl_tracker.accounts.editions import editions
from rpl_tracker.audit.tracking import tracked, tracked_except

code_is_a_slug = RegexValidator(r"^[a-z0-9-]+$", "Use small letters, digits and hyphens.")


def time_zone_exists(name: str) -> None:
    """Refuse a zone that no clock knows."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"“{name}” is not a time zone; write one such as Europe/London.")


@tracked_except("password", "last_login")
class User(AbstractUser):
    """A person who signs in. `is_staff` opens the Django admin (role administrator)."""

    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"
        constraints = (
            models.UniqueConstraint(
                Lower("username"),
                name="username_differs_by_more_than_case",
                violation_error_message="There is a user of this name already (capital letters make no difference).",
            ),
        )


@tracked
class Clinic(models.Model):
    """A clinic with its own patients, people and settings."""

    class AplMode(models.TextChoices):
        SYDNEY = "sydney", "Sydney 2006 (above 40 GPL/MPL)"
        ACR_EULAR = "acr_eular", "ACR/EULAR 2023 (40 units or more)"

    code = models.CharField(max_length=40, unique=True, validators=[code_is_a_slug])
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=60, default="UTC", validators=[time_zone_exists])
    default_guideline = models.CharField("default edition", max_length=60, default="eshre-2022")
    idle_minutes = models.PositiveSmallIntegerField(default=15, validators=[MinValueValidator(1)])
    apl_mode = models.CharField("antiphospholipid thresholds", max_length=20, choices=AplMode, default=AplMode.SYDNEY)
    tissue_days = models.PositiveSmallIntegerField("days in which tissue can still be collected", default=14)
    stillbirth_from_days = models.PositiveSmallIntegerField("stillbirth from (days of gestation)", default=168)
    children_in_para = models.BooleanField(
        "para counts each child of a twin delivery", default=False,
        help_text="Without the tick (as in textbooks) a twin delivery is 1 in para; with it, 2 in the G/P that is "
        "shown.",
    )  # fmt: skip
    biochemical_in_gravida = models.BooleanField(
        "biochemical pregnancies count in gravida", default=True,
        help_text="Without the tick a biochemical pregnancy is in no number of the G/P that is shown.",
    )  # fmt: skip
    tsh_upper = models.DecimalField(
        "TSH upper limit (mIU/L)", max_digits=5, decimal_places=2, null=True, blank=True,
        help_text="Blank: the limit printed with each result is used.",
    )  # fmt: skip

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=models.Q(idle_minutes__gte=1), name="clinic_idle_minutes_at_least_1"),
            models.CheckConstraint(condition=models.Q(code__regex=r"^[a-z0-9-]+$"), name="clinic_code_is_a_slug"),
            models.CheckConstraint(condition=models.Q(apl_mode__in=["sydney", "acr_eular"]), name="clinic_apl_mode"),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """The default edition is one of those on file."""
        known = dict(editions())
        if known and self.default_guideline not in known:
            words = f"There is no edition “{self.default_guideline}” on file; there are {', '.join(known)}."
            raise ValidationError({"default_guideline": words})


@tracked
class Membership(models.Model):
    """What one person is in one clinic."""

    class Role(models.TextChoices):
        CLINICIAN = "clinician", "Clinician: everything clinical"
        NURSE = "nurse", "Nurse: results, orders and events"
        VIEWER = "viewer", "Viewer: reads"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    active = models.BooleanField(default=True, help_text="Take the tick away when someone leaves; nothing is deleted.")

    class Meta:
        ordering = ("clinic", "user")
        constraints = (
            models.UniqueConstraint(fields=("user", "clinic"), name="one_membership_per_clinic"),
            models.CheckConstraint(
                condition=models.Q(role__in=["clinician", "nurse", "viewer"]), name="membership_role"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} in {self.clinic}: {self.role}"
