"""Approximate overlaps are warned about; what is far apart, or not known, is not."""

from datetime import date

import pytest

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.overlap import overlap_warnings
from patients.obstetrics.values import Outcome


def ended(number, when, weeks=None, days=None, **more):
    stated = {"ended_on": PartialDate.parse(when), "ga_weeks": weeks, "ga_days": days}
    return Pregnancy(number=number, outcome=Outcome.MISCARRIAGE, **stated, **more)


def test_two_that_overlap_whatever_their_months_mean():
    (words,) = overlap_warnings([ended(1, "2019-05", 20), ended(2, "2019-03", 8)])
    assert words == "Pregnancies 1 and 2 overlap by the dates on record; check the dates."


def test_two_that_may_overlap_by_their_months():
    first = ended(1, "2020-03", lmp=date(2020, 1, 1))
    second = ended(2, "2020-05-10", lmp=date(2020, 2, 20))  # conceived on 5 March
    (words,) = overlap_warnings([second, first])
    assert "may overlap" in words
    assert "1 and 2" in words


def test_full_dates_with_gestation_alone_are_warned_about_too():
    (words,) = overlap_warnings([ended(1, "2019-05-20", 12, 0), ended(2, "2019-04-20", 6, 0)])
    assert "overlap by the dates" in words


def test_half_open_conceived_on_the_day_the_other_ended():
    first = ended(1, "2020-03-05", lmp=date(2020, 1, 1))
    assert overlap_warnings([first, ended(2, "2020-05-10", lmp=date(2020, 2, 20))]) == ()  # conceived on 5 March
    assert overlap_warnings([first, ended(2, "2020-05-10", lmp=date(2020, 2, 19))]) != ()  # conceived on 4 March


def test_years_alone_may_mean_anything_and_are_not_warned_about():
    assert overlap_warnings([ended(1, "2019", 8), ended(2, "2019", 8)]) == ()


def test_years_that_cannot_be_right_are_warned_about():
    long_before = ended(1, "2019", lmp=date(2016, 1, 1))
    assert overlap_warnings([long_before, ended(2, "2018-05-01", 8)]) != ()


@pytest.mark.parametrize("unknown", [ended(2, "2019-05"), Pregnancy(number=2, outcome=Outcome.MISCARRIAGE, ga_weeks=8)])
def test_what_is_not_known_is_not_warned_about(unknown):
    assert overlap_warnings([ended(1, "2019-05", 20), unknown]) == ()


def test_an_ongoing_one_goes_on():
    ongoing = Pregnancy(number=1, outcome=Outcome.ONGOING, lmp=date(2025, 1, 1))
    assert overlap_warnings([ongoing, ended(2, "2025-06", 8)]) != ()
    assert overlap_warnings([ongoing, ended(2, "2024-06", 8)]) == ()


def test_a_transfer_is_the_day_of_conception():
    first = ended(1, "2020-03-05", lmp=date(2020, 1, 1))
    assert overlap_warnings([first, ended(2, "2020-05", transfer_date=date(2020, 3, 5))]) == ()
    assert overlap_warnings([first, ended(2, "2020-05", transfer_date=date(2020, 3, 4))]) != ()


@pytest.mark.parametrize(("end", "warned"), [("2020-05-17", True), ("2020-05-18", False)])
def test_weeks_alone_begin_at_the_earliest_on_their_first_possible_day(end, warned):
    first = ended(1, "2020-03", lmp=date(2020, 1, 1))  # ended on 31 March at the latest
    found = overlap_warnings([first, ended(2, end, 8)])  # conceived 48 to 42 days before its end
    assert bool(found) is warned
    assert not warned or "may overlap" in found[0]


@pytest.mark.parametrize(
    ("end", "words"),
    [("2020-03-14", ""), ("2020-03-15", "may overlap"), ("2020-04-19", "may overlap"), ("2020-04-20", "overlap by")],
)
def test_a_month_with_weeks_alone_may_have_begun_on_any_day_of_both(end, words):
    other = ended(2, "2020-05", 8)  # conceived 14 March to 19 April
    found = overlap_warnings([ended(1, end, lmp=date(2020, 1, 1)), other])
    assert (words in found[0]) if words else (found == ())


def test_one_year_alone_is_enough_to_say_nothing_of_what_may_be():
    year = ended(1, "2019", lmp=date(2018, 10, 1))
    assert overlap_warnings([year, ended(2, "2019-09", 8)]) == ()
