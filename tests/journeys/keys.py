"""The keyboard alone: nothing here points or clicks."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

# What a screen reader would say of the element in focus, where it is, and whether it can be seen.
FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const labels = [...(at.labels ?? [])].map(label => label.innerText.trim());
  const onTop = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + Math.min(box.height / 2, 10));
  const said = at.getAttribute("aria-label") || labels.join(" ") || at.textContent;
  return {name: said.replace(/\\s+/g, " ").replace(/ ?\\*$/, "").trim(),
          seen: at === document.body || at.contains(onTop) || !!onTop?.contains(at),
          within: at.closest("li[id], tr[id]")?.id ?? ""};
}"""
MOST = 120  # steps; whoever needs more has been sent round the page


class Keys:
    """Tab, arrows, Enter and letters."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def focus(self) -> dict[str, Any]:
        """`name`, whether it is `seen`, and the id of the line that it is `within`."""
        found: dict[str, Any] = self.page.evaluate(FOCUS)
        return found

    def tab_to(self, name: str, *, most: int = MOST, key: str = "Tab") -> None:
        """Tab until the focus is on `name`; every stop on the way can be seen."""
        for _ in range(most):
            self.page.keyboard.press(key)
            at = self.focus
            assert at["seen"], f"the focus on “{at['name']}” is hidden"
            if at["name"] == name:
                return
        raise AssertionError(f"“{name}” is not reached within {most} steps")

    def back_to(self, name: str, *, most: int = MOST) -> None:
        """The same, backwards."""
        self.tab_to(name, most=most, key="Shift+Tab")

    def enter(self, name: str, *, most: int = MOST) -> None:
        """Tab to a link or button and press Enter; the next page has come."""
        self.tab_to(name, most=most)
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press("Enter")

    def jump(self, name: str, *, most: int = MOST) -> None:
        """Enter on a link to a part of the same page."""
        self.tab_to(name, most=most)
        self.page.keyboard.press("Enter")

    def type(self, text: str) -> None:
        """Letters, into whatever has the focus."""
        self.page.keyboard.type(text)

    def save(self) -> None:
        """Enter in a field sends its form."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press("Enter")
