"""Twins in para: 1 as in textbooks, or 2 where the clinic says so (domain-logic.md, 1.3)."""

from datetime import date

import pytest

from patients.obstetrics.facts import Birth
from patients.obstetrics.summary import obstetric_summary
from patients.obstetrics.values import BirthOutcome, Outcome
from tests.patients.obstetrics.histories import ON, live_birth, miscarriage, ongoing, stillbirth

LIVE, STILL, VANISHED = BirthOutcome.LIVE_BIRTH, BirthOutcome.STILLBIRTH, BirthOutcome.VANISHED


def texts(*history, children_in_para=True):
    told = obstetric_summary(history, ON, children_in_para=children_in_para)
    return told.us, told.uk


def twins(number, at, *outcomes, **more):
    births = tuple(Birth(order, outcome, alive_now=True) for order, outcome in enumerate(outcomes, start=1))
    return live_birth(number, at, births=births, children_alive_now=outcomes.count(LIVE), **more)


@pytest.mark.parametrize(
    ("history", "textbook", "by_children"),
    [
        ([live_birth(1, "34+0", fetus_count=2, liveborn=2, children_alive_now=2)],
         ("G1 P0102", "G1 P1+0"), ("G1 P0202", "G1 P2+0")),
        ([live_birth(1, "39+0"), live_birth(2, "34+0", liveborn=2, children_alive_now=2), ongoing(3)],
         ("G3 P1103", "G3 P2+0"), ("G3 P1203", "G3 P3+0")),
        ([twins(1, "38+0", LIVE, LIVE)], ("G1 P1002", "G1 P1+0"), ("G1 P2002", "G1 P2+0")),
        ([twins(1, "30+0", LIVE, STILL)], ("G1 P0101", "G1 P1+0"), ("G1 P0201", "G1 P2+0")),
        ([twins(1, "38+0", LIVE, LIVE, LIVE)], ("G1 P1003", "G1 P1+0"), ("G1 P3003", "G1 P3+0")),
    ],
)  # fmt: skip
def test_a_twin_delivery_is_two_where_the_clinic_says_so(history, textbook, by_children):
    assert texts(*history, children_in_para=False) == textbook
    assert texts(*history) == by_children


@pytest.mark.parametrize(
    "history",
    [
        [live_birth(1, "39+0")],
        [twins(1, "38+0", LIVE, VANISHED, fetus_count=2)],
        [miscarriage(1, "9+0", fetus_count=2)],
        [stillbirth(1, "25+0")],
    ],
)
def test_one_child_a_vanished_twin_and_a_loss_stay_as_they_are(history):
    assert texts(*history) == texts(*history, children_in_para=False)


def test_twins_lost_between_20_and_24_weeks_are_two_in_the_us_form_alone():
    lost = stillbirth(1, "22+0", fetus_count=2)
    assert texts(lost) == ("G1 P0200", "G1 P0+1")
    assert "2 children" in obstetric_summary([lost], ON, children_in_para=True).problems[0]


def test_the_text_says_that_children_are_counted():
    told = obstetric_summary([twins(1, "38+0", LIVE, LIVE)], ON, children_in_para=True)
    assert told.problems == ("pregnancy 1: its 2 children are 2 in para, as this clinic counts",)
    assert (told.term, told.uk_para, told.para_us) == (1, 1, 1)


def test_twins_who_are_in_no_para_are_not_spoken_of():
    lost = obstetric_summary([miscarriage(1, "9+0", fetus_count=2)], ON, children_in_para=True)
    assert lost.problems == ()
    early = obstetric_summary([twins(1, "19+6", LIVE, LIVE)], ON, children_in_para=True)
    assert (early.us, early.uk) == ("G1 P0012", "G1 P2+0")
    assert "pregnancy 1: its 2 children are 2 in para, as this clinic counts" in early.problems


def test_nothing_is_added_while_it_is_not_known_how_it_ended():
    told = obstetric_summary([live_birth(1, None, fetus_count=2, children_alive_now=2)], ON, children_in_para=True)
    assert (told.us, told.uk) == (None, None)


def test_an_ongoing_twin_pregnancy_adds_no_para():
    assert texts(ongoing(1, lmp=date(2026, 10, 1), fetus_count=2)) == ("G1 P0000", "G1 P0+0")
    assert ongoing(1).outcome is Outcome.ONGOING
