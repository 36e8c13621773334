"""Orders, decisions, and rows entered in error."""

from datetime import date

import pytest
from django.urls import reverse

from patients.models import Birth, Event, Patient, Pregnancy
from tests.patients.views.posting import errors_of, fill, shown
from tests.records import a_birth, a_decision, a_partner, a_patient, a_pregnancy, a_user, an_event, an_investigation
from workup.models import Decision, Investigation

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(patient):
    return reverse("order", args=[patient.pk])


@pytest.fixture
def decide(patient):
    return reverse("decision_new", args=[patient.pk])


def test_an_item_comes_with_its_tests_ticked(doctor, order):
    assert shown(doctor.get(order, {"item": "acl"}))["tests"] == ["acl_igg", "acl_igm"]
    assert shown(doctor.get(order, {"test": "d_dimer"}))["tests"] == ["d_dimer"]
    assert "tests" not in shown(doctor.get(order, {"item": "nonsense"}))


def test_several_tests_become_open_orders(doctor, patient, order):
    answer = fill(doctor, order, tests=["tsh", "tpo"], ordered_on="2026-01-05", lab="Northgate")
    assert answer.url == reverse("patient", args=[patient.pk])
    rows = Investigation.objects.order_by("test")
    assert [(row.test, row.status, row.ordered_on, row.lab.name) for row in rows] == [
        ("tpo", "ordered", date(2026, 1, 5), "Northgate"), ("tsh", "ordered", date(2026, 1, 5), "Northgate"),
    ]  # fmt: skip


def test_an_order_for_the_partner_and_for_tissue(doctor, patient, order):
    partner, pregnancy = a_partner(patient), a_pregnancy(patient)
    opened = doctor.get(order, {"item": "sperm_dna", "partner": partner.pk})
    assert doctor.post(order, shown(opened)).status_code == 302
    opened = doctor.get(order, {"item": "tissue_genetics", "pregnancy": pregnancy.pk})
    assert doctor.post(order, shown(opened)).status_code == 302
    assert set(Investigation.objects.values_list("subject", "partner", "pregnancy")) == {
        ("partner", partner.pk, None), ("tissue", None, pregnancy.pk),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"tests": []}, "Tests: Tick at least one test"),
        ({"tests": ["sdf"]}, "is done on a partner; take the tick away"),
        ({"tests": ["tsh"], "ordered_on": "2099-01-01"}, "This lies in the future"),
        ({"tests": ["tsh"], "ordered_on": "2026"}, "The day is needed too"),
        ({"tests": ["nonsense"]}, "Select a valid choice"),
    ],
)
def test_an_order_that_cannot_be_is_said_and_kept(doctor, order, typed, words):
    answer = fill(doctor, order, **typed, lab="Northgate")
    assert words in errors_of(answer)
    assert shown(answer)["lab"] == ["Northgate"]
    assert not Investigation.objects.exists()


def test_what_is_under_way_is_not_ordered_again(doctor, patient, order):
    an_investigation(patient, "tsh", status="ordered", ordered_on=date(2026, 1, 5))
    assert "TSH is under way already since 5 Jan 2026" in errors_of(fill(doctor, order, tests=["tsh", "tpo"]))


def test_a_decision_is_the_word_of_whoever_is_signed_in(doctor, patient, decide):
    opened = doctor.get(decide, {"item": "tsh"})
    doctor.post(decide, shown(opened) | {"kind": "declined", "reason": "she prefers not to"})
    decision = Decision.objects.get()
    assert (decision.item, decision.kind, decision.decided_by) == ("tsh", "declined", doctor.user)


def test_a_decision_about_a_partner_and_about_tissue(doctor, patient, decide):
    partner, pregnancy = a_partner(patient), a_pregnancy(patient)
    reason = {"kind": "not_applicable", "reason": "no sperm of his"}
    opened = doctor.get(decide, {"item": "sperm_dna", "partner": partner.pk})
    doctor.post(decide, shown(opened) | reason)
    opened = doctor.get(decide, {"item": "tissue_genetics", "pregnancy": pregnancy.pk})
    doctor.post(decide, shown(opened) | reason)
    assert set(Decision.objects.values_list("item", "partner", "pregnancy")) == {
        ("sperm_dna", partner.pk, None), ("tissue_genetics", None, pregnancy.pk),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"item": "tsh", "kind": "deferred"}, "Look at it again on: A deferred item needs the day"),
        ({"item": "tsh", "kind": "deferred", "review_on": "2025-01-01"}, "The review lies before the decision"),
        ({"item": "tsh", "kind": "declined", "reason": ""}, "Reason: This field is required"),
        ({"item": "sperm_dna", "kind": "declined"}, "Partner: Say which partner"),
        ({"item": "tissue_genetics", "kind": "declined"}, "Pregnancy: Say which pregnancy"),
        ({"item": "tsh", "kind": "declined", "decided_on": "1 Jan 2099"}, "This lies in the future"),
        ({"kind": "declined"}, "Item: This field is required"),
    ],
)
def test_a_decision_that_cannot_be_is_said_and_kept(doctor, decide, typed, words):
    answer = fill(doctor, decide, **{"reason": "after the summer", **typed})
    assert words in errors_of(answer)
    assert shown(answer)["kind"] == [typed["kind"]]
    assert not Decision.objects.exists()


def test_a_decision_corrected_by_another_stays_whose_it_was(doctor, patient):
    decision = a_decision(patient, by=a_user(username="anna"))
    fill(doctor, reverse("decision_edit", args=[patient.pk, decision.pk]), reason="she prefers to wait")
    decision.refresh_from_db()
    assert (decision.reason, decision.decided_by.username, decision.version) == ("she prefers to wait", "anna", 2)


def test_a_pregnancy_entered_in_error_takes_its_births_and_events_along(doctor, patient):
    pregnancy = a_pregnancy(patient)
    a_birth(pregnancy)
    an_event(pregnancy, on="2024")
    url = reverse("entered_in_error", args=[patient.pk, "pregnancy", pregnancy.pk])
    page = doctor.get(url).content.decode()
    assert "1 birth, 1 event" in page
    assert "Miscarriage" in page
    assert "Why it was entered in error: This field is required" in errors_of(fill(doctor, url))
    assert Pregnancy.objects.valid().exists()
    assert fill(doctor, url, reason="typed for the wrong woman").status_code == 302
    for model in (Pregnancy, Birth, Event):
        assert model.objects.get().error_reason == "typed for the wrong woman"
    assert doctor.get(url).status_code == 404


def test_a_row_changed_meanwhile_is_shown_again_before_it_is_marked(doctor, patient):
    row = an_investigation(patient)
    url = reverse("entered_in_error", args=[patient.pk, "investigation", row.pk])
    opened = shown(doctor.get(url))
    Investigation.objects.filter(pk=row.pk).update(version=2, value="9.9")
    answer = doctor.post(url, opened | {"reason": "typed twice"})
    assert answer.status_code == 409
    assert "9.9" in answer.content.decode()
    assert shown(answer)["reason"] == ["typed twice"]
    assert doctor.post(url, shown(answer)).status_code == 302


def test_a_partner_whom_a_pregnancy_names_is_not_marked(doctor, patient):
    partner = a_partner(patient)
    a_pregnancy(patient, partner=partner)
    url = reverse("entered_in_error", args=[patient.pk, "partner", partner.pk])
    assert "Pregnancy 1 names this partner" in errors_of(fill(doctor, url, reason="typed twice"))


def test_a_patient_entered_in_error_is_no_longer_found(doctor, patient, clinic):
    a_patient(clinic)
    url = reverse("entered_in_error", args=[patient.pk, "patient", patient.pk])
    assert fill(doctor, url, reason="typed twice").url == reverse("worklist")
    assert doctor.get(reverse("patient", args=[patient.pk])).status_code == 404
    assert Patient.objects.valid().count() == 1
