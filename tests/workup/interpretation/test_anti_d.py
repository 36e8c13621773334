"""Anti-D by body and date: who says what on which day, where they disagree, and what is missing to tell."""

from datetime import date

import pytest

from patients.obstetrics.facts import Event
from patients.obstetrics.interpreted import Mark
from patients.obstetrics.values import EventKind, Management, RhD
from tests.facts import ongoing, partial, pregnancy, result, woman
from workup.interpretation.anti_d import (
    Occasion,
    Verdict,
    anti_d_of,
    anti_d_said,
    bleeds_of,
    may_still_help,
    occasion_of,
)
from workup.interpretation.anti_d_rules import Happened, Method

ON = date(2026, 11, 22)
NONE, CONSIDER, OFFER, CANNOT_TELL = Verdict.NONE, Verdict.CONSIDER, Verdict.OFFER, Verdict.CANNOT_TELL


def negative(*screens, **known):
    return woman(**{"rhd": RhD.NEGATIVE, "investigations": list(screens) or [result("ab_screen", "negative")], **known})


def after(happened, on="2026-11-20", ga=(60, 60), method=None):
    return Occasion(Happened(happened), partial(on), ga, method is not None, Method(method) if method else None)


def said_by(occasion, facts=None, given=None, on=ON):
    read = anti_d_of(occasion, facts or negative(), given, on)
    return {line.body: line.verdict for line in read.lines}


@pytest.mark.parametrize(
    ("days", "nice", "acog"),
    [(0, NONE, NONE), (83, NONE, NONE), (84, OFFER, OFFER), (90, OFFER, OFFER), (91, None, OFFER)],
)
def test_a_miscarriage_managed_surgically_today(days, nice, acog):
    said = said_by(after("miscarriage", ga=(days, days), method="surgical"))
    assert (said.get("NICE NG126"), said.get("ACOG 2024")) == (nice, acog)


@pytest.mark.parametrize(("days", "dutch"), [(69, None), (70, OFFER)])
def test_the_dutch_text_asks_from_10_weeks_on_and_its_date_is_not_on_file(days, dutch):
    read = anti_d_of(after("miscarriage", ga=(days, days), method="medical"), negative(), None, ON)
    found = [line for line in read.lines if line.body == "Dutch GP standard"]
    assert [line.verdict for line in found] == ([dutch] if dutch else [])
    assert not any(line.in_force for line in found)
    words = [one.says for one in anti_d_said(read, after("miscarriage")) if one.says.startswith("Dutch")]
    assert all("in force on that day is not on file" in said for said in words)
    assert not read.disagree


def test_expectant_management_from_12_weeks_is_not_spoken_of_by_nice():
    said = said_by(after("miscarriage", ga=(84, 84), method="expectant"))
    assert "NICE NG126" not in said
    assert said["ACOG 2024"] is OFFER


@pytest.mark.parametrize(("days", "nice", "bsh"), [(83, NONE, NONE), (84, CONSIDER, None), (90, CONSIDER, None)])
def test_a_bleed(days, nice, bsh):
    said = said_by(after("threatened", ga=(days, days)))
    assert (said.get("NICE NG126"), said.get("BSH")) == (nice, bsh)


@pytest.mark.parametrize(
    ("ga", "said"),
    [((139, 139), False), ((140, 140), True), ((133, 139), False), ((134, 140), True), (None, True)],
)
def test_the_larger_dose_is_spoken_of_from_20_weeks_on_or_where_she_may_be_as_far(ga, said):
    occasion = after("miscarriage", ga=ga, method="medical")
    told = [one for one in anti_d_said(anti_d_of(occasion, negative(), None, ON), occasion) if "500 IU" in one.says]
    assert bool(told) is said
    assert all(one.mark is Mark.RECALLED and "300 µg (US)" in one.says for one in told)


def test_an_ectopic_pregnancy_is_where_they_disagree():
    read = anti_d_of(after("ectopic"), negative(), None, ON)
    assert {line.body: line.verdict for line in read.lines} == {"NICE NG126": NONE, "BSH": OFFER, "ACOG PB 181": OFFER}
    assert read.disagree
    words = [one.says for one in anti_d_said(read, after("ectopic"))]
    assert any("disagree" in said for said in words)


def test_a_molar_pregnancy_is_recalled():
    read = anti_d_of(after("molar"), negative(), None, ON)
    assert [(line.verdict, line.rule.mark) for line in read.lines] == [(OFFER, Mark.RECALLED)]
    assert not read.disagree


@pytest.mark.parametrize(
    ("days", "method", "nice", "naf"),
    [
        (55, "medical", NONE, NONE),
        (55, "surgical", CONSIDER, NONE),
        (56, "surgical", CONSIDER, None),
        (69, "medical", NONE, NONE),
        (70, "medical", NONE, None),
        (71, "medical", None, None),
    ],
)
def test_a_termination(days, method, nice, naf):
    said = said_by(after("termination", ga=(days, days), method=method))
    assert (said.get("NICE abortion care"), said.get("NAF")) == (nice, naf)


@pytest.mark.parametrize(
    ("on", "bodies"),
    [
        ("2011-12-31", set()),
        ("2013-05-01", {"NICE 2012"}),
        ("2016-05-01", {"NICE 2012", "BSH"}),
        ("2018-05-01", {"NICE 2012", "BSH", "ACOG PB 181"}),
        ("2022-05-01", {"NICE NG126", "BSH", "ACOG PB 181"}),
        ("2025-05-01", {"NICE NG126", "BSH", "ACOG 2024"}),
    ],
)
def test_the_rules_of_that_day(on, bodies):
    assert set(said_by(after("miscarriage", on, method="expectant"))) == bodies


def test_in_the_year_of_a_change_both_texts_are_shown_and_neither_is_sure():
    read = anti_d_of(after("miscarriage", "2019-06-01", method="surgical"), negative(), None, ON)
    assert {line.body: (line.verdict, line.in_force) for line in read.lines} == {
        "NICE NG126": (NONE, False),
        "NICE 2012": (OFFER, False),
        "ACOG PB 181": (CONSIDER, True),
    }
    assert not read.disagree
    words = [one.says for one in anti_d_said(read, after("miscarriage", "2019-06-01", method="surgical"))]
    assert sum("was in force on that day is not on file" in said for said in words) == 2


def test_surgery_before_12_weeks_divided_the_bodies_in_2018():
    read = anti_d_of(after("miscarriage", "2018-06-01", method="surgical"), negative(), None, ON)
    assert {line.verdict for line in read.lines} == {OFFER, CONSIDER}
    assert read.disagree


def test_without_a_gestation_it_cannot_be_told():
    read = anti_d_of(after("miscarriage", ga=None, method="surgical"), negative(), None, ON)
    assert {line.verdict for line in read.lines} == {CANNOT_TELL}
    assert "gestation" in read.missing
    assert "gestation not recorded" in read.lines[0].missing


def test_weeks_alone_across_the_limit():
    twelve = anti_d_of(after("miscarriage", ga=(84, 90), method="medical"), negative(), None, ON)
    across = anti_d_of(after("miscarriage", ga=(80, 86), method="medical"), negative(), None, ON)
    assert {line.body: line.verdict for line in twelve.lines}["NICE NG126"] is OFFER
    assert {line.body: line.verdict for line in across.lines}["NICE NG126"] is CANNOT_TELL
    assert "11+3 to 12+2" in across.lines[0].missing


def test_without_the_management_it_cannot_be_told_where_it_matters():
    assert said_by(after("miscarriage", ga=(60, 60)))["NICE NG126"] is NONE
    read = anti_d_of(after("miscarriage", ga=(84, 84)), negative(), None, ON)
    assert [line.missing for line in read.lines if line.body == "NICE NG126"] == ["how it was managed not recorded"]


def test_rhd_unknown_is_named_and_not_taken_for_positive():
    read = anti_d_of(after("ectopic"), negative(rhd=None), None, ON)
    assert read.missing == ("RhD",)
    assert read.lines
    said = anti_d_said(read, after("ectopic"))
    assert (said[0].rule, said[0].says, said[0].acts) == ("Anti-D: cannot tell", "not recorded: RhD", True)


def test_without_a_screen_it_is_named():
    read = anti_d_of(after("ectopic"), woman(rhd=RhD.NEGATIVE), None, ON)
    assert read.missing == ("antibody screen",)


@pytest.mark.parametrize("status", ["ordered", "collected", "cancelled"])
def test_a_screen_without_result_is_no_screen(status):
    waiting = result("ab_screen", "negative", status=status)
    assert anti_d_of(after("ectopic"), negative(waiting), None, ON).missing == ("antibody screen",)


@pytest.mark.parametrize(
    ("facts", "given", "words"),
    [
        (negative(rhd=RhD.POSITIVE), None, "not applicable: she is RhD positive"),
        (negative(), "given", "given, on record"),
        (negative(), "not_needed", "recorded as not needed"),
        (negative(result("ab_screen", "positive", comment="anti-D, titre 1:16")), None, "sensitised already"),
    ],
)
def test_what_settles_it(facts, given, words):
    read = anti_d_of(after("ectopic"), facts, given, ON)
    assert words in read.settled
    assert (read.lines, read.window) == ((), "")
    assert [one.acts for one in anti_d_said(read, after("ectopic"))] == [False]


def test_recorded_as_not_given_settles_nothing():
    assert anti_d_of(after("ectopic"), negative(), "not_given", ON).lines


def test_another_antibody_is_no_reason_to_withhold_it():
    read = anti_d_of(after("ectopic"), negative(result("ab_screen", "positive", comment="anti-K")), None, ON)
    assert read.settled == ""
    assert "which antibody" in read.missing[0]
    assert read.lines


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 20), "within 72 hours: until 23 Nov 2026"),
        (date(2026, 11, 23), "within 72 hours: until 23 Nov 2026"),
        (date(2026, 11, 24), "the 72 hours ended on 23 Nov 2026; late within ten days, until 30 Nov 2026"),
        (date(2026, 11, 30), "late within ten days"),
        (date(2026, 12, 1), "the ten days on 30 Nov 2026"),
    ],
)
def test_the_window(on, words):
    assert words in anti_d_of(after("ectopic"), negative(), None, on).window


def test_the_window_of_a_month_is_not_invented():
    assert "not exact" in anti_d_of(after("ectopic", "2026-11"), negative(), None, ON).window
    assert anti_d_of(after("ectopic", None), negative(), None, ON).missing == ("the day",)


@pytest.mark.parametrize(
    ("happened_on", "on", "may"),
    [
        ("2026-11-12", date(2026, 11, 22), True),
        ("2026-11-12", date(2026, 11, 23), False),
        ("2026-10", date(2026, 11, 10), True),
        ("2026-10", date(2026, 11, 11), False),
        (None, ON, False),
    ],
)
def test_late_within_ten_days_may_still_help(happened_on, on, may):
    assert may_still_help(after("ectopic", happened_on), on) is may


def test_no_window_when_nobody_asks():
    assert anti_d_of(after("threatened"), negative(), None, ON).window == ""


@pytest.mark.parametrize(
    ("outcome", "happened"),
    [
        ("miscarriage", "miscarriage"),
        ("ectopic", "ectopic"),
        ("molar", "molar"),
        ("termination", "termination"),
        ("termination_anomaly", "termination"),
        ("biochemical", None),
        ("live_birth", None),
        ("ongoing", None),
    ],
)
def test_ends_that_the_rules_speak_of(outcome, happened):
    found = occasion_of(pregnancy(1, outcome), ON)
    assert (found.happened if found else None) == happened


def test_an_end_brings_its_gestation_and_its_management():
    ended = pregnancy(1, "miscarriage", "2026-11-20", 9, days=2, management=Management.SURGICAL)
    assert occasion_of(ended, ON) == after("miscarriage", ga=(65, 65), method="surgical")
    other = occasion_of(pregnancy(1, "miscarriage", weeks=9, management=Management.VAGINAL_BIRTH), ON)
    assert (other.managed, other.method, other.ga) == (True, None, (63, 69))


def test_bleeds_of_a_pregnancy_that_goes_on():
    bleed = Event(EventKind.BLEED, partial("2026-11-10"))
    going = ongoing(1, "2026-09-01")
    events = (bleed, Event(EventKind.SCAN, partial("2026-11-11")))
    [found] = bleeds_of(pregnancy(1, "ongoing", lmp=going.lmp, events=events))
    assert (found.happened, found.ga) == (Happened.THREATENED, (70, 70))
    assert list(bleeds_of(pregnancy(1, "miscarriage", events=events))) == []


def test_every_line_has_its_source_and_mark_and_a_look_back_asks_nothing():
    for on in ("2013-05-01", "2019-05-01", "2026-11-20"):
        occasion = after("miscarriage", on, method="surgical")
        said = anti_d_said(anti_d_of(occasion, negative(), None, ON), occasion, acts=False)
        assert all(one.source and one.mark and not one.acts for one in said)
