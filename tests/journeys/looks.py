"""A page as different people see it: on a desk or a phone, light or dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

DESK: Any = {"width": 1366, "height": 768}
SMALL_PHONE: Any = {"width": 360, "height": 740}
EVERY = ((DESK, "light"), (DESK, "dark"), (SMALL_PHONE, "dark"), (SMALL_PHONE, "light"))
CROSSWISE = ((DESK, "light"), (SMALL_PHONE, "dark"))

# Fills every form of the record with what cannot be read, and blanks what has to be chosen.
SPOIL = """() => {
  const typed = "form.record :is(input[type=text], input:not([type]), input[type=number])";
  for (const field of document.querySelectorAll(typed)) { field.type = "text"; field.value = "?!"; }
  for (const field of document.querySelectorAll("form.record textarea")) field.value = "";
  for (const field of document.querySelectorAll("form.record select")) field.value = "";
  document.querySelector("form.record").requestSubmit();
}"""
# A colour on its way to another one is neither.
SETTLED = "Promise.allSettled(document.getAnimations().map(each => each.finished))"


class Looks:
    """Accessibility by axe, and nothing that moves sideways."""

    def __init__(self, page: Page, axe: Callable[..., None]) -> None:
        self.page, self.axe = page, axe

    def at(self, address: str, *, status: int = 200, by: Any = EVERY) -> None:
        """Opens the page, which answers with `status`, and looks at it."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == status, address
        assert urlsplit(self.page.url).path == urlsplit(address).path, f"{address} leads to {self.page.url}"
        self.here(by)

    def here(self, by: Any = EVERY) -> None:
        """Looks at the page that is open, whole and unfolded; in its second colours, at the colours."""
        self.page.evaluate("document.querySelectorAll('details.more').forEach(box => { box.open = true; })")
        before = None
        for size, scheme in by:
            self.page.set_viewport_size(size)
            self.page.emulate_media(color_scheme=scheme)
            self.page.evaluate(SETTLED)
            assert sideways(self.page) <= 0, f"{self.page.url} moves sideways at {size['width']} px"
            self.axe(self.page, colours=size == before)
            before = size

    def spoiled(self) -> None:
        """The form of this page with everything wrong in it."""
        self.page.evaluate(SPOIL)
        self.page.get_by_role("alert").get_by_role("listitem").first.wait_for()
        self.here(CROSSWISE)


def sideways(page: Page) -> int:
    """By how many px the page is wider than the window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider
