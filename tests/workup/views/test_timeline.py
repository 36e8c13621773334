"""The timeline: dates become per cent, what is not known is open or told in words, and nothing goes on after an end."""

from datetime import date

import pytest

from tests.facts import TODAY, day, medication, miscarriage, ongoing, pregnancy, result, woman
from tests.workup.views.shown import look, overview
from workup.interpretation.days import Days
from workup.views.presenters.calendar import Axis, axis_of, stretches

YEAR = Axis(date(2025, 1, 1), date(2025, 4, 11))  # a hundred days: a day is one per cent


def timeline(on=TODAY, **known):
    return overview(woman(**known), look(on)).timeline


def band(name, **known):
    (found,) = (b for b in timeline(**known).bands if b.name == name)
    return found


@pytest.mark.parametrize(
    ("on", "place"),
    [
        (date(2025, 1, 1), "0.00%"),
        (date(2025, 1, 26), "25.00%"),
        (date(2025, 4, 11), "100.00%"),
        (date(2024, 1, 1), "0.00%"),
        (date(2026, 1, 1), "100.00%"),
    ],
)
def test_a_day_has_its_place_and_never_one_beyond_the_ends(on, place):
    assert YEAR.at(on) == place


def test_what_happened_in_some_days_stands_in_their_middle():
    assert YEAR.middle(Days(date(2025, 1, 11), date(2025, 1, 31))) == "20.00%"


def test_what_lasted_a_day_can_be_seen_and_stays_inside():
    drawn = YEAR.stretch(YEAR.last, YEAR.last, open_=False)
    assert (drawn.x, drawn.width) == ("99.30%", "0.70%")


def test_known_is_solid_and_both_unsure_ends_are_open():
    drawn = stretches(YEAR, Days(date(2025, 1, 1), date(2025, 1, 8)), Days(date(2025, 2, 1), date(2025, 2, 5)))
    assert [(s.x, s.width, s.open) for s in drawn] == [
        ("0.00%", "7.00%", True),
        ("7.00%", "24.00%", False),
        ("31.00%", "4.00%", True),
    ]


def test_where_beginning_and_end_may_be_the_same_days_nothing_is_solid():
    month = Days(date(2025, 1, 1), date(2025, 1, 31))
    assert [s.open for s in stretches(YEAR, month, month)] == [True]


def test_years_or_quarters_but_at_most_six_lines():
    assert [t.word for t in axis_of([date(2005, 1, 1)], TODAY).ticks] == [
        "2005",
        "2009",
        "2013",
        "2017",
        "2021",
        "2025",
    ]
    assert [t.word for t in axis_of([date(2026, 1, 1)], TODAY).ticks] == [
        "Jan 2026",
        "Apr 2026",
        "Jul 2026",
        "Oct 2026",
    ]


def test_one_day_alone_still_makes_an_axis():
    axis = axis_of([TODAY], TODAY)
    assert axis.at(TODAY) == "100.00%"
    assert axis.first < TODAY


def test_a_pregnancy_is_a_bar_that_stops_where_it_ended():
    p = pregnancy(1, "miscarriage", "2026-03-10", lmp=day("2026-01-10"))
    shown = timeline(pregnancies=[p])
    (bar,) = shown.bands[0].bars
    assert [(s.x, s.open) for s in bar.stretches] == [("0.00%", False)]
    assert bar.end == bar.stretches[0].width
    assert float(bar.end[:-1]) < float(shown.now[:-1])
    assert bar.title == "Pregnancy 1: miscarriage, 10 Mar 2026, 8+3"


def test_an_end_of_which_the_month_is_known_is_open_and_has_no_stroke():
    (bar,) = band("Pregnancies", pregnancies=[miscarriage(1, "2026-03")]).bars
    assert [s.open for s in bar.stretches] == [True]
    assert bar.end == ""


def test_an_ongoing_pregnancy_reaches_the_day_of_the_look():
    (bar,) = band("Pregnancies", pregnancies=[ongoing(1, "2026-09-01")]).bars
    assert (bar.stretches[-1].width, bar.end) == ("100.00%", "")


def test_one_that_ended_nobody_knows_how_is_told_and_not_drawn():
    shown = timeline(pregnancies=[ongoing(1, "2024-09-01"), miscarriage(2, "2026")])
    assert [bar.label for bar in shown.bands[0].bars] == ["2"]
    assert shown.undated == ("pregnancy 1 (ongoing), how it ended is not recorded",)


def test_a_beginning_without_an_end_is_open_and_told():
    p = pregnancy(1, "miscarriage", None, lmp=day("2026-01-10"))
    shown = timeline(pregnancies=[p])
    assert [s.open for s in shown.bands[0].bars[0].stretches] == [True]
    assert shown.bands[0].bars[0].stretches[0].width == "0.70%"
    assert shown.undated == ("pregnancy 1 (miscarriage), end not recorded",)


def test_results_are_marks_by_panel_one_a_day():
    tests = [result("tsh", "5.1", "2026-03-01"), result("tpo", "<9", "2026-03-01"), result("tsh", "3", "2026-05")]
    points = band("Thyroid and prolactin", investigations=tests).points
    assert [(p.title, p.about) for p in points] == [
        ("1 Mar 2026: TSH 5.1, TPO antibody <9", False),
        ("May 2026: TSH 3", True),
    ]


def test_a_repeat_is_an_open_mark_on_the_day_from_which_it_counts():
    points = band("Antiphospholipid antibodies", investigations=[result("la_interp", "positive", "2026-11-01")]).points
    due = [p for p in points if p.due]
    assert [p.title for p in due] == ["Lupus anticoagulant: repeat from 24 Jan 2027"]
    assert due[0].x == "100.00%"


def test_only_medication_that_disturbs_tests_is_drawn_and_one_without_a_start_is_told():
    taken = [medication("heparin", "2026-05", "2026-06-10"), medication("doac"), medication("folic_acid", "2026-01")]
    shown = timeline(medications=taken)
    (drawn,) = shown.bands
    assert (drawn.name, drawn.thin) == ("heparin", True)
    assert [s.open for s in drawn.bars[0].stretches] == [True, False]
    assert shown.undated == ("doac, start not recorded",)


def test_without_any_date_there_is_no_picture():
    assert timeline(investigations=[result("tsh", "2")], pregnancies=[miscarriage(1)]) is None


def test_the_band_says_in_words_what_it_shows():
    said = band("Thyroid and prolactin", investigations=[result("tsh", "5.1", "2026-03-01", unit="mIU/L")]).summary
    assert said == "1 Mar 2026: TSH 5.1 mIU/L"
