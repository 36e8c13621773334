"""What an examination of the uterus measured and saw: fields as they apply to how it was done."""

from __future__ import annotations

from copy import copy
from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from patients.forms.base import RecordForm, RecordMeta
from patients.forms.conflict import filled_in
from patients.forms.layout import Section, When, when
from patients.obstetrics.values import InvestigationStatus
from workup.checklist.uterine import MusaSign
from workup.checklist.uterine import UterineFindings as Findings
from workup.forms.fibroids import FibroidsField
from workup.interpretation.ucv import parse_ucv
from workup.interpretation.uterine_reading import MAC_CATEGORIES
from workup.load_uterus import findings_fact
from workup.models import UterineFindings

NUMBERS = ("indentation_mm", "angle_deg", "external_cleft_mm", "wall_mm")
EXTENT = "_extent"
SIGNS = tuple(f"{sign.value}{end}" for sign in MusaSign for end in ("", EXTENT))
WITH_SIGNS = ("us3d", "tvus", "shg", "adenomyosis_us")  # MUSA describes what ultrasound shows
NO_RESULT = "Somebody else took the result of this examination back, so it has no findings: nothing was saved."
MARKED = (
    "Somebody else marked these findings as entered in error while you were writing. Nothing was saved. Saving again "
    "stores what you see as new findings."
)
NOT_YET = 0  # the version of findings that are not on record; a form opened then never overwrites another's
MUSA_HELP = "The first three are the direct ones. “Not assessed” is not “absent”."

FUNDUS = Section("Fundus and cavity", (*NUMBERS, "cavity"), "As measured; every class is computed from the numbers.")
NAMED = Section("As the examiner named it", ("ucv", "mac"), "Blank where the report names no class.")
SEEN = Section("Fibroids and adhesions", ("fibroids", "adhesions"))
MUSA = Section("Signs of adenomyosis (MUSA)", SIGNS, MUSA_HELP, pairs=True)


class UterineFindingsForm(RecordForm):
    """Blank stays not recorded. The classes are shown while it is typed, and are stored nowhere."""

    fibroids = FibroidsField(label="Fibroids", required=False)

    sections: ClassVar[tuple[Section, ...]] = (FUNDUS, NAMED, SEEN, MUSA)
    applies: ClassVar[dict[str, When]] = {
        f"{sign.value}{EXTENT}": when(sign.value, "yes", "True") for sign in MusaSign
    }  # fmt: skip

    class Meta(RecordMeta):
        model = UterineFindings
        fields = (*NUMBERS, "cavity", "ucv", "mac", "fibroids", "adhesions", *SIGNS)
        labels: ClassVar[dict[str, str]] = {
            "indentation_mm": "Internal indentation, depth (mm)",
            "angle_deg": "Internal indentation, angle (degrees)",
            "external_cleft_mm": "External cleft (mm)",
            "wall_mm": "Wall thickness (mm)",
            "ucv": "ESHRE/ESGE code",
            "mac": "ASRM 2021 category",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "indentation_mm": "0 for none",
            "external_cleft_mm": "0 for none",
            "cavity": "In the examiner's words",
            "ucv": "U, C and V, such as U2aC0V0",
            "mac": "One of the nine, or as written",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        test = self.instance.investigation.test
        if test not in WITH_SIGNS:
            for name in SIGNS:
                del self.fields[name]
            self.conditions = {}
        order = (MUSA, SEEN, FUNDUS, NAMED) if test == "adenomyosis_us" else self.sections
        self.shown_sections = tuple(part for part in order if part is not MUSA or test in WITH_SIGNS)
        if self.instance.pk is None:
            self.initial["row_version"] = NOT_YET

    @classmethod
    def prepare(cls, fields: dict[str, Any]) -> None:
        """Three things, never two: present, absent, not assessed; seen, not seen, not said."""
        super().prepare(fields)
        for sign in MusaSign:
            fields[sign.value].label = f"{sign.words[0].upper()}{sign.words[1:]}"
            fields[sign.value].choices = [("", "not assessed"), ("yes", "Present"), ("no", "Absent")]
            fields[f"{sign.value}{EXTENT}"].label = f"{fields[sign.value].label}: extent"
            fields[f"{sign.value}{EXTENT}"].widget.attrs["placeholder"] = "extent"
        fields["adhesions"].choices = [("", "not said"), ("yes", "Seen"), ("no", "Not seen")]
        fields["mac"].widget.attrs.update({"list": "mac-categories", "autocomplete": "off"})

    def laid_out(self, first: int = 0, last: int | None = None) -> list[tuple[Section, list[dict[str, Any]]]]:
        """Only the parts that apply to this technique."""
        return [(part, self._cells(part, part.fields)) for part in self.shown_sections[first:last]]

    @property
    def categories(self) -> tuple[str, ...]:
        """Offered where the category is typed."""
        return MAC_CATEGORIES

    def clean(self) -> dict[str, Any]:
        """Findings that were marked as entered in error meanwhile do not come back by themselves."""
        cleaned = super().clean()
        if self.instance.investigation.status != InvestigationStatus.FINAL:
            raise ValidationError(NO_RESULT, code="no_result")
        if self.instance.pk is None and cleaned.get("row_version"):
            data: Any = filled_in(self, {"row_version": NOT_YET})
            self.data = data
            raise ValidationError(MARKED, code="conflict")
        return cleaned

    def clean_ucv(self) -> str:
        code: str = self.cleaned_data["ucv"].strip()
        if not code:
            return ""
        try:
            parse_ucv(code)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
        return code

    def findings(self) -> Findings:
        """What was typed so far, as far as it can be read: a field with an error counts as blank."""
        typed = copy(self.instance)
        for name in set(self.errors if self.is_bound else ()) & set(self.fields) & set(self._meta.fields or ()):
            blank: Any = [] if name == "fibroids" else self._nothing(name)
            setattr(typed, name, blank)
        return findings_fact(typed)
