"""What the browser itself saw on a journey: parts that jumped, bytes over the wire, requests for a part of a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

MOST_BYTES = 100_000  # of a page after the first; static files are kept from page to page

# The browser's own observer. It excuses what moves within half a second of a key or a click; an answer to what was
# typed is excused here however long the machine takes for it, an answer that nobody asked for (on "load") never.
OBSERVE = """(() => {
  let answering = false;
  const soon = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.requestConfig?.triggeringEvent?.type === "load") return;
    answering = true;
    soon(() => { setTimeout(() => { answering = false; }); });
  });
  const classes = (node) => typeof node.className === "string" ? node.className.split(" ").filter(Boolean) : [];
  const name = (node) => {
    if (!node) return "gone";
    if (node.nodeType === Node.TEXT_NODE) return `“${node.textContent.trim().slice(0, 40)}”`;
    return [node.localName, node.id && `#${node.id}`, ...classes(node).map((each) => `.${each}`)].join("");
  };
  const box = ({x, y, width, height}) => [x, y, width, height].map(Math.round).join(" ");
  const moved = ({node, previousRect, currentRect}) => `${name(node)} (${box(previousRect)} to ${box(currentRect)})`;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput || answering) continue;
      const when = `${entry.value.toFixed(4)}, after ${Math.round(entry.startTime)} ms`;
      window.jumped(`${location.pathname}, ${when}: ${entry.sources.map(moved).join("; ")}`);
    }
  }).observe({type: "layout-shift", buffered: true});
})()"""


@dataclass(slots=True)
class Visit:
    """One page, with everything that it asked for while it was open."""

    path: str
    bytes: int = 0
    updates: int = 0  # requests for a part of it


class Watching:
    """Begins before the first page is opened."""

    def __init__(self, page: Page) -> None:
        self.jumps: list[str] = []
        self.visits: dict[str, Visit] = {}
        self._page_of: dict[str, str] = {}
        page.expose_binding("jumped", lambda _, words: self.jumps.append(words))
        page.add_init_script(OBSERVE)
        network = page.context.new_cdp_session(page)
        network.on("Network.requestWillBeSent", self._asked)
        network.on("Network.loadingFinished", self._arrived)
        network.send("Network.enable")

    def _asked(self, said: dict[str, Any]) -> None:
        visit = self.visits.setdefault(said["loaderId"], Visit(urlsplit(said["documentURL"]).path))
        visit.path = urlsplit(said["documentURL"]).path  # where a redirect led
        visit.bytes += said.get("redirectResponse", {}).get("encodedDataLength", 0)
        visit.updates += "HX-Request" in said["request"]["headers"]
        self._page_of[said["requestId"]] = said["loaderId"]

    def _arrived(self, said: dict[str, Any]) -> None:
        if place := self._page_of.get(said["requestId"]):
            self.visits[place].bytes += int(said["encodedDataLength"])

    @property
    def updates(self) -> int:
        """Requests for parts of pages, of the whole journey."""
        return sum(visit.updates for visit in self.visits.values())

    @contextmanager
    def one_update(self) -> Iterator[None]:
        """Around one change, until what it brings is shown: the page asked once."""
        before = self.updates
        yield
        assert self.updates - before == 1, f"{self.updates - before} requests for one partial update"

    def nothing_jumped(self) -> None:
        """No layout shift but by what somebody did."""
        assert not self.jumps, "\n".join(["Parts of a page jumped:", *self.jumps])

    def pages_are_light(self) -> None:
        """Every page after the first, with what it fetched, is under 100 KB over the wire."""
        heavy = {visit.path: visit.bytes for visit in list(self.visits.values())[1:] if visit.bytes >= MOST_BYTES}
        assert not heavy, f"over the wire: {heavy}"
