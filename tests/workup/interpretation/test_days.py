"""Runs of days: how much of one lies inside others, and the first day that is free."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workup.interpretation.samples import day, partial
from workup.interpretation.days import Days, days_or_none, first_free, later, months_after, share, span_of

START = date(2025, 1, 1)


def run(first: int, last: int) -> Days:
    return Days(START + timedelta(first), START + timedelta(last))


RUNS = st.tuples(st.integers(0, 40), st.integers(0, 15)).map(lambda pair: run(pair[0], pair[0] + pair[1]))


def test_a_full_date_is_one_day_and_a_month_all_of_it():
    assert span_of(partial("2024-02-03"), START) == Days(day("2024-02-03"), day("2024-02-03"))
    assert span_of(partial("2024-02"), START) == Days(day("2024-02-01"), day("2024-02-29"))
    assert span_of(partial("2024"), START) == Days(day("2024-01-01"), day("2024-12-31"))


def test_a_blank_date_runs_from_the_beginning_to_the_day_of_reading():
    assert span_of(None, START) == Days(date.min, START)


def test_both_ends_are_included():
    assert share(run(5, 5), [run(0, 5)]) == "all"
    assert share(run(5, 5), [run(5, 9)]) == "all"
    assert share(run(5, 5), [run(0, 4), run(6, 9)]) == "none"


def test_neighbouring_runs_leave_no_gap():
    assert share(run(0, 9), [run(5, 9), run(0, 4)]) == "all"
    assert share(run(0, 9), [run(6, 9), run(0, 4)]) == "some"


def test_first_free_day_goes_on_through_neighbours():
    assert first_free(START, [run(4, 9), run(0, 3)]) == START + timedelta(10)


def test_first_free_day_stops_at_a_gap():
    assert first_free(START, [run(5, 9), run(0, 3)]) == START + timedelta(4)


def test_a_day_that_nothing_covers_is_free_itself():
    assert first_free(START, [run(1, 3)]) == START


def test_nothing_is_free_after_an_open_end():
    assert first_free(START, [Days(START, date.max)]) is None


def test_open_ends_and_the_ends_of_the_calendar_stay():
    assert later(date.max, -5) == date.max
    assert later(date.min, 5) == date.min
    assert later(date(9999, 12, 20), 84) == date.max
    assert later(date(1, 1, 5), -84) == date.min


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2024-11-30", 3, "2025-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2024-09-15", 3, "2024-12-15"),
        ("2024-10-15", 3, "2025-01-15"),
        ("2024-12-31", 1, "2025-01-31"),
        ("2024-01-31", 12, "2025-01-31"),
        ("9999-09-15", 3, "9999-12-15"),
        ("9999-10-15", 3, "9999-12-31"),
        ("9999-12-31", 3, "9999-12-31"),
        ("0001-01-01", 3, "0001-01-01"),
        ("0001-01-02", 3, "0001-04-02"),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_of_a_shorter_month(start, months, expected):
    assert months_after(day(start), months) == day(expected)


def test_runs_overlap_when_they_have_one_day_in_common():
    assert run(0, 5).overlaps(run(5, 9))
    assert run(5, 9).overlaps(run(0, 5))
    assert not run(0, 4).overlaps(run(5, 9))
    assert not run(5, 9).overlaps(run(0, 4))


def test_an_empty_run_is_none():
    assert days_or_none(START, START) == Days(START, START)
    assert days_or_none(START, START - timedelta(1)) is None


@given(RUNS, st.lists(RUNS, max_size=5))
def test_share_agrees_with_counting_days(span, covers):
    days = [span.first + timedelta(n) for n in range((span.last - span.first).days + 1)]
    covered = [any(d in cover for cover in covers) for d in days]

    assert share(span, covers) == ("all" if all(covered) else "some" if any(covered) else "none")


@given(RUNS, st.lists(RUNS, max_size=5))
def test_first_free_agrees_with_counting_days(span, covers):
    counted = span.first
    while any(counted in cover for cover in covers):
        counted += timedelta(1)

    assert first_free(span.first, covers) == counted
