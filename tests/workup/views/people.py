"""Stored patients for the pages: a woman of whom little is known, the four losses, and a record of unusual size."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from patients.models import Patient
from rpl_tracker.accounts.models import Clinic
from tests.records import (
    a_birth,
    a_condition,
    a_decision,
    a_medication,
    a_partner,
    a_patient,
    a_pregnancy,
    a_user,
    an_event,
    an_investigation,
)

LMP = date(2026, 2, 10)


def four_losses(clinic: Clinic) -> Patient:
    """The case of the first real history, in its main lines; pregnancy 4 is dated by LMP."""
    woman = a_patient(clinic, family_name="Kovács", given_names="Marta", mrn="482 0137", date_of_birth=date(1996, 3, 4))
    a_pregnancy(woman, 1, "biochemical", ended_on="2024-03")
    a_pregnancy(woman, 2, "biochemical", ended_on="2024-07")
    a_pregnancy(woman, 3, "miscarriage", ended_on="2024-11", ga_weeks=5, management="expectant")
    last = a_pregnancy(
        woman, 4, "termination_medical", lmp=LMP, ended_on="2026-06-25", ga_weeks=19, ga_days=2,
        management="induction", complications=["pprom@18+0"], note="placenta complete; ergometrine",
    )  # fmt: skip
    a_partner(woman, given_names="Jan", family_name="Kovács")
    _events(last)
    _medication(woman)
    _investigations(woman)
    a_condition(woman, "fibroids", present=True, note="small, diffuse")
    a_condition(woman, "personal_vte", present=False)
    return woman


def _events(last: object) -> None:
    an_event(last, "scan", ga_weeks=7, ga_days=0, yolk_sac_mm=6)
    an_event(last, "scan", ga_weeks=9, approximate=True, cardiac_activity="present", heart_rate=173)
    an_event(last, "bleed", ga_weeks=9, ga_days=5, text="brown, then red with clots")
    an_event(
        last, "scan", ga_weeks=9, ga_days=5, cardiac_activity="present", heart_rate=179, sac_mm=34, text="CRL 24-25 mm"
    )
    an_event(last, "scan", ga_weeks=13, ga_days=0, haematoma_mm=28, haematoma_mm_2=58, text="nuchal scan normal")
    an_event(last, "admission", ga_weeks=14, ga_days=1, text="two days, cramps")
    an_event(last, "bleed", ga_weeks=16, ga_days=0, fluid="low", cervix_mm=38)
    an_event(last, "procedure", ga_weeks=18, ga_days=0, fluid_index_mm=0, text="amnioinfusion: ruptured membranes")


def _medication(woman: Patient) -> None:
    a_medication(woman, "antithyroid", name="Propylthiouracil", dose="50 mg", started_on="2025-12")
    a_medication(woman, "aspirin", name="Aspirin", dose="75 mg a day", started_on="2026-02", stopped_on="2026-06")
    a_medication(
        woman,
        "progestogen",
        name="Progesterone",
        dose="400 mg, later 800 mg",
        started_on="2026-02-24",
        stopped_on="2026-06-25",
    )


def _investigations(woman: Patient) -> None:
    an_investigation(woman, "apl_panel", word="normal")
    an_investigation(woman, "thrombophilia_panel", word="normal", collected_on="2024")
    an_investigation(woman, "mthfr677", word="heterozygous", collected_on="2024")
    an_investigation(woman, "ana_screen", word="not_reported")
    an_investigation(
        woman, "mri", word="abnormal", collected_on="2024-05", comment="arcuate, not septate; small fibroids"
    )
    day = LMP + timedelta(days=12 * 7 + 4)
    for test, value, unit, low, high in (
        ("aptt", "20.1", "s", 23, 32), ("fibrinogen", "367", "mg/dL", 180, 350), ("pt", "10.1", "s", 10, 16),
        ("progesterone", "32.3", "ng/mL", None, None),
    ):  # fmt: skip
        an_investigation(
            woman,
            test,
            value=value,
            number=Decimal(value),
            unit=unit,
            lower_limit=low,
            upper_limit=high,
            collected_on=day,
        )
    an_investigation(woman, "crp", value="<0.5", number=Decimal("0.5"), comparator="<", unit="mg/L", collected_on=day)
    for test in ("d_dimer", "toxoplasma", "listeria"):
        an_investigation(woman, test, status="collected", collected_on=str(LMP + timedelta(days=112)))


def large_record(clinic: Clinic, size: int = 8) -> Patient:
    """Many of everything: the page must ask the database no more often for it."""
    woman = a_patient(clinic, family_name="Example", given_names="Large", rhd="negative", abo="A")
    doctor = a_user(clinic)
    for number in range(1, size + 1):
        partner = a_partner(woman, f"P{number}", provides_sperm=True)
        born = number == size
        pregnancy = a_pregnancy(
            woman, number, "live_birth" if born else "miscarriage", partner=partner, ended_on=f"20{10 + number}-03-04",
            ga_weeks=40 if born else 8, ga_days=1, confirmed_by="ultrasound", liveborn=1 if born else None,
        )  # fmt: skip
        for week in range(6, 9):
            an_event(pregnancy, "scan", ga_weeks=week, ga_days=number % 7, crl_mm=12)
        if born:
            a_birth(pregnancy, alive_now=True, weight_g=3120, ga_weeks=40, ga_days=1)
        a_medication(woman, "aspirin", name=f"Aspirin {number}", started_on=f"20{10 + number}-01")
        a_condition(woman, "diabetes", present=False, partner=partner)
        a_decision(woman, "tsh", by=doctor, decided_on=date(2010 + number, 1, 1))
        _many_results(woman, number)
        an_investigation(
            woman, "karyo_blood", subject="partner", partner=partner, value="46,XY", collected_on=f"20{10 + number}"
        )
        if not born:
            an_investigation(
                woman,
                "karyo_poc",
                subject="tissue",
                pregnancy=pregnancy,
                value="47,XX,+16",
                collected_on=f"20{10 + number}-03-04",
            )
    return woman


def _many_results(woman: Patient, number: int) -> None:
    for test in ("tsh", "tpo", "acl_igg", "acl_igm", "prl"):
        an_investigation(woman, test, value="12", number=12, upper_limit=20, collected_on=f"20{10 + number}-09-09")


def early_pregnancies(clinic: Clinic) -> Patient:
    """RhD negative; an ectopic pregnancy, one that goes on with scans of every kind, and a flagged questionnaire."""
    woman = a_patient(clinic, rhd="negative")
    a_pregnancy(woman, 1, "ectopic", ended_on="2026-01-05", ga_weeks=7)
    going = a_pregnancy(woman, 2, "ongoing", lmp=date(2026, 9, 1), conception="spontaneous")
    an_event(going, on="2026-10-14", crl_mm=8, cardiac_activity="absent", route="transvaginal")
    an_event(going, on="2026-10-20", crl_mm=30, crl_measurements=3, cardiac_activity="present")
    an_event(going, "bleed", on="2026-10-21")
    an_investigation(woman, "phq9", value="6", number=6, self_harm_item=1, collected_on="2026-10-01")
    an_investigation(woman, "epds", value="14", number=14, collected_on="2026-10-01")
    return woman
