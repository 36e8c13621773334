"""No accessibility fault in the guide, on an empty clinic's worklist for each role, and in an open “Why?”."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rpl_tracker.help.guide import NAMES, guide_page
from tests.journeys.looks import CROSSWISE, Looks
from tests.records import a_clinic, a_user
from tests.workup.views.people import four_losses

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_guide(looks: Looks, page: Page, sign_in: Callable[[Page, Any], None]) -> None:
    sign_in(page, a_user(a_clinic("main"), "viewer"))
    looks.at(reverse("help"))
    for name in NAMES:
        looks.at(reverse("help_page", args=[name]), by=CROSSWISE)


def test_every_chapter_of_the_guide(looks: Looks, page: Page, sign_in: Callable[[Page, Any], None]) -> None:
    sign_in(page, a_user(a_clinic("main"), "viewer"))
    for each in guide_page("clinicians").chapters:
        looks.at(each.section.address, by=CROSSWISE)


@pytest.mark.parametrize("role", ["nurse", "viewer"])
def test_the_first_steps(looks: Looks, page: Page, sign_in: Callable[[Page, Any], None], role: str) -> None:
    sign_in(page, a_user(a_clinic("main"), role))
    looks.at("/", by=CROSSWISE)


def test_why_and_the_way_to_the_guide(looks: Looks, page: Page, sign_in: Callable[[Page, Any], None]) -> None:
    clinic = a_clinic("main")
    sign_in(page, a_user(clinic))
    page.goto(reverse("patient", args=[four_losses(clinic).pk]))
    why = page.locator("details.why").first
    why.locator("summary").click()
    expect(why.get_by_text("Where it stands")).to_be_visible()
    looks.here(CROSSWISE)
    page.locator("summary", has_text="Your account").click()
    page.get_by_role("link", name="Help on this page").click()
    expect(page.locator("h2#read-the-patient-page")).to_be_in_viewport()
