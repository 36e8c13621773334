"""The same document as the command prints, for a program that is signed in."""

import json

import pytest

from rpl_tracker.accounts.access import today
from rpl_tracker.audit.models import AccessLog
from tests.records import a_clinic, a_patient, a_user
from tests.workup.views.people import four_losses, large_record
from workup.checklist.document import document
from workup.guidelines import load_all
from workup.load import load_one

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    return a_clinic("main")


@pytest.fixture
def doctor(client, clinic):
    client.force_login(a_user(clinic))
    return client


def ask(client, patient, **query):
    return client.get(f"/patients/{patient.pk}/workup.json", query)


def test_it_is_the_document_of_every_edition(doctor, clinic):
    patient = four_losses(clinic)
    on = today(clinic)
    expected = document(load_one(patient, recorded_by=on), load_all().values(), on, ())
    answer = ask(doctor, patient)
    assert answer["Content-Type"] == "application/json"
    assert json.loads(answer.content) == json.loads(json.dumps(expected))


def test_one_edition_and_another_day(doctor, clinic):
    found = ask(doctor, four_losses(clinic), guideline="asrm-rpl-2012", as_of="2024-05-01").json()
    assert [guideline["key"] for guideline in found["guidelines"]] == ["asrm-rpl-2012"]
    assert found["as_of"] == "2024-05-01"
    assert len(found["pregnancies"]) == 1


def test_the_browser_keeps_nothing_and_the_look_is_on_record(doctor, clinic):
    patient = a_patient(clinic)
    assert ask(doctor, patient)["Cache-Control"] == "no-store"
    assert [look.kind for look in AccessLog.objects.filter(patient_id=patient.pk)] == ["json"]


def test_another_clinics_patient_is_not_found(doctor):
    assert ask(doctor, a_patient(a_clinic("other"))).status_code == 404


def test_anonymous_programs_get_nothing(client, clinic):
    assert ask(client, a_patient(clinic)).status_code == 302


def test_a_viewer_may_read_it(client, clinic):
    client.force_login(a_user(clinic, "viewer"))
    assert ask(client, a_patient(clinic)).status_code == 200


@pytest.mark.parametrize("query", [{"guideline": "nice-1850"}, {"as_of": "02/03/2026"}])
def test_a_question_that_cannot_be_answered_is_refused_in_words(doctor, clinic, query):
    answer = ask(doctor, a_patient(clinic), **query)
    assert answer.status_code == 400
    assert answer.json()["errors"]


@pytest.mark.parametrize("record", [a_patient, large_record])
def test_at_most_fifteen_queries_whatever_the_record(doctor, clinic, record, django_assert_max_num_queries):
    patient = record(clinic)
    ask(doctor, patient)
    with django_assert_max_num_queries(15):
        ask(doctor, patient)
