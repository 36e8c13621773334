"""From the events of one pregnancy to what the criteria look at: order, intervals, partial dates."""

from dataclasses import replace
from decimal import Decimal

import pytest

from patients.obstetrics.early_scan import Category, read_scan
from patients.obstetrics.facts import Event
from patients.obstetrics.scans import Interval, between, by_lmp, cardiac_of, embryo_of, is_early, is_scan, scan_of
from patients.obstetrics.values import EventKind, Route
from tests.facts import day, ongoing, partial, pregnancy


def event(on=None, weeks=None, days=None, kind="scan", **known):
    known = {n: Decimal(str(v)) if n.endswith("_mm") else v for n, v in known.items()}
    known.setdefault("route", Route.TRANSVAGINAL)
    return Event(EventKind(kind), partial(on), weeks, days, **known)


def last_of(*events, **known):
    """The newest of the scans in the light of the others."""
    return scan_of(events[-1], replace(ongoing(1), events=events, **known))


@pytest.mark.parametrize(
    ("first", "last", "fewest", "most"),
    [
        (("2026-03-01",), ("2026-03-08",), 7, 7),
        (("2026-03",), ("2026-03-08",), -23, 7),
        (("2026-03-01",), ("2026-03",), 0, 30),
        ((None, 6, 0), (None, 7, 0), 7, 7),
        ((None, 6), (None, 7, 0), 1, 7),
        (("2026-03-01", 6, 0), (None, 7, 1), 8, 8),
        (("2026-03-01",), (None, 7, 0), None, None),
    ],
)
def test_between_two_scans(first, last, fewest, most):
    assert between(event(*first), event(*last), ongoing(1)) == Interval(fewest, most)


def test_an_approximate_day_cannot_be_placed():
    assert between(event("2026-03-01", approximate=True), event("2026-03-08"), ongoing(1)) == Interval()


@pytest.mark.parametrize(
    ("interval", "answer"),
    [
        (Interval(7, 7), True),
        (Interval(6, 6), False),
        (Interval(6, 8), None),
        (Interval(), None),
        (Interval(7, 9), True),
        (Interval(6, 7), None),
        (Interval(7, None), None),
    ],
)
def test_at_least_seven_days(interval, answer):
    assert interval.at_least(7) is answer


def test_what_nobody_said_is_not_no():
    nothing = event("2026-03-01")
    assert (embryo_of(nothing), cardiac_of(nothing), is_early(nothing)) == (None, None, False)
    assert cardiac_of(event(cardiac_activity="not_seen")) is None
    assert cardiac_of(event(cardiac_activity="absent")) is False
    assert cardiac_of(event(heart_rate=120)) is cardiac_of(event(heart_rate=1)) is True
    assert cardiac_of(event(heart_rate=0)) is None
    assert embryo_of(event(crl_mm=3)) is embryo_of(event(cardiac_activity="present")) is True
    assert embryo_of(event(embryo_seen=False)) is False


def test_what_counts_as_a_scan():
    assert is_scan(event())
    assert is_scan(event(kind="admission", crl_mm=4))
    assert not is_scan(event(kind="bleed"))
    assert is_early(event(cardiac_activity="absent"))
    assert not is_early(event(cardiac_activity="present", cervix_mm=30))


@pytest.mark.parametrize(
    "known",
    [
        {"sac_mm": 10},
        {"crl_mm": 4},
        {"yolk_sac_mm": 3},
        {"embryo_seen": False},
        {"yolk_sac_seen": False},
        {"empty_amnion": False},
    ],
)
def test_each_thing_that_a_criterion_looks_at_makes_it_early(known):
    assert is_early(event(**known))


def test_gestation_by_the_period_and_by_the_transfer_not_by_a_due_date():
    scan = event("2026-03-12")
    assert by_lmp(scan, ongoing(1, "2026-01-29")) == (42, 42)
    assert by_lmp(event("2026-03"), ongoing(1, "2026-01-29")) == (31, 61)
    moved = pregnancy(1, "ongoing", transfer_date=day("2026-02-17"), embryo_age_days=5)
    assert by_lmp(scan, moved) == (42, 42)
    assert by_lmp(scan, replace(moved, embryo_age_days=None, lmp=day("2026-01-29"))) == (42, 42)
    assert by_lmp(scan, pregnancy(1, "ongoing", edd=day("2026-11-05"))) is None
    assert by_lmp(event("2026-03-12", approximate=True), ongoing(1, "2026-01-29")) is None


def test_eleven_days_after_a_sac_with_a_yolk_sac():
    first = event("2026-03-01", sac_mm=10, yolk_sac_seen=True)
    for on, expected in (("2026-03-12", Category.DIAGNOSTIC_OF_LOSS), ("2026-03-11", Category.SUSPICIOUS)):
        assert read_scan(last_of(first, event(on, embryo_seen=False))).category is expected


def test_fourteen_days_after_a_sac_without_one_and_nothing_when_nobody_looked():
    alone, unsaid = event("2026-03-01", sac_mm=10, yolk_sac_seen=False), event("2026-03-01", sac_mm=10)
    later = event("2026-03-15", embryo_seen=False)
    assert read_scan(last_of(alone, later)).category is Category.DIAGNOSTIC_OF_LOSS
    assert last_of(unsaid, later).sac_without_yolk_ago == last_of(unsaid, later).sac_with_yolk_ago == ()


def test_a_yolk_sac_that_was_measured_was_seen():
    later = last_of(event("2026-03-01", sac_mm=10, yolk_sac_mm=4), event("2026-03-12", embryo_seen=False))
    assert (later.sac_with_yolk_ago, later.sac_without_yolk_ago) == ((Interval(11, 11),), ())


def test_only_a_scan_of_an_earlier_day_is_one_before():
    """The second scan of one day says nothing of the days between; nor does a scan of a month speak of itself."""
    sac = event("2026-03-12", sac_mm=10, yolk_sac_seen=True)
    assert last_of(sac, event("2026-03-12", embryo_seen=False)).sac_with_yolk_ago == ()
    assert last_of(sac, event("2026-03-13", embryo_seen=False)).sac_with_yolk_ago == (Interval(1, 1),)
    assert last_of(replace(sac, on=partial("2026-03"))).sac_with_yolk_ago == ()


def test_an_embryo_of_which_nobody_said_whether_it_was_still_is_not_a_first_look():
    unsaid, no_embryo = event("2026-03-01", crl_mm=4), event("2026-03-01", cardiac_activity="absent")
    again = event("2026-03-08", crl_mm=4, cardiac_activity="absent")
    assert last_of(unsaid, again).still_ago == last_of(no_embryo, again).still_ago == ()


def test_a_month_leaves_the_days_open():
    first = event("2026-03", sac_mm=10, yolk_sac_mm=4)
    read = read_scan(last_of(first, event("2026-03-12", embryo_seen=False)))
    assert read.category is Category.CANNOT_TELL
    assert "the days between the scans" in {missing for _, missing in read.undecided}


def test_still_on_two_scans():
    first = event("2026-03-01", crl_mm=4, cardiac_activity="absent")
    again = event("2026-03-08", crl_mm=4, cardiac_activity="absent")
    assert last_of(first, again).still_ago == (Interval(7, 7),)
    assert read_scan(last_of(first, again)).category is Category.DIAGNOSTIC_OF_LOSS
    sooner = replace(again, on=partial("2026-03-07"))
    assert read_scan(last_of(first, sooner)).category is Category.SUSPICIOUS


def test_activity_before_and_after():
    beating = event("2026-03-01", crl_mm=6, cardiac_activity="present")
    still = event("2026-03-05", crl_mm=6.5, cardiac_activity="absent")
    assert last_of(beating, still).activity_before is True
    assert last_of(still, beating).activity_before is False
    assert last_of(replace(beating, on=partial("2026-03")), still).activity_before is None
    assert last_of(replace(beating, on=partial("2026-03-05")), still).activity_before is False
    assert last_of(beating, replace(still, on=partial("2026-03"))).activity_before is None
    assert last_of(replace(beating, on=partial("2026-03-04")), still).activity_before is True
    by_week = event(None, 6, crl_mm=6, cardiac_activity="present"), event(None, 6, 1, cardiac_activity="absent")
    assert last_of(*by_week).activity_before is None
    assert last_of(still).activity_before is False


def test_a_later_scan_says_nothing_of_an_earlier_one():
    first = event("2026-03-01", sac_mm=10, yolk_sac_seen=True)
    later = event("2026-03-20", sac_mm=12, yolk_sac_seen=True)
    p = replace(ongoing(1), events=(first, later))
    assert scan_of(first, p).sac_with_yolk_ago == ()
    assert scan_of(first, p).sacs == ()
