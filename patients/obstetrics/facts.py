"""What the rules know of a pregnancy: frozen facts, without database or clock. None always means "not recorded"."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.values import (
    BirthOutcome,
    Complication,
    Conception,
    Confirmation,
    CountOverride,
    EddBasis,
    EventKind,
    FetalMorphology,
    Gametes,
    LossType,
    Management,
    Outcome,
    Route,
    Sex,
)


@dataclass(frozen=True, slots=True)
class Birth:
    """One child or fetus of a pregnancy. `alive_now` is None when nobody recorded it."""

    order: int
    outcome: BirthOutcome
    ga_weeks: int | None = None
    ga_days: int | None = None
    sex: Sex | None = None
    weight_g: int | None = None
    alive_now: bool | None = None
    died_on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class ComplicationFact:
    """A complication, with the gestation at which it was seen when that is known."""

    kind: Complication
    ga_weeks: int | None = None
    ga_days: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated inside a pregnancy. Lengths in mm, heart rate per minute, hCG in IU/L.

    What a scan saw is True, False, or None: nobody said.
    """

    kind: EventKind
    on: PartialDate | None = None
    ga_weeks: int | None = None
    ga_days: int | None = None
    approximate: bool = False
    sac_mm: Decimal | None = None
    yolk_sac_mm: Decimal | None = None
    crl_mm: Decimal | None = None
    crl_measurements: int | None = None
    route: Route | None = None
    embryo_seen: bool | None = None
    yolk_sac_seen: bool | None = None
    empty_amnion: bool | None = None
    cardiac_activity: str | None = None
    heart_rate: int | None = None
    fluid: str | None = None
    fluid_index_mm: Decimal | None = None
    cervix_mm: Decimal | None = None
    haematoma_mm: Decimal | None = None
    haematoma_mm_2: Decimal | None = None
    hcg_iu_l: Decimal | None = None
    text: str = ""


@dataclass(frozen=True)  # without slots: what follows from it is kept beside it (`remembered`)
class Pregnancy:
    """One conception, whatever became of it.

    `ga_*` is the gestation when it ended by dates, `size_*` by size at demise; weeks without days mean that the days
    are not known.
    """

    number: int
    outcome: Outcome
    partner: str | None = None
    conception: Conception | None = None
    gametes: Gametes | None = None
    lmp: date | None = None
    edd: date | None = None
    edd_basis: EddBasis | None = None
    transfer_date: date | None = None
    embryo_age_days: int | None = None
    ended_on: PartialDate | None = None
    ga_weeks: int | None = None
    ga_days: int | None = None
    size_weeks: int | None = None
    size_days: int | None = None
    loss_type: LossType | None = None
    confirmed_by: Confirmation | None = None
    fetus_count: int | None = None
    liveborn: int | None = None
    children_alive_now: int | None = None
    management: Management | None = None
    fetal_morphology: FetalMorphology | None = None
    complications: tuple[ComplicationFact, ...] = ()
    anti_d: str | None = None
    count_override: CountOverride | None = None
    override_reason: str = ""
    override_for: tuple[str, ...] = ()  # guideline keys; empty = all
    births: tuple[Birth, ...] = ()
    events: tuple[Event, ...] = field(default=(), compare=True)
    # Earliest and latest day 0 of a pregnancy known only by an end that is still ahead on the day looked at: set by
    # as_of.pregnancies_on, never typed and never stored.
    began_between: tuple[date, date] | None = None
