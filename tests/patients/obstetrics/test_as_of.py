from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from patients.obstetrics.as_of import pregnancies_on, visible_from
from patients.obstetrics.dates import PartialDate
from patients.obstetrics.facts import Birth, ComplicationFact, Event, Pregnancy
from patients.obstetrics.gestation import Gestation, beginning, edd_of, gestation_of
from patients.obstetrics.values import (
    BirthOutcome,
    Complication,
    Confirmation,
    CountOverride,
    EventKind,
    FetalMorphology,
    LossType,
    Management,
    Outcome,
)
from tests.patients.obstetrics.histories import ON, live_birth, miscarriage, ongoing, pregnancy

LMP = date(2026, 1, 1)
END = "2026-03-01"


def on(day: str, *pregnancies: Pregnancy, recorded_by: date = ON) -> tuple[Pregnancy, ...]:
    return pregnancies_on(pregnancies, date.fromisoformat(day), recorded_by)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("2027-02-01", date(2027, 2, 1)),
        ("2026-10", date(2026, 10, 31)),
        ("2026-11", ON),
        ("2026", ON),
        ("2025", date(2025, 12, 31)),
    ],
)
def test_a_partial_date_counts_from_its_latest_day_or_from_when_it_is_on_record(text, day):
    assert visible_from(PartialDate.parse(text), ON) == day


def test_an_unknown_date_counts_always():
    assert visible_from(None, ON) == date.min


def test_a_loss_counts_from_the_day_it_ended():
    loss = miscarriage(1, "8+3", END)
    assert on("2026-03-01", loss) == (loss,)
    assert [p.outcome for p in on("2026-02-28", loss)] == [Outcome.ONGOING]


@pytest.mark.parametrize(
    "dates",
    [
        {"lmp": LMP},
        {"edd": date(2026, 10, 8)},
        {"transfer_date": date(2026, 1, 20), "embryo_age_days": 5},
        {"at": "8+3"},
    ],
)
def test_before_its_end_it_is_ongoing_from_day_0_on_and_not_there_before(dates):
    loss = miscarriage(1, ended=END, **dates)
    assert beginning(loss) == LMP
    assert [p.outcome for p in on("2026-01-01", loss)] == [Outcome.ONGOING]
    assert on("2025-12-31", loss) == ()


def test_one_that_ended_later_is_left_out_while_its_beginning_is_not_known():
    assert on("2026-02-28", miscarriage(1, ended=END)) == ()
    assert len(on("2026-03-01", miscarriage(1, ended=END))) == 1


def test_known_only_by_its_later_end_its_gestation_is_as_stated_and_it_has_no_edd():
    (then,) = on("2026-01-15", miscarriage(1, "8+3", END))
    assert gestation_of(then, date(2026, 1, 15)) == Gestation(14, None, "stated")
    assert edd_of(then) is None
    assert beginning(then) == LMP


def test_with_weeks_alone_it_is_there_from_the_day_on_which_it_had_surely_begun():
    loss = miscarriage(1, "8", END)
    assert on("2026-01-03", loss) == ()
    (then,) = on("2026-01-04", loss)
    assert gestation_of(then, date(2026, 1, 4)) == Gestation(None, (0, 6), "stated")
    assert beginning(then) == date(2026, 1, 4)


def test_known_also_by_lmp_its_gestation_is_by_lmp():
    (then,) = on("2026-01-15", miscarriage(1, "8+1", END, lmp=LMP))
    assert gestation_of(then, date(2026, 1, 15)) == Gestation(14, None, "lmp")


def test_nothing_of_its_end_is_known_before_it():
    loss = miscarriage(
        1,
        "8+3",
        END,
        lmp=LMP,
        partner="P1",
        size_weeks=7,
        size_days=0,
        loss_type=LossType.EMBRYONIC,
        confirmed_by=Confirmation.HISTOLOGY,
        fetus_count=2,
        liveborn=0,
        children_alive_now=0,
        management=Management.SURGICAL,
        fetal_morphology=FetalMorphology.ABNORMAL,
        complications=(ComplicationFact(Complication.RETAINED_TISSUE),),
        anti_d="given",
        count_override=CountOverride.COUNTED,
        override_reason="seen twice",
        override_for=("eshre-2022",),
        births=(Birth(1, BirthOutcome.MISCARRIED),),
    )
    assert on("2026-02-01", loss) == (Pregnancy(1, Outcome.ONGOING, partner="P1", lmp=LMP, fetus_count=2),)


def test_undated_past_pregnancies_stay():
    undated = miscarriage(1)
    assert on("1990-01-01", undated) == (undated,)


def test_without_an_end_date_it_is_not_there_before_it_began():
    begun = miscarriage(1, "8+0", lmp=LMP)
    assert on("2025-12-31", begun) == ()
    assert on("2026-01-01", begun) == (begun,)


def test_recorded_as_ongoing_without_dates_it_is_ongoing_on_every_day():
    assert on("1990-01-01", ongoing(1)) == (ongoing(1),)


def test_recorded_as_ongoing_it_is_there_from_day_0_on():
    now = ongoing(1, lmp=LMP)
    assert on("2026-01-01", now) == (now,)
    assert on("2025-12-31", now) == ()


def test_a_loss_of_this_year_is_a_loss_today_and_not_before_today():
    loss = miscarriage(1, ended="2026")
    assert on("2026-11-21", loss) == (loss,)
    assert on("2026-11-20", loss) == ()


def test_with_a_partial_end_ahead_it_is_ongoing_when_its_beginning_is_known():
    loss = miscarriage(1, "8+0", "2026-03", lmp=LMP)
    assert [p.outcome for p in on("2026-03-30", loss)] == [Outcome.ONGOING]
    assert on("2026-03-31", loss) == (loss,)


def test_order_is_by_number_whatever_the_dates():
    later, earlier = miscarriage(1, ended="2026-03"), miscarriage(2, ended="2019")
    assert on("2026-11-21", earlier, later) == (later, earlier)


@pytest.mark.parametrize(
    ("event", "first_day"),
    [
        (Event(EventKind.SCAN, on=PartialDate(2026, 2, 10)), "2026-02-10"),
        (Event(EventKind.SCAN, on=PartialDate(2026, 2)), "2026-02-28"),
        (Event(EventKind.SCAN, ga_weeks=6, ga_days=3), "2026-02-15"),
        (Event(EventKind.SCAN, ga_weeks=6), "2026-02-18"),
    ],
)
def test_events_after_the_day_are_left_out(event, first_day):
    now = ongoing(1, lmp=LMP, events=(event,))
    day_before = date.fromordinal(date.fromisoformat(first_day).toordinal() - 1)
    assert on(first_day, now) == (now,)
    assert on(day_before.isoformat(), now) == (replace(now, events=()),)


def test_an_event_of_an_open_week_is_there_once_it_is_on_record():
    now = ongoing(1, lmp=LMP, events=(Event(EventKind.SCAN, ga_weeks=6, crl_mm=Decimal(5)),))
    assert on("2026-02-16", now, recorded_by=date(2026, 2, 16)) == (now,)


def test_an_event_that_cannot_be_placed_stays():
    assert on("2026-02-01", ongoing(1, events=(Event(EventKind.BLEED, ga_weeks=8),)))[0].events
    assert on("2026-02-01", ongoing(1, lmp=LMP, events=(Event(EventKind.NOTE, text="?"),)))[0].events


def test_complications_count_from_their_gestation():
    early, late = (ComplicationFact(Complication.BLEEDING, 4, 0), ComplicationFact(Complication.PPROM, 18, 0))
    past = pregnancy(1, Outcome.TERMINATION_MEDICAL, "19+2", "2026-05-16", lmp=LMP, complications=(early, late))
    assert on("2026-02-01", past)[0].complications == (early,)
    assert on("2026-05-06", past)[0].complications == (early,)
    assert on("2026-05-07", past)[0].complications == (early, late)


def test_a_child_who_died_later_was_alive():
    child = Birth(1, BirthOutcome.LIVE_BIRTH, alive_now=False, died_on=PartialDate(2025, 6))
    birth = live_birth(1, ended="2025-01-10", liveborn=1, children_alive_now=0, births=(child,))
    assert on("2025-06-30", birth) == (birth,)
    (then,) = on("2025-06-29", birth)
    assert then.children_alive_now == 1
    assert then.births == (replace(child, alive_now=True, died_on=None),)


def test_an_unrecorded_number_of_living_children_stays_unrecorded():
    child = Birth(1, BirthOutcome.LIVE_BIRTH, alive_now=False, died_on=PartialDate(2025, 6))
    (then,) = on("2025-02-01", live_birth(1, ended="2025-01-10", children_alive_now=None, births=(child,)))
    assert then.children_alive_now is None
    assert then.births[0].alive_now is True


def test_an_end_that_has_come_counts_though_the_dates_contradict_each_other():
    """A beginning typed after the end is a problem to be named, no reason to lose the pregnancy."""
    odd = Pregnancy(1, Outcome.MISCARRIAGE, lmp=date(2025, 6, 1), ended_on=PartialDate(2025, 5, 1))
    assert [p.outcome for p in pregnancies_on([odd], date(2025, 5, 15), date(2026, 1, 1))] == [Outcome.MISCARRIAGE]
