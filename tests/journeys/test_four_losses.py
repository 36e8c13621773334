"""The whole case of cases/four-losses.md, typed from an empty clinic, and what the pages make of it."""

from __future__ import annotations

import os
import pytest
from playwright.sync_api import Page, expect

from patients.models import Patient
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.actions import add_member, create_user
from tests.journeys.four_losses import FourLosses, medications, panels
from tests.journeys.hands import Hands
from tests.records import a_clinic

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"


@pytest.fixture
def clinic():
    clinic = a_clinic("main")
    add_member(
        user=create_user(username="ines", password=PASSWORD, last_name="Ines Okafor"), clinic=clinic, role="clinician"
    )
    return clinic


@pytest.fixture
def hands(page: Page) -> Hands:
    return Hands(page)


def test_the_whole_case_is_typed(page, hands, clinic):
    case = FourLosses(today(clinic))
    sign_in_at_the_door(hands)
    new_patient(hands, case)
    shot(page, "1new")
    record_conditions(hands, case)
    record_pregnancies(hands, case)
    record_medications(hands, case)
    record_results(hands, case)
    shot(page, "2whole")


def shot(page, name):
    page.screenshot(path=f"/tmp/j/{name}.png", full_page=True)


def sign_in_at_the_door(hands: Hands) -> None:
    hands.page.goto("/")
    hands.give({"Username": "ines", "Password": PASSWORD})
    hands.press("Sign in")
    expect(hands.page.get_by_text("There is nobody on this worklist yet.")).to_be_visible()


def new_patient(hands: Hands, case: FourLosses) -> None:
    hands.follow("New patient")
    hands.give(case.patient())
    hands.press("Save")
    expect(hands.page.get_by_role("region", name="Patient")).to_contain_text("Novak, Jana")


def record_conditions(hands: Hands, case: FourLosses) -> None:
    hands.follow("Record", "Conditions and family")
    hands.give(case.conditions())
    hands.press("Save")
    hands.said("Conditions: 2 changed.")


def record_pregnancies(hands: Hands, case: FourLosses) -> None:
    *earlier, fourth = case.pregnancies()
    *events, last = case.events()
    hands.follow("Pregnancy", "Pregnancies")
    for fields in earlier:
        hands.give(fields)
        hands.press("Save and add another pregnancy")
    hands.give(fourth)
    hands.press("Save and add an event")
    for fields in events:
        hands.give(fields)
        hands.press("Save and add another event")
    hands.give(last)
    hands.press("Save")


def record_medications(hands: Hands, case: FourLosses) -> None:
    *others, last = medications(case)
    hands.follow("Medication", "Medication")
    for fields in others:
        hands.give(fields)
        hands.press("Save and add another medication")
    hands.give(last)
    hands.press("Save")


def record_results(hands: Hands, case: FourLosses) -> None:
    for panel, fields in panels(case):
        hands.follow("Results", "Results")
        hands.follow(panel)
        hands.give(fields)
        hands.press("Save")
