"""What she still needs at a glance, a clinician's word on it, and mistakes: looked at, corrected, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from patients.obstetrics.dates import PartialDate, in_words
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.models import Clinic
from tests.journeys.counting import Counting
from tests.records import a_clinic, a_decision, a_patient, a_pregnancy, a_user, an_investigation
from workup.findings import refresh
from workup.models import Decision, Investigation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clinic() -> Clinic:
    clinic = a_clinic("main")
    on = today(clinic)
    her = a_patient(clinic, family_name="Kowalczyk", given_names="Ewa")
    for each in (1, 2):
        a_pregnancy(her, each, ga_weeks=8, confirmed_by="ultrasound", ended_on="2024")
    an_investigation(her, "la_interp", word="positive", collected_on=PartialDate.of(on - timedelta(days=100)))
    an_investigation(her, "tpo", status="ordered", value="", ordered_on=on - timedelta(days=9))
    refresh([her.pk])
    return clinic


@pytest.fixture
def counting(anywhere: Counting, sign_in: Callable[[Page, Any], None], clinic: Clinic) -> Counting:
    """On her page."""
    sign_in(anywhere.page, a_user(clinic, first_name="Ada", last_name="Kern"))
    anywhere.page.goto("/")
    anywhere.find("czyk")
    return anywhere.begin()


@pytest.fixture
def seen(counting: Counting) -> Page:
    return counting.page


def at_the_line(page: Page, label: str) -> Any:
    """Her checklist's line."""
    heading = page.get_by_role("heading", name=label, exact=True)
    return page.get_by_role("region", name="Checklist").locator("li").filter(has=heading)


def test_task_2_what_is_missing_due_and_outstanding_is_seen_at_once(counting: Counting, seen: Page) -> None:
    glance = seen.get_by_role("region", name="Workup by")
    for words in ("Missing", "Repeat due", "Ordered", "TSH", "Lupus anticoagulant", "TPO antibodies"):
        shown = glance.get_by_text(words).first
        expect(shown).to_be_visible()
        if not counting.phone:
            expect(shown).to_be_in_viewport(ratio=1)
    if counting.phone:
        return
    for item in glance.locator(".glance__names a").all():
        expect(item).to_be_in_viewport(ratio=1)
    assert seen.evaluate("scrollY") == 0
    counting.at_most()


def test_task_7_declined_in_words_with_one_click(counting: Counting, seen: Page) -> None:
    counting.follow(seen.get_by_role("link", name="Decide TSH"))
    assert counting.focus == "Decision"
    counting.pick("Decision", "Decl")
    counting.give("Reason", "She does not want it now.")
    counting.send()
    expect(at_the_line(seen, "TSH")).to_contain_text("Declined")
    counting.at_most(presses=9, clicks=1, taps=5)
    assert Decision.objects.get().reason == "She does not want it now."


def test_task_7_done_elsewhere(counting: Counting, seen: Page) -> None:
    counting.follow(seen.get_by_role("link", name="Decide TSH"))
    counting.pick("Decision", "Done")
    counting.give("Reason", "By her own doctor, normal.")
    counting.send()
    expect(at_the_line(seen, "TSH")).to_contain_text("elsewhere")
    counting.at_most(presses=9, clicks=1, taps=5)


def test_task_7_deferred_needs_its_day(counting: Counting, seen: Page, clinic: Clinic) -> None:
    review = in_words(today(clinic) + timedelta(days=30))
    counting.follow(seen.get_by_role("link", name="Decide TSH"))
    counting.pick("Decision", "Def")
    counting.give("Look at it again on", review)
    counting.give("Reason", "After her holidays.")
    counting.send()
    expect(at_the_line(seen, "TSH")).to_contain_text(review)
    counting.at_most(presses=9, clicks=1, taps=6)


def test_task_7_what_was_deferred_comes_back_on_its_day(
    anywhere: Counting, sign_in: Callable[[Page, Any], None], clinic: Clinic
) -> None:
    deferred_until_today_and_later(clinic)
    page = anywhere.page
    sign_in(page, a_user(clinic))
    page.goto("/")
    back = page.locator(".work__row").filter(has_text="Duewoman")
    expect(back).to_contain_text("review", ignore_case=True)
    expect(page.locator(".work__row").filter(has_text="Laterwoman")).not_to_contain_text("review", ignore_case=True)
    anywhere.at_most()
    anywhere.follow(page.get_by_role("navigation", name="States").get_by_role("link", name="Decision to review 1"))
    expect(page.locator(".work__row")).to_have_count(1)
    anywhere.follow(back.get_by_role("link", name="Duewoman"))
    anywhere.follow(page.get_by_role("region", name="Next").get_by_role("link", name="Decide"))
    assert anywhere.focus == "Decision"
    anywhere.at_most(clicks=3, taps=3)


def deferred_until_today_and_later(clinic: Clinic) -> None:
    on = today(clinic)
    for name, days in (("Duewoman", 0), ("Laterwoman", 20)):
        her = a_patient(clinic, family_name=name)
        for each in (1, 2):
            a_pregnancy(her, each, ga_weeks=8, confirmed_by="ultrasound", ended_on="2024")
        a_decision(her, "tsh", kind="deferred", decided_on=on - timedelta(days=10), review_on=on + timedelta(days=days))
        refresh([her.pk])


def test_task_8_entered_in_error_with_its_reason_and_undone(counting: Counting, seen: Page) -> None:
    counting.follow(seen.get_by_role("region", name="Results", exact=True).get_by_role("link", name="Lupus").first)
    counting.follow(seen.get_by_role("link", name="Entered in error"))
    assert counting.focus == "Why it was entered in error"
    counting.type("Another patient's sample.")
    counting.send("Mark as entered in error")
    row = Investigation.objects.get(test="la_interp")
    assert (row.entered_in_error, row.error_reason) == (True, "Another patient's sample.")
    counting.at_most(presses=2, clicks=2, taps=3)
    counting.follow(seen.get_by_role("button", name="Undo"))
    expect(seen.locator(".messages")).to_contain_text("Undone")
    row.refresh_from_db()
    assert not row.entered_in_error
    counting.at_most(presses=2, clicks=3, taps=4)


def test_task_8_the_history_is_two_clicks_away(counting: Counting, seen: Page) -> None:
    counting.follow(seen.get_by_role("region", name="Results", exact=True).get_by_role("link", name="Lupus").first)
    counting.follow(seen.get_by_role("link", name="History", exact=True))
    expect(seen.locator(".steps__who").first).to_contain_text("by")
    counting.at_most(clicks=2, taps=2)
