"""The import as a whole: counted, repeatable, all or nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from patients.models import Birth, Condition, Event, Medication, Partner, Patient, Pregnancy
from patients.obstetrics.dates import PartialDate
from rpl_tracker.audit.history import history_of
from rpl_tracker.interop.problems import Counts
from tests.records import a_clinic, a_patient
from tests.rpl_tracker.interop.files import Sheets, a_patient_row, bring, brought, counts, places
from workup.models import Decision, Investigation

pytestmark = pytest.mark.django_db

WHOLE: Sheets = {
    "patients": [
        a_patient_row(
            abo="AB", rhd="negative", height_cm="164.5", weight_kg="61", measured_on="2024-02-01", smoking="former",
            alcohol_units_per_week="0", caffeine_mg_per_day="200", referred_on="2024-01-05", referred_by="Dr Example",
            first_seen_on="2024-02-01", next_visit_on="2024-09-01", language="Irish", interpreter="yes",
            early_workup_reason="clinician_discretion", early_workup_on="2024-02-02", note="prefers mornings",
        ),
        a_patient_row("A2"),
    ],
    "partners": [
        {"mrn": "A1", "partner": "P1", "family_name": "Sample", "from_date": "2015-01-01", "to_date": "2020-01-01"},
        {"mrn": "A1", "partner": "P2", "from_date": "2021-01-01", "provides_sperm": "no", "smoking": "never"},
    ],
    "conditions": [
        {"mrn": "A1", "subject": "patient", "condition": "-personal_vte"},
        {"mrn": "A1", "subject": "patient", "condition": "fibroids", "since": "2022", "note": "small, diffuse"},
        {"mrn": "A1", "subject": "P2", "condition": "-family_chromosome_rearrangement"},
    ],
    "medications": [
        {"mrn": "A1", "name": "aspirin", "class": "aspirin", "dose": "75 mg", "started_on": "2023-05"},
        {"mrn": "A1", "name": "enoxaparin", "class": "lmwh", "started_on": "2023-06-01", "stopped_on": "2023-07-01"},
    ],
    "pregnancies": [
        {
            "mrn": "A1", "number": "1", "partner": "P1", "conception": "spontaneous", "gametes": "own",
            "lmp": "2017-01-01", "edd": "2017-10-08", "edd_basis": "lmp", "outcome": "live_birth",
            "ended_on": "2017-10-01", "ga_weeks": "39", "ga_days": "0", "fetus_count": "1", "liveborn": "1",
            "alive_now": "1", "management": "vaginal_birth", "anti_d": "given",
        },
        {
            "mrn": "A1", "number": "2", "partner": "P2", "outcome": "miscarriage", "ended_on": "2022-03",
            "ga_weeks": "9", "size_weeks": "8", "size_days": "3", "loss_type": "embryonic",
            "confirmed_by": "ultrasound", "management": "surgical", "fetal_morphology": "normal",
            "complications": "bleeding; pprom@19+2",
            "count_override": "not_counted", "override_reason": "shown elsewhere to be molar",
            "override_for": "eshre-2022;asrm-rpl-2012", "note": "n",
        },
        {
            "mrn": "A1", "number": "3", "conception": "icsi", "transfer_date": "2023-05-08", "embryo_age_days": "5",
            "outcome": "ongoing",
        },
    ],
    "births": [
        {
            "mrn": "A1", "pregnancy": "1", "order": "1", "outcome": "live_birth", "ga_weeks": "39", "ga_days": "0",
            "sex": "female", "weight_g": "3300", "alive_now": "yes",
        }
    ],
    "events": [
        {
            "mrn": "A1", "pregnancy": "2", "kind": "scan", "on": "2022-02", "ga_weeks": "8", "approximate": "yes",
            "sac_mm": "34", "yolk_sac_mm": "6", "crl_mm": "16.5", "cardiac_activity": "present", "heart_rate": "179",
            "fluid": "normal", "haematoma_mm": "27.9", "haematoma_mm_2": "58.4", "text": "CRL 16-17 mm",
        },
        {"mrn": "A1", "pregnancy": "2", "kind": "hcg", "ga_weeks": "5", "ga_days": "2", "hcg_iu_l": "1200"},
    ],
    "investigations": [
        {
            "mrn": "A1", "subject": "patient", "test": "tsh", "collected_on": "2024-03-01", "comparator": "<",
            "value": "0.01", "unit": "mIU/L", "lower_limit": "0.4", "upper_limit": "4.0", "cycle_day": "3",
            "fasting": "no", "lab": "Central", "comment": "repeat",
        },
        {"mrn": "A1", "subject": "P2", "test": "semen_panel", "result": "normal", "collected_on": "2024"},
        {"mrn": "A1", "subject": "tissue", "pregnancy": "2", "test": "cma_poc", "result": "failed"},
        {"mrn": "A1", "subject": "patient", "test": "la_interp", "status": "ordered", "ordered_on": "2024-03-01"},
    ],
    "decisions": [
        {
            "mrn": "A1", "item": "sperm_dna", "partner": "P2", "decision": "deferred", "reason": "later",
            "decided_on": "2024-03-02", "review_on": "2024-06-01",
        },
        {
            "mrn": "A1", "item": "tissue_genetics", "pregnancy": "2", "decision": "not_applicable", "reason": "failed",
            "decided_on": "2024-03-02",
        },
    ],
}  # fmt: skip


def test_every_column_is_stored_as_it_was_typed() -> None:
    brought(**WHOLE)
    patient = Patient.objects.get(mrn="A1")
    assert (patient.abo, patient.rhd, patient.height_cm) == ("AB", "negative", Decimal("164.5"))
    assert patient.alcohol_units_per_week == 0
    assert patient.interpreter is True
    assert Patient.objects.get(mrn="A2").interpreter is None
    partner = Partner.objects.get(label="P2")
    assert (partner.provides_sperm, partner.from_date, partner.to_date) == (False, date(2021, 1, 1), None)
    assert {(row.code, row.present, row.partner_id) for row in Condition.objects.all()} == {
        ("personal_vte", False, None),
        ("fibroids", True, None),
        ("family_chromosome_rearrangement", False, partner.pk),
    }
    assert Medication.objects.get(name="aspirin").started_on == PartialDate(2023, 5)


def test_pregnancies_keep_what_belongs_to_them() -> None:
    brought(**WHOLE)
    born, lost, ongoing = Pregnancy.objects.order_by("number")
    assert (born.liveborn, born.children_alive_now, born.partner.label) == (1, 1, "P1")
    assert (lost.ended_on, lost.ga_weeks, lost.ga_days) == (PartialDate(2022, 3), 9, None)
    assert lost.complications == ["bleeding", "pprom@19+2"]
    assert lost.override_for == ["eshre-2022", "asrm-rpl-2012"]
    assert (ongoing.transfer_date, ongoing.embryo_age_days, ongoing.ended_on) == (date(2023, 5, 8), 5, None)
    assert Birth.objects.get().alive_now is True
    scan, hcg = Event.objects.order_by("pk")
    assert (scan.pregnancy, scan.approximate, scan.haematoma_mm_2) == (lost, True, Decimal("58.4"))
    assert (hcg.approximate, hcg.hcg_iu_l, hcg.cardiac_activity) == (False, 1200, "")


def test_results_keep_comparator_number_and_text() -> None:
    brought(**WHOLE)
    tsh, semen, tissue, order = Investigation.objects.order_by("pk")
    assert (tsh.comparator, tsh.value, tsh.number, tsh.lab.name) == ("<", "0.01", Decimal("0.01"), "Central")
    assert (tsh.fasting, tsh.heparin_neutralised, tsh.cycle_day) == (False, None, 3)
    assert (semen.subject, semen.partner.label, semen.word) == ("partner", "P2", "normal")
    assert (tissue.subject, tissue.pregnancy.number, tissue.collected_on) == ("tissue", 2, None)
    assert (order.status, order.ordered_on) == ("ordered", date(2024, 3, 1))
    assert {row.decided_by.username for row in Decision.objects.all()} == {"una"}


def test_the_same_file_twice_changes_nothing_the_second_time() -> None:
    first = brought(**WHOLE)
    versions = {row.pk: row.version for row in Investigation.objects.all()}
    second = brought(**WHOLE)
    for name, rows in WHOLE.items():
        assert counts(first, name) == (len(rows), 0, 0, 0)
        assert counts(second, name) == (0, 0, len(rows), 0)
    assert {row.pk: row.version for row in Investigation.objects.all()} == versions


def test_other_cells_that_differ_are_an_update_with_its_history() -> None:
    brought(patients=[a_patient_row(note="first", language="Irish")])
    report = brought(patients=[a_patient_row(note="second")])
    assert counts(report, "patients") == (0, 1, 0, 0)
    patient = Patient.objects.get()
    assert (patient.note, patient.language, patient.version) == ("second", "Irish", 2)
    last = history_of(patient)[-1]
    assert (last.what, last.username, last.fields["note"]) == ("changed", "una", ("first", "second"))


def test_one_error_anywhere_and_nothing_is_saved() -> None:
    report = bring(patients=[a_patient_row(), a_patient_row("A2", height_cm="tall")])
    assert places(report) == [("patients", 3, "height_cm")]
    assert counts(report, "patients") == (1, 0, 0, 1)
    assert not report.ok
    assert not Patient.objects.exists()


def test_a_dry_run_counts_and_saves_nothing() -> None:
    report = bring(dry_run=True, **WHOLE)
    assert report.ok
    assert counts(report, "investigations") == (4, 0, 0, 0)
    assert not Patient.objects.exists()


def test_all_errors_are_shown_at_once_and_every_row_is_counted() -> None:
    report = bring(
        patients=[a_patient_row(), a_patient_row("A2", weight_kg="heavy", smoking="sometimes")],
        pregnancies=[
            {"mrn": "A1", "number": "1", "outcome": "miscarriage", "lmp": "2020-05-01", "ended_on": "2020-04-01"},
            {"mrn": "A2", "number": "1", "outcome": "lost"},
            {"mrn": "A3", "number": "1", "outcome": "miscarriage"},
        ],
        investigations=[{"mrn": "A1", "subject": "patient", "test": "karyo_blood", "value": "46XX"}],
    )
    assert places(report) == [
        ("patients", 3, "weight_kg"),
        ("patients", 3, "smoking"),
        ("pregnancies", 2, "ended_on"),
        ("pregnancies", 3, "outcome"),
        ("pregnancies", 4, "mrn"),
        ("investigations", 2, "value"),
    ]
    assert report.counts["pregnancies"] == Counts(rejected=3)
    assert report.counts["patients"] == Counts(created=1, rejected=1)


def test_the_same_mrn_in_another_clinic_is_another_patient() -> None:
    other = a_patient(a_clinic("other"), mrn="A1")
    assert counts(brought(), "patients") == (1, 0, 0, 0)
    other.refresh_from_db()
    assert other.version == 1


def test_a_patient_entered_in_error_is_not_found_again() -> None:
    a_patient(mrn="A1", entered_in_error=True, error_reason="typed twice")
    assert counts(brought(), "patients") == (1, 0, 0, 0)
