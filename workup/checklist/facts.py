"""Everything that the rules may know of one patient: frozen facts, without database or clock.

None means "not recorded".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.values import (
    Abo,
    Comparator,
    ConditionCode,
    DecisionKind,
    InvestigationStatus,
    MedicationClass,
    ResultWord,
    RhD,
    Smoking,
    Subject,
)
from workup.checklist.uterine import UterineFindings


class AplMode(StrEnum):
    """Which published thresholds read an antiphospholipid antibody."""

    SYDNEY = "sydney"
    ACR_EULAR = "acr_eular"


@dataclass(frozen=True, slots=True)
class ClinicSettings:
    """What a clinic may choose. Days and mIU/L."""

    apl_mode: AplMode = AplMode.SYDNEY
    tissue_days: int = 14
    stillbirth_from_days: int = 168
    tsh_upper: Decimal | None = None  # None: the limit printed with the result
    biochemical_in_gravida: bool = True
    children_in_para: bool = False  # a twin delivery is 2 in the G/P that is shown


@dataclass(frozen=True, slots=True)
class Lifestyle:
    """Height in cm, weight in kg; height and weight count from `measured_on` when it is known."""

    height_cm: Decimal | None = None
    weight_kg: Decimal | None = None
    measured_on: date | None = None
    smoking: Smoking | None = None
    alcohol_units_per_week: Decimal | None = None
    caffeine_mg_per_day: int | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner for a period; both end days are included, None is open."""

    label: str
    from_date: date | None = None
    to_date: date | None = None
    provides_sperm: bool | None = None  # None counts as yes
    lifestyle: Lifestyle = Lifestyle()


@dataclass(frozen=True, slots=True)
class Condition:
    """Asked: present or absent. What was not asked has no row."""

    code: ConditionCode
    present: bool
    partner: str | None = None  # None = the woman herself
    since: PartialDate | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Medication:
    """Both end days are included; no stop date = still taken."""

    name: str
    kind: MedicationClass
    dose: str = ""
    started_on: PartialDate | None = None
    stopped_on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Investigation:
    """One test for one subject on one day, from order to result.

    `value` is the text as reported; `number` its decimal when it is one; limits as the laboratory printed them.
    """

    test: str
    subject: Subject = Subject.PATIENT
    partner: str | None = None  # label, when subject is partner
    pregnancy: int | None = None  # number, required for tissue
    status: InvestigationStatus = InvestigationStatus.FINAL
    ordered_on: date | None = None
    collected_on: PartialDate | None = None
    comparator: Comparator | None = None
    number: Decimal | None = None
    value: str = ""
    unit: str = ""
    word: ResultWord | None = None
    lower_limit: Decimal | None = None
    upper_limit: Decimal | None = None
    cycle_day: int | None = None
    fasting: bool | None = None
    heparin_neutralised: bool | None = None
    lab: str = ""
    comment: str = ""
    self_harm_item: int | None = None  # the score of PHQ-9 item 9 or EPDS item 10
    uterus: UterineFindings | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A clinician's recorded word on an item."""

    item: str
    kind: DecisionKind
    reason: str
    decided_on: date
    by: str = ""
    partner: str | None = None
    pregnancy: int | None = None
    review_on: date | None = None


@dataclass(frozen=True)  # without slots: what follows from the facts is kept beside them (`remembered`)
class Facts:
    """One patient, complete.

    `recorded_by` is the server's own date when the facts were read: a partial date counts from then at the latest
    (`rulings.md`, A2), so that what is on record is never left out of today's workup.
    """

    mrn: str
    clinic: str
    recorded_by: date
    date_of_birth: date | None = None
    abo: Abo | None = None
    rhd: RhD | None = None
    lifestyle: Lifestyle = Lifestyle()
    early_workup_reason: str | None = None
    early_workup_on: date | None = None
    partners: tuple[Partner, ...] = ()
    conditions: tuple[Condition, ...] = ()
    medications: tuple[Medication, ...] = ()
    pregnancies: tuple[Pregnancy, ...] = ()
    investigations: tuple[Investigation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    settings: ClinicSettings = field(default_factory=ClinicSettings)
