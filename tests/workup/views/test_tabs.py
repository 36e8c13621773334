"""The tabs of her record: the same on every page about her, and one of them marked as the place where one is."""

import re

import pytest
from django.urls import reverse

from tests.records import a_clinic, a_user
from tests.sweep.pages import ABOUT_HER, Record
from workup.forms.in_error import KINDS
from workup.templatetags.tabs import PAGES, PARTS, tab_of

pytestmark = pytest.mark.django_db
WORDS = [*PARTS.values(), *PAGES.values()]
PAPER = {"summary", "plan", "partner_plan", "letter_preview"}  # a page as it is printed has no tabs
MARKED = {
    "patient": "Overview", "pregnancy_new": "Pregnancies", "pregnancy_edit": "Pregnancies", "birth_new": "Pregnancies",
    "event_edit": "Pregnancies", "order": "Checklist", "decision_new": "Checklist", "results": "Results",
    "results_panel": "Results", "investigation_edit": "Results", "uterine_findings": "Results",
    "patient_edit": "Record", "partner_new": "Record", "conditions": "Record", "medication_edit": "Record",
    "compare": "Compare guidelines", "letters": "Letters and prints", "letter_new": "Letters and prints",
    "letter": "Letters and prints", "letter_in_error": "Letters and prints", "record_history": "Change history",
    "history": "Change history", "entered_in_error": "Record",
}  # fmt: skip
PAGES_OF_HERS = sorted(name for name, place in ABOUT_HER.items() if place.method == "get" and place.look == "page")


@pytest.fixture
def record():
    return Record.of(a_clinic("main"))


@pytest.fixture
def doctor(client, record):
    client.force_login(a_user(record.patient.clinic))
    return client


def tabs_of(page):
    """Address, mark and words of every tab."""
    nav = page.content.decode().partition('aria-label="Her record"')[2].partition("</nav>")[0]
    return re.findall(r'<a href="([^"]*)"(?: aria-current="(\w+)")?>([^<]*)</a>', nav)


@pytest.mark.parametrize("name", PAGES_OF_HERS)
def test_every_page_about_her_has_the_same_tabs_and_marks_one(doctor, record, name):
    tabs = tabs_of(doctor.get(ABOUT_HER[name].url(name, record)))
    assert [words for _, _, words in tabs] == WORDS
    marked = [words for _, mark, words in tabs if mark]
    assert len(marked) == 1
    assert marked == [MARKED.get(name, marked[0])]


def test_every_page_with_tabs_was_looked_at():
    assert set(MARKED) <= set(PAGES_OF_HERS)
    assert not PAPER & set(PAGES_OF_HERS)


@pytest.mark.parametrize("name", ["patient", "compare", "letters", "record_history"])
def test_the_page_itself_is_told_from_a_page_that_belongs_to_it(doctor, record, name):
    mark = {words: mark for _, mark, words in tabs_of(doctor.get(reverse(name, args=[record.patient.pk])))}
    assert mark[MARKED[name]] == "page"


def test_a_form_belongs_to_the_part_from_which_it_is_opened(doctor, record):
    tabs = tabs_of(doctor.get(reverse("pregnancy_new", args=[record.patient.pk])))
    her = reverse("patient", args=[record.patient.pk])
    assert (f"{her}#pregnancies", "true", "Pregnancies") in tabs
    assert (her, "", "Overview") in tabs


def test_on_her_overview_the_parts_are_on_the_page(doctor, record):
    page = doctor.get(reverse("patient", args=[record.patient.pk]))
    for address, _, _ in tabs_of(page)[: len(PARTS)]:
        assert f'id="{address.removeprefix("#")}"' in page.content.decode()


def test_a_look_back_goes_along_to_the_comparison(doctor, record):
    page = doctor.get(reverse("patient", args=[record.patient.pk]), {"as_of": "2026-05-01"})
    addresses = {words: address for address, _, words in tabs_of(page)}
    assert addresses["Compare guidelines"].endswith("/compare/?as_of=2026-05-01")
    assert "as_of" not in addresses["Letters and prints"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_of_every_kind_that_is_marked_has_its_tab(kind):
    assert tab_of("entered_in_error", kind) in PARTS


def test_a_page_that_nobody_placed_marks_none():
    assert tab_of("entered_in_error", None) == ""
    assert tab_of("worklist", None) == ""
