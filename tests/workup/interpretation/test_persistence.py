"""The course of one antibody: exact dates by domain-logic.md, 4.4; partial dates against every reading of them."""

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workup.interpretation.samples import ON, day, partial
from workup.interpretation.days import Days, span_of
from workup.interpretation.persistence import Course, Sample, course_of

START = day("2025-01-10")


def at(*texts, **more):
    return [Sample(span_of(partial(text), ON), dated=text is not None, **more) for text in texts]


def kind(positives, negatives=()):
    return course_of(at(*positives), at(*negatives), ON).kind


@pytest.mark.parametrize(
    ("positives", "negatives", "expected"),
    [
        ([], [], "nothing"),
        ([], ["2025-01-10"], "negative"),
        (["2025-01-10"], [], "single"),
        (["2025-01-10", "2025-04-03"], [], "single"),  # 83 days
        (["2025-01-10", "2025-04-04"], [], "persistent"),  # 84 days
        (["2025-04-04", "2025-01-10"], [], "persistent"),
        (["2025-01-10", "2025-02-20", "2025-04-04"], [], "persistent"),
        (["2025-01-10"], ["2025-04-03"], "single"),
        (["2025-01-10"], ["2025-04-04"], "transient"),
        (["2025-01-10"], ["2025-02-14"], "single"),  # an early negative closes nothing
        (["2025-01-10"], ["2024-06-01"], "single"),
        (["2025-01-10", "2025-04-04"], ["2025-02-14"], "persistent"),  # fluctuating
        (["2025-01-10", "2025-04-03"], ["2025-04-04"], "transient"),
        (["2025-01-10", "2025-04-03"], ["2025-04-03"], "single"),  # not after the last positive
        (["2025-01-10", "2025-05-30"], ["2025-09-01"], "persistent"),
    ],
)
def test_exact_dates(positives, negatives, expected):
    assert kind(positives, negatives) == expected


@pytest.mark.parametrize(("on", "due"), [("2025-04-03", False), ("2025-04-04", True), ("2026-11-21", True)])
def test_a_repeat_counts_from_84_days_after_the_first_positive(on, due):
    course = course_of(at("2025-03-01", "2025-01-10"), [], day(on))

    assert course == Course("single", due_from=day("2025-04-04"), due=due)


@pytest.mark.parametrize(
    ("on", "due", "due_open"),
    [("2025-03-25", False, False), ("2025-03-26", None, True), ("2025-04-24", None, True), ("2025-04-25", True, False)],
)
def test_of_a_month_the_latest_day_counts_and_between_the_two_it_is_open(on, due, due_open):
    course = course_of(at("2025-01"), [], day(on))

    assert course == Course("single", due_from=day("2025-04-25"), due=due, due_open=due_open)


@pytest.mark.parametrize(
    ("positives", "negatives", "expected"),
    [
        (["2025-01", "2025-04-25"], [], "persistent"),
        (["2025-01", "2025-04-24"], [], "open"),
        (["2025-01", "2025-03-26"], [], "open"),
        (["2025-01", "2025-03-25"], [], "single"),
        (["2025", "2025"], [], "open"),
        (["2024", "2025-06-01"], [], "persistent"),
        (["2025-01"], ["2025-04-25"], "transient"),
        (["2025-01"], ["2025-04-24"], "open"),
        (["2025-01-10"], ["2025-04"], "open"),
        (["2025-01-10"], ["2025-03"], "single"),
        ([None], [], "single"),
        ([None, "2025-01-10"], [], "open"),
        ([None], ["2025-01-10"], "open"),
        ([], [None], "negative"),
    ],
)
def test_partial_and_blank_dates(positives, negatives, expected):
    assert kind(positives, negatives) == expected


def test_an_open_course_names_no_day():
    assert course_of(at("2025-01", "2025-04-24"), [], ON) == Course("open")


def test_from_a_blank_date_no_day_is_counted():
    assert course_of(at(None), [], ON) == Course("single", due_open=True)


# --- samples whose day perhaps spoiled them (rulings.md, 3)


def perhaps(*texts):
    return at(*texts, sure=False)


def test_a_negative_of_a_perhaps_spoiled_day_settles_nothing():
    assert course_of([], perhaps("2025-01"), ON).kind == "perhaps_negative"
    assert course_of([], [*perhaps("2025-01"), *at("2025-06-01")], ON).kind == "negative"


def test_a_positive_of_such_a_day_asks_for_a_repeat():
    assert course_of(perhaps("2025-01"), at("2024-06-01"), ON).kind == "single"


def test_such_a_positive_does_not_make_another_one_persistent():
    assert course_of([*perhaps("2025-01"), *at("2025-06-01")], [], ON).kind == "open"
    assert course_of([*perhaps("2025-01"), *at("2025-06-01", "2025-10-01")], [], ON).kind == "persistent"


def test_such_a_negative_does_not_close_a_positive():
    assert course_of(at("2025-01-10"), perhaps("2025-06"), ON).kind == "open"


# --- every reading of the dates

SPANS = st.tuples(st.integers(0, 8).map(lambda n: n * 21), st.integers(0, 3)).map(
    lambda pair: Sample(Days(START + timedelta(pair[0]), START + timedelta(pair[0] + pair[1])))
)


def on_exact_days(positives, negatives):
    """domain-logic.md, 4.4, word for word."""
    if not positives:
        return "negative" if negatives else "nothing"
    if any((b - a).days >= 84 for a in positives for b in positives):
        return "persistent"
    far_enough = min(positives) + timedelta(84)
    return "transient" if any(n >= far_enough and n > max(positives) for n in negatives) else "single"


def readings(samples):
    """Every choice of days."""
    days = [[s.days.first + timedelta(n) for n in range((s.days.last - s.days.first).days + 1)] for s in samples]
    return list(product(*days))


@settings(deadline=None)
@given(st.lists(SPANS, max_size=3), st.lists(SPANS, max_size=2))
def test_a_course_is_what_every_reading_says_and_open_where_they_differ(positives, negatives):
    said = {on_exact_days(p, n) for p in readings(positives) for n in readings(negatives)}

    assert course_of(positives, negatives, ON).kind == (said.pop() if len(said) == 1 else "open")


@given(st.permutations(at("2025-01", "2025-03-26", "2025-02-01", None)), st.permutations(at("2025-04", "2024")))
def test_the_order_of_results_does_not_matter(positives, negatives):
    assert course_of(positives, negatives, ON) == course_of(
        sorted(positives, key=repr), sorted(negatives, key=repr), ON
    )


@settings(deadline=None)
@given(st.lists(SPANS, min_size=1, max_size=3), st.lists(SPANS, max_size=2), st.integers(0, 400), st.integers(0, 400))
def test_once_due_always_due(positives, negatives, wait, more):
    first = course_of(positives, negatives, START + timedelta(wait))
    then = course_of(positives, negatives, START + timedelta(wait + more))

    assert (then.kind, then.due_from) == (first.kind, first.due_from)
    assert not first.due or then.due


@pytest.mark.parametrize(("positive", "kind"), [("2024-01-07", "open"), ("2024-01-08", "single")])
def test_a_negative_of_a_month_whose_last_day_is_the_84th_may_close_the_question(positive, kind):
    first, march = day(positive), Days(day("2024-03-01"), day("2024-03-31"))
    found = course_of([Sample(Days(first, first), sure=True)], [Sample(march, sure=True)], day("2024-06-01"))
    assert found.kind == kind
