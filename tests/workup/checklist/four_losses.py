"""The case of cases/four-losses.md as facts. The intervals are kept, the start is ours."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from patients.obstetrics.facts import ComplicationFact, Event, Pregnancy
from patients.obstetrics.values import Complication, EventKind, Management, ResultWord
from tests.facts import collected, day, medication, miscarriage, pregnancy, present, result, woman
from workup.checklist.facts import Facts, Lifestyle, Medication

LMP = "2025-04-17"
ENDED = "2025-08-30"  # 19+2


def _event(kind: str, weeks: int, days: int = 0, **known: object) -> Event:
    return Event(EventKind(kind), ga_weeks=weeks, ga_days=days, **known)  # type: ignore[arg-type]


def _fourth() -> Pregnancy:
    events = (
        _event("scan", 7, yolk_sac_mm=Decimal(6)),
        _event("scan", 9, approximate=True, cardiac_activity="present", heart_rate=173),
        _event("bleed", 9, 5, text="brown, then red with clots"),
        _event("scan", 9, 5, cardiac_activity="present", heart_rate=179, sac_mm=Decimal(34), text="CRL 24-25 mm"),
        _event("scan", 10, 1, fluid="normal", text="subchorionic haematoma"),
        _event("scan", 13, haematoma_mm=Decimal(28), haematoma_mm_2=Decimal(58), text="nuchal scan normal"),
        _event("admission", 14, 1, fluid="normal", text="two days, cramps"),
        _event("bleed", 16, cervix_mm=Decimal(38), fluid="low"),
        _event("procedure", 18, text="amnioinfusion: ruptured membranes"),
        _event("scan", 18, fluid_index_mm=Decimal(0)),
    )
    complications = (
        ComplicationFact(Complication.SUBCHORIONIC_HAEMATOMA, 10, 1),
        ComplicationFact(Complication.PPROM, 18, 0),
    )
    ended = pregnancy(4, "termination_medical", ENDED, lmp=day(LMP), events=events, complications=complications)
    return replace(ended, management=Management.INDUCTION)


def _medications() -> list[Medication]:
    return [
        medication("other", name="prenatal vitamin"),
        medication("aspirin", "2025-05", dose="75 mg/day"),
        medication("antithyroid", "2025-05", name="Propylthiouracil", dose="50 mg"),
        medication("progestogen", "2025-05-20", ENDED, name="progesterone", dose="400 mg/day, later 800 mg"),
        medication("folic_acid", dose="3 mg"),
        medication("steroid", "2025-06", "2025-08", name="prednisone", dose="2.5-5 mg"),
    ]


def four_losses(**changed: object) -> Facts:
    """She, as a clinician would have recorded her."""
    recorded = woman(
        lifestyle=Lifestyle(),
        conditions=[present("fibroids")],
        medications=_medications(),
        pregnancies=[
            pregnancy(1, "biochemical", "2024-03"),
            pregnancy(2, "biochemical", "2024-07"),
            miscarriage(3, "2024-11", 5, management=Management.EXPECTANT),
            _fourth(),
        ],
        investigations=[
            result("apl_panel", "normal"),
            result("thrombophilia_panel", "normal"),
            result("mthfr677", "heterozygous"),
            result("ana_screen", "not_reported"),
            result("tvus", "abnormal", "2024", comment="arcuate"),
            result("mri", "abnormal", "2024-05", comment="arcuate, not septate; small diffuse fibroids"),
            result("aptt", 20.1, "2025-07-14", unit="s", lower_limit=23, upper_limit=32),
            result("fibrinogen", 367, "2025-07-14", unit="mg/dL", lower_limit=180, upper_limit=350),
            result("pt", 10.1, "2025-07-14", unit="s", lower_limit=10, upper_limit=16),
            result("progesterone", 32.3, "2025-07-14", unit="ng/mL"),
            result("crp", "<0.5", "2025-08-21", unit="mg/L"),
            result("vaginal_swab", "negative", "2025-08-21"),
            collected("d_dimer", "2025-08-07"),
            collected("toxoplasma", "2025-08-07"),
            collected("listeria", "2025-08-07"),
        ],
    )
    assert recorded.investigations[0].word is ResultWord.NORMAL
    return replace(recorded, **changed)  # type: ignore[arg-type]
