"""Reads docs/guide: the Markdown that people also read in the repository becomes the pages of the application.

Only our own files are read, and raw HTML in them is shown as text, so nothing has to be cleaned. Anchors are those that
code hosts make of a heading, so that a link to a section works in both places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings
from django.core.files.images import get_image_dimensions
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

# Address and file name of each page, in the order of the list, and its short name.
NAMES: Mapping[str, str] = MappingProxyType(
    {"clinicians": "For clinicians", "administrators": "For administrators", "glossary": "Glossary"}
)
PICTURES = "../../rpl_tracker/static/"  # how a page of docs/guide refers to a picture that the application serves


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the second level: its words and its anchor on the page."""

    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page: its first heading, the text below it, and what the table of contents lists."""

    name: str
    title: str
    sections: tuple[Section, ...]
    html: SafeString


@cache
def guide_page(name: str) -> GuidePage:
    """The page of this name. KeyError for a name that is none of the guide's."""
    if name not in NAMES:
        raise KeyError(name)
    reader = _reader()
    tokens = reader.parse((_folder() / f"{name}.md").read_text(encoding="utf-8"))
    heading, body = tokens[1].content, tokens[3:]
    headings = list(_with_anchors(body))
    for token in _inline(body):
        _point(token)
    html = mark_safe(reader.renderer.render(body, reader.options, {}))  # noqa: S308  our own text, HTML escaped
    sections = tuple(Section(title, anchor) for level, title, anchor in headings if level == "h2")
    return GuidePage(name, heading, sections, html)


def anchor_of(heading: str) -> str:
    """`What to do next?` is `what-to-do-next`, as on code hosts."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _folder() -> Path:
    return Path(settings.BASE_DIR) / "docs" / "guide"


def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _with_anchors(tokens: list[Token]) -> Iterable[tuple[str, str, str]]:
    """Gives every heading its anchor; says its level, words and anchor."""
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            words = "".join(child.content for child in tokens[place + 1].children or ())
            token.attrSet("id", anchor_of(words))
            yield token.tag, words, anchor_of(words)


def _inline(tokens: list[Token]) -> Iterable[Token]:
    for token in tokens:
        yield from token.children or ()


def _point(token: Token) -> None:
    """Links between the files become links between the pages; pictures come from where static files are served."""
    if token.type == "link_open":
        page, hash_, anchor = str(token.attrGet("href")).partition("#")
        if page.endswith(".md"):
            token.attrSet("href", f"{reverse('help_page', args=[page.removesuffix('.md')])}{hash_}{anchor}")
    elif token.type == "image":
        name = str(token.attrGet("src")).removeprefix(PICTURES)
        for attribute, value in {"src": static(name), "loading": "lazy", **_size(name)}.items():
            token.attrSet(attribute, value)


def _size(name: str) -> dict[str, str]:
    """Width and height in pixels: the page keeps the place free and does not jump."""
    width, height = get_image_dimensions(Path(settings.BASE_DIR) / "rpl_tracker" / "static" / name)
    return {"width": str(width), "height": str(height)}
