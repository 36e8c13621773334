"""Accessibility around a form: the draft that was left, the save that did not get through, undo, history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from patients import actions
from patients.models import Patient
from tests.journeys.looks import Looks
from tests.records import a_clinic, a_condition, a_medication, a_patient, a_pregnancy, a_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def patient(page: Page, sign_in: Callable[[Page, Any], None]) -> Patient:
    clinic = a_clinic()
    sign_in(page, a_user(clinic))
    return a_patient(clinic)


def test_a_draft_that_shows_again(looks: Looks, patient: Patient) -> None:
    url = reverse("medication_new", args=[patient.pk])
    looks.page.goto(url)
    with looks.page.expect_response("**/drafts/keep/"):
        looks.page.locator("[name=name]").fill("Aspirin")
    looks.page.goto(url)
    expect(looks.page.get_by_text("It is not saved yet")).to_be_visible()
    looks.here()


def test_a_save_that_does_not_get_through(looks: Looks, patient: Patient) -> None:
    looks.page.goto(reverse("medication_new", args=[patient.pk]))
    looks.page.route("**/medications/new/", lambda route: route.abort())
    looks.page.get_by_role("button", name="Save", exact=True).click()
    expect(looks.page.get_by_text("Not saved, trying again")).to_be_visible()
    looks.here()


def test_undo(looks: Looks, patient: Patient) -> None:
    row = a_medication(patient)
    looks.page.goto(reverse("medication_edit", args=[patient.pk, row.pk]))
    looks.page.get_by_role("button", name="Save", exact=True).click()
    expect(looks.page.get_by_role("button", name="Undo")).to_be_visible()
    looks.here()


def test_the_history_of_a_row_and_of_a_record(looks: Looks, patient: Patient) -> None:
    row = a_pregnancy(patient, 1, ga_weeks=8, note="a long note without an end " * 8)
    a_condition(patient, "pcos")
    row.note = "shorter"
    actions.change(row, by=a_user(username="anna"), version=1)
    actions.enter_in_error(row, by=a_user(username="emil"), reason="another woman's", version=2)
    looks.at(reverse("history", args=[patient.pk, "pregnancy", row.pk]))
    looks.at(reverse("record_history", args=[patient.pk]))
