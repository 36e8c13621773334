"""Who she is, and what is met: on top of every page about her."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from patients.models import Patient
from patients.obstetrics.as_of import pregnancies_on
from patients.obstetrics.bodies import Definition
from patients.obstetrics.dates import in_words
from patients.obstetrics.definitions import DefinitionResult, judge
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.summary import ObstetricSummary, obstetric_summary
from workup.guidelines import load_all
from workup.load import settings_of
from workup.views.presenters.definitions import MOST_IN_BANNER, Verdict, leading, verdict_of


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
    patient: Patient,
    pregnancies: Iterable[Pregnancy],
    on: date,
    *,
    recorded_by: date,
    first: str = "",
    signed_off: Collection[str] = (),
) -> Banner:
    """The banner as it is on the day `on`; the edition `first`, then the clinic's own, lead the verdicts.

    `signed_off` holds the keys of the editions that are signed off in the clinic.
    """
    then = pregnancies_on(pregnancies, on, recorded_by)
    chosen = settings_of(patient.clinic)
    counting = {"biochemical_in_gravida": chosen.biochemical_in_gravida, "children_in_para": chosen.children_in_para}
    summary = obstetric_summary(then, on, **counting)
    definitions = leading(first, patient.clinic.default_guideline)[:MOST_IN_BANNER]
    results = ((definition, _judged(patient, definition, then, on)) for definition in definitions)
    return Banner(
        born=in_words(patient.date_of_birth),
        age=age_on(patient.date_of_birth, on),
        us=summary.us or _untold(summary),
        uk=summary.uk or _untold(summary),
        blood=blood_group(patient),
        problems=tuple(problem[:1].upper() + problem[1:] for problem in summary.problems),
        verdicts=tuple(_verdict(definition, result, signed_off) for definition, result in results),
    )


def _verdict(definition: Definition, result: DefinitionResult, signed_off: Collection[str]) -> Verdict:
    """With whether its edition is signed off in the clinic, where there is one on file."""
    signed = definition.key in signed_off if definition.key in load_all() else None
    return replace(verdict_of(definition, result), signed_off=signed)


def age_on(born: date, on: date) -> int:
    """Completed years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def blood_group(patient: Patient) -> str:
    """`A, RhD negative`; an RhD that nobody recorded is said."""
    rhd = f"RhD {patient.rhd}" if patient.rhd else ""
    return ", ".join(part for part in (patient.abo, rhd) if part) if rhd else ""


def _judged(patient: Patient, definition: Definition, pregnancies: tuple[Pregnancy, ...], on: date) -> DefinitionResult:
    decided = patient.early_workup_on is None or patient.early_workup_on <= on
    early = patient.early_workup_reason if patient.early_workup_reason != "" and decided else None
    return judge(definition.name, pregnancies, on, guideline_key=definition.key, early_workup=early)


def _untold(summary: ObstetricSummary) -> str:
    """Para cannot be written while a fact is missing; which one is among the problems."""
    return f"G{summary.gravida}, P not complete"
