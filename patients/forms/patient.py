"""The woman and her partners."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib.postgres.search import TrigramSimilarity
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat

from patients.forms.base import RecordForm, RecordMeta
from patients.forms.layout import Section
from patients.models import Partner, Patient
from patients.spelling import Spelled, spelled
from rpl_tracker.accounts.models import User
from rpl_tracker.together import Question, given

ALIKE = 0.3  # trigram similarity of the whole name; PostgreSQL's own default
MAYBE_KNOWN = "She may be on record already. Tick this if she is none of those with her birthday and a similar name."
OTHER_CLINIC = (
    "You changed the clinic in another window, so nothing was saved. What you typed stays here: change back to her "
    "clinic there and save again, or open this form anew to record her in the other one."
)
NOTHING_TYPED = "Nothing is typed yet. Type what you know of this partner, or a label of your own, and save again."


class PatientForm(RecordForm):
    """Who she is, and what is known of her beside pregnancies and results."""

    clinic_pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    someone_else = forms.BooleanField(label="This is another woman", required=False)

    sections: ClassVar[tuple[Section, ...]] = (
        Section("Who she is", ("family_name", "given_names", "date_of_birth", "mrn", "language", "interpreter")),
        Section("Care", ("referred_on", "referred_by", "first_seen_on", "next_visit_on", "assigned_to")),
        Section("Blood group", ("abo", "rhd")),
        Section(
            "Lifestyle",
            ("height_cm", "weight_kg", "measured_on", "smoking", "alcohol_units_per_week", "caffeine_mg_per_day"),
        ),
        Section(
            "Workup before a definition is met",
            ("early_workup_reason", "early_workup_on"),
            "Only where a guideline leaves it to the clinician, such as RCOG after two losses. Blank: none.",
        ),
        Section("Note", ("note",)),
    )
    begins = "family_name"
    not_ahead = ("date_of_birth", "measured_on", "referred_on", "first_seen_on", "early_workup_on")

    class Meta(RecordMeta):
        model = Patient
        fields = (
            "family_name", "given_names", "date_of_birth", "mrn", "language", "interpreter", "referred_on",
            "referred_by", "first_seen_on", "next_visit_on", "assigned_to", "abo", "rhd", "height_cm", "weight_kg",
            "measured_on", "smoking", "alcohol_units_per_week", "caffeine_mg_per_day", "early_workup_reason",
            "early_workup_on", "note",
        )  # fmt: skip
        labels: ClassVar[dict[str, str]] = {
            "alcohol_units_per_week": "Alcohol (units a week)",
            "early_workup_reason": "Reason to start early",
            "referred_on": "Referred on",
            "referred_by": "Referred by",
            "first_seen_on": "First seen on",
            "next_visit_on": "Next visit on",
            "assigned_to": "Clinician",
        }
        widgets: ClassVar[dict[str, Any]] = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clinic_id = self.instance.clinic_id
        self.initial["clinic_pk"] = clinic_id
        chosen = self.instance.assigned_to_id
        colleagues = self.own("assigned_to")
        colleagues.queryset = colleagues_of(clinic_id, chosen)
        colleagues.label_from_instance = lambda user: user.get_full_name() or user.get_username()
        if not self.is_bound:  # what was sent is looked up among them; it asks for all of them only to show them again
            found = _COLLEAGUES.ask(clinic=clinic_id, chosen=chosen)
            names = ((user.pk, colleagues.label_from_instance(user)) for user in found)
            colleagues.choices = [("", colleagues.empty_label), *names]
        self.alike: list[Patient] = []

    def whose(self) -> int | None:
        return None if self.instance.pk is None else super().whose()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk is None and cleaned.get("clinic_pk") != self.instance.clinic_id:
            raise ValidationError(OTHER_CLINIC, code="other_clinic")
        self._warn_of_somebody_alike(cleaned)
        return cleaned

    def _warn_of_somebody_alike(self, cleaned: dict[str, Any]) -> None:
        """A similar name and the same day of birth: ask before a second record of the same woman is opened."""
        known = all(cleaned.get(name) for name in ("family_name", "given_names", "date_of_birth"))
        if not known or self.instance.pk is not None:
            return
        name = f"{cleaned['family_name']} {cleaned['given_names']}"
        self.alike = list(alike(self.instance.clinic_id, name, cleaned["date_of_birth"]))
        if self.alike and not cleaned.get("someone_else"):
            self.add_error("someone_else", ValidationError(MAYBE_KNOWN, code="alike"))


def colleagues_of(clinic: Any, chosen: Any) -> QuerySet[User]:
    """Who can be the clinician of a patient of the clinic. Whoever was chosen stays chosen, also after leaving it: only
    a person takes a name away.
    """
    members = Q(memberships__clinic=clinic, memberships__active=True)
    return User.objects.filter(members | Q(pk=chosen)).distinct()


_COLLEAGUES = Question(lambda: colleagues_of(given("clinic"), given("chosen")))


def alike(clinic_id: int, name: str, born: date) -> QuerySet[Patient]:
    """Patients of the clinic born on that day with a similar name, most similar first."""
    whole = Spelled(Concat("family_name", Value(" "), "given_names"))
    found: QuerySet[Patient] = Patient.objects.valid().filter(clinic=clinic_id, date_of_birth=born)
    found = found.annotate(similarity=TrigramSimilarity(whole, spelled(name)))
    return found.filter(similarity__gte=ALIKE).order_by("-similarity", "pk")[:5]


class PartnerForm(RecordForm):
    """A partner for a period. Blank days are open."""

    sections: ClassVar[tuple[Section, ...]] = (
        Section("Who", ("label", "family_name", "given_names", "date_of_birth")),
        Section("When", ("from_date", "to_date", "provides_sperm"), "Both days are included; blank is open."),
        Section("Lifestyle", ("height_cm", "weight_kg", "smoking", "alcohol_units_per_week")),
    )
    begins = "family_name"
    not_ahead = ("date_of_birth", "from_date")

    class Meta(RecordMeta):
        model = Partner
        fields = (
            "label", "family_name", "given_names", "date_of_birth", "from_date", "to_date", "provides_sperm",
            "height_cm", "weight_kg", "smoking", "alcohol_units_per_week",
        )  # fmt: skip
        labels: ClassVar[dict[str, str]] = {
            "alcohol_units_per_week": "Alcohol (units a week)",
            "provides_sperm": "Provides the sperm",
        }

    def clean(self) -> dict[str, Any]:
        """A form as it was opened is no partner: sent again after going back, it would be a second one."""
        cleaned = super().clean()
        if self.instance.pk is None and not self.has_changed():
            raise ValidationError(NOTHING_TYPED, code="required")
        return cleaned


def next_label(patient: Patient) -> str:
    """The first of P1, P2, ... that no partner of hers has."""
    taken = set(Partner.objects.valid().filter(patient=patient).values_list("label", flat=True))
    return next(label for label in (f"P{number}" for number in range(1, len(taken) + 2)) if label not in taken)
