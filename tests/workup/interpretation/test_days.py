"""Runs of days: how much of one lies inside others, and the first day that is free."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.workup.interpretation.samples import day, partial
from workup.interpretation.days import Days, days_or_none, first_free, later, share, span_of

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
