from datetime import date

import pytest

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.facts import Birth
from patients.obstetrics.summary import living_children, obstetric_summary
from patients.obstetrics.values import BirthOutcome, Outcome
from tests.patients.obstetrics.histories import ON, biochemical, live_birth, miscarriage, ongoing, pregnancy, stillbirth


def summary(*history, **settings):
    return obstetric_summary(history, ON, **settings)


def texts(*history):
    told = summary(*history)
    return told.us, told.uk


LIVE, STILL, VANISHED = BirthOutcome.LIVE_BIRTH, BirthOutcome.STILLBIRTH, BirthOutcome.VANISHED


@pytest.mark.parametrize(
    ("history", "us", "uk"),
    [
        ([live_birth(1, "39+0"), live_birth(2, "34+0", children_alive_now=2), live_birth(3, "38+0"), ongoing(4)],
         "G4 P2104", "G4 P3+0"),
        ([live_birth(1, "40+0"), live_birth(2, "39+5"), live_birth(3, "35+6"), live_birth(4, "36+5"),
          pregnancy(5, Outcome.TERMINATION, "10+0")], "G5 P2214", "G5 P4+1"),
        ([live_birth(1, "38+0"), live_birth(2, "37+0", children_alive_now=1), ongoing(3)], "G3 P2002", "G3 P2+0"),
        ([live_birth(1, "39+0"), miscarriage(2, "12+0")], "G2 P1011", "G2 P1+1"),
        ([miscarriage(1, "8+0"), miscarriage(2, "6+0"), biochemical(3)], "G3 P0030", "G3 P0+3"),
        ([miscarriage(1, "8+0"), miscarriage(2, "7+0"), pregnancy(3, Outcome.ECTOPIC), pregnancy(4, Outcome.MOLAR),
          ongoing(5)], "G5 P0040", "G5 P0+4"),
        ([live_birth(1, "39+0", children_alive_now=0)], "G1 P1000", "G1 P1+0"),
        ([live_birth(1, "30+0", fetus_count=2, liveborn=1)], "G1 P0101", "G1 P1+0"),
        ([live_birth(1), miscarriage(2, "8+0"), miscarriage(3, "9+0"), miscarriage(4, "7+0")], "G4 P1031", "G4 P1+3"),
    ],
)  # fmt: skip
def test_worked_examples_of_domain_logic_1_4(history, us, uk):
    assert texts(*history) == (us, uk)


@pytest.mark.parametrize(
    ("at", "us", "uk"),
    [
        ("19+6", "G1 P0010", "G1 P0+1"),
        ("19", "G1 P0010", "G1 P0+1"),
        ("20+0", "G1 P0100", "G1 P0+1"),
        ("20", "G1 P0100", "G1 P0+1"),
        ("23+6", "G1 P0100", "G1 P0+1"),
        ("24+0", "G1 P0100", "G1 P1+0"),
        ("36+6", "G1 P0100", "G1 P1+0"),
        ("37+0", "G1 P1000", "G1 P1+0"),
    ],
)
def test_fetal_death_at_each_boundary(at, us, uk):
    assert texts(stillbirth(1, at)) == (us, uk)


def test_the_case_of_four_losses():
    history = [biochemical(1), biochemical(2), miscarriage(3, "5"), pregnancy(4, Outcome.TERMINATION_MEDICAL, "19+2")]
    told = summary(*history)
    assert (told.us, told.uk, told.problems) == ("G4 P0040", "G4 P0+4", ())


def test_every_field_adds_up():
    told = summary(live_birth(1), stillbirth(2, "24+0"), miscarriage(3, "9+0"), ongoing(4))
    assert (told.gravida, told.term, told.preterm, told.abortus, told.ongoing, told.unclassified) == (4, 1, 1, 1, 1, 0)
    assert (told.living, told.para_us, told.uk_para, told.uk_plus) == (1, 2, 2, 1)


@pytest.mark.parametrize("outcome", [Outcome.STILLBIRTH, Outcome.TERMINATION, Outcome.UNKNOWN])
def test_without_a_gestation_it_is_unclassified_and_there_is_no_text(outcome):
    told = summary(miscarriage(1, "8+0"), pregnancy(2, outcome))
    assert (told.unclassified, told.abortus, told.uk_plus, told.us, told.uk) == (1, 1, 1, None, None)
    assert told.problems == ("pregnancy 2: gestation missing",)


def test_a_live_birth_without_a_gestation_is_unclassified_though_the_child_lives():
    told = summary(live_birth(1, None))
    assert (told.unclassified, told.uk_para, told.living, told.us) == (1, 0, 1, None)


def test_a_miscarriage_without_a_gestation_has_its_place_and_the_gap_is_named():
    told = summary(miscarriage(1))
    assert (told.us, told.uk, told.problems) == ("G1 P0010", "G1 P0+1", ("pregnancy 1: gestation missing",))


@pytest.mark.parametrize(
    "outcome", [Outcome.BIOCHEMICAL, Outcome.PUL_RESOLVED, Outcome.PUL_TREATED, Outcome.ECTOPIC, Outcome.MOLAR]
)
def test_what_was_never_delivered_needs_no_gestation(outcome):
    told = summary(pregnancy(1, outcome))
    assert (told.us, told.uk, told.problems) == ("G1 P0010", "G1 P0+1", ())


def test_the_clinic_may_leave_biochemical_pregnancies_out_of_gravida():
    told = summary(biochemical(1), pregnancy(2, Outcome.PUL_RESOLVED), biochemical_in_gravida=False)
    assert (told.us, told.uk) == ("G1 P0010", "G1 P0+1")


def test_gestation_by_dates_is_as_good_as_a_stated_one():
    told = summary(live_birth(1, None, "2025-10-08", lmp=date(2025, 1, 1)))
    assert told.us == "G1 P1001"


def test_a_contradiction_is_named():
    (problem,) = summary(miscarriage(1, "12+0", "2026-03-01", lmp=date(2026, 1, 1))).problems
    assert problem == (
        "pregnancy 1: the stated gestation (12+0) and the dates (8+3 by LMP) differ by more than 14 days"
    )


def test_two_figures_are_kept_apart():
    history = [miscarriage(n, "8+0") for n in range(1, 11)]
    assert texts(*history) == ("G10 P0-0-10-0", "G10 P0+10")


@pytest.mark.parametrize(
    ("facts", "living"),
    [
        ({"children_alive_now": 2}, 2),
        ({"children_alive_now": 0}, 0),
        ({}, None),
        ({"liveborn": 2, "births": (Birth(1, LIVE, alive_now=True),)}, None),
        ({"births": (Birth(1, LIVE, alive_now=True), Birth(2, LIVE, alive_now=False))}, 1),
        ({"births": (Birth(1, LIVE, alive_now=True), Birth(2, LIVE))}, None),
        ({"births": (Birth(1, LIVE, alive_now=True), Birth(2, VANISHED))}, 1),
        ({"births": (Birth(1, LIVE, died_on=PartialDate(2020)),)}, 0),
        ({"births": (Birth(1, STILL),)}, None),
    ],
)
def test_living_children_of_a_live_birth(facts, living):
    assert living_children(pregnancy(1, Outcome.LIVE_BIRTH, "39+0", **facts)) == living


def test_a_liveborn_child_whose_fate_is_not_recorded_leaves_no_text():
    told = summary(pregnancy(1, Outcome.LIVE_BIRTH, "39+0"))
    assert (told.living, told.us, told.uk, told.term) == (None, None, None, 1)
    assert told.problems == ("pregnancy 1: whether every child born alive is still living is not recorded",)


def test_without_a_liveborn_child_none_is_alive():
    assert living_children(stillbirth(1, "38+0")) == 0
    assert living_children(miscarriage(1)) == 0
    assert living_children(stillbirth(1, "38+0", liveborn=0)) == 0
    assert living_children(stillbirth(1, "38+0", liveborn=1)) is None


def test_a_live_birth_before_24_weeks_is_para_in_the_uk():
    assert texts(live_birth(1, "22+3")) == ("G1 P0101", "G1 P1+0")
    assert texts(stillbirth(1, "22+3", liveborn=1, children_alive_now=0)) == ("G1 P0100", "G1 P1+0")


def test_a_live_birth_before_20_weeks_is_flagged():
    told = summary(live_birth(1, "19+6", children_alive_now=0))
    assert (told.us, told.uk) == ("G1 P0010", "G1 P1+0")
    assert "live birth before 20+0" in told.problems[0]
    assert summary(live_birth(1, "20+0")).problems == ()


@pytest.mark.parametrize(("at", "flagged"), [("19+6", False), ("20+0", True)])
def test_a_termination_counted_as_a_birth_is_flagged(at, flagged):
    told = summary(pregnancy(1, Outcome.TERMINATION_ANOMALY, at))
    assert (told.preterm == 1, bool(told.problems)) == (flagged, flagged)
    if flagged:
        assert told.problems[0] == "pregnancy 1: termination at 20+0 is a birth in the US form, which goes by gestation"


def test_an_unknown_outcome_with_a_gestation_is_placed_and_flagged():
    told = summary(pregnancy(1, Outcome.UNKNOWN, "39+0"))
    assert (told.us, told.uk) == ("G1 P1000", "G1 P1+0")
    assert told.problems == (
        "pregnancy 1: how it ended is not known; a child who may have been born is not among the living",
    )


def test_a_delivery_in_two_steps_goes_by_the_first_and_is_flagged():
    children = (Birth(1, STILL, 23, 5), Birth(2, LIVE, 26, 0, alive_now=True))
    told = summary(live_birth(1, "26+0", births=children))
    assert (told.us, told.uk) == ("G1 P0101", "G1 P1+0")
    assert told.problems == ("pregnancy 1: born at 23+5 and 26+0; counted by the first delivery",)


@pytest.mark.parametrize(("second", "flagged"), [("23+6", False), ("24+0", True)])
def test_a_delivery_across_24_weeks_is_flagged(second, flagged):
    week, day = map(int, second.split("+"))
    children = (Birth(1, STILL, 23), Birth(2, LIVE, week, day, alive_now=True))
    problems = summary(live_birth(1, second, births=children)).problems
    assert problems == (("pregnancy 1: born at 23 weeks and 24+0; counted by the first delivery",) if flagged else ())


def test_a_delivery_on_one_day_or_within_one_class_is_not_flagged():
    twins = (Birth(1, LIVE, 38, 0), Birth(2, LIVE, 38, 1), Birth(3, VANISHED, 9, 0))
    told = summary(live_birth(1, "38+1", births=twins))
    assert (told.us, told.problems) == ("G1 P1001", ())


@pytest.mark.parametrize(("births", "us"), [(9, "G9 P9009"), (10, "G10 P10-0-0-10")])
def test_numbers_of_two_digits_are_kept_apart(births, us):
    assert summary(*(live_birth(number) for number in range(1, births + 1))).us == us


@pytest.mark.parametrize(("child", "uk"), [(STILL, "G1 P0+1"), (LIVE, "G1 P1+0")])
def test_only_a_child_born_alive_makes_para_before_24_weeks(child, uk):
    told = summary(stillbirth(1, "22+0", births=(Birth(1, child, alive_now=False),)))
    assert told.uk == uk


def test_a_clinic_that_leaves_biochemical_ones_out_leaves_no_other_out():
    told = summary(biochemical(1), miscarriage(2, "8+0"), live_birth(3), biochemical_in_gravida=False)
    assert (told.gravida, told.abortus, told.term) == (2, 1, 1)
    assert summary(biochemical(1), miscarriage(2, "8+0")).gravida == 2


@pytest.mark.parametrize(("first", "flagged"), [((19, 6), True), ((20, 0), False)])
def test_a_delivery_across_20_weeks_is_flagged(first, flagged):
    children = (Birth(1, STILL, *first), Birth(2, STILL, 20, 1))
    problems = summary(stillbirth(1, "20+1", births=children)).problems
    assert any("counted by the first delivery" in problem for problem in problems) is flagged
