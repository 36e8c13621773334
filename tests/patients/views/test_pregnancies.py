"""Entering pregnancies: what applies, what contradicts, what is computed, what was left out."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from patients.models import Pregnancy
from patients.obstetrics.dates import PartialDate
from patients.obstetrics.values import Complication
from tests.patients.views.posting import errors_of, fill, shown
from tests.records import a_partner, a_patient, a_pregnancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def new(patient):
    return reverse("pregnancy_new", args=[patient.pk])


def said(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_the_fourth_pregnancy_of_the_real_case(doctor, patient, new):
    for number in (1, 2, 3):
        a_pregnancy(patient, number)
    assert shown(doctor.get(new))["number"] == ["4"]
    fill(
        doctor, new, outcome="termination_medical", lmp="2024-03-01", ended_on="2024-07-14", ga="19+2",
        management="induction", complication_pprom="on", complication_pprom_at="18", complication_bleeding_at="9+5, 16",
        override_for=[],
    )  # fmt: skip
    row = Pregnancy.objects.get(number=4)
    assert (row.ga_weeks, row.ga_days, row.management) == (19, 2, "induction")
    assert row.complications == ["bleeding@9+5", "bleeding@16", "pprom@18"]


def test_weeks_alone_stay_weeks_alone(doctor, new):
    fill(doctor, new, outcome="miscarriage", ga="5")
    row = Pregnancy.objects.get()
    assert (row.ga_weeks, row.ga_days, row.ended_on) == (5, None, None)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"ga": "9+8"}, "Gestation when it ended: Days are 0 to 6"),
        ({"ga": "5-6"}, "is no gestation"),
        ({"lmp": "2024-05-01", "ended_on": "2024-03"}, "Ended on: It ended before its last menstrual period"),
        ({"ended_on": "2099"}, "Ended on: This lies in the future"),
        ({"embryo_age_days": "5"}, "Age of the embryo (days): The age of the embryo needs the day of the transfer"),
        ({"count_override": "counted"}, "Reason: Overruling the count needs a reason"),
        ({"number": "0"}, "The number is 1 for the first pregnancy"),
        ({"lmp": "2024-05"}, "The day is needed too"),
    ],
)
def test_what_cannot_be_true_is_said_beside_the_field(doctor, new, typed, words):
    answer = fill(doctor, new, outcome="miscarriage", **typed)
    assert words in errors_of(answer)
    assert not Pregnancy.objects.exists()
    kept = shown(answer)
    assert {name: kept[name] for name in typed} == {name: [text] for name, text in typed.items()}


def test_a_second_ongoing_pregnancy_and_a_number_used_twice(doctor, patient, new):
    a_pregnancy(patient, 1, outcome="ongoing")
    answer = fill(doctor, new, outcome="ongoing", number="1")
    assert "Outcome: She already has an ongoing pregnancy" in errors_of(answer)
    assert "Number: This patient already has a pregnancy with this number" in errors_of(answer)


def test_full_dates_that_overlap_are_refused(doctor, patient, new):
    a_pregnancy(patient, 1, lmp=date(2024, 1, 1), ended_on=PartialDate(2024, 4, 1))
    answer = fill(doctor, new, outcome="miscarriage", lmp="2024-02-15", ended_on="2024-05-01")
    assert "It overlaps another pregnancy on record" in errors_of(answer)


def test_approximate_overlaps_are_stored_with_a_warning(doctor, patient, new):
    a_pregnancy(patient, 1, ended_on=PartialDate(2019, 5), ga_weeks=20)
    answer = fill(doctor, new, outcome="miscarriage", ended_on="2019-03", ga="8")
    assert answer.status_code == 302
    assert "Pregnancies 1 and 2 overlap by the dates on record" in said(answer)


def test_a_gestation_that_contradicts_the_dates_is_stored_and_named(doctor, new):
    answer = fill(doctor, new, outcome="miscarriage", lmp="2024-01-01", ended_on="2024-04-01", ga="7")
    assert answer.status_code == 302
    assert "differ by more than 14 days" in said(answer)


def test_what_does_not_apply_is_left_out_and_said(doctor, new):
    answer = fill(doctor, new, outcome="ongoing", lmp="2026-09-01", ended_on="May 2024", loss_type="fetal", ga="9+9")
    row = Pregnancy.objects.get()
    assert (row.ended_on, row.loss_type, row.ga_weeks) == (None, "", None)
    assert "Ended on, Gestation when it ended, Type of loss" in said(answer)


def test_what_is_stored_stays_while_the_outcome_stays(doctor, patient):
    row = a_pregnancy(patient, 1, outcome="miscarriage", liveborn=0)
    fill(doctor, reverse("pregnancy_edit", args=[patient.pk, row.pk]), note="seen again")
    row.refresh_from_db()
    assert (row.liveborn, row.note) == (0, "seen again")


def test_a_changed_outcome_clears_what_belonged_to_the_old_one(doctor, patient):
    row = a_pregnancy(patient, 1, outcome="miscarriage", loss_type="embryonic")
    fill(doctor, reverse("pregnancy_edit", args=[patient.pk, row.pk]), outcome="ectopic")
    row.refresh_from_db()
    assert (row.outcome, row.loss_type) == ("ectopic", "")


def test_overruling_keeps_reason_and_guidelines(doctor, new):
    fill(
        doctor, new, outcome="termination_medical", count_override="counted", override_reason="it could not be stopped",
        override_for=["eshre-2022"],
    )  # fmt: skip
    row = Pregnancy.objects.get()
    assert (row.count_override, row.override_reason, row.override_for) == (
        "counted", "it could not be stopped", ["eshre-2022"],
    )  # fmt: skip


def test_only_her_own_partners_can_be_named(doctor, clinic, patient, new):
    other = a_partner(a_patient(clinic))
    assert "Partner:" in errors_of(fill(doctor, new, outcome="miscarriage", partner=other.pk))
    fill(doctor, new, outcome="miscarriage", partner=a_partner(patient).pk)
    assert Pregnancy.objects.get().partner.label == "P1"


@pytest.mark.parametrize(("then", "leads_to"), [("event", "event_new"), ("birth", "birth_new")])
def test_saving_leads_on_to_an_event_or_a_birth_and_then_back(doctor, patient, new, then, leads_to):
    answer = fill(doctor, new + "?next=/patients/1/%23pregnancies", outcome="live_birth", then=then)
    assert answer.url.startswith(reverse(leads_to, args=[patient.pk, Pregnancy.objects.get().pk]))
    assert answer.url.endswith("next=%2Fpatients%2F1%2F%23pregnancies")


def test_the_dates_are_read_while_they_are_typed(doctor, patient):
    a_pregnancy(patient, 1, ended_on=PartialDate(2019, 5), ga_weeks=20)
    url = reverse("pregnancy_reading", args=[patient.pk])
    typed = {
        "number": "2",
        "outcome": "miscarriage",
        "lmp": "1 Jan 2024",
        "ended_on": "2024-03-11",
        "patient_pk": patient.pk,
    }
    answer = doctor.post(url, typed).content.decode()
    assert "<b>10+0 by the last period</b>" in answer
    assert "Due date" not in answer
    answer = doctor.post(url, typed | {"outcome": "ongoing", "lmp": "1 Sep 2026", "ended_on": ""}).content.decode()
    assert "Due date" in answer
    assert Pregnancy.objects.count() == 1


def test_a_date_that_cannot_be_read_yet_gives_no_reading_and_no_error_page(doctor, patient):
    answer = doctor.post(reverse("pregnancy_reading", args=[patient.pk]), {"lmp": "1 Ja", "outcome": "miscarriage"})
    assert answer.status_code == 200
    assert "The dates give no gestation" in answer.content.decode()


def test_a_complication_stands_beside_its_gestations(doctor, new):
    page = doctor.get(new).content.decode()
    pairs = page.split('<div class="pair-of">')[1:]
    assert len(pairs) == len(Complication)
    assert 'name="complication_pprom_at"' in next(pair for pair in pairs if 'name="complication_pprom"' in pair)
