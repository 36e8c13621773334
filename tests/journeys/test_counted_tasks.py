"""Tasks by the number of keys, clicks and taps that they take: finding her, a loss now, ordering what is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from patients.obstetrics.dates import in_words
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.models import Clinic, User
from tests.journeys.counting import Counting
from tests.journeys.worklist import opened, three_women
from tests.records import a_user
from workup.models import Investigation

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
    """On the worklist, at a desk or with a phone."""
    return opened(anywhere, sign_in, doctor)


@pytest.fixture
def keyboard(at_desk: Counting, sign_in: SignIn, doctor: User) -> Counting:
    """The same where there are keys."""
    return opened(at_desk, sign_in, doctor)


def banner(counting: Counting) -> Locator:
    return counting.page.get_by_role("region", name="Patient")


def test_task_1_she_is_found_from_anywhere_by_part_of_her_name_or_mrn(keyboard: Counting) -> None:
    keyboard.find("czyk", "Enter")  # the only one
    expect(banner(keyboard)).to_contain_text("Kowalczyk")
    assert "czyk" not in keyboard.page.url
    keyboard.at_most(presses=2)
    keyboard.find("0048-2", "Enter")  # from another woman's page
    expect(banner(keyboard)).to_contain_text("Ölander")
    keyboard.find("kow", "ArrowDown", "ArrowDown", "Enter")  # one of several
    expect(banner(keyboard)).to_contain_text("Kowalska")
    keyboard.at_most(presses=8)


def test_task_1_with_a_typing_error_from_another_womans_page(counting: Counting) -> None:
    counting.find("0048-2")
    expect(banner(counting)).to_contain_text("Ölander")
    counting.begin()
    counting.click(counting.page.get_by_role("searchbox"))
    counting.type("Kowaclzyk")
    her = counting.page.locator("#found").get_by_role("link", name="Kowalczyk")
    counting.follow(her)
    expect(banner(counting)).to_contain_text("Kowalczyk")
    counting.at_most(clicks=2, taps=2)


def test_task_1_escape_leaves_everything_as_it_was(keyboard: Counting) -> None:
    keyboard.press("/")
    with keyboard.watching.one_update():
        keyboard.type("kow")
        expect(keyboard.page.locator("#found a")).to_have_count(2)
    keyboard.press("Escape")
    expect(keyboard.page.locator("#found a")).to_have_count(0)
    keyboard.press("Control+k")
    assert keyboard.page.evaluate("document.activeElement.id") == "find"


def test_task_5_a_loss_now_and_its_tissue_in_one_step(counting: Counting, clinic: Clinic) -> None:
    page = counting.page
    counting.find("czyk")
    counting.follow(page.get_by_role("link", name="Pregnancy", exact=True))
    assert counting.focus == "Outcome"
    counting.pick("Outcome", "Misc")
    counting.give("Ended on", in_words(today(clinic)))
    counting.tick("Order genetic tests of the tissue now")
    counting.send()
    expect(page.locator(".messages")).to_contain_text("Genetic tests of the tissue: ordered.")
    expect(page.get_by_role("region", name="Results outstanding")).to_contain_text("pregnancy 3")
    counting.at_most(presses=12, clicks=1, taps=8)


def test_task_6_what_is_missing_is_ordered_at_once_and_later_entered(counting: Counting, clinic: Clinic) -> None:
    page = counting.page
    counting.find("czyk")
    counting.follow(page.get_by_role("link", name="Order what is missing"))
    counting.follow(page.get_by_role("button", name="Order", exact=True))
    outstanding = page.get_by_role("region", name="Results outstanding")
    expect(outstanding).to_contain_text("TSH")
    expect(outstanding).to_contain_text("0 days")
    counting.at_most(presses=2, clicks=2, taps=4)
    counting.follow(outstanding.get_by_role("link", name="Enter TSH"))
    assert Investigation.objects.filter(status="ordered").count() > 4
    expect(page.locator("#row-tsh")).to_contain_text("Ordered")
    expect(page.locator("#row-tsh")).to_be_in_viewport()
    counting.give("Collected or done on", in_words(today(clinic)))
    counting.give("TSH: as reported", "2.1")
    counting.send()
    expect(page.get_by_role("region", name="Results outstanding").get_by_text("TSH", exact=True)).to_have_count(0)
    assert Investigation.objects.get(test="tsh").status == "final"
    counting.at_most(presses=7, clicks=3, taps=8)
