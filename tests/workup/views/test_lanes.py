"""The picture: where a bar ends, what is dashed, where a mark stands."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from patients.obstetrics.facts import ComplicationFact, Event
from patients.obstetrics.values import Complication, EventKind
from tests.facts import TODAY, day, miscarriage, ongoing, partial, pregnancy
from workup.views.presenters.lanes import bar_of, event_days, lane_of, legend_of, scale_of, when_words


def lane(p, on=TODAY, today=TODAY):
    return lane_of(p, scale_of([p], on), on, today)


def scan(weeks=None, days=None, **known):
    return Event(EventKind.SCAN, ga_weeks=weeks, ga_days=days, **known)


@pytest.mark.parametrize(("weeks", "days", "scale"), [(24, 0, 24), (24, 1, 42), (39, 0, 42), (8, 0, 24)])
def test_the_scale_is_the_definitions_until_a_pregnancy_went_further(weeks, days, scale):
    assert scale_of([miscarriage(1, weeks=weeks, days=days)], TODAY).weeks == scale


def test_a_known_gestation_is_solid_and_stopped_by_a_stroke():
    bar = lane(miscarriage(1, weeks=12, days=0)).bar
    assert (bar.known, bar.open, bar.end, bar.stopped) == ("50.00%", "", "50.00%", True)


def test_weeks_alone_leave_their_last_week_dashed_and_no_stroke():
    bar = lane(miscarriage(1, weeks=6)).bar
    assert (bar.known, bar.open, bar.end, bar.stopped) == ("25.00%", "4.17%", "29.17%", False)


def test_a_gestation_that_nobody_recorded_has_no_solid_part():
    shown = lane(miscarriage(1))
    assert shown.bar.known == ""
    assert shown.label == "gestation not recorded"


def test_size_at_demise_is_a_notch_when_it_was_behind():
    behind = miscarriage(1, weeks=12, days=0, size_weeks=9, size_days=0)
    assert lane(behind).bar.size == "37.50%"
    assert lane(replace(behind, size_weeks=12)).bar.size == ""


def test_an_ongoing_pregnancy_has_no_stroke():
    shown = lane(ongoing(1, "2026-09-01"))
    assert (shown.label, shown.bar.stopped) == ("11+5", False)
    assert shown.brief == "due 8 Jun 2027"


def test_no_due_date_is_shown_in_a_look_back():
    assert lane(ongoing(1, "2026-01-01"), on=date(2026, 3, 1)).brief == "as of this day"


@pytest.mark.parametrize(("on", "counted"), [(date(2026, 10, 29), True), (date(2026, 10, 30), False)])
def test_nothing_is_counted_on_long_after_the_due_date(on, counted):
    """Due on 8 Oct 2026; three weeks later it has ended, whether or not somebody recorded how."""
    shown = lane(ongoing(1, "2026-01-01"), on=on, today=on)
    assert (shown.label != "end not recorded") is counted
    assert bool(shown.bar.known) is counted
    assert (shown.brief == "how it ended is not recorded") is not counted


def test_scans_stand_above_and_bleeds_below_each_at_its_gestation():
    events = (scan(6, 0), Event(EventKind.BLEED, ga_weeks=12, ga_days=0))
    above, below = lane(miscarriage(1, weeks=12, days=1, events=events)).marks
    assert (above.x, below.x) == ("25.00%", "50.00%")
    assert above.y < below.y


def test_marks_of_one_day_stand_side_by_side():
    marks = lane(miscarriage(1, weeks=12, days=1, events=(scan(6, 0), scan(6, 0), scan(7, 0)))).marks
    assert [mark.beside for mark in marks] == [0, 9, 0]


def test_what_came_after_the_end_is_not_drawn():
    assert lane(miscarriage(1, weeks=8, days=0, events=(scan(9, 0),))).marks == ()


def test_a_day_that_is_not_exact_says_so():
    events = (scan(9), scan(8, 0, approximate=True), scan(7, 0))
    assert [m.about for m in lane(miscarriage(1, weeks=10, days=0, events=events)).marks] == [True, True, False]


def test_a_dated_event_is_placed_by_the_beginning_of_the_pregnancy():
    p = pregnancy(1, "miscarriage", "2026-03-26", lmp=day("2026-01-01"))
    assert event_days(scan(on=partial("2026-02-05")), p) == 35
    assert event_days(scan(on=partial("2026-02")), p) is None
    assert event_days(scan(on=partial("2026-02-05")), miscarriage(1)) is None
    assert when_words(scan(on=partial("2026-02-05")), p) == "5+0, 5 Feb 2026"
    assert when_words(scan(on=partial("2026-02")), p) == "Feb 2026"
    assert when_words(scan(9, approximate=True), p) == "about 9 weeks"


def test_complications_with_a_gestation_are_marked_but_a_bleed_only_once():
    bleeding = ComplicationFact(Complication.BLEEDING, 9, 5)
    pprom = ComplicationFact(Complication.PPROM, 18, 0)
    p = miscarriage(1, weeks=19, days=2, complications=(bleeding, pprom, ComplicationFact(Complication.INFECTION)))
    assert [mark.shape for mark in lane(p).marks] == ["complication", "complication"]
    seen = replace(p, events=(Event(EventKind.BLEED, ga_weeks=9, ga_days=5),))
    assert [mark.shape for mark in lane(seen).marks] == ["bleed", "complication"]


def test_the_legend_names_only_what_is_drawn():
    shown = lane(miscarriage(1, weeks=9, days=0, events=(scan(7, 0, crl_mm=Decimal(9)),)))
    assert legend_of([shown]) == [("scan", "Scan")]


def test_the_picture_has_a_sentence_for_readers():
    assert lane(miscarriage(2, weeks=9, days=6)).summary == "Pregnancy 2, miscarriage: ended at 9+6."
    assert lane(miscarriage(2)).summary == "Pregnancy 2, miscarriage: gestation not recorded."


def test_bars_never_leave_the_axis():
    p = pregnancy(1, "live_birth", weeks=42, days=6)
    assert bar_of(p, scale_of([p], TODAY), TODAY).end == "100.00%"
