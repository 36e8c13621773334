"""Guidelines side by side in a real browser: on paper, on a phone, from the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.journeys.looks import sideways
from tests.records import a_clinic, a_user
from tests.workup.views.people import four_losses

pytestmark = pytest.mark.django_db(transaction=True)
LANDSCAPE: Any = {"width": 1054, "height": 725}  # A4 across, less the margins of the sheet, at 96 dpi
PHONE: Any = {"width": 390, "height": 844}


@pytest.fixture
def comparison(page: Page, sign_in: Callable[[Page, Any], None]) -> Page:
    clinic = a_clinic("main")
    sign_in(page, a_user(clinic))
    page.goto(reverse("compare", args=[four_losses(clinic).pk]))
    return page


def test_all_seven_columns_fit_on_a_sheet_across_with_name_day_and_gaps(comparison: Page) -> None:
    comparison.set_viewport_size(LANDSCAPE)
    comparison.emulate_media(media="print")
    assert sideways(comparison) <= 0
    assert comparison.locator("table.compare > thead th").count() == 9
    expect(comparison.locator(".compare__paper")).to_contain_text("As of")
    expect(comparison.locator(".compare__gaps")).to_be_visible()
    expect(comparison.locator(".banner__name")).to_be_visible()
    expect(comparison.locator("form.compare__choice")).to_be_hidden()
    assert b"/MediaBox [0 0 841" in comparison.pdf(prefer_css_page_size=True)


def test_on_a_phone_each_cell_names_its_guideline(comparison: Page) -> None:
    comparison.set_viewport_size(PHONE)
    assert sideways(comparison) <= 0
    cell = comparison.locator("td[data-guideline='RCOG 2023']").first
    named = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert named == '"RCOG 2023"'


def test_the_reason_opens_from_the_keyboard(comparison: Page) -> None:
    why = comparison.locator("td[data-guideline='NVOG'] summary").first
    why.focus()
    comparison.keyboard.press("Enter")
    expect(comparison.get_by_text("Not on file: antiphospholipid antibodies.").first).to_be_visible()


def test_guidelines_are_chosen_from_the_keyboard(comparison: Page) -> None:
    for name in ("CNGOF 2014", "NGF 2024"):
        comparison.get_by_role("checkbox", name=name).focus()
        comparison.keyboard.press("Space")
    comparison.get_by_role("textbox", name="As of").focus()
    comparison.keyboard.press("Enter")
    expect(comparison.locator("table.compare > thead th")).to_have_count(7)
    expect(comparison.get_by_role("checkbox", name="CNGOF 2014")).not_to_be_checked()
