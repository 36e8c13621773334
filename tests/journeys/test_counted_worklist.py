"""Task 11: the worklist as a working tool, by the number of keys, clicks and taps that it takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from patients.models import Patient
from patients.obstetrics.dates import in_words
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.models import Clinic, User
from tests.journeys.counting import Counting
from tests.journeys.worklist import opened, three_women
from tests.records import a_user

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[Page, Any], None]


@pytest.fixture
def clinic() -> Clinic:
    return three_women()


@pytest.fixture
def doctor(clinic: Clinic) -> User:
    return a_user(clinic, first_name="Ada", last_name="Kern")


@pytest.fixture
def counting(anywhere: Counting, sign_in: SignIn, doctor: User) -> Counting:
    return opened(anywhere, sign_in, doctor)


@pytest.fixture
def keyboard(at_desk: Counting, sign_in: SignIn, doctor: User) -> Counting:
    return opened(at_desk, sign_in, doctor)


def test_task_11_mine_saved_and_opened(counting: Counting, doctor: User) -> None:
    page = counting.page
    Patient.objects.filter(family_name="Kowalska").update(assigned_to=doctor)
    counting.pick_at(page.get_by_label("Assigned to"), "Me")
    counting.follow(page.get_by_role("button", name="Show", exact=True))
    expect(page.locator(".work__row")).to_have_count(1)
    counting.click(page.get_by_label("Name for this filter"))
    counting.type("Mine")
    counting.click(page.get_by_label("opens first"))
    counting.follow(page.get_by_role("button", name="Save filter"))
    counting.follow(page.get_by_role("link", name="RPL Tracker"))
    expect(page.locator(".work__row")).to_have_count(1)
    counting.at_most(presses=3, clicks=6, taps=7)


def test_task_11_a_filter_is_one_click_and_the_order_two(counting: Counting) -> None:
    page = counting.page
    counting.follow(page.get_by_role("navigation", name="States").get_by_role("link", name="Missing 3"))
    expect(page.locator(".work__row")).to_have_count(3)
    counting.pick_at(page.get_by_label("Sort by"), "Name")
    counting.follow(page.get_by_role("button", name="Show", exact=True))
    expect(page.locator(".work__row .who").first).to_contain_text("Kowalczyk")
    counting.at_most(presses=5, clicks=3, taps=4)


def test_task_11_several_are_given_a_visit_from_the_keyboard(keyboard: Counting, clinic: Clinic) -> None:
    page = keyboard.page
    keyboard.press("j", "x", "j", "x")
    assert "Kowalska" in keyboard.focus
    give_a_visit(keyboard, clinic)
    keyboard.at_most(presses=5, clicks=1)
    keyboard.follow(page.get_by_role("button", name="Undo"))
    expect(page.locator(".messages")).to_contain_text("Undone for 2 patients.")
    keyboard.press("j", "k", "j")
    with keyboard.to_next_page():
        keyboard.press("Enter")
    expect(page.get_by_role("region", name="Patient")).to_contain_text("Kow")


def test_task_11_several_are_given_a_visit_by_ticking_them(counting: Counting, clinic: Clinic) -> None:
    page = counting.page
    for name in ("Kowalczyk", "Kowalska"):
        counting.click(page.get_by_label(f"Tick {name}"))
    give_a_visit(counting, clinic)
    counting.at_most(presses=1, clicks=3, taps=5)
    counting.follow(page.get_by_role("button", name="Undo"))
    expect(page.locator(".messages")).to_contain_text("Undone for 2 patients.")


def give_a_visit(counting: Counting, clinic: Clinic) -> None:
    page = counting.page
    counting.follow(page.get_by_role("button", name="Set next visit"))
    expect(page.get_by_label("Next visit on")).to_be_focused()
    counting.give("Next visit on", in_words(today(clinic) + timedelta(days=7)))
    counting.send("Save for all of them")
    expect(page.get_by_role("status").first).to_contain_text("Next visit of 2 patients")


def test_task_11_the_list_is_exported(counting: Counting, clinic: Clinic) -> None:
    page = counting.page
    with page.expect_download() as coming:
        counting.click(page.get_by_role("button", name="Excel"))
    assert coming.value.suggested_filename == f"records-{today(clinic)}.xlsx"
    counting.at_most(clicks=1, taps=1)
    with page.expect_download() as coming:  # at once: another button is another step, and no second click on the first
        counting.click(page.get_by_role("button", name="CSV"))
    assert coming.value.suggested_filename == f"records-{today(clinic)}.csv.zip"
