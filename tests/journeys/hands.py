"""A person at the keyboard: fields and buttons by what stands beside them, text typed key by key."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect


class Hands:
    """Nothing here knows an address or the name of a field in the code."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def field(self, label: str) -> Locator:
        """The field with exactly this label; a mark for a required one does not matter."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$"))

    def give(self, values: Mapping[str, str | bool]) -> None:
        """Type, choose or tick, in the order given; every field must be there to be seen."""
        for label, value in values.items():
            self._give(self.field(label), value)

    def _give(self, field: Locator, value: str | bool) -> None:
        expect(field).to_be_visible()
        if isinstance(value, bool):
            field.set_checked(value)
        elif field.evaluate("field => field.tagName") == "SELECT":
            self._choose(field, value)
        else:
            field.focus()
            field.press("ControlOrMeta+a")
            self.page.keyboard.type(value)

    def _choose(self, field: Locator, words: str) -> None:
        """As a keyboard chooses: the beginning of the words is typed, until they stand in the field."""
        field.focus()
        self.page.keyboard.type(words)
        expect(field.locator("option:checked")).to_have_text(words)

    def press(self, name: str) -> None:
        """A button of the page's form, which leads to another page: nobody types on before that has come."""
        with self.page.expect_navigation(wait_until="load"):
            self.try_to(name)

    def try_to(self, name: str) -> None:
        """A button of the page's form, which may come back with what is wrong."""
        self.page.get_by_role("main").get_by_role("button", name=name, exact=True).press("Enter")

    def follow(self, name: str | re.Pattern[str], region: str = "") -> None:
        """A link, of one part of the page where that is named."""
        part = self.page.get_by_role("region", name=region, exact=True) if region else self.page.get_by_role("main")
        part.get_by_role("link", name=name, exact=isinstance(name, str)).first.press("Enter")

    def go(self, name: str) -> None:
        """A link of the bar on top of every page."""
        self.page.get_by_role("navigation", name="Main").get_by_role("link", name=name, exact=True).press("Enter")

    def said(self, words: str) -> None:
        """What the page says above its content."""
        expect(self.page.locator(".messages")).to_contain_text(words)

    def part(self, heading: str) -> Locator:
        """A part of the page by its heading."""
        return self.page.get_by_role("region", name=heading, exact=True)
