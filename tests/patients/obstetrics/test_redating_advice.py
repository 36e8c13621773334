"""The due date that a scan proposes, and when a pregnancy counts as poorly dated."""

from dataclasses import replace
from datetime import date

import pytest

from patients.obstetrics.crl import Formula
from patients.obstetrics.redating_advice import dating_said, edd_by_scan, proposals, redating_said
from patients.obstetrics.values import Conception, EddBasis
from tests.facts import day, ongoing, pregnancy
from tests.patients.obstetrics.test_scans import event

SCAN = event("2026-03-12", crl_mm=30)
GOES_ON = replace(ongoing(1, "2026-01-09"), conception=Conception.SPONTANEOUS)
AT_22 = date(2026, 6, 12)  # 22+0 of GOES_ON


def test_the_scans_day_and_what_is_left_of_280():
    assert edd_by_scan(SCAN, Formula.ROBINSON) == date(2026, 10, 9)
    assert edd_by_scan(event("2026-03", crl_mm=30), Formula.ROBINSON) is None
    assert edd_by_scan(event("2026-03-12", crl_mm=30, approximate=True), Formula.ROBINSON) is None
    assert edd_by_scan(event("2026-03-12"), Formula.ROBINSON) is None
    assert edd_by_scan(event("2026-03-12", crl_mm=10), Formula.INTERGROWTH) is None


def test_offered_where_the_rule_redates_or_would():
    assert [one.offered for one in proposals(SCAN, GOES_ON)] == [True, True, True]
    assert [one.offered for one in proposals(SCAN, replace(GOES_ON, conception=None))] == [True, True, True]
    assert [one.offered for one in proposals(SCAN, replace(GOES_ON, lmp=day("2026-01-08")))] == [False, False, False]


@pytest.mark.parametrize(
    "p",
    [
        replace(GOES_ON, conception=Conception.FET),
        replace(GOES_ON, edd_basis=EddBasis.ULTRASOUND),
        replace(GOES_ON, lmp=None),
        replace(GOES_ON, lmp=day("2026-03-13")),
        pregnancy(1, "miscarriage", "2026-03-20", lmp=day("2026-01-09")),
    ],
)
def test_nothing_is_proposed(p):
    assert proposals(SCAN, p) == ()


def test_nothing_is_proposed_by_an_embryo_without_activity():
    still = event("2026-03-12", crl_mm=30, cardiac_activity="absent")
    assert proposals(still, GOES_ON) == ()
    assert proposals(event("2026-03-12", crl_mm=30, cardiac_activity="not_seen"), GOES_ON) == ()
    assert proposals(event("2026-03-12", crl_mm=30, cardiac_activity="not_seen", heart_rate=150), GOES_ON) != ()
    assert not list(redating_said(event("2026-03-12", crl_mm=30, cardiac_activity="not_seen"), GOES_ON))
    assert list(redating_said(SCAN, GOES_ON))


def dated(*events, on=AT_22, **known):
    return [one.says for one in dating_said(replace(GOES_ON, events=events, **known), on)]


def test_suboptimally_dated_from_22_weeks_on():
    assert "suboptimally dated" in dated()[0]
    assert dated(on=date(2026, 6, 11)) == []
    assert dated(event("2026-06-11")) == []
    assert "suboptimally dated" in dated(event("2026-06-12"))[0]
    assert dated(event(None, 21, 6)) == []


def test_a_scan_of_a_month_leaves_it_open():
    assert "cannot tell" in dated(event("2026-06"), on=date(2026, 7, 1))[0]
    assert dated(event("2026-05"), on=date(2026, 7, 1)) == []


def test_a_scan_in_the_month_of_the_last_period_was_early_and_one_of_a_year_leaves_it_open():
    assert dated(event("2026-01"), on=date(2026, 7, 1)) == []
    assert "cannot tell" in dated(event("2026"), on=date(2026, 12, 31))[0]
    assert "cannot tell" in dated(event(None))[0]


def test_the_stated_gestation_of_a_scan_goes_before_its_date():
    assert dated(event("2026-06-12", 21, 6)) == []
    assert "suboptimally dated" in dated(event("2026-06-11", 22, 0))[0]


def test_a_beginning_known_to_a_week_leaves_22_weeks_open():
    """LMP between 9 and 15 January: 12 June is 22+0 at most, 18 June is 22+0 at least."""
    week = {"lmp": None, "began_between": (date(2026, 1, 9), date(2026, 1, 15))}
    assert dated(on=date(2026, 6, 17), **week) == []
    assert "suboptimally dated" in dated(on=date(2026, 6, 18), **week)[0]
    assert dated(event("2026-06-11"), on=date(2026, 6, 18), **week) == []
    assert "cannot tell" in dated(event("2026-06-12"), on=date(2026, 6, 18), **week)[0]
    assert "cannot tell" in dated(event("2026-06-17"), on=date(2026, 6, 18), **week)[0]
    assert "suboptimally dated" in dated(event("2026-06-18"), on=date(2026, 6, 18), **week)[0]


def test_a_scan_on_the_first_day_of_the_last_period_is_not_before_it():
    [line] = redating_said(event("2026-01-09", crl_mm=200), GOES_ON)
    assert line.says == "cannot be compared: the CRL is out of range at 0+0"
    assert len(proposals(event("2026-01-09", crl_mm=30), GOES_ON)) == 3


def test_not_said_of_art_nor_after_an_end():
    assert dated(conception=Conception.IVF) == []
    ended = pregnancy(1, "stillbirth", "2026-06-20", lmp=day("2026-01-09"))
    assert dating_said(ended, AT_22) == ()
