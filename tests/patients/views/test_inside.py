"""Births and events of a pregnancy."""

from decimal import Decimal

import pytest
from django.urls import reverse

from patients.models import Birth, Event
from patients.obstetrics.dates import PartialDate
from tests.patients.views.posting import errors_of, fill, shown
from tests.records import a_birth, a_pregnancy, a_user, an_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def pregnancy(patient):
    return a_pregnancy(patient, 4, outcome="termination_medical")


@pytest.fixture
def new_event(patient, pregnancy):
    return reverse("event_new", args=[patient.pk, pregnancy.pk])


@pytest.fixture
def new_birth(patient, pregnancy):
    return reverse("birth_new", args=[patient.pk, pregnancy.pk])


def test_a_scan_of_the_real_case(doctor, new_event):
    fill(doctor, new_event, kind="scan", ga="9+5", crl_mm="24.5", heart_rate="179", cardiac_activity="present",
         sac_mm="34", text="free blood in the cavity, no abruption")  # fmt: skip
    scan = Event.objects.get()
    assert (scan.ga_weeks, scan.ga_days, scan.crl_mm, scan.heart_rate) == (9, 5, Decimal("24.5"), 179)


def test_an_event_by_its_month_and_by_weeks_alone(doctor, new_event):
    fill(doctor, new_event, kind="bleed", on="May 2024", ga="16", approximate="on")
    bleed = Event.objects.get()
    assert (bleed.on, bleed.ga_weeks, bleed.ga_days, bleed.approximate) == (PartialDate(2024, 5), 16, None, True)


def test_a_nurse_records_an_event(client, clinic, new_event):
    client.force_login(a_user(clinic, "nurse"))
    assert fill(client, new_event, kind="hcg", on="2024-05-01", hcg_iu_l="1200").status_code == 302
    assert Event.objects.get().hcg_iu_l == 1200


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": "scan"}, "Day: Give the date or the gestation"),
        ({"kind": "scan", "ga": "9", "crl_mm": "24-25"}, "Crown-rump length (mm): Enter a number"),
        ({"kind": "scan", "ga": "9", "crl_mm": "-1"}, "A measurement cannot be below 0"),
        ({"kind": "scan", "ga": "9", "haematoma_mm_2": "10"}, "The second measure of the haematoma needs the first"),
        ({"kind": "scan", "ga": "9", "heart_rate": "400"}, "A heart rate is between 0 and 300"),
        ({"ga": "9"}, "What: This field is required"),
        ({"kind": "note", "on": "2099"}, "This lies in the future"),
    ],
)
def test_what_cannot_be_true_is_said_and_kept(doctor, new_event, typed, words):
    answer = fill(doctor, new_event, **typed)
    assert words in errors_of(answer)
    assert not Event.objects.exists()
    assert {name: shown(answer).get(name) for name in typed} == {name: [text] for name, text in typed.items()}


def test_measurements_that_do_not_go_with_the_kind_are_left_out(doctor, new_event):
    fill(doctor, new_event, kind="bleed", ga="10", crl_mm="30")
    assert Event.objects.get().crl_mm is None


def test_a_stored_measurement_stays_when_only_the_text_changes(doctor, patient, pregnancy):
    event = an_event(pregnancy, "admission", ga_weeks=14, ga_days=1, haematoma_mm="58.4")
    fill(doctor, reverse("event_edit", args=[patient.pk, event.pk]), text="two days in hospital for cramps")
    event.refresh_from_db()
    assert (event.haematoma_mm, event.text) == (Decimal("58.4"), "two days in hospital for cramps")


def test_one_event_leads_to_the_next(doctor, patient, pregnancy, new_event):
    answer = fill(doctor, new_event, kind="note", ga="7", then="event")
    assert answer.url.startswith(new_event)


def test_a_birth_in_order(doctor, patient, pregnancy, new_birth):
    a_birth(pregnancy, 1, outcome="stillbirth")
    assert shown(doctor.get(new_birth))["order"] == ["2"]
    fill(
        doctor,
        new_birth,
        outcome="live_birth",
        ga="30+1",
        weight_g="1400",
        sex="female",
        alive_now="no",
        died_on="2024-06",
    )
    birth = Birth.objects.get(order=2)
    assert (birth.alive_now, birth.died_on, birth.ga_weeks) == (False, PartialDate(2024, 6), 30)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"outcome": "live_birth", "alive_now": "yes", "died_on": "2024"}, "A child who died is not alive now"),
        ({"outcome": "live_birth", "weight_g": "9000"}, "Weight is in grams, up to 8000"),
        ({"outcome": "live_birth", "ga": "46"}, "Weeks are 0 to 45"),
    ],
)
def test_what_cannot_be_true_of_a_birth(doctor, new_birth, typed, words):
    answer = fill(doctor, new_birth, **typed)
    assert words in errors_of(answer)
    assert not Birth.objects.exists()


def test_more_children_than_the_pregnancy_says_are_refused(doctor, patient):
    twins = a_pregnancy(patient, 1, outcome="live_birth", fetus_count=2, liveborn=1, children_alive_now=1)
    a_birth(twins, 1, alive_now=True)
    answer = fill(doctor, reverse("birth_new", args=[patient.pk, twins.pk]), outcome="live_birth", alive_now="yes")
    assert "With this one 2 are born alive, but the pregnancy says 1" in errors_of(answer)
    assert "With this one 2 are alive now, but the pregnancy says 1" in errors_of(answer)


def test_a_birth_can_be_corrected(doctor, patient, pregnancy):
    birth = a_birth(pregnancy, 1)
    fill(doctor, reverse("birth_edit", args=[patient.pk, birth.pk]), sex="male")
    birth.refresh_from_db()
    assert (birth.sex, birth.version) == ("male", 2)
