"""What the address asks for: an edition and a day, the clinic's own where it asks for none or for nonsense."""

from datetime import date

import pytest
from django.test import RequestFactory

from rpl_tracker.accounts.models import Clinic
from workup.views import looking
from workup.views.looking import look_of

NOW = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(looking, "today", lambda clinic: NOW)


def look(default="eshre-2022", **query):
    return look_of(RequestFactory().get("/patients/1/", query), Clinic(code="main", default_guideline=default))


def test_nothing_asked_for_is_the_clinics_edition_today():
    seen = look(default="rcog-gtg17-2023")
    assert (seen.guideline.key, seen.on, seen.is_today, seen.problems) == ("rcog-gtg17-2023", NOW, True, ())
    assert seen.typed == "22 Nov 2026"


@pytest.mark.parametrize("typed", ["2026-01-09", "9 Jan 2026", "9 January 2026", "  9   Jan  2026 "])
def test_a_day_as_people_write_it(typed):
    seen = look(as_of=typed)
    assert (seen.on, seen.is_today, seen.problems, seen.typed) == (date(2026, 1, 9), False, (), "9 Jan 2026")


@pytest.mark.parametrize("typed", ["9/1/2026", "2026", "2026-01", "31 Feb 2026", "yesterday"])
def test_a_day_that_is_none_leaves_today_says_why_and_keeps_what_was_typed(typed):
    seen = look(as_of=typed)
    assert (seen.on, seen.typed) == (NOW, typed)
    (problem,) = seen.problems
    assert problem.startswith("As of: ")
    assert "22 Nov 2026" in problem


def test_a_day_ahead_may_be_looked_at():
    assert look(as_of="2027-02-01").on == date(2027, 2, 1)


def test_an_edition_that_is_none_leaves_the_clinics_own():
    seen = look(guideline="nice-1850")
    assert seen.guideline.key == "eshre-2022"
    assert "no edition" in seen.problems[0]


def test_a_clinic_whose_edition_was_withdrawn_still_has_a_page():
    assert look(default="gone-1999").guideline.key


def test_both_can_be_wrong_at_once():
    assert len(look(guideline="nice-1850", as_of="never").problems) == 2


def test_the_clinics_own_edition_is_known_whatever_is_looked_at():
    assert look(default="asrm-rpl-2012", guideline="rcog-gtg17-2023").clinics_own == "asrm-rpl-2012"
