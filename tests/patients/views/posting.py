"""Fill in a form as a browser does: every field with what it shows, then what is typed."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any


class _Fields(HTMLParser):
    """The fields of the page's record form, as they would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.inside = False
        self.name, self.text = "", None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        if tag == "form" and "record" in (given.get("class") or ""):
            self.inside = True
        if not self.inside or not (name := given.get("name", self.name)):
            return
        if tag == "input" and (given.get("type") not in {"checkbox", "radio"} or "checked" in given):
            blank = "on" if given.get("type") == "checkbox" else ""
            self.values.setdefault(name, []).append(given.get("value") or blank)
        if tag == "select":
            self.name = name
        if tag == "option" and "selected" in given:
            self.values.setdefault(self.name, []).append(given.get("value") or "")
        if tag == "textarea":
            self.name, self.text = name, ""

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.inside:
            self.values[self.name] = [(self.text or "").removeprefix("\n")]
        if tag in {"textarea", "select"}:
            self.name, self.text = "", None
        if tag == "form":
            self.inside = False


def shown(response: Any) -> dict[str, list[str]]:
    """What the form on the page would send."""
    parser = _Fields()
    parser.feed(response.content.decode())
    assert parser.values, "there is no form on this page"
    return parser.values


def fill(client: Any, url: str, **typed: Any) -> Any:
    """Open the page and send its form with what is typed."""
    opened = client.get(url)
    assert opened.status_code == 200, opened.status_code
    return client.post(url, {**shown(opened), **typed})


def errors_of(response: Any) -> str:
    """The words of the list of errors at the top."""
    found = re.search(r'<div class="errors".*?</div>', response.content.decode(), re.DOTALL)
    assert found, "the page lists no errors"
    return re.sub(r"<[^>]+>|\s+", " ", found[0])
