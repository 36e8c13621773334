"""A person whose key presses, clicks and taps are counted: real ones, sent to the browser. No `fill`, no address typed.

The same journey is walked at a desk, by keys and the pointer, and with a phone in the hand, by taps and letters alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from tests.journeys.keys import FOCUS
from tests.journeys.watching import Watching

MOST = 120  # steps; whoever needs more has been sent round the page
TARGET = 24  # px, of what a finger touches
SIZES = """at => Math.max(...[at, ...(at.labels ?? [])].map(each => each.getBoundingClientRect())
  .map(box => Math.min(box.width, box.height)))"""
PAUSE = 300  # ms between scrolling and a tap, as of a hand; on a tap much sooner the browser leaves the caret behind

# Nothing covers the field in which one types; an answer that comes in moves it for a frame or two.
IN_SIGHT = f"""async () => {{
  for (let frame = 0; frame < 60; frame += 1) {{
    if (({FOCUS})().seen) return true;
    await new Promise(requestAnimationFrame);
  }}
  return false;
}}"""


class Counting:
    """`presses` are keys beside what is typed as a value; `letters` are the values'; `clicks` are taps on a phone."""

    def __init__(self, page: Page, *, phone: bool = False) -> None:
        self.page, self.phone = page, phone
        self.watching = Watching(page)
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
        """Keys one after the other, each counted; a phone has none but letters."""
        assert not self.phone
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def type(self, text: str) -> None:
        """A value, key by key: its letters are counted apart."""
        self.page.keyboard.type(text)
        self.letters += len(text)
        if self.phone:
            assert self.page.evaluate(IN_SIGHT), f"“{self.focus}” is covered while one types in it"

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

    def field(self, label: str) -> Locator:
        """The field with exactly this label that can be seen; a mark for a required one does not matter."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$")).locator("visible=true")

    def go_into(self, label: str, *, key: str = "Tab") -> None:
        """Tab to a field, or tap on it; whoever is there already stays."""
        if self.phone:
            self.click(self.field(label))
        elif self.focus != label:
            self.tab_to(label, key=key)

    def leave(self) -> None:
        """Out of a field, which is then read."""
        if self.phone:
            self.click(self.page.get_by_role("heading", level=1))
        else:
            self.press("Tab")

    def give(self, label: str, text: str) -> None:
        """A value for a field."""
        self.go_into(label)
        self.type(text)

    def pick(self, label: str, letters: str) -> None:
        """One of a field's choices: by its first letters, or by a tap on the field and one in the list of the phone."""
        if self.phone:
            self.pick_at(self.field(label), letters)
        else:
            self.go_into(label)
            self.choose(letters)

    def pick_at(self, at: Locator, letters: str) -> None:
        """The same where the list is opened by the pointer.

        That list is the phone's own, not a part of the page: it hands over the option that the second tap is on. Where
        the first would land is tried.
        """
        if self.phone:
            self.reach(at)
            at.tap(trial=True)
            begins = re.compile(rf"^\s*{re.escape(letters)}", re.IGNORECASE)
            at.select_option(at.locator("option").filter(has_text=begins).first.get_attribute("value"))
            self.clicks += 2
        else:
            self.click(at)
            self.choose(letters)
            self.press("Enter")

    def tick(self, label: str) -> None:
        """A box of a form."""
        if self.phone:
            self.click(self.field(label))
        else:
            self.tab_to(label)
            self.press("Space")

    def send(self, button: str = "Save") -> None:
        """Enter in a field sends its form, not in a list or in lines of text; a finger needs the button."""
        if self.phone:
            self.follow(self.page.get_by_role("main").get_by_role("button", name=button, exact=True))
            return
        while self.page.evaluate("document.activeElement.matches('select, textarea')"):
            self.press("Tab")
        with self.to_next_page():
            self.press("Enter")

    def follow(self, at: Locator) -> None:
        """A click on what leads to another page, which has come."""
        with self.to_next_page():
            self.click(at)

    def find(self, typed: str, *then: str) -> None:
        """From anywhere: her page by a part of her name or MRN."""
        found = self.page.locator("#found a").first
        if self.phone:
            self.click(self.page.get_by_role("searchbox"))
        else:
            self.press("/")
        self.type(typed)
        expect(found).to_be_visible()
        if self.phone:
            self.follow(found)
            return
        with self.to_next_page():
            self.press(*then or ("Enter",))

    def begin(self) -> Counting:
        """The next task's count begins."""
        self.presses = self.letters = self.clicks = 0
        return self

    def click(self, at: Locator) -> None:
        """One click on what can be seen, or one tap on what is large enough for a finger."""
        self.reach(at)
        if self.phone:
            at.tap()
        else:
            at.click()
        self.clicks += 1

    def reach(self, at: Locator) -> None:
        """It is there to see, and on a phone large enough."""
        expect(at).to_be_visible()
        if self.phone:
            self._scroll_to(at)
            assert (size := at.evaluate(SIZES)) >= TARGET, f"{at} is {size} px small"

    def _scroll_to(self, at: Locator) -> None:
        before = self.page.evaluate("scrollY")
        at.scroll_into_view_if_needed()
        if self.page.evaluate("scrollY") != before:
            self.page.wait_for_timeout(PAUSE)

    @contextmanager
    def to_next_page(self) -> Iterator[None]:
        """Around the press or click that leads on; the next page has come."""
        with self.page.expect_navigation(wait_until="load"):
            yield

    def at_most(self, *, presses: int = 0, clicks: int = 0, taps: int = 0) -> None:
        """The task took no more than this: presses and clicks at a desk, taps on a phone."""
        assert self.presses <= presses, f"{self.presses} key presses beside the values, at most {presses}"
        if self.phone:
            assert self.clicks <= taps, f"{self.clicks} taps, at most {taps}"
        else:
            assert self.clicks <= clicks, f"{self.clicks} clicks, at most {clicks}"
