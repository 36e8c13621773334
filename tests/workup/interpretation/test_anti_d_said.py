"""Anti-D: what an occasion brings with it, and what is said of each body's line."""

from datetime import date

import pytest

from patients.obstetrics.facts import Event
from patients.obstetrics.values import EventKind, Management
from tests.facts import partial, pregnancy, result
from tests.workup.interpretation.test_anti_d import ON, after, negative
from workup.interpretation.anti_d import anti_d_of, anti_d_said, bleeds_of, occasion_of
from workup.interpretation.anti_d_rules import Method


@pytest.mark.parametrize(
    ("management", "method"),
    [
        (Management.EXPECTANT, Method.EXPECTANT),
        (Management.MEDICAL, Method.MEDICAL),
        (Management.METHOTREXATE, Method.MEDICAL),
        (Management.SURGICAL, Method.SURGICAL),
    ],
)
def test_each_management_is_a_method_of_the_rules(management, method):
    assert occasion_of(pregnancy(1, "ectopic", management=management), ON).method is method


def test_a_management_that_is_not_recorded_is_not_one_that_no_rule_speaks_of():
    found = occasion_of(pregnancy(1, "ectopic"), ON)
    assert (found.managed, found.method, found.ga) == (False, None, None)


@pytest.mark.parametrize(
    ("event", "ga"),
    [
        (Event(EventKind.BLEED, partial("2026-11-10"), 9, 6), (69, 69)),
        (Event(EventKind.BLEED, partial("2026-10")), (30, 60)),
        (Event(EventKind.BLEED, partial("2026-09"), 3), (21, 27)),
        (Event(EventKind.BLEED, partial("2026-08")), None),
        (Event(EventKind.BLEED, None), None),
    ],
)
def test_how_far_she_was_at_a_bleed_as_stated_else_by_its_date(event, ga):
    """Day 0 is 1 September."""
    [found] = bleeds_of(pregnancy(1, "ongoing", lmp=date(2026, 9, 1), events=(event,)))
    assert (found.on, found.ga, found.managed) == (event.on, ga, False)


def test_a_month_that_began_before_her_last_period_leaves_the_gestation_open():
    month = Event(EventKind.BLEED, partial("2026-09"))
    [found] = bleeds_of(pregnancy(1, "ongoing", lmp=date(2026, 9, 10), events=(month,)))
    assert found.ga is None


def test_a_beginning_known_to_a_week_leaves_seven_days():
    week, bleed = (date(2026, 9, 1), date(2026, 9, 7)), Event(EventKind.BLEED, partial("2026-11-10"))
    [found] = bleeds_of(pregnancy(1, "ongoing", began_between=week, events=(bleed,)))
    assert found.ga == (64, 70)


def lines_of(occasion, facts=None):
    return {one.says: one for one in anti_d_said(anti_d_of(occasion, facts or negative(), None, ON), occasion)}


def test_a_line_says_condition_dose_and_note_and_asks_only_where_the_body_asks():
    told = lines_of(after("threatened", ga=(84, 84)))
    nice = (
        "NICE NG126: consider anti-D if the bleeding is heavy or recurrent; 250 IU; at least 250 IU (50 µg), 12+0 to "
    )
    assert [one.acts for says, one in told.items() if says.startswith(nice)] == [True]
    ectopic = lines_of(after("ectopic"))
    assert ectopic["BSH: offer anti-D; whatever the management"].acts
    [none] = [one for says, one in ectopic.items() if says.startswith("NICE NG126: no anti-D; ")]
    assert not none.acts


def test_a_line_that_cannot_be_told_says_what_is_missing_and_asks():
    told = lines_of(after("miscarriage", ga=None))
    assert told["NICE NG126: cannot tell, gestation not recorded and how it was managed not recorded"].acts


def test_documents_without_a_rule_are_named_from_their_year_on():
    today, past = (lines_of(after("ectopic", on)) for on in ("2026-11-20", "2019-12-31"))
    assert [any(says.startswith("SFP 2022") for says in told) for told in (today, past)] == [True, False]


def test_the_window_is_said_where_a_body_asks():
    [window] = [one for one in lines_of(after("ectopic")).values() if one.rule == "Anti-D window"]
    assert (window.says, window.acts) == ("within 72 hours: until 23 Nov 2026", True)
    assert not [one for one in lines_of(after("threatened")).values() if one.rule == "Anti-D window"]


def test_where_no_rule_on_file_speaks_that_is_said():
    assert "no rule on file speaks of it" in lines_of(after("miscarriage", "2011-12-31"))
    assert "no rule on file speaks of it" not in lines_of(after("ectopic"))


def test_a_negative_screen_that_names_what_it_looked_for_does_not_sensitise():
    screen = result("ab_screen", "negative", comment="no anti-D, no anti-K")
    assert anti_d_of(after("ectopic"), negative(screen), None, ON).settled == ""


def test_a_partners_or_another_positive_test_says_nothing_of_her_screen():
    his = result("ab_screen", "positive", subject="partner", partner="P1", comment="anti-D")
    other = result("ana_screen", "positive", comment="anti-D")
    assert anti_d_of(after("ectopic"), negative(his, other), None, ON).missing == ("antibody screen",)
