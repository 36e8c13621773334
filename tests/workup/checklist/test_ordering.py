"""The newest result is the same in whatever order results were typed in; undated ones come last in question."""

from itertools import permutations

import pytest

from tests.facts import day, ordered, result
from workup.checklist.ordering import chronological, latest_day, newest

MARCH_1, MARCH_2 = result("tsh", 1, "2024-03-01"), result("tsh", 2, "2024-03-02")
MARCH, TWICE = result("tsh", 3, "2024-03"), result("tsh", 4, "2024-03-02")
UNDATED = result("tsh", 5)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([MARCH_1, MARCH_2], [MARCH_2]),
        ([MARCH_1, MARCH_2, MARCH], [MARCH]),  # its latest possible day is the 31st
        ([MARCH_1, MARCH_2, TWICE], [MARCH_2, TWICE]),
        ([UNDATED, MARCH_1], [MARCH_1]),
        ([UNDATED], [UNDATED]),
        ([UNDATED, result("tsh", 6)], [UNDATED, result("tsh", 6)]),
        ([], []),
    ],
)
def test_the_newest(rows, expected):
    for typed in permutations(rows):
        assert sorted(newest(typed), key=lambda row: row.value) == expected


def test_latest_day():
    assert latest_day(MARCH) == day("2024-03-31")
    assert latest_day(UNDATED) is None


def in_order(*rows):
    found = [sorted(typed, key=chronological) for typed in permutations(rows)]
    assert all(each == found[0] for each in found)
    return found[0]


def test_undated_rows_come_first_those_that_were_ordered_by_the_day_of_the_order():
    early, late = ordered("tsh", "2024-01-01"), ordered("tsh", "2024-02-01")
    assert in_order(MARCH_1, late, early, UNDATED) == [UNDATED, early, late, MARCH_1]


def test_of_one_day_the_narrower_date_comes_last():
    narrow = result("tsh", 1, "2024-03-31")
    assert in_order(MARCH, narrow) == [MARCH, narrow]


@pytest.mark.parametrize(("one", "other"), [("positive", "negative"), ("<1", ">1"), ("<1", "<=1")])
def test_words_and_comparators_have_a_certain_order(one, other):
    rows = [result("la_interp", said, "2024-03-01") for said in (one, other)]
    assert chronological(rows[0]) != chronological(rows[1])
    in_order(*rows)


@pytest.mark.parametrize(
    "other",
    [
        result("tpo", 1, "2024-03-01"), result("tsh", "normal", "2024-03-01"), result("tsh", "<1", "2024-03-01"),
        result("tsh", 2, "2024-03-01"), result("tsh", 1, "2024-03-01", unit="mIU/L"),
    ],
)  # fmt: skip
def test_rows_of_one_day_that_differ_have_a_certain_order(other):
    assert chronological(other) != chronological(MARCH_1)
    in_order(MARCH_1, other)
