"""Tasks by the number of keys and clicks that they take: finding her, a loss now, ordering, the worklist."""

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
from tests.records import a_clinic, a_patient, a_pregnancy, a_user
from workup.findings import refresh
from workup.models import Investigation

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("Kowalczyk", "Kowalska", "Ölander")


@pytest.fixture
def clinic() -> Clinic:
    clinic = a_clinic("main")
    for number, name in enumerate(NAMES):
        woman = a_patient(clinic, family_name=name, given_names="Ewa", mrn=f"0048-{number}")
        for each in (1, 2):
            a_pregnancy(woman, each, ga_weeks=8, confirmed_by="ultrasound", ended_on="2024")
        refresh([woman.pk])
    return clinic


@pytest.fixture
def doctor(clinic: Clinic) -> User:
    return a_user(clinic, first_name="Ada", last_name="Kern")


@pytest.fixture
def counting(page: Page, sign_in: Callable[[Page, Any], None], doctor: User) -> Counting:
    sign_in(page, doctor)
    page.goto("/")
    return Counting(page)


def banner(page: Page) -> Any:
    return page.get_by_role("region", name="Patient")


def test_task_1_she_is_found_from_anywhere_by_part_of_her_name_or_mrn(counting: Counting, page: Page) -> None:
    counting.find("czyk", "Enter")  # the only one
    expect(banner(page)).to_contain_text("Kowalczyk")
    assert "czyk" not in page.url
    counting.at_most(presses=2)
    counting.find("0048-2", "Enter")  # from another woman's page
    expect(banner(page)).to_contain_text("Ölander")
    counting.find("kow", "ArrowDown", "ArrowDown", "Enter")  # one of several
    expect(banner(page)).to_contain_text("Kowalska")
    counting.at_most(presses=8)


def test_task_1_with_a_typing_error_and_the_pointer(counting: Counting, page: Page) -> None:
    counting.click(page.get_by_role("searchbox"))
    counting.type("Kowaclzyk")
    her = page.locator("#found").get_by_role("link", name="Kowalczyk")
    expect(her).to_be_visible()
    with counting.to_next_page():
        counting.click(her)
    expect(banner(page)).to_contain_text("Kowalczyk")
    counting.at_most(clicks=2)


def test_task_1_escape_leaves_everything_as_it_was(counting: Counting, page: Page) -> None:
    counting.press("/")
    counting.type("kow")
    expect(page.locator("#found a")).to_have_count(2)
    counting.press("Escape")
    expect(page.locator("#found a")).to_have_count(0)
    counting.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "find"


def test_task_1_on_a_phone(phone: Page, sign_in: Callable[[Page, Any], None], doctor: User) -> None:
    sign_in(phone, doctor)
    phone.goto(f"/patients/{Patient.objects.get(family_name='Kowalska').pk}/")
    counting = Counting(phone)
    counting.click(phone.get_by_role("searchbox"))
    counting.type("czyk")
    with counting.to_next_page():
        counting.click(phone.locator("#found").get_by_role("link", name="Kowalczyk"))
    expect(banner(phone)).to_contain_text("Kowalczyk")
    counting.at_most(clicks=2)


def test_task_5_a_loss_now_and_its_tissue_in_one_step(counting: Counting, page: Page, clinic: Clinic) -> None:
    counting.find("czyk", "Enter")
    with counting.to_next_page():
        counting.click(page.get_by_role("link", name="Pregnancy", exact=True))
    assert counting.focus == "Outcome"
    counting.choose("Misc")
    counting.tab_to("Ended on")
    counting.type(in_words(today(clinic)))
    counting.tab_to("Order genetic tests of the tissue now", key="Tab")
    counting.press("Space")
    with counting.to_next_page():
        counting.press("Enter")
    expect(page.locator(".messages")).to_contain_text("Genetic tests of the tissue: ordered.")
    expect(page.get_by_role("region", name="Results outstanding")).to_contain_text("pregnancy 3")
    counting.at_most(presses=12, clicks=1)


def test_task_6_what_is_missing_is_ordered_at_once_and_later_entered(
    counting: Counting, page: Page, clinic: Clinic
) -> None:
    counting.find("czyk", "Enter")
    with counting.to_next_page():
        counting.click(page.get_by_role("link", name="Order what is missing"))
    with counting.to_next_page():
        counting.click(page.get_by_role("button", name="Order", exact=True))
    outstanding = page.get_by_role("region", name="Results outstanding")
    expect(outstanding).to_contain_text("TSH")
    expect(outstanding).to_contain_text("0 days")
    counting.at_most(presses=2, clicks=2)
    with counting.to_next_page():
        counting.click(outstanding.get_by_role("link", name="Enter TSH"))
    assert Investigation.objects.filter(status="ordered").count() > 4
    expect(page.locator("#row-tsh")).to_contain_text("Ordered")
    expect(page.locator("#row-tsh")).to_be_in_viewport()
    counting.type(in_words(today(clinic)))
    counting.tab_to("TSH: as reported", most=4)
    counting.type("2.1")
    with counting.to_next_page():
        counting.press("Enter")
    expect(page.get_by_role("region", name="Results outstanding").get_by_text("TSH", exact=True)).to_have_count(0)
    assert Investigation.objects.get(test="tsh").status == "final"
    counting.at_most(presses=7, clicks=3)


def test_task_11_mine_saved_and_opened(counting: Counting, page: Page, doctor: User) -> None:
    Patient.objects.filter(family_name="Kowalska").update(assigned_to=doctor)
    counting.click(page.get_by_label("Assigned to"))
    counting.choose("Me")
    counting.press("Enter")
    with counting.to_next_page():
        counting.click(page.get_by_role("button", name="Show", exact=True))
    expect(page.locator(".work__row")).to_have_count(1)
    counting.click(page.get_by_label("Name for this filter"))
    counting.type("Mine")
    counting.click(page.get_by_label("opens first"))
    with counting.to_next_page():
        counting.click(page.get_by_role("button", name="Save filter"))
    with counting.to_next_page():
        counting.click(page.get_by_role("link", name="RPL Tracker"))
    expect(page.locator(".work__row")).to_have_count(1)
    counting.at_most(presses=3, clicks=6)


def test_task_11_several_are_given_a_visit_from_the_keyboard(counting: Counting, page: Page, clinic: Clinic) -> None:
    counting.press("j", "x", "j", "x")
    assert "Kowalska" in counting.focus
    counting.click(page.get_by_role("button", name="Set next visit"))
    expect(page.get_by_label("Next visit on")).to_be_focused()
    counting.type(in_words(today(clinic) + timedelta(days=7)))
    with counting.to_next_page():
        counting.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Next visit of 2 patients")
    counting.at_most(presses=5, clicks=1)
    with counting.to_next_page():
        counting.click(page.get_by_role("button", name="Undo"))
    expect(page.locator(".messages")).to_contain_text("Undone for 2 patients.")
    counting.press("j", "k", "j")
    with counting.to_next_page():
        counting.press("Enter")
    expect(banner(page)).to_contain_text("Kow")


def test_task_11_the_list_is_exported(counting: Counting, page: Page, clinic: Clinic) -> None:
    with page.expect_download() as coming:
        counting.click(page.get_by_role("button", name="Excel"))
    assert coming.value.suggested_filename == f"records-{today(clinic)}.xlsx"
    counting.at_most(clicks=1)
