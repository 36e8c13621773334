"""The course of a repeated test: what is joined, where it stands, and the same in words."""

import pytest

from tests.facts import result, woman
from tests.workup.views.shown import overview
from workup.views.presenters.trend import trends_of

LIMITS = {"unit": "mIU/L", "lower_limit": "0.4", "upper_limit": "4.0"}


def tsh(said, on, **known):
    return result("tsh", said, on, **{**LIMITS, **known})


def trend(*rows):
    found = list(trends_of(rows).values())
    return found[0] if found else None


def test_two_dated_results_become_a_line_with_the_limits_and_words():
    shown = trend(tsh("3.2", "2024-05-01"), tsh("5.1", "2024-03-01"))
    assert shown.words == "TSH in mIU/L: 5.1 on 1 Mar 2024, 3.2 on 1 May 2024; limits 0.4 to 4.0"
    assert [dot.x for dot in shown.dots] == ["5.0%", "95.0%"]
    assert shown.dots[0].y == "15.0%"
    assert len(shown.segments) == 1
    assert shown.limits[0] == "85.0%"
    assert len(shown.limits) == 2


def test_below_the_limit_of_detection_is_an_open_mark_that_no_line_leads_to():
    shown = trend(tsh("2", "2024-01-01"), tsh("<0.01", "2024-02-01"), tsh("3", "2024-03-01"), tsh("4", "2024-04-01"))
    assert [dot.open for dot in shown.dots] == [False, True, False, False]
    assert len(shown.segments) == 1
    assert "<0.01 on 1 Feb 2024" in shown.words


@pytest.mark.parametrize(
    "other",
    [
        tsh("3", "2024-05-01", unit="mU/mL"),
        tsh("3", "2024-05-01", lab="Northgate"),
        tsh("3", None),
        tsh("normal", "2024-05-01"),
        result("ft4", "3", "2024-05-01", **LIMITS),
        tsh("3", "2024-05-01", partner="P1"),
    ],
)
def test_another_unit_laboratory_test_or_person_is_not_joined(other):
    assert trend(tsh("5", "2024-03-01"), other) is None


def test_two_results_whose_order_is_not_known_are_not_joined():
    shown = trend(tsh("5", "2024-03"), tsh("3", "2024-03-10"), tsh("2", "2024-05-01"))
    assert len(shown.segments) == 1
    assert len(shown.dots) == 3


def test_all_of_one_day_and_one_value_stand_in_the_middle():
    shown = trend(*(result("prl", "12", "2024-03-01") for _ in range(2)))
    assert {(dot.x, dot.y) for dot in shown.dots} == {("50.0%", "50.0%")}
    assert shown.words.endswith("; no limits on record")


def test_limits_that_changed_are_not_drawn():
    shown = trend(tsh("5", "2024-03-01"), tsh("3", "2024-05-01", upper_limit="5"))
    assert shown.limits == ()
    assert shown.words.endswith("the limits differ, each stands with its result")


def test_one_limit_is_one_line():
    shown = trend(*(result("prl", str(v), f"2024-0{v}-01", upper_limit="20") for v in (1, 2)))
    assert shown.words.endswith("; limit 20")
    assert shown.limits == ("15.0%",)


def test_it_stands_with_the_newest_result_only():
    days = overview(woman(investigations=[tsh("5", "2024-03-01"), tsh("3", "2024-05-01"), tsh("4", "2024-04")])).days
    assert [(day.title, line.trend is not None) for day in days for line in day.lines] == [
        ("1 May 2024", True),
        ("Apr 2024", False),
        ("1 Mar 2024", False),
    ]
