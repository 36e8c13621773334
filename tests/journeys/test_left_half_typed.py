"""A form that was left half typed shows it again, in a real browser: one more letter loses nothing of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from patients.models import Draft, Patient
from rpl_tracker.accounts.models import Clinic, User
from tests.browser import DESKTOP, PHONE, opened_page, until
from tests.journeys.test_unsent import LEFT, SignIn, kept, signed_in, type_in
from tests.records import a_clinic, a_patient

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def patient(clinic: Clinic) -> Patient:
    return a_patient(clinic)


@pytest.fixture
def dora(clinic: Clinic, page: Page, sign_in: SignIn) -> User:
    return signed_in(page, sign_in, "dora", clinic)


def test_leaving_the_page_keeps_the_last_key(page: Page, patient: Patient, dora: User) -> None:
    page.goto(reverse("medication_new", args=[patient.pk]))
    type_in(page, "name", "Aspirin")
    page.get_by_role("link", name="Cancel").click()
    page.wait_for_url(f"**{reverse('patient', args=[patient.pk])}")
    until(Draft.objects.exists)
    page.go_back()
    expect(page.locator("[name=name]")).to_have_value("Aspirin")
    page.get_by_role("button", name="Discard it").click()
    expect(page.locator("[name=name]")).to_have_value("")
    assert not Draft.objects.exists()


def test_what_was_sent_and_refused_is_there_for_whoever_leaves(page: Page, patient: Patient, dora: User) -> None:
    page.goto(reverse("medication_new", args=[patient.pk]))
    type_in(page, "dose", "75 mg")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.get_by_role("link", name="Cancel").click()
    page.wait_for_url(f"**{reverse('patient', args=[patient.pk])}")
    page.goto(reverse("medication_new", args=[patient.pk]))
    expect(page.get_by_text(LEFT)).to_be_visible()
    expect(page.locator("[name=dose]")).to_have_value("75 mg")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_one_letter_in_a_form_that_was_left_loses_nothing(
    browser: Browser, live_server: Any, clinic: Clinic, patient: Patient, sign_in: SignIn, size: Any
) -> None:
    with opened_page(browser, live_server.url, size) as page:
        signed_in(page, sign_in, "dora", clinic)
        page.goto(reverse("medication_new", args=[patient.pk]))
        type_in(page, "dose", "75 mg")
        kept(page, lambda: type_in(page, "name", "Aspir"))
        page.goto(reverse("patient", args=[patient.pk]))
        page.goto(reverse("medication_new", args=[patient.pk]))
        expect(page.get_by_text(LEFT)).to_be_in_viewport()
        page.locator("[name=name]").press("End")
        kept(page, lambda: page.keyboard.type("i"))
        page.reload()
        expect(page.locator("[name=name]")).to_have_value("Aspiri")
        expect(page.locator("[name=dose]")).to_have_value("75 mg")
        assert page.locator(".errors, .invalid-feedback").count() == 0


def test_what_is_discarded_right_after_a_letter_does_not_come_back(page: Page, patient: Patient, dora: User) -> None:
    page.goto(reverse("medication_new", args=[patient.pk]))
    kept(page, lambda: type_in(page, "name", "Aspirin"))
    page.reload()
    type_in(page, "dose", "7")
    page.get_by_role("button", name="Discard it").click()
    expect(page.get_by_text("What you had typed was discarded")).to_be_visible()
    page.reload()
    expect(page.locator("[name=name]")).to_have_value("")
    assert not Draft.objects.exists()
