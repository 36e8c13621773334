"""A clinician's decision: what it replaces, what ends it (interfaces.md, 2a.3, 4, 6; rulings.md, 18)."""

from datetime import date

import pytest

from tests.facts import absent, collected, day, decision, ordered, partner, present, result, woman
from tests.workup.checklist.look import ESHRE, RCOG, checklist, finding, status
from workup.checklist.findings import Status

DECLINED = decision("tsh", "declined", "2024-03-01")


def decided(*rows, by=(DECLINED,), **known):
    return woman(decisions=list(by), investigations=list(rows), **known)


def test_it_replaces_missing_partial_ordered_and_repeat():
    assert status(decided(), "tsh") == "declined"
    assert status(decided(ordered("tsh", "2024-02-01")), "tsh") == "declined"
    uterus = decision("uterine_anatomy", "elsewhere", "2024-03-01")
    assert status(decided(result("tvus", "normal", "2024-02-01"), by=[uterus]), "uterine_anatomy") == "elsewhere"
    repeat = decision("la", "declined", "2024-03-01")
    found = finding(decided(result("la_interp", "positive", "2024-01-01"), by=[repeat]), "la")
    assert (found.status, found.not_before, found.due) == (Status.DECLINED, None, None)


def test_ruling_18_it_sets_not_before_to_none_where_a_result_could_not_be_read():
    facts = decided(result("tsh", "failed", "2024-02-01"))
    assert (finding(facts, "tsh").status, finding(facts, "tsh").not_before) == (Status.DECLINED, None)


def test_it_never_replaces_done():
    assert status(decided(result("tsh", 2)), "tsh") == "done"


@pytest.mark.parametrize(("on", "expected"), [("2024-03-01", "declined"), ("2024-03-02", "partial")])
def test_ruling_18_a_newer_result_ends_it_one_of_the_same_day_does_not(on, expected):
    assert status(decided(result("tsh", "not_reported", on)), "tsh") == expected


def test_ruling_18_the_latest_possible_day_of_a_partial_date_counts():
    assert status(decided(result("tsh", "not_reported", "2024-03")), "tsh") == "partial"
    assert status(decided(result("tsh", "not_reported", "2024-02")), "tsh") == "declined"


def test_ruling_18_a_row_without_a_date_does_not_end_it():
    assert status(decided(result("tsh", "not_reported")), "tsh") == "declined"
    assert status(decided(ordered("tsh")), "tsh") == "declined"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (ordered("tsh", "2024-03-01"), "declined"),
        (ordered("tsh", "2024-03-02"), "ordered"),
        (collected("tsh", "2024-03-02", ordered_on=day("2024-02-01")), "ordered"),
        (collected("tsh", "2024-02-02", ordered_on=day("2024-03-02")), "ordered"),
    ],
)
def test_ruling_18_the_date_of_an_order_is_the_later_of_order_and_collection(row, expected):
    assert status(decided(row), "tsh") == expected


def test_the_latest_decision_speaks_and_of_one_day_the_last_recorded():
    later = decision("tsh", "elsewhere", "2024-04-01")
    assert status(decided(by=[later, DECLINED]), "tsh") == "elsewhere"
    same = decision("tsh", "not_applicable", "2024-03-01")
    assert status(decided(by=[DECLINED, same]), "tsh") == "not_applicable"


# --- Deferred --------------------------------------------------------------------------------------------------------

DEFERRED = decision("tsh", "deferred", "2024-03-01", "2024-06-01")


@pytest.mark.parametrize(
    ("on", "expected", "review"), [("2024-05-31", "deferred", False), ("2024-06-01", "missing", True)]
)
def test_a_deferral_holds_until_its_review_day_comes(on, expected, review):
    found = finding(decided(by=[DEFERRED]), "tsh", on=date.fromisoformat(on))
    assert (found.status, found.review_due) == (expected, review)
    assert ("The review is due: deferred: her wish" in found.reason) is review


def test_ruling_18_when_a_deferral_has_run_out_an_older_decision_does_not_come_back():
    older = decision("tsh", "declined", "2024-01-01")
    assert status(decided(by=[older, DEFERRED]), "tsh") == "missing"


def test_a_deferral_that_has_run_out_is_not_for_review_once_the_item_is_done_or_newly_ordered():
    assert finding(decided(result("tsh", 2), by=[DEFERRED]), "tsh").review_due is False
    assert finding(decided(ordered("tsh", "2024-07-01"), by=[DEFERRED]), "tsh").review_due is False


# --- Whose, and where nothing is asked -------------------------------------------------------------------------------


def test_a_decision_for_one_partner_is_not_one_for_another():
    both = [partner("P1"), partner("P2")]
    mine = decision("male_lifestyle", "declined", "2024-03-01", partner="P1")
    facts = woman(partners=both, decisions=[mine])
    assert (status(facts, "male_lifestyle", of="P1"), status(facts, "male_lifestyle", of="P2")) == (
        "declined",
        "missing",
    )


def test_an_unknown_trigger_gives_way_to_a_decision():
    facts = decided(by=[decision("fvl", "not_applicable", "2024-03-01")])
    found = finding(facts, "fvl")
    assert (found.status, found.asked) == (Status.NOT_APPLICABLE, False)


@pytest.mark.parametrize(
    ("item", "edition", "conditions", "expected"),
    [
        ("nk_cells", ESHRE, [], "not_recommended"),
        ("nk_cells", RCOG, [], "not_recommended"),
        ("prolactin", ESHRE, [absent("oligo_amenorrhoea"), absent("galactorrhoea")], "not_indicated"),
    ],
)
def test_what_is_not_asked_for_is_not_changed_but_the_reason_mentions_it(item, edition, conditions, expected):
    facts = decided(by=[decision(item, "declined", "2024-03-01")], conditions=conditions)
    found = finding(facts, item, edition)
    assert found.status == expected
    assert "Declined: her wish (1 Mar 2024)" in found.reason
    assert found.review_due is False


def test_an_order_of_what_is_not_asked_for_is_mentioned_too():
    found = finding(woman(investigations=[ordered("nk_blood", "2024-03-01")]), "nk_cells")
    assert found.status is Status.NOT_RECOMMENDED
    assert "ordered on 1 Mar 2024" in found.reason


def test_decisions_are_counted_as_closed_and_a_deferral_as_open():
    none = checklist(woman()).completeness
    closed = checklist(decided()).completeness
    waiting = checklist(decided(by=[DEFERRED]), on=date(2024, 5, 1)).completeness
    assert (closed.asked, closed.closed, closed.open) == (none.asked, none.closed + 1, none.open - 1)
    assert (waiting.asked, waiting.closed, waiting.open) == (none.asked, none.closed, none.open)


def test_a_declined_item_with_a_true_trigger_stays_asked():
    facts = decided(by=[decision("fvl", "declined", "2024-03-01")], conditions=[present("personal_vte")])
    assert finding(facts, "fvl").asked is True
