"""What cannot be true cannot be stored: each rule is asked of the database itself, past every form."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from patients.models import Patient, Pregnancy
from patients.obstetrics.dates import PartialDate
from tests.records import (
    a_birth,
    a_clinic,
    a_condition,
    a_medication,
    a_partner,
    a_patient,
    a_pregnancy,
    an_event,
)

pytestmark = pytest.mark.django_db
LMP = date(2025, 1, 1)


@contextmanager
def at_once():
    """Ask the deferred keys now, not at the end of the transaction."""
    yield
    connection.check_constraints()


def refused(name, make, *args, **kwargs):
    with pytest.raises(DatabaseError, match=name), transaction.atomic(), at_once():
        make(*args, **kwargs)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("pregnancy_ga_days_possible", {"ga_weeks": 8, "ga_days": 7}),
        ("pregnancy_ga_days_need_weeks", {"ga_days": 3}),
        ("pregnancy_ga_weeks_possible", {"ga_weeks": 46}),
        ("pregnancy_size_days_possible", {"size_weeks": 6, "size_days": 7}),
        ("pregnancy_ends_after_lmp", {"lmp": LMP, "ended_on": "2024-12-31"}),
        ("pregnancy_ends_after_lmp", {"lmp": date(2025, 2, 1), "ended_on": "2025-01"}),
        ("pregnancy_ends_after_lmp", {"lmp": LMP, "ended_on": "2024"}),
        ("pregnancy_ends_after_transfer", {"transfer_date": LMP, "ended_on": "2024-12-31"}),
        ("transfer_after_lmp", {"lmp": LMP, "transfer_date": date(2024, 12, 31)}),
        ("edd_after_lmp", {"lmp": LMP, "edd": LMP}),
        ("embryo_age_needs_transfer", {"embryo_age_days": 5}),
        ("pregnancy_embryo_age_days_possible", {"embryo_age_days": 11, "transfer_date": LMP}),
        ("loss_type_of_a_miscarriage", {"outcome": "ectopic", "loss_type": "fetal"}),
        ("ongoing_has_not_ended", {"outcome": "ongoing", "ended_on": "2025-03"}),
        ("ongoing_has_not_ended", {"outcome": "ongoing", "ga_weeks": 8}),
        ("liveborn_within_fetuses", {"outcome": "live_birth", "fetus_count": 1, "liveborn": 2}),
        ("alive_within_liveborn", {"outcome": "live_birth", "liveborn": 1, "children_alive_now": 2}),
        ("override_has_reason", {"count_override": "counted"}),
        ("override_has_reason", {"override_reason": "seen elsewhere"}),
        ("pregnancy_outcome_is_known", {"outcome": "lost"}),
        ("pregnancy_has_outcome", {"outcome": ""}),
        ("pregnancy_confirmed_by_is_known", {"confirmed_by": "guess"}),
        ("pregnancy_error_has_reason", {"entered_in_error": True}),
        ("pregnancy_fetus_count_possible", {"fetus_count": 0}),
    ],
)
def test_impossible_pregnancy(name, fields):
    refused(name, a_pregnancy, a_patient(), **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"lmp": LMP, "ended_on": "2025-01-01"},
        {"lmp": date(2025, 1, 20), "ended_on": "2025-01"},
        {"lmp": LMP, "ended_on": "2025"},
        {"ga_weeks": 8},
        {"ga_weeks": 0, "ga_days": 0},
        {"outcome": "ongoing"},
        {"outcome": "live_birth", "liveborn": 2, "fetus_count": 2, "children_alive_now": 0},
    ],
)
def test_possible_pregnancy(fields):
    assert a_pregnancy(a_patient(), **fields).pk


@pytest.mark.parametrize("text", ["2025-02-30", "2025-13", "05/2025", "2025-1", "soon", "20250101"])
def test_a_date_that_is_none_is_refused_below_the_field(text):
    row = a_pregnancy(a_patient())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE patients_pregnancy SET ended_on = %s WHERE id = %s", [text, row.pk])


def test_a_partial_date_keeps_its_precision():
    row = a_pregnancy(a_patient(), ended_on="2019-05")
    row.refresh_from_db()
    assert (row.ended_on, str(row.ended_on)) == (PartialDate(2019, 5), "2019-05")


def test_a_second_ongoing_pregnancy():
    patient = a_patient()
    a_pregnancy(patient, 1, "ongoing")
    refused("one_ongoing_pregnancy", a_pregnancy, patient, 2, "ongoing")


def test_a_second_ongoing_pregnancy_after_the_first_was_entered_in_error():
    patient = a_patient()
    a_pregnancy(patient, 1, "ongoing", entered_in_error=True, error_reason="typed twice")
    assert a_pregnancy(patient, 2, "ongoing").pk


def test_a_number_is_used_once():
    patient = a_patient()
    a_pregnancy(patient, 1)
    refused("pregnancy_number_once", a_pregnancy, patient, 1)


def test_overlap_from_conception_to_the_end_is_half_open():
    patient = a_patient()
    a_pregnancy(patient, 1, lmp=LMP, ended_on="2025-03-01")
    next_lmp = date(2025, 3, 1) - timedelta(days=14)
    refused(
        "pregnancies_do_not_overlap", a_pregnancy, patient, 2, lmp=next_lmp - timedelta(days=1), ended_on="2025-05-01"
    )
    assert a_pregnancy(patient, 3, lmp=next_lmp, ended_on="2025-05-01").pk


def test_overlap_reckons_a_transfer_before_the_period():
    patient = a_patient()
    a_pregnancy(patient, 1, lmp=LMP, ended_on="2025-03-01")
    refused("pregnancies_do_not_overlap", a_pregnancy, patient, 2, "ongoing", transfer_date=date(2025, 2, 28))
    assert a_pregnancy(patient, 2, "ongoing", transfer_date=date(2025, 3, 1)).pk


def test_an_ongoing_pregnancy_lasts():
    patient = a_patient()
    a_pregnancy(patient, 1, "ongoing", lmp=LMP)
    refused("pregnancies_do_not_overlap", a_pregnancy, patient, 2, lmp=date(2026, 1, 1), ended_on="2026-03-01")


def test_an_approximate_end_overlaps_nothing_for_certain():
    patient = a_patient()
    a_pregnancy(patient, 1, lmp=LMP, ended_on="2025-03")
    assert a_pregnancy(patient, 2, lmp=date(2025, 2, 1), ended_on="2025-05-01").pk


def test_another_womans_pregnancy_is_no_overlap():
    a_pregnancy(a_patient(), 1, lmp=LMP, ended_on="2025-03-01")
    assert a_pregnancy(a_patient(), 1, lmp=LMP, ended_on="2025-03-01").pk


def test_the_partner_of_a_pregnancy_is_hers():
    refused("same_patient", a_pregnancy, a_patient(), partner=a_partner(a_patient()))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("birth_ga_days_possible", {"ga_weeks": 38, "ga_days": 7}),
        ("birth_order_possible", {"order": 0}),
        ("birth_weight_g_possible", {"weight_g": 0}),
        ("only_a_liveborn_child_lives_or_dies", {"outcome": "stillbirth", "alive_now": True}),
        ("only_a_liveborn_child_lives_or_dies", {"outcome": "vanished", "died_on": "2020"}),
        ("a_child_who_died_is_not_alive", {"alive_now": True, "died_on": "2020"}),
    ],
)
def test_impossible_birth(name, fields):
    refused(name, a_birth, a_pregnancy(a_patient(), outcome="live_birth"), **fields)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("event_has_a_day", {}),
        ("event_ga_days_need_weeks", {"on": "2025", "ga_days": 1}),
        ("event_haematoma_in_order", {"on": "2025", "haematoma_mm_2": 4}),
        ("event_crl_mm_possible", {"on": "2025", "crl_mm": -1}),
        ("event_cardiac_activity_is_known", {"on": "2025", "cardiac_activity": "maybe"}),
        ("event_embryo_seen_when_measured", {"ga_weeks": 7, "crl_mm": 4, "embryo_seen": False}),
        ("event_embryo_seen_when_measured", {"ga_weeks": 7, "cardiac_activity": "present", "embryo_seen": False}),
        ("event_yolk_sac_seen_when_measured", {"ga_weeks": 7, "yolk_sac_mm": 4, "yolk_sac_seen": False}),
        ("event_crl_measurements_of_a_crl", {"ga_weeks": 7, "crl_measurements": 3}),
        ("event_crl_measurements_possible", {"ga_weeks": 7, "crl_mm": 4, "crl_measurements": 0}),
        ("event_route_is_known", {"ga_weeks": 7, "route": "transrectal"}),
    ],
)
def test_impossible_event(name, fields):
    refused(name, an_event, a_pregnancy(a_patient()), **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"crl_mm": 4, "crl_measurements": 3, "embryo_seen": True, "cardiac_activity": "absent"},
        {"embryo_seen": False, "sac_mm": 12, "yolk_sac_seen": False, "empty_amnion": True},
        {"crl_mm": 4, "yolk_sac_mm": 3, "cardiac_activity": "present", "route": "transvaginal"},
    ],
)
def test_possible_scan(fields):
    assert an_event(a_pregnancy(a_patient()), ga_weeks=7, **fields).pk


def test_a_condition_is_asked_once_of_each_person():
    patient = a_patient()
    partner = a_partner(patient)
    a_condition(patient, "personal_vte", present=False)
    a_condition(patient, "personal_vte", partner=partner)
    refused("condition_once_per_person", a_condition, patient, "personal_vte")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("medication_stops_after_start", {"started_on": "2025-03", "stopped_on": "2025-02"}),
        ("medication_stops_after_start", {"started_on": "2025-03-02", "stopped_on": "2025-03-01"}),
        ("medication_kind_is_known", {"kind": "tea"}),
    ],
)
def test_impossible_medication(name, fields):
    refused(name, a_medication, a_patient(), **fields)


@pytest.mark.parametrize("stopped", ["2025", "2025-03", "2025-03-02"])
def test_a_medication_may_stop_in_the_month_or_year_in_which_it_started(stopped):
    assert a_medication(a_patient(), started_on="2025-03-02", stopped_on=stopped).pk


def test_an_mrn_is_used_once_in_a_clinic():
    a_patient(a_clinic("main"), mrn="A1")
    refused("mrn_once_per_clinic", a_patient, a_clinic("main"), mrn="A1")
    assert a_patient(a_clinic("other"), mrn="A1").pk


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("patient_mrn_has_no_edge_blanks", {"mrn": " A1"}),
        ("patient_mrn_has_no_edge_blanks", {"mrn": ""}),
        ("patient_height_cm_possible", {"height_cm": 1.7}),
        ("patient_smoking_is_known", {"smoking": "sometimes"}),
        ("patient_early_workup_has_reason", {"early_workup_on": LMP}),
    ],
)
def test_impossible_patient(name, fields):
    refused(name, a_patient, **fields)


def test_clinical_rows_are_not_deleted():
    row = a_pregnancy(a_patient())
    with pytest.raises(NotImplementedError, match="entered in error"):
        row.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Patient.objects.filter(pk=row.patient_id).delete()
    assert Pregnancy.objects.filter(pk=row.pk).exists()
