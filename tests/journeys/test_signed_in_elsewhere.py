"""Somebody signs in anew in another window while a form is open in this one."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from patients.models import Draft, Medication, Patient
from rpl_tracker.accounts.models import Clinic, Membership, User
from tests.journeys.test_unsent import LEFT, SignIn, kept, sign_in_by_hand, signed_in, someone, type_in
from tests.records import a_clinic, a_patient

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def patient(clinic: Clinic) -> Patient:
    return a_patient(clinic)


@pytest.fixture
def typing(page: Page, patient: Patient, clinic: Clinic, sign_in: SignIn) -> Page:
    """Dora has typed half of a medication."""
    signed_in(page, sign_in, "dora", clinic)
    page.goto(reverse("medication_new", args=[patient.pk]))
    kept(page, lambda: type_in(page, "name", "Cardiprin"))
    return page


def signs_in_elsewhere(page: Page, name: str) -> None:
    other = page.context.new_page()
    other.goto("/")
    other.locator("form[action*=logout] button").dispatch_event("click")  # it stands in a closed menu
    other.wait_for_url("**/accounts/login/**")
    sign_in_by_hand(other, name)
    other.wait_for_url(re.compile(r"/$"))


def test_the_same_person_finds_what_was_typed(typing: Page) -> None:
    signs_in_elsewhere(typing, "dora")
    type_in(typing, "dose", "7")
    expect(typing.get_by_text(LEFT)).to_be_visible()  # the page was opened anew, and can be saved again
    expect(typing.locator("[name=name]")).to_have_value("Cardiprin")
    typing.locator("[name=kind]").select_option("aspirin")
    typing.get_by_role("button", name="Save", exact=True).click()
    expect(typing.get_by_text("New medication: saved.")).to_be_visible()


def test_from_another_person_the_page_covers_itself(typing: Page, clinic: Clinic) -> None:
    someone("emil", clinic)
    signs_in_elsewhere(typing, "emil")
    typing.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # the window is looked at again
    expect(typing.locator("[name=name]")).to_have_value("")
    assert "Cardiprin" not in typing.content()
    assert typing.get_by_text(LEFT).count() == 0
    assert not Medication.objects.exists()
    assert Draft.objects.get().user.username == "dora"


def test_whose_role_was_taken_meanwhile_is_told_and_keeps_the_page(typing: Page) -> None:
    Membership.objects.filter(user=User.objects.get(username="dora")).update(role="viewer")
    type_in(typing, "dose", "75 mg")
    expect(typing.get_by_text("What you type here is not kept: you may no longer do this")).to_be_visible()
    typing.get_by_role("button", name="Save", exact=True).click()
    expect(typing.get_by_text("Not saved: you may no longer do this")).to_be_visible()
    expect(typing.locator("[name=dose]")).to_have_value("75 mg")
