from datetime import date

import pytest

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.facts import Event, Pregnancy
from patients.obstetrics.gestation import (
    Gestation,
    beginning,
    beginning_range,
    conceived_on,
    edd_from_lmp,
    edd_from_transfer,
    edd_of,
    gestation_of,
    in_weeks,
    reached,
    stated_range,
)
from patients.obstetrics.interpreted import Mark
from patients.obstetrics.values import EventKind, Outcome
from tests.patients.obstetrics.histories import ON, miscarriage, ongoing

LMP = date(2026, 1, 1)


@pytest.mark.parametrize(("days", "text"), [(0, "0+0"), (6, "0+6"), (69, "9+6"), (70, "10+0"), (280, "40+0")])
def test_days_as_weeks(days, text):
    assert in_weeks(days) == text


@pytest.mark.parametrize(("embryo_age", "days"), [(3, 263), (5, 261), (6, 260)])
def test_transfer_counts_the_age_of_the_embryo(embryo_age, days):
    assert (edd_from_transfer(LMP, embryo_age) - LMP).days == days


def test_day_5_transfer_of_the_published_example():
    assert edd_from_transfer(date(2026, 5, 8), 5) == date(2027, 1, 24)


def test_a_stated_gestation_is_taken_as_stated():
    assert gestation_of(miscarriage(1, "9+6"), ON) == Gestation(69, None, "stated")


def test_weeks_alone_stay_a_range():
    gestation = gestation_of(miscarriage(1, "5"), ON)
    assert gestation == Gestation(None, (35, 41), "stated")
    assert gestation.words == "5 weeks"


def test_a_loss_at_0_weeks_and_0_days_is_recorded_not_blank():
    assert gestation_of(miscarriage(1, "0+0"), ON) == Gestation(0, None, "stated")
    assert stated_range(miscarriage(1, "0")) == (0, 6)


@pytest.mark.parametrize(
    ("dates", "source", "days"),
    [
        ({"lmp": LMP}, "lmp", 59),
        ({"lmp": LMP, "edd": edd_from_lmp(date(2026, 1, 4))}, "edd", 56),
        (
            {"lmp": LMP, "edd": edd_from_lmp(LMP), "transfer_date": date(2026, 1, 25), "embryo_age_days": 5},
            "transfer",
            54,
        ),
        ({"lmp": LMP, "transfer_date": date(2026, 1, 25)}, "lmp", 59),
    ],
)
def test_without_a_stated_one_the_first_known_of_transfer_edd_lmp_dates_it(dates, source, days):
    assert gestation_of(miscarriage(1, ended="2026-03-01", **dates), ON) == Gestation(days, None, source)


def test_an_embryo_of_day_0_is_not_a_blank_age():
    dated = miscarriage(1, ended="2026-03-01", transfer_date=date(2026, 1, 15), embryo_age_days=0)
    assert gestation_of(dated, ON) == Gestation(59, None, "transfer")


@pytest.mark.parametrize("ended", [None, "2026", "2026-03"])
def test_from_a_partial_or_missing_end_nothing_is_derived(ended):
    assert gestation_of(miscarriage(1, ended=ended, lmp=LMP), ON) == Gestation()
    assert gestation_of(miscarriage(1, ended=ended, lmp=LMP), ON).words == "not recorded"


@pytest.mark.parametrize(("stated", "is_named"), [("6+3", False), ("6+2", True), ("10+3", False), ("10+4", True)])
def test_more_than_14_days_between_statement_and_dates_is_named(stated, is_named):
    """59 days by LMP; 45 and 73 are 14 days off, 44 and 74 are 15."""
    gestation = gestation_of(miscarriage(1, stated, ended="2026-03-01", lmp=LMP), ON)
    assert (gestation.source, gestation.words) == ("stated", stated)
    assert (gestation.problem is not None) is is_named


@pytest.mark.parametrize(("stated", "is_named"), [("6", False), ("5", True), ("10", False), ("11", True)])
def test_weeks_alone_contradict_only_when_no_day_of_the_week_fits(stated, is_named):
    """6 weeks reach to 48 (11 days off), 5 weeks to 41 (18 off); 10 begin at 70 (11 off), 11 at 77 (18 off)."""
    problem = gestation_of(miscarriage(1, stated, ended="2026-03-01", lmp=LMP), ON).problem
    assert (problem is not None) is is_named
    if problem:
        assert f"stated gestation ({stated} weeks) and the dates (8+3 by LMP) differ by more than 14 days" in problem


def test_an_end_before_day_0_gives_a_problem_and_no_negative_gestation():
    gestation = gestation_of(miscarriage(1, ended="2025-12-31", lmp=LMP), ON)
    assert gestation.bounds is None
    assert gestation.problem == "the dates contradict each other: by LMP it began after it ended"
    assert gestation_of(miscarriage(1, "6+0", ended="2025-12-31", lmp=LMP), ON).problem == gestation.problem


def test_an_ongoing_pregnancy_is_counted_to_the_day_and_ignores_a_day_before_it():
    assert gestation_of(ongoing(1, lmp=LMP), date(2026, 3, 12)) == Gestation(70, None, "lmp")
    assert gestation_of(ongoing(1, lmp=LMP), date(2025, 12, 31)) == Gestation()
    assert gestation_of(ongoing(1), ON) == Gestation()


def test_the_range_of_one_known_by_its_later_end_moves_with_the_day():
    begun = ongoing(1, began_between=(date(2025, 12, 26), LMP))
    gestation = gestation_of(begun, date(2026, 1, 10))
    assert gestation == Gestation(None, (9, 15), "stated")
    assert gestation.words == "1+2 to 2+1"


@pytest.mark.parametrize(("at", "answer"), [("13+6", False), ("14+0", True), ("13", False), ("14", True), (None, None)])
def test_reached_is_three_valued(at, answer):
    assert reached(miscarriage(1, at), 98, ON) is answer


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (date(2026, 4, 2), False),
        (date(2026, 4, 3), None),
        (date(2026, 4, 8), None),
        (date(2026, 4, 9), True),
    ],
)
def test_a_range_across_the_boundary_cannot_tell(day, answer):
    begun = ongoing(1, began_between=(date(2025, 12, 26), LMP))
    assert reached(begun, 98, day) is answer


def test_edd_is_the_transfers_else_the_typed_one_else_lmp_plus_280():
    typed = date(2026, 10, 12)
    by_transfer = {"transfer_date": date(2026, 1, 25), "embryo_age_days": 5}
    assert edd_of(miscarriage(1, lmp=LMP, edd=typed, **by_transfer)) == date(2026, 10, 13)
    assert edd_of(miscarriage(1, lmp=LMP, edd=typed)) == typed
    assert edd_of(miscarriage(1, lmp=LMP)) == date(2026, 10, 8)
    assert edd_of(miscarriage(1, "8+0", ended="2026-03-01")) is None


def test_conception_is_the_transfer_else_two_weeks_after_the_lmp():
    assert conceived_on(miscarriage(1, lmp=LMP, transfer_date=date(2026, 1, 20))) == date(2026, 1, 20)
    assert conceived_on(miscarriage(1, lmp=LMP)) == date(2026, 1, 15)
    assert conceived_on(miscarriage(1, edd=date(2026, 10, 8))) is None


def test_the_beginning_is_day_0_of_the_first_known_source():
    dates = {"lmp": LMP, "edd": edd_from_lmp(date(2026, 1, 4)), "transfer_date": date(2026, 1, 25)}
    assert beginning(miscarriage(1, embryo_age_days=5, **dates)) == date(2026, 1, 6)
    assert beginning(miscarriage(1, **dates)) == date(2026, 1, 4)
    assert beginning(miscarriage(1, lmp=LMP)) == LMP
    assert beginning_range(miscarriage(1, lmp=LMP)) == (LMP, LMP)


def test_the_beginning_is_else_the_end_less_the_gestation():
    assert beginning(miscarriage(1, "8+3", ended="2026-03-01")) == LMP
    assert beginning(miscarriage(1, "8", ended="2026-03-01")) == date(2026, 1, 4), "the day from which it is sure"
    assert beginning_range(miscarriage(1, "8", ended="2026-03-01")) == (date(2025, 12, 29), date(2026, 1, 4))
    assert beginning(miscarriage(1, "8+3", ended="2026-03")) is None
    assert beginning(miscarriage(1, ended="2026-03-01")) is None


def test_a_transfer_of_an_embryo_of_unknown_age_dates_nothing_but_she_was_pregnant_from_then_on():
    transferred = miscarriage(1, ended="2026-03-01", transfer_date=date(2026, 1, 20))
    assert beginning(transferred) == date(2026, 1, 20)
    assert gestation_of(transferred, ON) == Gestation()
    assert edd_of(transferred) is None


@pytest.mark.parametrize(
    ("dated", "named"),
    [
        ({"lmp": date(2025, 6, 1)}, "LMP"),
        ({"edd": date(2026, 3, 8)}, "EDD"),
        ({"transfer_date": date(2025, 6, 20), "embryo_age_days": 5}, "transfer"),
    ],
)
def test_a_contradiction_names_what_it_was_dated_by(dated, named):
    odd = Pregnancy(1, Outcome.MISCARRIAGE, ended_on=PartialDate(2025, 5, 1), **dated)
    assert f"by {named} it began after it ended" in (gestation_of(odd, date(2026, 1, 1)).problem or "")


def test_nothing_is_approximate_unless_somebody_said_so():
    assert Event(EventKind.SCAN).approximate is False


def test_every_mark_of_a_rule_has_its_words():
    assert len({mark.words for mark in Mark}) == len(Mark)


def test_two_pregnancies_that_differ_in_an_event_are_two():
    assert Pregnancy(1, Outcome.MISCARRIAGE, events=(Event(EventKind.SCAN),)) != Pregnancy(1, Outcome.MISCARRIAGE)
