"""Task 9, the couple: a partner's tests in the same visit, a new partner, whose pregnancy, partner in the room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from patients.models import Partner, Patient
from patients.obstetrics.dates import in_words
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.models import Clinic
from tests.journeys.counting import Counting
from tests.records import a_clinic, a_partner, a_patient, a_pregnancy, a_user
from workup.findings import refresh
from workup.models import Investigation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic("main")


@pytest.fixture
def her(clinic: Clinic) -> Patient:
    """Two losses, the first with an earlier partner."""
    her = a_patient(clinic, family_name="Kowalczyk", given_names="Ewa")
    earlier = a_partner(her, "P1", given_names="Adam", from_date=date(2012, 1, 1), to_date=date(2018, 12, 31))
    a_partner(her, "P2", given_names="Bogdan", from_date=date(2020, 1, 1))
    a_pregnancy(her, 1, ga_weeks=8, confirmed_by="ultrasound", ended_on="2016", partner=earlier)
    a_pregnancy(her, 2, ga_weeks=8, confirmed_by="ultrasound", ended_on="2024")
    refresh([her.pk])
    return her


@pytest.fixture
def counting(anywhere: Counting, sign_in: Callable[[Page, Any], None], her: Patient) -> Counting:
    """On her page."""
    sign_in(anywhere.page, a_user(her.clinic, first_name="Ada", last_name="Kern"))
    anywhere.page.goto("/")
    anywhere.find("czyk")
    return anywhere.begin()


def part(counting: Counting, name: str) -> Locator:
    return counting.page.get_by_role("region", name=name, exact=True)


def test_task_9_the_partners_tests_in_the_same_visit(counting: Counting, clinic: Clinic) -> None:
    counting.follow(part(counting, "Partners").get_by_role("link", name="Semen of P2"))
    counting.give("Collected or done on", in_words(today(clinic)))
    counting.give("Sperm concentration: as reported", "12")
    counting.give("Sperm concentration: unit", "million/mL")
    counting.send()
    expect(counting.page.locator(".messages")).to_contain_text("saved")
    stored = Investigation.objects.get()
    assert (stored.test, stored.partner.label) == ("sperm_conc", "P2")
    counting.at_most(presses=14, clicks=1, taps=5)


def test_task_9_a_new_partner(counting: Counting, her: Patient) -> None:
    counting.follow(part(counting, "Partners").get_by_role("link", name="Partner", exact=True))
    counting.give("Given names", "Cezary")
    counting.give("Partner from", "1 Jan 2025")
    counting.send()
    expect(part(counting, "Partners")).to_contain_text("Cezary")
    assert Partner.objects.filter(patient=her).count() == 3
    counting.at_most(presses=10, clicks=1, taps=4)


def test_task_9_whose_pregnancy_it_was(counting: Counting, her: Patient) -> None:
    counting.click(counting.page.get_by_text("Why each counts or not"))
    counting.follow(counting.page.get_by_role("link", name="Edit (pregnancy 2)"))
    counting.pick_at(counting.field("Partner"), "Partner P2")
    counting.send()
    assert her.pregnancies.get(number=2).partner == Partner.objects.get(label="P2")
    expect(part(counting, "Pregnancies")).to_contain_text("partner P2")
    counting.at_most(presses=15, clicks=3, taps=5)


def test_task_9_with_her_partner_in_the_room_the_rest_is_folded_away(counting: Counting) -> None:
    expect(part(counting, "Pregnancies").locator(".lanes__no")).to_have_count(2)
    counting.follow(part(counting, "Pregnancies").get_by_role("link", name="Partner in the room"))
    expect(counting.page.get_by_text("Some entries are folded away")).to_be_visible()
    expect(counting.page.get_by_role("main")).not_to_contain_text("Adam")
    expect(part(counting, "Pregnancies").locator(".lanes__no")).to_have_count(1)
    counting.follow(part(counting, "Pregnancies").get_by_role("link", name="Show everything"))
    expect(counting.page.get_by_role("main")).to_contain_text("Adam")
    counting.at_most(clicks=2, taps=2)
