"""Reads docs/guide: the Markdown that people also read in the repository becomes the pages of the application.

Only our own files are read, and raw HTML in them is shown as text, so nothing has to be cleaned. Anchors are those that
code hosts make of a heading, so that a link to a section works in both places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from django.conf import settings
from django.core.files.images import get_image_dimensions
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

# Address and file name of each guide, in the order of the list, and its short name.
NAMES: Mapping[str, str] = MappingProxyType(
    {"clinicians": "For clinicians", "administrators": "For administrators", "glossary": "Glossary"}
)
BY_CHAPTER = frozenset({"clinicians"})  # its pictures together are too heavy for one page
_one_reads = Lock()  # the parser hands out its table of characters while it still fills it in, for the first reader
PICTURES = "../../rpl_tracker/static/"  # how a page of docs/guide refers to a picture that the application serves


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: its words, its anchor, and the address at which it is read."""

    title: str
    anchor: str
    address: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the second level, and those of the third within it."""

    section: Section
    parts: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A guide, or one chapter of it: what the guide is called and consists of, and the text of this page."""

    name: str
    title: str
    chapters: tuple[Chapter, ...]
    html: SafeString
    chapter: Section | None = None
    before: Section | None = None
    after: Section | None = None

    @property
    def opens(self) -> bool:
        """It is the page before the first chapter."""
        return self.chapter is None and self.after is not None


@dataclass(frozen=True, slots=True)
class _Text:
    """A file: its first heading, and its tokens by the anchor of the chapter; what stands before the first has ""."""

    title: str
    chapters: Mapping[str, list[Token]]


@cache
def guide_page(name: str, chapter: str = "") -> GuidePage:
    """A guide by its name, or a chapter of it by its anchor. KeyError where there is no such page."""
    text, contents = _text(name), _contents(name)
    if name not in BY_CHAPTER and not chapter:
        return GuidePage(name, text.title, contents, _html(name, *text.chapters))
    if name not in BY_CHAPTER or chapter not in text.chapters:
        raise KeyError(f"{name}/{chapter}")
    pages = [Section(text.title, "", address(name)), *(each.section for each in contents)]
    at = list(text.chapters).index(chapter)
    before, after = (pages[place] if 0 <= place < len(pages) else None for place in (at - 1, at + 1))
    return GuidePage(name, text.title, contents, _html(name, chapter), pages[at] if chapter else None, before, after)


@cache
def address(name: str, anchor: str = "") -> str:
    """Where a guide, or a section of it, is read. KeyError where there is none of this name."""
    whole = reverse("help_page", args=[name])
    if not anchor:
        return whole
    chapter = _chapter_with(name, anchor)
    if name not in BY_CHAPTER:
        return f"{whole}#{anchor}"
    return reverse("help_chapter", args=[name, chapter]) + ("" if anchor == chapter else f"#{anchor}")


def anchor_of(heading: str) -> str:
    """`What to do next?` is `what-to-do-next`, as on code hosts."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _folder() -> Path:
    return Path(settings.BASE_DIR) / "docs" / "guide"


def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


@cache
def _text(name: str) -> _Text:
    if name not in NAMES:
        raise KeyError(name)
    with _one_reads:
        tokens = _reader().parse((_folder() / f"{name}.md").read_text(encoding="utf-8"))
    at, chapters = "", {"": list[Token]()}
    for token, inside in pairwise([*tokens[3:], tokens[0]]):  # the last has nothing inside
        if token.type == "heading_open":
            token.attrSet("id", anchor_of(_words(inside)))
            at = str(token.attrGet("id")) if token.tag == "h2" else at
        chapters.setdefault(at, []).append(token)
    return _Text(tokens[1].content, MappingProxyType(chapters))


def _words(heading: Token) -> str:
    return "".join(child.content for child in heading.children or ())


def _headings(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """Words and anchor of each."""
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            yield _words(inside), str(token.attrGet("id"))


def _contents(name: str) -> tuple[Chapter, ...]:
    """The chapters with their sections."""
    found = []
    for anchor, tokens in _text(name).chapters.items():
        if anchor:
            first, *parts = (Section(words, at, address(name, at)) for words, at in _headings(tokens))
            found.append(Chapter(first, tuple(parts)))
    return tuple(found)


def _chapter_with(name: str, anchor: str) -> str:
    for chapter, tokens in _text(name).chapters.items():
        if any(anchor == found for _, found in _headings(tokens)):
            return chapter
    raise KeyError(f"{name}#{anchor}")


def _html(name: str, *chapters: str) -> SafeString:
    """The text of these chapters, for one page."""
    reader, text = _reader(), _text(name)
    tokens = deepcopy([token for chapter in chapters for token in text.chapters[chapter]])  # others draw them, too
    for token in tokens:
        for child in token.children or ():
            _point(child, name)
    html: SafeString = mark_safe(reader.renderer.render(tokens, reader.options, {}))  # noqa: S308  ours, HTML escaped
    return html


def _point(token: Token, within: str) -> None:
    """Links between the files become links between the pages; pictures come from where static files are served."""
    if token.type == "link_open":
        file, _, anchor = str(token.attrGet("href")).partition("#")
        if not file or file.endswith(".md"):
            token.attrSet("href", address(file.removesuffix(".md") or within, anchor))
    elif token.type == "image":
        name = str(token.attrGet("src")).removeprefix(PICTURES)
        for attribute, value in {"src": static(name), "loading": "lazy", **_size(name)}.items():
            token.attrSet(attribute, value)


def _size(name: str) -> dict[str, str]:
    """Width and height in pixels: the page keeps the place free and does not jump."""
    width, height = get_image_dimensions(Path(settings.BASE_DIR) / "rpl_tracker" / "static" / name)
    return {"width": str(width), "height": str(height)}
