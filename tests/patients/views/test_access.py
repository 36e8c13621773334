"""Every page that changes the record: another clinic's patient is not found, a role that does not do is refused."""

import pytest
from django.urls import reverse

from patients.models import Pregnancy
from tests.records import (
    a_birth,
    a_clinic,
    a_medication,
    a_partner,
    a_patient,
    a_pregnancy,
    a_user,
    an_event,
)

pytestmark = pytest.mark.django_db
PLAIN = ("patient_edit", "partner_new", "medication_new", "conditions", "pregnancy_new")
RECORD = (*PLAIN, "partner_edit", "medication_edit", "pregnancy_edit", "birth_new", "birth_edit")
EVENTS = ("event_new", "event_edit")


def address(name, patient):
    """The page `name` for a row of this patient."""
    if name in PLAIN:
        return reverse(name, args=[patient.pk])
    if name == "partner_edit":
        return reverse(name, args=[patient.pk, a_partner(patient).pk])
    if name == "medication_edit":
        return reverse(name, args=[patient.pk, a_medication(patient).pk])
    return reverse(name, args=[patient.pk, row_in_a_pregnancy(name, a_pregnancy(patient)).pk])


def row_in_a_pregnancy(name, pregnancy):
    if name == "birth_edit":
        return a_birth(pregnancy)
    return an_event(pregnancy, on="2024") if name == "event_edit" else pregnancy


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", [*RECORD, *EVENTS])
def test_another_clinics_patient_is_not_found(client, name, method):
    client.force_login(a_user(a_clinic("elsewhere"), "clinician"))
    url = address(name, a_patient(a_clinic("main")))
    assert getattr(client, method)(url).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", [*RECORD, *EVENTS])
def test_a_viewer_is_refused(client, clinic, patient, name, method):
    client.force_login(a_user(clinic, "viewer"))
    assert getattr(client, method)(address(name, patient)).status_code == 403


@pytest.mark.parametrize("name", RECORD)
def test_a_nurse_does_not_change_the_record(client, clinic, patient, name):
    client.force_login(a_user(clinic, "nurse"))
    assert client.post(address(name, patient)).status_code == 403


@pytest.mark.parametrize("name", EVENTS)
def test_a_nurse_records_events(client, clinic, patient, name):
    client.force_login(a_user(clinic, "nurse"))
    assert client.get(address(name, patient)).status_code == 200


@pytest.mark.parametrize("role", ["nurse", "viewer"])
def test_only_a_clinician_opens_a_new_patient(client, clinic, role):
    client.force_login(a_user(clinic, role))
    assert client.get(reverse("patient_new")).status_code == 403
    assert client.post(reverse("patient_new")).status_code == 403


@pytest.mark.parametrize("name", ["partner_edit", "medication_edit", "pregnancy_edit", "birth_edit", "event_edit"])
def test_a_row_of_somebody_else_in_the_same_clinic_is_not_found(doctor, clinic, patient, name):
    row = address(name, a_patient(clinic)).rstrip("/").rpartition("/")[2]
    assert doctor.get(reverse(name, args=[patient.pk, row])).status_code == 404


@pytest.mark.parametrize("name", ["birth_new", "event_new"])
def test_nothing_is_hung_below_a_pregnancy_of_somebody_else(doctor, clinic, patient, name):
    other = a_pregnancy(a_patient(clinic))
    assert doctor.post(reverse(name, args=[patient.pk, other.pk]), {"kind": "scan"}).status_code == 404


@pytest.mark.parametrize("name", [*RECORD, *EVENTS])
def test_a_form_opened_for_one_patient_is_not_saved_to_another(doctor, clinic, patient, name):
    url = address(name, patient)
    answer = doctor.post(url, {"patient_pk": a_patient(clinic).pk, "row_version": 1})
    assert answer.status_code == 200
    assert "opened for another patient" in answer.content.decode()


@pytest.mark.parametrize("name", [*RECORD, *EVENTS])
def test_every_look_at_a_form_is_on_record(doctor, patient, name, django_assert_max_num_queries):
    from rpl_tracker.audit.models import AccessLog

    url = address(name, patient)
    with django_assert_max_num_queries(20):
        doctor.get(url)
    assert AccessLog.objects.get().page == name


def test_the_reading_of_dates_stores_nothing_and_is_the_clinicians(client, clinic, patient):
    url = reverse("pregnancy_reading", args=[patient.pk])
    for role, status in (("clinician", 200), ("viewer", 403), ("nurse", 403)):
        client.force_login(a_user(clinic, role))
        sent = {"outcome": "miscarriage", "lmp": "1 Jan 2024", "ended_on": "2024-03-11"}
        assert client.post(url, sent).status_code == status
    assert not Pregnancy.objects.exists()
    client.force_login(a_user(a_clinic("elsewhere")))
    assert client.post(url).status_code == 404
