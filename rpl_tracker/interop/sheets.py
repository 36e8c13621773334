"""The sheets of the spreadsheet that a clinic brings, column by column: `interfaces.md`, section 1, top to bottom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from patients.models import Birth, ClinicalRow, Condition, Event, Medication, Partner, Patient, Pregnancy
from patients.obstetrics import values as v
from rpl_tracker.interop import cells as c
from workup.models import Decision, Investigation

LINK = ""  # a column that leads to another row (or to several fields) and is stored by `plan/linking.py`


@dataclass(frozen=True, slots=True)
class Column:
    """`read` turns a cell's text into its value; `field` is where the model keeps it, by default of the same name."""

    name: str
    read: Callable[[str], Any] = c.text
    required: bool = False
    stored_as: str | None = None
    also_called: str = ""

    @property
    def field(self) -> str:
        return self.name if self.stored_as is None else self.stored_as


@dataclass(frozen=True, slots=True)
class Sheet:
    """`identity`: the columns by which a row is a stored one. `once`: no two rows may agree in all of them; where they
    may, it is their order that tells them apart."""

    name: str
    model: type[ClinicalRow]
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    once: bool = False

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.required)


def required(name: str, read: Callable[[str], Any] = c.text, stored_as: str | None = None) -> Column:
    return Column(name, read, required=True, stored_as=stored_as)


def dates(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, c.full_date) for name in names)


def decimals(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, c.decimal) for name in names)


MRN = required("mrn", stored_as=LINK)
NUMBER_OF_PREGNANCY = required("pregnancy", c.whole, stored_as=LINK)
GESTATION = (Column("ga_weeks", c.weeks), Column("ga_days", c.days))
BODY = decimals("height_cm", "weight_kg")
SMOKING = Column("smoking", c.one_of(v.Smoking))
ALCOHOL = Column("alcohol_units_per_week", c.decimal)

PATIENTS = Sheet(
    "patients",
    Patient,
    (
        required("mrn"),
        required("family_name"),
        required("given_names"),
        required("date_of_birth", c.full_date),
        Column("abo", c.one_of(v.Abo)),
        Column("rhd", c.one_of(v.RhD)),
        *BODY,
        *dates("measured_on"),
        SMOKING,
        ALCOHOL,
        Column("caffeine_mg_per_day", c.whole),
        *dates("referred_on"),
        Column("referred_by"),
        *dates("first_seen_on", "next_visit_on"),
        Column("assigned_to", stored_as=LINK),
        Column("language"),
        Column("interpreter", c.yes_no),
        Column("early_workup_reason"),
        *dates("early_workup_on"),
        Column("note"),
    ),
    identity=("mrn",),
    once=True,
)

PARTNERS = Sheet(
    "partners",
    Partner,
    (
        MRN,
        required("partner", c.label, stored_as="label"),
        Column("family_name"),
        Column("given_names"),
        *dates("date_of_birth", "from_date", "to_date"),
        Column("provides_sperm", c.yes_no),
        *BODY,
        SMOKING,
        ALCOHOL,
    ),
    identity=("mrn", "partner"),
    once=True,
)

CONDITIONS = Sheet(
    "conditions",
    Condition,
    (
        MRN,
        required("subject", stored_as=LINK),
        required("condition", c.condition, stored_as=LINK),
        Column("since", c.partial_date),
        Column("note"),
    ),
    identity=("mrn", "subject", "condition"),
    once=True,
)

MEDICATIONS = Sheet(
    "medications",
    Medication,
    (
        MRN,
        required("name"),
        required("class", c.one_of(v.MedicationClass), stored_as="kind"),
        Column("dose"),
        Column("started_on", c.partial_date),
        Column("stopped_on", c.partial_date),
    ),
    identity=("mrn", "name", "started_on"),
)

PREGNANCIES = Sheet(
    "pregnancies",
    Pregnancy,
    (
        MRN,
        required("number", c.whole),
        Column("partner", stored_as=LINK),
        Column("conception", c.one_of(v.Conception)),
        Column("gametes", c.one_of(v.Gametes)),
        *dates("lmp", "edd"),
        Column("edd_basis", c.one_of(v.EddBasis)),
        *dates("transfer_date"),
        Column("embryo_age_days", c.whole),
        required("outcome", c.one_of(v.Outcome)),
        Column("ended_on", c.partial_date),
        *GESTATION,
        Column("size_weeks", c.weeks),
        Column("size_days", c.days),
        Column("loss_type", c.one_of(v.LossType)),
        Column("confirmed_by", c.one_of(v.Confirmation)),
        Column("fetus_count", c.whole),
        Column("liveborn", c.whole),
        Column("children_alive_now", c.whole, also_called="alive_now"),
        Column("management", c.one_of(v.Management)),
        Column("fetal_morphology", c.one_of(v.FetalMorphology)),
        Column("complications", c.complications),
        Column("anti_d", c.one_of(v.AntiD)),
        Column("count_override", c.one_of(v.CountOverride)),
        Column("override_reason"),
        Column("override_for", c.words_apart),
        Column("note"),
    ),
    identity=("mrn", "number"),
    once=True,
)

BIRTHS = Sheet(
    "births",
    Birth,
    (
        MRN,
        NUMBER_OF_PREGNANCY,
        required("order", c.whole),
        required("outcome", c.one_of(v.BirthOutcome)),
        *GESTATION,
        Column("sex", c.one_of(v.Sex)),
        Column("weight_g", c.whole),
        Column("alive_now", c.yes_no),
        Column("died_on", c.partial_date),
    ),
    identity=("mrn", "pregnancy", "order"),
    once=True,
)

EVENTS = Sheet(
    "events",
    Event,
    (
        MRN,
        NUMBER_OF_PREGNANCY,
        required("kind", c.one_of(v.EventKind)),
        Column("on", c.partial_date),
        *GESTATION,
        Column("approximate", c.yes_no),
        *decimals("sac_mm", "yolk_sac_mm", "crl_mm"),
        Column("cardiac_activity", c.one_of(v.CardiacActivity)),
        Column("heart_rate", c.whole),
        Column("fluid", c.one_of(v.Fluid)),
        *decimals("fluid_index_mm", "cervix_mm", "haematoma_mm", "haematoma_mm_2", "hcg_iu_l"),
        Column("text"),
    ),
    identity=("mrn", "pregnancy", "kind", "on", "ga_weeks", "ga_days"),
)

INVESTIGATIONS = Sheet(
    "investigations",
    Investigation,
    (
        MRN,
        required("subject", stored_as=LINK),
        Column("pregnancy", c.whole, stored_as=LINK),
        required("test"),
        Column("status", c.one_of(v.InvestigationStatus)),
        *dates("ordered_on"),
        Column("collected_on", c.partial_date),
        Column("comparator", c.one_of(v.Comparator)),
        Column("value"),
        Column("unit"),
        Column("result", c.one_of(v.ResultWord), stored_as="word"),
        *decimals("lower_limit", "upper_limit"),
        Column("cycle_day", c.whole),
        Column("fasting", c.yes_no),
        Column("heparin_neutralised", c.yes_no),
        Column("lab", stored_as=LINK),
        Column("comment"),
    ),
    identity=("mrn", "subject", "pregnancy", "test", "collected_on", "ordered_on"),
)

DECISIONS = Sheet(
    "decisions",
    Decision,
    (
        MRN,
        required("item"),
        Column("partner", stored_as=LINK),
        Column("pregnancy", c.whole, stored_as=LINK),
        required("decision", c.one_of(v.DecisionKind), stored_as="kind"),
        required("reason"),
        required("decided_on", c.full_date),
        Column("review_on", c.full_date),
    ),
    identity=("mrn", "item", "partner", "pregnancy", "decided_on"),
)

SHEETS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        PATIENTS, PARTNERS, CONDITIONS, MEDICATIONS, PREGNANCIES, BIRTHS, EVENTS, INVESTIGATIONS, DECISIONS,
    )
}  # fmt: skip
