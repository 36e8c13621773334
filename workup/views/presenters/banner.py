"""Who she is, and what is met: on top of every page about her."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from patients.models import Patient
from patients.obstetrics.as_of import pregnancies_on
from patients.obstetrics.dates import in_words
from patients.obstetrics.definitions import DefinitionResult, judge
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.summary import ObstetricSummary, obstetric_summary
from workup.guidelines import Guideline, load_all
from workup.load import settings_of

_DOORS = {
    "second_trimester_loss": "second-trimester loss",
    "clinician_discretion": "two losses, clinician's discretion",
}
_ICONS = {"true": "i-check", "false": "i-dash", "unknown": "s-cannot_tell"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One definition: `met` is `true`, `false` or `unknown`."""

    guideline: str
    met: str
    icon: str
    words: str
    counts: str


@dataclass(frozen=True, slots=True)
class Banner:
    """Everything in words; `us` and `uk` say G/P in the two conventions."""

    born: str
    age: int
    us: str
    uk: str
    blood: str
    problems: tuple[str, ...]
    verdicts: tuple[Verdict, ...]


def banner_of(
    patient: Patient, pregnancies: Iterable[Pregnancy], on: date, *, recorded_by: date, first: str = ""
) -> Banner:
    """The banner as it is on the day `on`; the edition `first`, else the clinic's own, leads the verdicts."""
    then = pregnancies_on(pregnancies, on, recorded_by)
    summary = obstetric_summary(then, on, biochemical_in_gravida=settings_of(patient.clinic).biochemical_in_gravida)
    editions = in_order(first or patient.clinic.default_guideline)
    results = ((guideline, _judged(patient, guideline, then, on)) for guideline in editions)
    return Banner(
        born=in_words(patient.date_of_birth),
        age=age_on(patient.date_of_birth, on),
        us=summary.us or _untold(summary),
        uk=summary.uk or _untold(summary),
        blood=blood_group(patient),
        problems=summary.problems,
        verdicts=tuple(verdict_of(guideline, result) for guideline, result in results),
    )


def age_on(born: date, on: date) -> int:
    """Completed years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def in_order(first: str) -> list[Guideline]:
    """Every edition on file, the one that is looked at before the others."""
    return sorted(load_all().values(), key=lambda guideline: guideline.key != first)


def short_name(guideline: Guideline) -> str:
    """`ESHRE 2022`."""
    return f"{guideline.key.split('-')[0].upper()} {guideline.year}"


def blood_group(patient: Patient) -> str:
    """`A, RhD negative`; an RhD that nobody recorded is said."""
    rhd = f"RhD {patient.rhd}" if patient.rhd else ""
    return ", ".join(part for part in (patient.abo, rhd) if part) if rhd else ""


def verdict_of(guideline: Guideline, result: DefinitionResult) -> Verdict:
    """What a definition says of her, with what it counted."""
    met = {True: "true", False: "false", None: "unknown"}[result.met]
    words = {"true": "Met", "false": "Not met", "unknown": "Cannot tell"}[met]
    counts = f"counts {result.counted}, needs {result.required}"
    if result.in_scope_by is not None:
        words, counts = "In scope", _DOORS.get(result.in_scope_by, result.in_scope_by.replace("_", " "))
    return Verdict(short_name(guideline), met, _ICONS[met], words, counts)


def _judged(patient: Patient, guideline: Guideline, pregnancies: tuple[Pregnancy, ...], on: date) -> DefinitionResult:
    decided = patient.early_workup_on is None or patient.early_workup_on <= on
    early = patient.early_workup_reason if patient.early_workup_reason != "" and decided else None
    return judge(guideline.definition, pregnancies, on, guideline_key=guideline.key, early_workup=early)


def _untold(summary: ObstetricSummary) -> str:
    """Para cannot be written while a fact is missing; which one is among the problems."""
    return f"G{summary.gravida}, P not complete"
