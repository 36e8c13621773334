"""One pregnancy, whatever became of it: which fields apply to which outcome is said here and nowhere else."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from patients import actions
from patients.forms.base import RecordForm, RecordMeta
from patients.forms.complications import complication_fields, joined, names, split
from patients.forms.gestation import HOW, GestationField
from patients.forms.hers import hers_of, offer_partners
from patients.forms.layout import Section, When, together, unless, when
from patients.models import Patient, Pregnancy
from patients.obstetrics.values import TERMINATIONS, Conception, CountOverride, Outcome
from patients.tissue import days_too_late, tissue_asked
from rpl_tracker.accounts.editions import editions
from rpl_tracker.accounts.models import User

PARTIAL = "2024, May 2024 or 9 May 2024"

ENDED = unless("outcome", Outcome, "ongoing")
SEEN = unless("outcome", Outcome, "biochemical", "pul_resolved", "pul_treated")
WITH_A_FETUS = unless(
    "outcome", Outcome, "ongoing", "biochemical", "pul_resolved", "pul_treated", "ectopic", "molar"
)  # fmt: skip
SIZED = when("outcome", "miscarriage", "stillbirth", "ectopic", "unknown", *TERMINATIONS)
TISSUE = when("outcome", "miscarriage", "stillbirth")
MAY_HAVE_CHILDREN = when("outcome", "live_birth", "stillbirth", "unknown", *TERMINATIONS)
ASSISTED = unless("conception", Conception, "spontaneous", "ovulation_induction", "iui")
NOT_SPONTANEOUS = unless("conception", Conception, "spontaneous")
OVERRULED = when("count_override", *CountOverride)


class PregnancyForm(RecordForm):
    """Gestation is typed, or computed from LMP, EDD or transfer; both are kept apart."""

    ga = GestationField(label="Gestation when it ended", required=False, help_text=f"{HOW}; blank: from the dates")
    size = GestationField(label="Gestation by size", required=False, help_text="by the last measurement")
    override_for = forms.MultipleChoiceField(
        label="For which guidelines", required=False, widget=forms.CheckboxSelectMultiple, help_text="None: for all."
    )

    order_tissue = forms.BooleanField(label="Order genetic tests of the tissue now", required=False)

    sections: ClassVar[tuple[Section, ...]] = (
        Section("Outcome", ("number", "outcome", "ended_on", "order_tissue", "ga", "loss_type", "size",
                            "confirmed_by", "partner")),
        Section("Beginning and dating", ("conception", "gametes", "transfer_date", "embryo_age_days", "lmp", "edd",
                                         "edd_basis")),
        Section("How it went", ("management", "anti_d", "fetus_count", "liveborn", "children_alive_now",
                                "fetal_morphology")),
        Section("Complications", tuple(names()), "With the gestation where it is known: 9+5, or 9+5, 16 for several "
                                                 "times.", pairs=True),
        Section("Overrule the count", ("count_override", "override_reason", "override_for"),
                "Only where you judge otherwise than the definition does. The reason is kept and shown."),
        Section("Note", ("note",)),
    )  # fmt: skip
    applies: ClassVar[dict[str, When]] = {
        **together(ENDED, "ended_on", "ga", "management", "count_override"),
        "loss_type": when("outcome", "miscarriage"),
        "size": SIZED,
        "order_tissue": TISSUE,
        **together(MAY_HAVE_CHILDREN, "liveborn", "children_alive_now"),
        "fetal_morphology": WITH_A_FETUS,
        "fetus_count": SEEN,
        "gametes": NOT_SPONTANEOUS,
        **together(ASSISTED, "transfer_date", "embryo_age_days"),
        **together(OVERRULED, "override_reason", "override_for"),
    }
    gestations: ClassVar[dict[str, tuple[str, str]]] = {
        "ga": ("ga_weeks", "ga_days"),
        "size": ("size_weeks", "size_days"),
    }
    not_ahead = ("lmp", "transfer_date", "ended_on")
    begins = "outcome"

    class Meta(RecordMeta):
        model = Pregnancy
        fields = (
            "number", "outcome", "ended_on", "loss_type", "confirmed_by", "partner", "conception", "gametes",
            "transfer_date", "embryo_age_days", "lmp", "edd", "edd_basis", "management", "anti_d", "fetus_count",
            "liveborn", "children_alive_now", "fetal_morphology", "count_override", "override_reason", "override_for",
            "note",
        )  # fmt: skip
        labels: ClassVar[dict[str, str]] = {
            "ended_on": "Ended on",
            "children_alive_now": "Children alive now",
            "fetal_morphology": "Fetal morphology",
            "transfer_date": "Embryo transfer on",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "number": "1 for the first.",
            "ended_on": PARTIAL,
            "lmp": "First day of the last period",
            "confirmed_by": "The strongest proof",
        }
        widgets: ClassVar[dict[str, Any]] = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_partners(self, self.instance.patient)
        if kept := [(key, key) for key in self.instance.override_for if key not in dict(editions())]:
            self.own("override_for").choices = [*editions(), *kept]

    @classmethod
    def prepare(cls, fields: dict[str, forms.Field]) -> None:
        super().prepare(fields)
        fields.update(complication_fields())
        fields["override_for"].choices = list(editions())  # type: ignore[attr-defined]

    def stored_values(self, row: Any) -> dict[str, Any]:
        return split(row.complications)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.instance.complications = joined(cleaned)
        if cleaned.get("count_override") and not cleaned.get("override_reason"):
            self.add_error("override_reason", ValidationError("Overruling the count needs a reason.", code="required"))
        self._refuse_tissue_too_late(cleaned)
        return cleaned

    def store(self, *, by: User) -> Any:
        """The pregnancy, and in the same transaction the order of its tissue when that is ticked."""
        if not self.cleaned_data.get("order_tissue"):
            return super().store(by=by)
        with actions.many_changes(savepoint=False):  # the form judged the loss, the program makes the order
            row = super().store(by=by)
            tissue_asked.send(sender=Pregnancy, pregnancy=row, by=by, on=self.on)
        return row

    def _refuse_tissue_too_late(self, cleaned: dict[str, Any]) -> None:
        within = self.instance.patient.clinic.tissue_days
        if cleaned.get("order_tissue") and days_too_late(cleaned.get("ended_on"), self.on, within):
            words = f"This clinic collects tissue within {within} days of a loss: take the tick away, or mend the date."
            self.add_error("order_tissue", ValidationError(words, code="too_late"))


def next_number(patient: Patient) -> int:
    """One more than the last pregnancy's."""
    return max((row.number for row in hers_of(patient).pregnancies), default=0) + 1
