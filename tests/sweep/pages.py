"""Every address of the application, and how to reach it: a page that is not named here fails the sweep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from patients.models import Patient
from rpl_tracker.accounts.models import Clinic
from tests.records import (
    a_birth,
    a_decision,
    a_medication,
    a_partner,
    a_patient,
    a_pregnancy,
    an_event,
    an_investigation,
    findings_of_uterus,
)
from tests.rpl_tracker.interop.letters.builders import a_letter

MARKER = "Zyxwmarker"
MARKER_MRN = "MRNQ7741X"


@dataclass(frozen=True, slots=True)
class Record:
    """One patient with a row of every kind; her name and MRN are the marker that may appear in no address or log."""

    patient: Patient
    rows: dict[str, int]

    @classmethod
    def of(cls, clinic: Clinic) -> Record:
        patient = a_patient(clinic, family_name=MARKER, given_names=MARKER, mrn=MARKER_MRN)
        pregnancy = a_pregnancy(patient, 1, ga_weeks=8)
        rows = {
            "partner": a_partner(patient, family_name=MARKER).pk,
            "pregnancy": pregnancy.pk,
            "birth": a_birth(pregnancy, outcome="vanished").pk,
            "event": an_event(pregnancy, ga_weeks=7).pk,
            "medication": a_medication(patient).pk,
            "investigation": an_investigation(patient).pk,
            "scan": findings_of_uterus(an_investigation(patient, "us3d", word="abnormal"), wall_mm=11).investigation_id,
            "decision": a_decision(patient).pk,
            "letter": a_letter(patient).pk,
            "final": a_letter(patient, final=True).pk,
        }
        return cls(patient, rows)


Kwargs = Callable[[Record], dict[str, Any]]


def hers(**fixed: Any) -> Kwargs:
    return lambda record: {"pk": record.patient.pk, **fixed}


def row(kind: str) -> Kwargs:
    return lambda record: {"pk": record.patient.pk, "row": record.rows[kind]}


def in_pregnancy(record: Record) -> dict[str, Any]:
    return {"pk": record.patient.pk, "pregnancy": record.rows["pregnancy"]}


def plan_of_partner(record: Record) -> dict[str, Any]:
    return {"pk": record.patient.pk, "partner": record.rows["partner"]}


def in_error(record: Record) -> dict[str, Any]:
    return {"pk": record.patient.pk, "kind": "medication", "row": record.rows["medication"]}


@dataclass(frozen=True, slots=True)
class Place:
    """A page about a patient. `roles` may open it, the others are refused; `get` or `post` is how."""

    kwargs: Kwargs
    roles: tuple[str, ...]
    method: str = "get"
    look: str = "page"  # how the look is put on record

    def url(self, name: str, record: Record) -> str:
        return reverse(name, kwargs=self.kwargs(record))


ALL = ("clinician", "nurse", "viewer")
RESULTS = ("clinician", "nurse")
CLINICIAN = ("clinician",)

ABOUT_HER = {
    "patient": Place(hers(), ALL),
    "workup_json": Place(hers(), ALL, look="json"),
    "compare": Place(hers(), ALL),
    "patient_edit": Place(hers(), CLINICIAN),
    "partner_new": Place(hers(), CLINICIAN),
    "partner_edit": Place(row("partner"), CLINICIAN),
    "conditions": Place(hers(), CLINICIAN),
    "medication_new": Place(hers(), CLINICIAN),
    "medication_edit": Place(row("medication"), CLINICIAN),
    "pregnancy_new": Place(hers(), CLINICIAN),
    "pregnancy_edit": Place(row("pregnancy"), CLINICIAN),
    "pregnancy_reading": Place(hers(), CLINICIAN, "post"),
    "birth_new": Place(in_pregnancy, CLINICIAN),
    "birth_edit": Place(row("birth"), CLINICIAN),
    "event_new": Place(in_pregnancy, RESULTS),
    "event_edit": Place(row("event"), RESULTS),
    "event_reading": Place(in_pregnancy, RESULTS, "post"),
    "results": Place(hers(), RESULTS),
    "results_panel": Place(hers(panel="apl"), RESULTS),
    "results_reading": Place(hers(panel="apl"), RESULTS, "post"),
    "investigation_edit": Place(row("investigation"), RESULTS),
    "uterine_findings": Place(row("scan"), RESULTS),
    "uterine_reading": Place(row("scan"), RESULTS, "post"),
    "order": Place(hers(), RESULTS),
    "decision_new": Place(hers(), CLINICIAN),
    "decision_edit": Place(row("decision"), CLINICIAN),
    "entered_in_error": Place(in_error, CLINICIAN),
    "record_history": Place(hers(), ALL),
    "history": Place(in_error, ALL),
    "summary": Place(hers(), ALL, look="print"),
    "summary_pdf": Place(hers(), ALL, look="print"),
    "plan": Place(hers(), ALL, look="print"),
    "plan_pdf": Place(hers(), ALL, look="print"),
    "partner_plan": Place(plan_of_partner, ALL, look="print"),
    "partner_plan_pdf": Place(plan_of_partner, ALL, look="print"),
    "letters": Place(hers(), ALL),
    "letter_new": Place(hers(), CLINICIAN),
    "letter": Place(row("letter"), CLINICIAN),
    "letter_preview": Place(row("letter"), CLINICIAN, look="print"),
    "letter_pdf": Place(row("final"), ALL, look="print"),
    "letter_in_error": Place(row("letter"), CLINICIAN),
}
# Pages of the clinic: who may open them.
OF_THE_CLINIC = {
    "worklist": ALL,
    "patient_new": CLINICIAN,
    "import": CLINICIAN,
    "guidelines": ALL,
    "guideline": ALL,
    "guideline_sign_off": CLINICIAN,
    "help": ALL,
    "help_page": ALL,
    "help_chapter": ALL,
}
ESHRE = {"key": "eshre-2022"}
OF_ONE_EDITION: dict[str, dict[str, Any]] = {
    "guideline": ESHRE,
    "guideline_sign_off": ESHRE,
    "guideline_sign_off_withdraw": {**ESHRE, "row": 1},
    "help_page": {"page": "clinicians"},
    "help_chapter": {"page": "clinicians", "chapter": "read-the-patient-page"},
}
POST_ONLY = {
    "worklist_search", "choose_clinic", "keep_draft", "discard_draft", "find", "filter_save", "group", "group_undo",
    "export", "guideline_sign_off_withdraw",
}  # fmt: skip
OPEN = {"healthz", "account_login", "account_logout", "account_signup", "account_inactive"}


def clinic_url(name: str) -> str:
    """The address of a page of the clinic."""
    return reverse(name, kwargs=OF_ONE_EDITION.get(name))


def names() -> Iterator[str]:
    """The name of every address outside of the Django admin."""
    yield from _names(get_resolver().url_patterns)


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from _names(pattern.url_patterns)
        else:
            yield pattern.name or str(pattern.pattern)
