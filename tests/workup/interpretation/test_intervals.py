"""How far two days lie apart, when each may be known only as a span."""

from datetime import date

import pytest

from workup.interpretation.days import Days
from workup.interpretation.intervals import apart, years_after


def span(first, last=None):
    return Days(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [("2024-02-29", 3, "2027-02-28"), ("2024-02-29", 4, "2028-02-29"), ("2024-03-01", 5, "2029-03-01")],
)
def test_the_same_day_of_a_later_year(day, years, later):
    assert years_after(date.fromisoformat(day), years) == date.fromisoformat(later)


def test_the_calendar_ends():
    assert years_after(date(9998, 1, 1), 3) == date.max
    assert years_after(date(9996, 1, 1), 3) == date(9999, 1, 1)


@pytest.mark.parametrize(
    ("event", "positive", "answer"),
    [
        (span("2024-01-01"), span("2024-03-24"), False),  # 83 days
        (span("2024-01-01"), span("2024-03-25"), True),  # 84
        (span("2024-01-01"), span("2029-01-01"), True),
        (span("2024-01-01"), span("2029-01-02"), False),
        (span("2024-01-01", "2024-01-31"), span("2024-04-01"), None),
        (span("2024-01-01", "2024-01-08"), span("2024-04-01"), True),
        (span("2024-01-01", "2024-12-31"), span("2024-06-01"), None),
        (span("2024-01-01", "2024-01-31"), span("2029-01-15"), None),
        (span("2024-01-01", "2024-01-31"), span("2029-01-31"), None),
        (span("2024-01-01", "2024-01-31"), span("2029-02-01"), False),
        (span("2024-01-01", "2024-01-08"), span("2024-03-25"), None),  # 84 days at the farthest
        (span("2024-01-02", "2024-01-08"), span("2024-03-25"), False),
    ],
)
def test_twelve_weeks_to_five_years(event, positive, answer):
    assert apart([event], [positive], 84, 5) is answer
    assert apart([positive], [event], 84, 5) is answer  # whichever came first


def test_one_pair_is_enough_and_none_is_no():
    near, far = span("2024-01-01"), span("2010-01-01")
    assert apart([far, near], [span("2024-06-01")], 84, 5) is True
    assert apart([], [near], 84, 5) is False


def test_on_the_same_day_lies_within_three_years():
    assert apart([span("2024-01-01")], [span("2024-01-01")], 0, 3) is True
