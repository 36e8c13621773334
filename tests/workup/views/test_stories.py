"""Each pregnancy as text: who counts it and why, everything on record, every event in order."""

from patients.obstetrics.facts import Birth, Event
from patients.obstetrics.values import BirthOutcome, EventKind
from tests.facts import miscarriage, partial, pregnancy, result, woman
from tests.workup.checklist.four_losses import four_losses
from tests.workup.views.shown import look, overview
from workup.interpretation.apl import read_apl
from workup.views.presenters.antibodies import antibodies_in_words


def test_each_definition_says_whether_it_counts_and_why():
    first, *_, last = overview(four_losses()).picture.stories
    assert [(c.guideline, c.counted) for c in first.counts] == [
        ("ESHRE 2022", "unknown"),
        ("ASRM 2012", "false"),
        ("RCOG 2023", "unknown"),
    ]
    assert "how it was confirmed is not recorded" in first.counts[0].reason
    assert {c.counted for c in last.counts} == {"false"}
    assert "a clinician may count it" in last.counts[0].reason


def test_the_edition_that_is_looked_at_leads():
    picture = overview(four_losses(), look(guideline="asrm-rpl-2012")).picture
    assert picture.names[0] == "ASRM 2012"
    assert picture.rows[0][1][0].guideline == "ASRM 2012"


def test_events_come_by_gestation_and_those_that_cannot_be_placed_last():
    events = (
        Event(EventKind.NOTE, on=partial("2020")),
        Event(EventKind.BLEED, ga_weeks=9, ga_days=5),
        Event(EventKind.SCAN, ga_weeks=7, ga_days=0),
    )
    (story,) = overview(woman(pregnancies=[miscarriage(1, weeks=10, events=events)])).picture.stories
    assert [event.when for event in story.events] == ["7+0", "9+5", "2020"]


def test_a_gestation_that_contradicts_the_dates_is_named():
    p = pregnancy(1, "miscarriage", "2026-06-25", 9, days=0, lmp=partial("2026-01-01").exact)
    (story,) = overview(woman(pregnancies=[p])).picture.stories
    assert "differ by more than 14 days" in story.problem


def test_negative_is_never_said_while_an_antibody_was_not_tested():
    some = woman(investigations=[result("la_interp", "negative", "2026-01-01")])
    told = antibodies_in_words(read_apl(some, look().on))
    assert told.startswith("Overall: negative so far; not tested: ")
    assert "Anticardiolipin IgM" in told


def test_all_five_antibodies_negative():
    tests = {"la_interp": "negative", "acl_igg": "2", "acl_igm": "2", "ab2gpi_igg": "2", "ab2gpi_igm": "2"}
    rows = [result(t, v, "2026-01-01", **({} if t == "la_interp" else {"upper_limit": "20"})) for t, v in tests.items()]
    assert antibodies_in_words(read_apl(woman(investigations=rows), look().on)) == "Overall: negative."


def test_no_antibody_has_a_result():
    assert "none of the five" in antibodies_in_words(read_apl(four_losses(), look().on))


def test_a_positive_one_says_what_is_still_open():
    one = woman(investigations=[result("la_interp", "positive", "2026-01-01")])
    assert antibodies_in_words(read_apl(one, look().on)).startswith("Overall: positive, to be repeated; not tested")


def test_births_are_told_one_by_one():
    births = tuple(Birth(n, BirthOutcome.LIVE_BIRTH, alive_now=n == 1) for n in (1, 2))
    (story,) = overview(woman(pregnancies=[pregnancy(1, "live_birth", weeks=35, births=births)])).picture.stories
    assert [(b.when, b.words) for b in story.births] == [
        ("Birth 1", "live birth, alive now"),
        ("Birth 2", "live birth, not alive now"),
    ]
