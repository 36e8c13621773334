"""From rows to facts: one journey to the database for one patient or for a thousand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from patients.models import Birth, Condition, Event, Medication, Partner, Patient, Pregnancy
from patients.obstetrics import facts as ob
from patients.obstetrics import values as v
from patients.stored_events import event_fact
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.together import ask_together
from workup.checklist import facts as f
from workup.load_questions import questions
from workup.load_uterus import uterus_of
from workup.models import Decision, Investigation
from workup.stored import Rows, kept

T = TypeVar("T")
Grouped = dict[int, list[T]]


def load(patients: Collection[Patient], *, recorded_by: date, rows: Rows | None = None) -> dict[int, f.Facts]:
    """Facts by patient id, in one journey to the database. The patients come with their clinic.

    `recorded_by`: the clinic's today.
    """
    answers = ask_together(*questions([patient.pk for patient in patients]))
    return read_answers(patients, answers, recorded_by=lambda patient: recorded_by, rows=rows)


def read_answers(
    patients: Collection[Patient],
    answers: Sequence[Sequence[Any]],
    *,
    recorded_by: Callable[[Patient], date],
    rows: Rows | None = None,
) -> dict[int, f.Facts]:
    """Facts by patient id from the answers to `questions`."""
    labels: dict[int, str] = {}
    had, births, events, carried, conditions_found, taken, examined, decided = answers
    partners = _group(had, lambda row: _partner(row, labels), rows)
    children = _children(births, events, rows)
    pregnancies = _group(carried, lambda row: _pregnancy(row, labels, children), rows)
    numbers = children.numbers
    conditions = _group(conditions_found, lambda row: _condition(row, labels), rows)
    medications = _group(taken, _medication, rows)
    investigations = _group(examined, lambda row: _investigation(row, labels, numbers), rows)
    decisions = _group(decided, lambda row: _decision(row, labels, numbers), rows)
    return {
        patient.pk: _facts(
            patient,
            recorded_by(patient),
            partners=tuple(partners[patient.pk]),
            conditions=tuple(conditions[patient.pk]),
            medications=tuple(medications[patient.pk]),
            pregnancies=tuple(sorted(pregnancies[patient.pk], key=lambda p: p.number)),
            investigations=tuple(investigations[patient.pk]),
            decisions=tuple(decisions[patient.pk]),
        )
        for patient in patients
    }


def load_one(patient: Patient, *, recorded_by: date, rows: Rows | None = None) -> f.Facts:
    """The facts of one patient; `rows` collects what they were read from."""
    return load([patient], recorded_by=recorded_by, rows=rows)[patient.pk]


def load_pregnancies(patient: Patient) -> tuple[ob.Pregnancy, ...]:
    """Her pregnancies alone, without their partners, in one journey."""
    births, events, pregnancies = ask_together(*questions([patient.pk])[1:4])
    children = _children(births, events)
    found = _group(pregnancies, lambda row: _pregnancy(row, {}, children))
    return tuple(sorted(found[patient.pk], key=lambda p: p.number))


def settings_of(clinic: Clinic) -> f.ClinicSettings:
    """A clinic's choices, as the rules take them."""
    return f.ClinicSettings(
        apl_mode=f.AplMode(clinic.apl_mode),
        tissue_days=clinic.tissue_days,
        stillbirth_from_days=clinic.stillbirth_from_days,
        tsh_upper=clinic.tsh_upper,
        biochemical_in_gravida=clinic.biochemical_in_gravida,
        children_in_para=clinic.children_in_para,
    )


class _Children:
    """Births and events by pregnancy id, and every pregnancy's number."""

    def __init__(self) -> None:
        self.births: Grouped[ob.Birth] = defaultdict(list)
        self.events: Grouped[ob.Event] = defaultdict(list)
        self.numbers: dict[int, int] = {}


def _children(births: Iterable[Birth], events: Iterable[Event], rows: Rows | None = None) -> _Children:
    found = _Children()
    for birth in births:
        found.births[birth.pregnancy_id].append(kept(_birth(birth), birth, rows))
    for event in events:
        found.events[event.pregnancy_id].append(kept(event_fact(event), event, rows))
    return found


def _group(found: Iterable[Any], read: Callable[[Any], T], rows: Rows | None = None) -> Grouped[T]:
    grouped: Grouped[T] = defaultdict(list)
    for row in found:
        grouped[row.patient_id].append(kept(read(row), row, rows))
    return grouped


def _maybe(kind: Callable[[str], T], text: str) -> T | None:
    return None if text == "" else kind(text)


def _plain(number: Decimal | None) -> Decimal | None:
    """A decimal without the zeros that the column adds: 12.000000 is 12."""
    if number is None:
        return None
    short = number.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


def _lifestyle(person: Any) -> f.Lifestyle:
    return f.Lifestyle(
        height_cm=person.height_cm,
        weight_kg=person.weight_kg,
        measured_on=getattr(person, "measured_on", None),
        smoking=_maybe(v.Smoking, person.smoking),
        alcohol_units_per_week=person.alcohol_units_per_week,
        caffeine_mg_per_day=getattr(person, "caffeine_mg_per_day", None),
    )


def _facts(patient: Patient, recorded_by: date, **parts: Any) -> f.Facts:
    return f.Facts(
        mrn=patient.mrn,
        clinic=patient.clinic.code,
        recorded_by=recorded_by,
        date_of_birth=patient.date_of_birth,
        abo=_maybe(v.Abo, patient.abo),
        rhd=_maybe(v.RhD, patient.rhd),
        lifestyle=_lifestyle(patient),
        early_workup_reason=_maybe(str, patient.early_workup_reason),
        early_workup_on=patient.early_workup_on,
        settings=settings_of(patient.clinic),
        **parts,
    )


def _partner(row: Partner, labels: dict[int, str]) -> f.Partner:
    labels[row.pk] = row.label
    return f.Partner(row.label, row.from_date, row.to_date, row.provides_sperm, _lifestyle(row))


def _label(row: Any, labels: dict[int, str]) -> str | None:
    return None if row.partner_id is None else labels.get(row.partner_id)


def _condition(row: Condition, labels: dict[int, str]) -> f.Condition:
    return f.Condition(v.ConditionCode(row.code), row.present, _label(row, labels), row.since, row.note)


def _medication(row: Medication) -> f.Medication:
    return f.Medication(row.name, v.MedicationClass(row.kind), row.dose, row.started_on, row.stopped_on)


def _birth(row: Birth) -> ob.Birth:
    return ob.Birth(
        order=row.order,
        outcome=v.BirthOutcome(row.outcome),
        ga_weeks=row.ga_weeks,
        ga_days=row.ga_days,
        sex=_maybe(v.Sex, row.sex),
        weight_g=row.weight_g,
        alive_now=row.alive_now,
        died_on=row.died_on,
    )


def complication(text: str) -> ob.ComplicationFact:
    """`pprom@19+2` as a fact; weeks alone and no gestation at all are kept as such."""
    kind, _, gestation = text.partition("@")
    weeks, _, days = gestation.partition("+")
    return ob.ComplicationFact(v.Complication(kind), int(weeks) if weeks else None, int(days) if days else None)


_PREGNANCY_FIELDS = [
    "number",
    "lmp",
    "edd",
    "transfer_date",
    "embryo_age_days",
    "ended_on",
    "ga_weeks",
    "ga_days",
    "size_weeks",
    "size_days",
    "fetus_count",
    "liveborn",
    "children_alive_now",
    "override_reason",
]
_PREGNANCY_WORDS: dict[str, Callable[[str], Any]] = {
    "conception": v.Conception,
    "gametes": v.Gametes,
    "edd_basis": v.EddBasis,
    "loss_type": v.LossType,
    "confirmed_by": v.Confirmation,
    "management": v.Management,
    "fetal_morphology": v.FetalMorphology,
    "anti_d": v.AntiD,
    "count_override": v.CountOverride,
}


def _pregnancy(row: Pregnancy, labels: dict[int, str], children: _Children) -> ob.Pregnancy:
    children.numbers[row.pk] = row.number
    plain: dict[str, Any] = {name: getattr(row, name) for name in _PREGNANCY_FIELDS}
    words: dict[str, Any] = {name: _maybe(kind, getattr(row, name)) for name, kind in _PREGNANCY_WORDS.items()}
    return ob.Pregnancy(
        outcome=v.Outcome(row.outcome),
        partner=_label(row, labels),
        complications=tuple(complication(text) for text in row.complications),
        override_for=tuple(row.override_for),
        births=tuple(children.births[row.pk]),
        events=tuple(children.events[row.pk]),
        **plain,
        **words,
    )


_INVESTIGATION_FIELDS = (
    "test", "ordered_on", "collected_on", "value", "unit", "cycle_day", "fasting", "heparin_neutralised",
    "comment", "self_harm_item",
)  # fmt: skip


def _investigation(row: Investigation, labels: dict[int, str], numbers: dict[int, int]) -> f.Investigation:
    return f.Investigation(
        subject=v.Subject(row.subject),
        partner=_label(row, labels),
        pregnancy=None if row.pregnancy_id is None else numbers.get(row.pregnancy_id),
        status=v.InvestigationStatus(row.status),
        comparator=_maybe(v.Comparator, row.comparator),
        number=_plain(row.number),
        word=_maybe(v.ResultWord, row.word),
        lower_limit=row.lower_limit,
        upper_limit=row.upper_limit,
        lab=row.lab.name if row.lab else "",
        uterus=uterus_of(row),
        **{name: getattr(row, name) for name in _INVESTIGATION_FIELDS},
    )


def investigation_fact(row: Investigation) -> f.Investigation:
    """A single row as a fact, stored or not; for the reading of a result while it is typed."""
    labels = {row.partner.pk: row.partner.label} if row.partner else {}
    numbers = {row.pregnancy.pk: row.pregnancy.number} if row.pregnancy else {}
    return _investigation(row, labels, numbers)


def _decision(row: Decision, labels: dict[int, str], numbers: dict[int, int]) -> f.Decision:
    by = row.decided_by.get_full_name() or row.decided_by.get_username()
    return f.Decision(
        item=row.item,
        kind=v.DecisionKind(row.kind),
        reason=row.reason,
        decided_on=row.decided_on,
        by=by,
        partner=_label(row, labels),
        pregnancy=None if row.pregnancy_id is None else numbers.get(row.pregnancy_id),
        review_on=row.review_on,
    )
