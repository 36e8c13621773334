"""The worklist's own states without accessibility faults: what is found while typing, a group, saved filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looks import CROSSWISE, Looks
from tests.records import a_clinic, a_patient, a_pregnancy, a_user
from workup.findings import refresh

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def list_of_two(looks: Looks, sign_in: Callable[[Page, Any], None]) -> Looks:
    clinic = a_clinic("main")
    for name in ("Alder", "Birch"):
        woman = a_patient(clinic, family_name=name)
        a_pregnancy(woman, 1, ga_weeks=8), a_pregnancy(woman, 2, ga_weeks=8)
        refresh([woman.pk])
    sign_in(looks.page, a_user(clinic, last_name="Ines Okafor"))
    looks.page.goto("/?sort=name")
    return looks


@pytest.mark.parametrize("typed", ["al", "nobody"])
def test_what_is_found_while_typing(list_of_two: Looks, typed: str) -> None:
    page = list_of_two.page
    page.keyboard.press("/")
    page.keyboard.type(typed)
    expect(page.locator(".found__said")).to_be_visible()
    list_of_two.here(CROSSWISE)


def test_a_group(list_of_two: Looks) -> None:
    page = list_of_two.page
    for name in ("Set next visit", "Assign"):
        page.goto("/")
        page.get_by_label("All on this page").check()
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_text("For whom")).to_be_visible()
        list_of_two.here(CROSSWISE)
    page.get_by_label("Clinician").select_option(index=1)
    page.get_by_role("button", name="Save for all of them").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    list_of_two.here(CROSSWISE)


def test_saved_filters(list_of_two: Looks) -> None:
    page = list_of_two.page
    page.get_by_label("Name for this filter").fill("By name")
    page.get_by_role("button", name="Save filter").click()
    page.locator("summary", has_text="Saved filters").click()
    list_of_two.here(CROSSWISE)
