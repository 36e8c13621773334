"""The bar above every page is read in one order: by eye, by keyboard and by a screen reader, at every width."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looks import sideways
from tests.records import a_clinic, a_patient, a_user
from workup.findings import refresh

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[Page, Any], None]
PARTS = ".appbar .brand, .appbar .appnav a, .appbar #find, .appbar .menu > summary"
LINE = 24  # what lies less apart stands on one line


def places(page: Page) -> list[tuple[float, float]]:
    """Middle and left edge of every part, in the order of the document."""
    boxes = [part.bounding_box() for part in page.locator(PARTS).all()]
    return [(box["y"] + box["height"] / 2, box["x"]) for box in boxes if box is not None]


def as_read(found: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """From line to line, and on a line from left to right."""
    lines: list[list[tuple[float, float]]] = []
    for place in sorted(found):
        if lines and place[0] - lines[-1][0][0] < LINE:
            lines[-1].append(place)
        else:
            lines.append([place])
    return [place for line in lines for place in sorted(line, key=lambda each: each[1])]


@pytest.mark.parametrize("width", [1366, 1000, 900, 768, 683, 390, 360, 320])
def test_its_parts_stand_in_the_order_in_which_they_are_reached(page: Page, sign_in: SignIn, width: int) -> None:
    sign_in(page, a_user(a_clinic("main"), first_name="Wilhelmina", last_name="Featherstonehaugh", is_staff=True))
    page.set_viewport_size({"width": width, "height": 768})
    page.goto("/")
    found = places(page)
    assert len(found) == page.locator(PARTS).count() == 8
    assert as_read(found) == found
    assert sideways(page) <= 0


@pytest.mark.parametrize("width", [683, 390, 360])
def test_what_is_found_has_the_whole_width_of_a_narrow_screen(page: Page, sign_in: SignIn, width: int) -> None:
    clinic = a_clinic("main")
    refresh([a_patient(clinic, family_name="Alder").pk])
    sign_in(page, a_user(clinic))
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/patients/new/")
    page.locator("#find").press_sequentially("alder")
    box = page.locator("#found")
    expect(box.get_by_role("link")).to_be_visible()
    shown = box.bounding_box()
    assert shown is not None
    assert shown["width"] >= width - 40
    assert sideways(page) <= 0


@pytest.mark.parametrize(("name", "words"), [("history/", "Change history"), ("letters/", "Letters and prints")])
def test_on_a_phone_the_tab_of_the_page_is_in_sight(page: Page, sign_in: SignIn, name: str, words: str) -> None:
    woman = a_patient(a_clinic("main"))
    sign_in(page, a_user(woman.clinic))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/patients/{woman.pk}/{name}")
    tab = page.get_by_role("navigation", name="Her record").get_by_role("link", name=words)
    expect(tab).to_be_in_viewport(ratio=1)
    assert page.evaluate("window.scrollY") == 0
