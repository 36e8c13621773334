"""A person whose key presses and clicks are counted: real ones, sent to the browser. No `fill`, no address typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from tests.journeys.keys import FOCUS

MOST = 120  # steps; whoever needs more has been sent round the page


class Counting:
    """`presses` are keys beside what is typed as a value; `letters` are the values'; `clicks` the pointer's."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = self.letters = self.clicks = 0

    @property
    def count(self) -> dict[str, int]:
        """Everything so far."""
        return {"presses": self.presses, "letters": self.letters, "clicks": self.clicks}

    @property
    def focus(self) -> str:
        """What a screen reader would say of the element in focus."""
        return str(self.page.evaluate(FOCUS)["name"])

    def press(self, *keys: str) -> None:
        """Keys one after the other, each counted."""
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def type(self, text: str) -> None:
        """A value, key by key: its letters are counted apart."""
        self.page.keyboard.type(text)
        self.letters += len(text)

    def choose(self, letters: str) -> None:
        """In a list of choices, by its first letters; these are keys beside the values."""
        self.page.keyboard.type(letters)
        self.presses += len(letters)

    def tab_to(self, name: str | re.Pattern[str], *, most: int = MOST, key: str = "Tab") -> None:
        """Tab until the focus is on it; every step is counted."""
        for _ in range(most):
            self.press(key)
            said = self.focus
            if said == name if isinstance(name, str) else name.search(said):
                return
        raise AssertionError(f"“{name}” is not reached within {most} steps")

    def find(self, typed: str, *then: str) -> None:
        """From anywhere: her page by a part of her name or MRN."""
        self.press("/")
        self.type(typed)
        expect(self.page.locator("#found a").first).to_be_visible()
        with self.to_next_page():
            self.press(*then or ("Enter",))

    def begin(self) -> Counting:
        """The next task's count begins."""
        self.presses = self.letters = self.clicks = 0
        return self

    def click(self, at: Locator) -> None:
        """One click on what can be seen."""
        expect(at).to_be_visible()
        at.click()
        self.clicks += 1

    @contextmanager
    def to_next_page(self) -> Iterator[None]:
        """Around the press or click that leads on; the next page has come."""
        with self.page.expect_navigation(wait_until="load"):
            yield

    def at_most(self, *, presses: int = 0, clicks: int = 0) -> None:
        """The task took no more than this."""
        assert self.presses <= presses, f"{self.presses} key presses beside the values, at most {presses}"
        assert self.clicks <= clicks, f"{self.clicks} clicks, at most {clicks}"
