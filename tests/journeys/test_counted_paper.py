"""Task 10, on paper: one A4 summary, a letter that is edited and then kept, a plan of tests for the couple."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from patients.models import Patient
from patients.obstetrics.dates import in_words
from rpl_tracker.accounts.access import today
from rpl_tracker.interop.models import Letter
from tests.journeys.counting import Counting
from tests.records import a_clinic, a_partner, a_patient, a_pregnancy, a_user, an_investigation
from workup.findings import refresh

pytestmark = pytest.mark.django_db(transaction=True)
# The browser's own dialogue cannot be driven: that it is asked for is noted.
PRINT = "window.print = () => { document.documentElement.dataset.printed = 'yes'; }"


@pytest.fixture
def her() -> Patient:
    clinic = a_clinic("main")
    her = a_patient(clinic, family_name="Kowalczyk", given_names="Ewa", referred_by="Dr A. Far")
    partner = a_partner(her, given_names="Bogdan")
    for each in (1, 2):
        a_pregnancy(her, each, ga_weeks=8, confirmed_by="ultrasound", ended_on="2024")
    an_investigation(her, "tsh", status="ordered", value="", ordered_on=today(clinic))
    an_investigation(
        her, "sdf", subject="partner", partner=partner, status="ordered", value="", ordered_on=today(clinic)
    )
    refresh([her.pk])
    return her


@pytest.fixture
def counting(anywhere: Counting, sign_in: Callable[[Page, Any], None], her: Patient) -> Counting:
    """At her letters and prints, one click after her page."""
    sign_in(anywhere.page, a_user(her.clinic, first_name="Ada", last_name="Kern"))
    anywhere.page.add_init_script(PRINT)
    anywhere.page.goto("/")
    anywhere.find("czyk")
    anywhere.begin().follow(anywhere.page.get_by_role("link", name="Letters and prints"))
    return anywhere


def test_task_10_the_summary_is_printed(counting: Counting, her: Patient) -> None:
    page = counting.page
    counting.follow(page.get_by_role("link", name="Summary of the workup"))
    for words in ("Kowalczyk", in_words(today(her.clinic)), "ESHRE 2022", "Not on file"):
        expect(page.locator(".sheet")).to_contain_text(words)
    counting.click(page.get_by_role("button", name="Print"))
    expect(page.locator("html")).to_have_attribute("data-printed", "yes")
    counting.at_most(clicks=3, taps=3)


def test_task_10_a_letter_is_edited_made_final_and_kept(counting: Counting, her: Patient) -> None:
    page = counting.page
    counting.follow(page.get_by_role("link", name="Letter", exact=True))
    expect(counting.field("To")).to_have_value("Dr A. Far")
    counting.give("Text", "Dear colleague, thank you. ")
    counting.send()
    counting.follow(page.get_by_role("button", name="Make it final"))
    expect(page.locator(".messages")).to_contain_text("final and kept as it is")
    counting.follow(page.get_by_role("link", name="Read", exact=True))
    expect(page.locator(".sheet")).to_contain_text("Dear colleague, thank you.")
    assert Letter.objects.get().is_final
    counting.at_most(presses=4, clicks=4, taps=6)


def test_task_10_a_plan_for_each_of_them_never_shows_the_others(counting: Counting) -> None:
    page = counting.page
    counting.follow(page.get_by_role("link", name="Plan of tests, hers"))
    expect(page.get_by_role("main")).to_contain_text("TSH")
    expect(page.get_by_role("main")).not_to_contain_text("Semen")
    expect(page.get_by_role("main")).not_to_contain_text("2024")
    counting.follow(page.get_by_role("link", name="Back to her page"))
    counting.follow(page.get_by_role("link", name="Letters and prints"))
    counting.follow(page.get_by_role("link", name="Plan of tests, partner P1"))
    expect(page.get_by_role("main")).to_contain_text("Semen")
    expect(page.get_by_role("main")).not_to_contain_text("TSH")
    expect(page.locator(".sheet")).not_to_contain_text("Kowalczyk")
    counting.at_most(clicks=5, taps=5)
