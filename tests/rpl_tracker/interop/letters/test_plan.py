"""The plan of tests: one person's, in plain words, with nothing of the history."""

from dataclasses import replace
from datetime import date

import pytest

from patients.obstetrics.values import Subject
from rpl_tracker.interop.letters.plan import AWAITED, LATER, NOW, plain_names, plan_of
from tests.facts import TODAY, decision, medication, miscarriage, ordered, partner, result, woman
from workup.catalogue.items import items
from workup.checklist.evaluate import evaluate
from workup.checklist.findings import Status
from workup.guidelines import load_all

LOSSES = (miscarriage(1), miscarriage(2), miscarriage(3))


def plan(person=None, on=TODAY, **known):
    facts = woman(pregnancies=LOSSES, **known)
    return dict_of(plan_of(evaluate(facts, load_all()["eshre-2022"], on), person))


def dict_of(lines):
    return {line.what: line.when for line in lines}


def test_what_is_missing_can_be_done_now():
    assert plan()["Blood test: thyroid (TSH)"] == NOW


def test_what_was_ordered_is_awaited():
    assert plan(investigations=(ordered("tsh", "2026-01-05"),))["Blood test: thyroid (TSH)"] == AWAITED


def test_a_repeat_that_was_ordered_ahead_still_has_its_first_day():
    first = result("la_interp", "positive", "2026-11-01")
    shown = plan(investigations=(first, ordered("la_interp", "2026-11-02")))
    assert "Already asked for: not before 24 Jan 2027" in shown.values()


def test_what_is_done_is_not_on_the_plan():
    assert "Blood test: thyroid (TSH)" not in plan(investigations=(result("tsh", "2.1", "2026-01-05"),))


def test_a_repeat_has_its_first_day():
    la = result("la_interp", "positive", "2026-01-05")
    assert (
        plan(on=date(2026, 2, 1), investigations=(la,))["Blood test: lupus anticoagulant"] == "Not before 30 Mar 2026"
    )
    assert plan(on=date(2026, 3, 30), investigations=(la,))["Blood test: lupus anticoagulant"] == NOW


def test_a_repeat_without_a_known_day_can_be_done_now():
    assert plan(investigations=(result("la_interp", "positive"),))["Blood test: lupus anticoagulant"] == NOW


def test_what_could_not_be_read_is_done_again_from_the_day_on_which_it_can_be_read():
    """On an anticoagulant that was stopped: before that day, on it, and never "not settled" after it."""
    la = result("la_interp", "positive", "2026-01-05")
    known = {"investigations": (la,), "medications": (medication("vka", "2025-12-01", "2026-02-01"),)}
    when = {day: plan(on=date(2026, 2, day), **known)["Blood test: lupus anticoagulant"] for day in (1, 2, 28)}
    assert when == {1: "Not before 2 Feb 2026", 2: NOW, 28: NOW}


def test_what_cannot_be_read_while_a_drug_is_taken_has_no_day_yet():
    known = {
        "investigations": (result("la_interp", "positive", "2026-01-05"),),
        "medications": (medication("vka", "2025-12-01"),),
    }
    assert plan(on=date(2026, 2, 1), **known)["Blood test: lupus anticoagulant"] == LATER


def test_what_was_put_off_is_talked_about_again():
    put_off = decision("tsh", "deferred", "2026-01-05", review="2027-03-01")
    told = plan(on=date(2026, 2, 1), decisions=(put_off,))
    assert told["Blood test: thyroid (TSH)"] == "To be talked about again on 1 Mar 2027"


@pytest.mark.parametrize("kind", ["declined", "elsewhere", "not_applicable"])
def test_what_she_declined_is_not_planned(kind):
    assert "Blood test: thyroid (TSH)" not in plan(decisions=(decision("tsh", kind, "2026-01-05"),))


def test_questions_are_no_tests():
    assert not {"Family history", "Psychological support", "Weight, smoking and alcohol"} & set(plan())


def test_hers_has_nothing_of_a_partner_and_the_other_way_round():
    """Every finding of the other person is left out, whatever its status."""
    facts = woman(pregnancies=LOSSES, partners=(partner("P1"), partner("P2")))
    checklist = evaluate(facts, load_all()["eshre-2022"], TODAY)
    everything_open = replace(
        checklist, findings=tuple(replace(f, status=Status.MISSING, order=("x",)) for f in checklist.findings)
    )
    hers, his = plan_of(everything_open, None), plan_of(everything_open, "P1")
    own = {f.key for f in checklist.findings if f.subject is Subject.PATIENT}
    of_partner = {f.key for f in checklist.findings if f.subject is Subject.PARTNER}
    assert {line.what for line in hers} == {plain_names()[key] for key in own if key in plain_names()}
    assert {line.what for line in his} == {plain_names()[key] for key in of_partner if key in plain_names()}
    assert len(hers) > 20
    assert his


def test_a_test_that_the_clinic_added_goes_by_its_own_name():
    checklist = evaluate(woman(pregnancies=LOSSES), load_all()["eshre-2022"], TODAY)
    local = replace(checklist.findings[0], key="of_the_clinic", label="Ferritin", status=Status.MISSING, order=("x",))
    asked = replace(local, key="asked_here", label="Hobbies", order=())
    assert dict_of(plan_of(replace(checklist, findings=(local, asked)), None)) == {"Ferritin": NOW}


def test_every_name_is_of_an_item_and_every_tested_item_has_one():
    tested = {item.key for item in items().values() if item.tests and item.subject is not Subject.TISSUE}
    assert tested - {"psychological_support"} == set(plain_names())
