"""Results, orders and decisions: who may, and for whom."""

import pytest
from django.urls import reverse

from rpl_tracker.audit.models import AccessLog
from tests.records import (
    a_birth,
    a_clinic,
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
from workup.models import Decision, Investigation

pytestmark = pytest.mark.django_db
RESULTS = ("results", "results_panel", "investigation_edit", "order")
DECISIONS = ("decision_new", "decision_edit")
IN_ERROR = {
    "patient": lambda patient: patient,
    "partner": a_partner,
    "condition": lambda patient: a_condition(patient, "pcos"),
    "medication": a_medication,
    "pregnancy": a_pregnancy,
    "birth": lambda patient: a_birth(a_pregnancy(patient)),
    "event": lambda patient: an_event(a_pregnancy(patient), on="2024"),
    "investigation": an_investigation,
    "decision": a_decision,
}
NURSES = {"event", "investigation"}


def address(name, patient):
    """The page `name` for this patient."""
    if name == "results_panel":
        return reverse(name, args=[patient.pk, "thyroid"])
    if name == "investigation_edit":
        return reverse(name, args=[patient.pk, an_investigation(patient).pk])
    if name == "decision_edit":
        return reverse(name, args=[patient.pk, a_decision(patient).pk])
    return reverse(name, args=[patient.pk])


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", [*RESULTS, *DECISIONS])
def test_another_clinics_patient_is_not_found(client, name, method):
    client.force_login(a_user(a_clinic("elsewhere"), "clinician"))
    url = address(name, a_patient(a_clinic("main")))
    expected = 405 if (name, method) == ("results", "post") else 404
    assert getattr(client, method)(url).status_code == expected


@pytest.mark.parametrize("name", [*RESULTS, *DECISIONS])
def test_a_viewer_is_refused(client, clinic, patient, name):
    client.force_login(a_user(clinic, "viewer"))
    assert client.get(address(name, patient)).status_code == 403
    assert client.post(address(name, patient)).status_code in (403, 405)


@pytest.mark.parametrize("name", RESULTS)
def test_a_nurse_enters_results_and_orders(client, clinic, patient, name):
    client.force_login(a_user(clinic, "nurse"))
    assert client.get(address(name, patient)).status_code == 200


@pytest.mark.parametrize("name", DECISIONS)
def test_a_nurse_takes_no_decision(client, clinic, patient, name):
    client.force_login(a_user(clinic, "nurse"))
    assert client.post(address(name, patient)).status_code == 403


@pytest.mark.parametrize("name", ["investigation_edit", "decision_edit"])
def test_a_row_of_somebody_else_in_the_same_clinic_is_not_found(doctor, clinic, patient, name):
    row = address(name, a_patient(clinic)).rstrip("/").rpartition("/")[2]
    assert doctor.get(reverse(name, args=[patient.pk, row])).status_code == 404


@pytest.mark.parametrize("name", ["results_panel", "investigation_edit", "order", *DECISIONS])
def test_a_form_opened_for_one_patient_is_not_saved_to_another(doctor, clinic, patient, name):
    url = address(name, patient)
    before = (Investigation.objects.count(), Decision.objects.count())
    answer = doctor.post(url, {"patient_pk": a_patient(clinic).pk, "row_version": 1, "whose": "patient"})
    assert "opened for another patient" in answer.content.decode()
    assert (Investigation.objects.count(), Decision.objects.count()) == before


@pytest.mark.parametrize("name", [*RESULTS, *DECISIONS])
def test_every_look_is_on_record_and_costs_few_queries(doctor, patient, name, django_assert_max_num_queries):
    url = address(name, patient)
    with django_assert_max_num_queries(20):
        doctor.get(url)
    assert AccessLog.objects.get().page == name


def test_a_panel_that_does_not_exist_is_not_found(doctor, patient):
    assert doctor.get(reverse("results_panel", args=[patient.pk, "nonsense"])).status_code == 404
    assert doctor.post(reverse("results_reading", args=[patient.pk, "nonsense"])).status_code == 404


def test_the_reading_of_a_panel_is_for_those_who_enter_results(client, clinic, patient):
    url = reverse("results_reading", args=[patient.pk, "thyroid"])
    for user, status in ((a_user(clinic, "viewer"), 403), (a_user(a_clinic("elsewhere")), 404)):
        client.force_login(user)
        assert client.post(url).status_code == status


@pytest.mark.parametrize("kind", sorted(IN_ERROR))
def test_entered_in_error_is_for_those_who_may_enter_it(client, clinic, patient, kind):
    url = reverse("entered_in_error", args=[patient.pk, kind, IN_ERROR[kind](patient).pk])
    expected = {"viewer": 403, "nurse": 200 if kind in NURSES else 403, "clinician": 200}
    for role, status in expected.items():
        client.force_login(a_user(clinic, role))
        assert client.get(url).status_code == status
    client.force_login(a_user(a_clinic("elsewhere")))
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("kind", sorted(IN_ERROR))
def test_nothing_of_another_patient_can_be_entered_in_error(doctor, clinic, patient, kind):
    row = IN_ERROR[kind](a_patient(clinic))
    assert doctor.get(reverse("entered_in_error", args=[patient.pk, kind, row.pk])).status_code == 404
    assert doctor.get(reverse("entered_in_error", args=[patient.pk, "nonsense", row.pk])).status_code == 404
