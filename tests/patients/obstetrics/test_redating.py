"""ACOG Committee Opinion 700: more than the threshold, and never of a pregnancy by assisted reproduction."""

import pytest

from patients.obstetrics.interpreted import Mark
from patients.obstetrics.redating import discrepancy, is_art, is_suboptimally_dated, judge_redating, threshold_at
from patients.obstetrics.values import Conception
from tests.facts import day, ongoing, pregnancy

ROWS = [(0, 62, 5), (63, 111, 7), (112, 153, 10), (154, 195, 14), (196, 290, 21)]


@pytest.mark.parametrize(("first", "last", "days"), ROWS)
def test_strictly_more_than_the_threshold(first, last, days):
    for ga in (first, last):
        assert threshold_at(ga).days == days
        assert judge_redating(ga, days).redate is False
        assert judge_redating(ga, days + 1).redate is True
        assert judge_redating(ga, -days).redate is False
        assert judge_redating(ga, -days - 1).redate is True


@pytest.mark.parametrize(("ga", "mark"), [(153, Mark.SEEN), (154, Mark.RECALLED), (196, Mark.RECALLED), (0, Mark.SEEN)])
def test_rows_that_were_only_recalled_say_so(ga, mark):
    assert judge_redating(ga, 30).mark is judge_redating(ga, 0).mark is mark


def test_art_keeps_its_date():
    read = judge_redating(60, 30, art=True)
    assert (read.redate, read.reason, read.mark) == (False, "art_derived_edd_is_kept", Mark.RECALLED)


def test_an_unknown_conception_cannot_tell_beyond_the_threshold():
    assert judge_redating(60, 6, art=None).redate is None
    assert "not recorded" in judge_redating(60, 6, art=None).says
    assert judge_redating(60, 5, art=None).redate is False


@pytest.mark.parametrize(
    ("known", "art"),
    [
        ({}, None),
        ({"conception": Conception.SPONTANEOUS}, False),
        ({"conception": Conception.IUI}, False),
        ({"conception": Conception.OVULATION_INDUCTION}, False),
        ({"conception": Conception.IVF}, True),
        ({"conception": Conception.ICSI}, True),
        ({"conception": Conception.FET}, True),
        ({"transfer_date": day("2026-01-01")}, True),
    ],
)
def test_assisted_or_not(known, art):
    assert is_art(pregnancy(1, "ongoing", **known)) is art


def test_words_name_both_sides_and_the_day():
    assert judge_redating(63, 8).says == "8 days apart at 9+0 by the last period, more than 7: redate to the ultrasound"
    assert judge_redating(62, 1).says.startswith("1 day apart at 8+6 by the last period, not more than 5")
    assert "restricted growth" in judge_redating(196, 22).says
    assert "restricted growth" not in judge_redating(195, 15).says


def test_a_smaller_embryo_means_a_later_date():
    assert (discrepancy(70, 62), discrepancy(62, 70), discrepancy(70, 70)) == (8, -8, 0)


def test_before_day_0_is_an_error():
    with pytest.raises(ValueError, match="before the last menstrual period"):
        judge_redating(-1, 9)


@pytest.mark.parametrize(("first", "poorly"), [(None, True), (154, True), (153, False), (42, False)])
def test_suboptimally_dated(first, poorly):
    assert is_suboptimally_dated(first) is poorly


def test_an_ongoing_pregnancy_of_unknown_conception():
    assert is_art(ongoing(1)) is None
