"""What hangs below a pregnancy: its births, and what happened in its course."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from patients.forms.base import RecordForm, RecordMeta
from patients.forms.gestation import GestationField
from patients.forms.layout import Section, When, together, when
from patients.models import Birth, Event, Pregnancy
from patients.obstetrics.values import BirthOutcome

EARLY_FIELDS = (
    "route", "cardiac_activity", "heart_rate", "crl_mm", "crl_measurements", "embryo_seen", "sac_mm", "yolk_sac_seen",
    "yolk_sac_mm", "empty_amnion",
)  # fmt: skip
SCAN_FIELDS = (*EARLY_FIELDS, "fluid", "fluid_index_mm", "cervix_mm", "haematoma_mm", "haematoma_mm_2")
# A scan belongs to a stay in hospital and to a procedure too: what is left of the fluid after an amnioinfusion.
MAY_BE_MEASURED = when("kind", "", "scan", "admission", "procedure")


class BirthForm(RecordForm):
    """One child or fetus."""

    ga = GestationField(label="Gestation", required=False)

    sections: ClassVar[tuple[Section, ...]] = (
        Section("Birth", ("order", "outcome", "ga", "sex", "weight_g", "alive_now", "died_on")),
    )
    applies: ClassVar[dict[str, When]] = together(when("outcome", "live_birth"), "alive_now", "died_on")
    gestations: ClassVar[dict[str, tuple[str, str]]] = {"ga": ("ga_weeks", "ga_days")}
    not_ahead = ("died_on",)
    begins = "outcome"

    class Meta(RecordMeta):
        model = Birth
        fields = ("order", "outcome", "sex", "weight_g", "alive_now", "died_on")
        labels: ClassVar[dict[str, str]] = {"alive_now": "Alive now", "died_on": "Died on"}
        help_texts: ClassVar[dict[str, str]] = {
            "order": "1 for the firstborn",
            "died_on": "2024, May 2024 or 9 May 2024",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        others = Birth.objects.valid().filter(pregnancy=self.instance.pregnancy).exclude(pk=self.instance.pk)
        liveborn = [birth.alive_now for birth in others if birth.outcome == BirthOutcome.LIVE_BIRTH]
        if cleaned.get("outcome") == BirthOutcome.LIVE_BIRTH:
            liveborn.append(cleaned.get("alive_now"))
        self._compare("outcome", len(liveborn), self.instance.pregnancy.liveborn, "born alive")
        alive = sum(alive is True for alive in liveborn)
        self._compare("alive_now", alive, self.instance.pregnancy.children_alive_now, "alive now")
        return cleaned

    def _compare(self, field: str, births: int, stated: int | None, what: str) -> None:
        """Births and the numbers of their pregnancy must agree; too few can still be entered."""
        if stated is not None and births > stated:
            words = f"With this one {births} are {what}, but the pregnancy says {stated}; correct the one or the other."
            self.add_error(field, ValidationError(words, code="disagrees"))


class EventForm(RecordForm):
    """Something that happened in a pregnancy, by day or by gestation."""

    ga = GestationField(label="Gestation", required=False)

    sections: ClassVar[tuple[Section, ...]] = (
        Section("What and when", ("kind", "on", "ga", "approximate"), "The day or the gestation, as precisely as it is "
                                                                      "known."),
        Section("Measurements", (*SCAN_FIELDS, "hcg_iu_l"), "Lengths in millimetres (1 inch is 25.4 mm). A range such "
                                                            "as “24-25 mm” goes into the text; no middle is invented."),
        Section("In words", ("text",)),
    )  # fmt: skip
    applies: ClassVar[dict[str, When]] = {
        **together(MAY_BE_MEASURED, *SCAN_FIELDS),
        "hcg_iu_l": when("kind", "", "hcg"),
    }
    gestations: ClassVar[dict[str, tuple[str, str]]] = {"ga": ("ga_weeks", "ga_days")}
    not_ahead = ("on",)
    begins = "kind"

    class Meta(RecordMeta):
        model = Event
        fields = ("kind", "on", "approximate", *SCAN_FIELDS, "hcg_iu_l", "text")
        labels: ClassVar[dict[str, str]] = {
            "on": "Day",
            "approximate": "Day or gestation is approximate",
            "text": "What was seen or done",
            "kind": "What",
            "hcg_iu_l": "hCG (IU/L)",
            "route": "Ultrasound",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "on": "2024, May 2024 or 9 May 2024",
            "sac_mm": "mean of three diameters",
        }
        widgets: ClassVar[dict[str, Any]] = {"text": forms.Textarea(attrs={"rows": 3})}


def next_order(pregnancy: Pregnancy) -> int:
    """One more than the last child's."""
    last = pregnancy.births.valid().order_by("-order").values_list("order", flat=True).first()
    return 1 if last is None else int(last) + 1
