"""The guide is true: links and anchors lead somewhere, pictures are there and small, buttons are called as it says."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.conf import settings
from django.urls import get_resolver

from rpl_tracker.help import guide
from rpl_tracker.help.guide import BY_CHAPTER, NAMES, PICTURES, GuidePage, address, anchor_of, guide_page
from rpl_tracker.help.places import PLACES
from tests.sweep.pages import names
from workup.checklist.findings import Status
from workup.guidelines.model import Category
from workup.views.presenters.statuses import MEANINGS, READING_MEANINGS, READINGS, VERIFICATION, WORDS

ROOT = Path(settings.BASE_DIR)
GUIDE = ROOT / "docs" / "guide"
STATIC = ROOT / "rpl_tracker" / "static"
KB = 1024
# What Django's own administration says, and headings that a page puts together.
ELSEWHERE = {
    "Admin",
    "Workup by",
    "Done, normal",
    "Done, abnormal",
    "Done, not read",
    "Active",
    "Staff status",
    "Idle minutes",
}


def source(name: str) -> str:
    return (GUIDE / f"{name}.md").read_text(encoding="utf-8")


def pages(name: str) -> list[GuidePage]:
    """The guide as it is served: one page, or a chapter a page after the one with which it opens."""
    opening = guide_page(name)
    return [opening, *(guide_page(name, each.section.anchor) for each in opening.chapters if name in BY_CHAPTER)]


def html(name: str) -> str:
    return "".join(page.html for page in pages(name))


def anchors(name: str) -> list[str]:
    return re.findall(r'<h[23] id="([^"]+)"', html(name))


def test_the_pages_are_the_files():
    assert sorted(path.stem for path in GUIDE.glob("*.md")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_a_title_sections_and_no_anchor_twice(name):
    page = guide_page(name)
    assert page.title
    assert len(page.chapters) >= 5
    assert len(anchors(name)) == len(set(anchors(name)))
    listed = [section.anchor for each in page.chapters for section in (each.section, *each.parts)]
    assert listed == anchors(name)


@pytest.mark.parametrize(
    ("name", "chapter"),
    [("../README", ""), ("clinicians", "counts"), ("clinicians", "ask-why"), ("glossary", "counts")],
)
def test_what_is_no_page_of_a_guide_is_refused(name, chapter):
    with pytest.raises(KeyError):
        guide_page(name, chapter)


def test_a_guide_with_pictures_is_served_by_chapter_with_one_picture_at_most():
    assert {name for name in NAMES if "![" in source(name)} == BY_CHAPTER
    assert max(page.html.count("<img ") for name in BY_CHAPTER for page in pages(name)) == 1


def test_the_chapters_are_the_text_whole_and_in_its_order():
    titles = [line.removeprefix("## ") for line in source("clinicians").splitlines() if line.startswith("## ")]
    served = pages("clinicians")
    assert [page.chapter.title for page in served[1:]] == titles
    assert [page.html.count("<h2") for page in served] == [0, *[1] * len(titles)]
    assert served[0].opens
    assert "you decide" in served[0].html
    assert not any(page.opens for page in (*served[1:], guide_page("glossary")))


def test_each_chapter_leads_to_the_one_before_and_the_one_after():
    opening, first, *_, last = served = pages("clinicians")
    assert (opening.before, last.after) == (None, None)
    assert (first.before.title, first.before.address) == (opening.title, "/help/clinicians/")
    assert [page.after for page in served[:-1]] == [page.chapter for page in served[1:]]
    assert [page.before for page in served[2:]] == [page.chapter for page in served[1:-1]]
    assert guide_page("glossary").before is guide_page("glossary").after is None


@pytest.mark.parametrize(
    ("name", "anchor", "where"),
    [
        ("glossary", "", "/help/glossary/"),
        ("glossary", "counts", "/help/glossary/#counts"),
        ("clinicians", "", "/help/clinicians/"),
        ("clinicians", "order-tests", "/help/clinicians/order-tests/"),
        ("clinicians", "ask-why", "/help/clinicians/read-the-checklist/#ask-why"),
    ],
)
def test_the_address_of_a_section_is_that_of_the_page_on_which_it_is(name, anchor, where):
    assert address(name, anchor) == where


def test_a_section_that_does_not_exist_has_no_address():
    with pytest.raises(KeyError):
        address("clinicians", "counts")


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_a_page_and_a_heading_that_exist(name):
    links = re.findall(r"[^!]\[[^\]]+\]\(([^)]+)\)", source(name))
    assert links or name == "glossary"
    for link in links:
        file, _, anchor = link.partition("#")
        page = file.removesuffix(".md") or name
        assert page in NAMES, link
        assert not anchor or anchor in anchors(page), link


def test_links_between_files_become_links_between_pages():
    links = re.findall(r'href="([^"]*)"', html("clinicians") + html("administrators"))
    assert "/help/glossary/#status-of-an-item" in links
    assert links.count("/help/clinicians/check-a-guideline-and-sign-it-off/") == 2  # from one within it, and another
    assert not [link for link in links if ".md" in link or link.startswith("#")]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_that_two_people_open_first_at_once_is_drawn_twice_alike(name):
    anew = guide_page.__wrapped__
    for page in pages(name):
        chapter = page.chapter.anchor if page.chapter else ""
        assert anew(name, chapter).html == anew(name, chapter).html == page.html


class SlowlyFilled(dict[str, list[str]]):
    """A table of characters that stays empty for a moment after it was put here for everybody."""

    def __setitem__(self, name: str, table: list[str]) -> None:
        super().__setitem__(name, table)
        time.sleep(0.05)


def test_two_people_who_open_the_guide_first_do_not_meet_in_the_parser(monkeypatch):
    monkeypatch.setattr("mdurl._encode.encode_cache", SlowlyFilled())
    anew, together = guide._text.__wrapped__, Barrier(2)

    def read(name: str) -> guide._Text:
        together.wait(10)
        return anew(name)

    with ThreadPoolExecutor(2) as people:
        assert list(people.map(read, ["clinicians"] * 2)) == [guide._text("clinicians")] * 2


def test_every_picture_is_named_in_words_and_served_with_its_size():
    served = html("clinicians")
    pictures = re.findall(rf"!\[([^\]]*)\]\({re.escape(PICTURES)}([^)]+)\)", source("clinicians"))
    assert len(pictures) == served.count("<img ") >= 7
    assert all(words for words, _ in pictures)
    assert len(re.findall(r'<img [^>]*width="1366" height="768"', served)) == len(pictures)


def test_every_picture_is_used_and_under_60_kb():
    used = set(re.findall(r"static/(help/[\w-]+\.webp)", "".join(map(source, NAMES))))
    there = {str(path.relative_to(STATIC)) for path in (STATIC / "help").iterdir()}
    assert used == there
    assert {name: size for name in there if (size := (STATIC / name).stat().st_size) >= 60 * KB} == {}


def test_html_in_the_text_is_shown_as_text(tmp_path, monkeypatch):
    (tmp_path / "glossary.md").write_text("# T\n\n<script>alert(1)</script> [x](javascript:alert(1))\n")
    monkeypatch.setattr(guide, "_folder", lambda: tmp_path)
    monkeypatch.setattr(guide, "_text", guide._text.__wrapped__)  # nothing is kept
    shown = guide_page.__wrapped__("glossary").html
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "href" not in shown


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [("Ask why", "ask-why"), ("Category: how strongly", "category-how-strongly"), ("What? Now!", "what-now")],
)
def test_anchors_are_those_of_code_hosts(heading, anchor):
    assert anchor_of(heading) == anchor


def test_help_on_this_page_leads_to_a_section_and_from_a_page_that_exists():
    assert PLACES.keys() <= set(names())
    assert all(address(*place) for place in PLACES.values())
    assert get_resolver().reverse_dict.getlist("help")


def said_on_screens() -> str:
    """Every word of templates and of the code that puts words on screens, in small letters and without markup."""
    files = [*(ROOT / "templates").rglob("*.html")]
    for package in ("patients", "workup", "rpl_tracker"):
        files += (ROOT / package).rglob("*.py")
    text = "\n".join(path.read_text(encoding="utf-8") for path in files if "help" not in path.parts)
    return " ".join(re.sub(r"<[^>]*>", " ", text).split()).lower()


@pytest.mark.parametrize("name", ["clinicians", "administrators"])
def test_buttons_and_labels_are_called_what_the_guide_says(name):
    bold = {" ".join(words.split()).rstrip(":?.") for words in re.findall(r"\*\*([^*]+)\*\*", source(name))}
    screens = said_on_screens()
    assert len(bold) > 10
    assert sorted(words for words in bold - ELSEWHERE if words.lower() not in screens) == []


def test_every_status_stands_in_the_glossary_with_its_meaning():
    text = source("glossary")
    lines = {f"| **{WORDS[status]}** | {meaning} |" for status, meaning in MEANINGS.items()}
    lines |= {f"| **Done, {word}** | {READING_MEANINGS[key]} |" for key, word in READINGS.items()}
    assert len(lines) == len(Status) - 1 + len(READINGS)
    assert sorted(line for line in lines if line not in text) == []


def test_every_category_and_mark_of_trust_stands_in_the_glossary():
    text = source("glossary").lower()
    words = [category.words for category in Category] + list(VERIFICATION.values())
    assert [word for word in words if f"| {word} |" not in text] == []


def test_every_word_of_the_design_stands_in_the_glossary():
    words = [
        "Patient",
        "Partner",
        "Pregnancy",
        "Outcome",
        "Event",
        "Loss",
        "Partial date",
        "Gestation",
        "Result",
        "Test",
    ]
    words += ["Investigation", "Item", "Finding", "Decision", "Sign-off"]
    text = source("glossary")
    assert [word for word in words if f"| {word} |" not in text] == []
    assert "| Guideline, edition |" in text
