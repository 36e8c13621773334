"""The worklist worked from the keyboard alone: narrow it, open a woman, do what is missing, come back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from patients.obstetrics.dates import in_words
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.models import Clinic
from tests.journeys.keys import Keys
from tests.records import a_clinic, a_patient, a_pregnancy, a_user, an_investigation
from workup.findings import refresh

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clinic() -> Clinic:
    """Two women: Marta lacks most, Olga has her TSH."""
    clinic = a_clinic("main")
    for name in ("Marta", "Olga"):
        woman = a_patient(clinic, family_name="Kovács", given_names=name)
        for number in (1, 2):
            a_pregnancy(woman, number, ga_weeks=8, confirmed_by="ultrasound")
        if name == "Olga":
            an_investigation(woman, "tsh", collected_on="2026-03", number="2.1", lower_limit="0.4", upper_limit="4")
        refresh([woman.pk])
    return clinic


@pytest.fixture
def keys(page: Page, sign_in: Callable[[Page, Any], None], clinic: Clinic) -> Keys:
    sign_in(page, a_user(clinic, last_name="Ines Okafor"))
    page.goto("/")
    return Keys(page)


def narrow_to_missing_tsh(keys: Keys) -> None:
    keys.jump("Skip to the content", most=1)
    keys.enter("Missing 2")
    keys.tab_to("Item")
    keys.type("TSH")
    keys.enter("Show")
    expect(keys.page.get_by_role("link", name="Kovács, Marta")).to_be_visible()
    expect(keys.page.get_by_role("link", name="Kovács, Olga")).to_have_count(0)


def chip(page: Page, item: str) -> Any:
    return page.locator(f"#item-{item} .chip")


def test_a_missing_result_is_entered_and_she_comes_back_to_it(keys: Keys, page: Page, clinic: Clinic) -> None:
    narrow_to_missing_tsh(keys)
    narrowed = page.url
    keys.enter("Kovács, Marta")
    keys.jump("TSH")
    keys.enter("Enter TSH", most=4)
    assert keys.focus["name"] == "Collected or done on"
    keys.type(in_words(today(clinic)))
    keys.tab_to("TSH: as reported")
    for text in ("2.1", "mIU/L", "0.4", "4.0"):
        keys.type(text)
        page.keyboard.press("Tab")
    expect(page.locator("#read-tsh")).to_have_text("within the limits")
    keys.save()
    expect(chip(page, "tsh")).to_have_text("Done, normal")
    expect(page.locator("#item-tsh")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert keys.focus["within"] == "item-tsh"  # on from where she was, not from the top
    page.keyboard.press("/")  # to the bar at once
    keys.back_to("Worklist", most=8)
    keys.save()
    assert page.url == narrowed
    expect(page.get_by_text("Nobody matches this filter.")).to_be_visible()


def test_a_missing_test_is_ordered(keys: Keys, page: Page) -> None:
    narrow_to_missing_tsh(keys)
    keys.enter("Kovács, Marta")
    keys.jump("TSH")
    keys.enter("Order TSH", most=5)
    assert page.get_by_role("group", name="Thyroid and prolactin").get_by_label("TSH").is_checked()
    keys.enter("Order")
    expect(chip(page, "tsh")).to_have_text("Ordered")
    expect(page.locator("#item-tsh")).to_be_in_viewport()
    keys.tab_to("Enter TSH", most=4)


def test_a_missing_item_is_decided_on(keys: Keys, page: Page) -> None:
    narrow_to_missing_tsh(keys)
    keys.enter("Kovács, Marta")
    keys.jump("TSH")
    keys.enter("Decide TSH", most=6)
    keys.tab_to("Decision")
    keys.type("Declined")
    keys.tab_to("Reason")
    keys.type("She prefers not to.")
    keys.enter("Save")
    expect(chip(page, "tsh")).to_have_text("Declined")
    expect(page.locator("#item-tsh")).to_contain_text("She prefers not to.")
    expect(page.locator("#item-tsh")).to_be_in_viewport()


def test_a_woman_is_found_by_part_of_her_name(keys: Keys, page: Page) -> None:
    keys.tab_to("Find a patient by name or MRN")
    keys.type("olg")
    keys.save()
    assert "olg" not in page.url.lower()
    keys.enter("Kovács, Olga")
    expect(page.get_by_role("region", name="Patient")).to_contain_text("Kovács, Olga")


def test_what_was_wrong_is_where_the_keyboard_is(keys: Keys, page: Page, clinic: Clinic) -> None:
    """The list of what keeps a form from being saved has the focus, and leads to the field."""
    narrow_to_missing_tsh(keys)
    keys.enter("Kovács, Marta")
    keys.jump("TSH")
    keys.enter("Enter TSH", most=4)
    keys.type("03/04/2026")
    keys.tab_to("TSH: as reported")
    keys.type("2,100")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    assert keys.focus["name"].startswith("Not saved yet: 2 things need your attention")
    keys.page.keyboard.press("Tab")
    assert "can be read in two ways" in keys.focus["name"]
    keys.page.keyboard.press("Enter")
    assert keys.focus["name"] == "Collected or done on"
    expect(page.get_by_label("Collected or done on")).to_have_value("03/04/2026")
    expect(page.get_by_label("TSH: as reported")).to_have_value("2,100")
