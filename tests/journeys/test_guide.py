"""The guide as it is read: each page to its end, with its picture; it weighs little, nothing jumps, links arrive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rpl_tracker.help.guide import NAMES, guide_page
from tests.journeys.watching import MOST_BYTES, Watching
from tests.records import a_clinic, a_user

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[Page, Any], None]
SIZES = ("page", "phone")
LOADED = "() => Promise.all([...document.images].map(each => each.decode()))"
DOWN = """async () => {
  for (let at = 0; at < document.documentElement.scrollHeight; at += innerHeight / 2) {
    scrollTo(0, at);
    await new Promise(requestAnimationFrame);
  }
}"""


@pytest.fixture(params=SIZES)
def reader(request: pytest.FixtureRequest, sign_in: SignIn) -> Page:
    """Somebody at a desk or with a phone, who has opened the first page."""
    page: Page = request.getfixturevalue(request.param)
    sign_in(page, a_user(a_clinic("main"), "viewer"))
    return page


def addresses() -> Iterator[str]:
    yield reverse("help")
    yield from (reverse("help_page", args=[name]) for name in NAMES)
    yield from (each.section.address for each in guide_page("clinicians").chapters)


def test_every_page_to_its_end_is_light_and_nothing_jumps(reader: Page) -> None:
    watching, pictures = Watching(reader), 0
    reader.goto("/")
    for address in addresses():
        reader.goto(address)
        reader.evaluate(DOWN)
        reader.evaluate(LOADED)
        pictures += reader.locator("article img").count()
    reader.goto("/")  # what has jumped until now is told
    read = {visit.path: visit.bytes for visit in watching.visits.values()}
    assert set(addresses()) <= set(read)
    assert pictures >= 7
    assert max(read[address] for address in addresses()) > 50_000, "the pictures are counted"
    assert max(read[address] for address in addresses()) < MOST_BYTES
    watching.pages_are_light()
    watching.nothing_jumped()


def test_from_chapter_to_chapter(reader: Page) -> None:
    reader.goto(reverse("help_page", args=["clinicians"]))
    for each in guide_page("clinicians").chapters:
        reader.get_by_role("navigation", name="Chapter before and after").get_by_role("link").last.click()
        expect(reader.get_by_role("heading", level=2, name=each.section.title, exact=True)).to_be_visible()
    reader.get_by_role("link", name="← ").click()
    expect(reader.get_by_role("heading", level=2, name="Import a spreadsheet")).to_be_visible()


@pytest.mark.parametrize("anchor", ["read-the-patient-page", "ask-why"])
def test_an_earlier_address_arrives_at_its_section(reader: Page, anchor: str) -> None:
    reader.goto(f"{reverse('help_page', args=['clinicians'])}#{anchor}")
    expect(reader.locator(f"article #{anchor}")).to_be_in_viewport()
