"""What the calendar alone changes: every later day is covered, by what evaluating on that day says."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import strategies as st

from tests.facts import (
    TODAY,
    day,
    decision,
    medication,
    miscarriage,
    ordered,
    partner,
    pregnancy,
    present,
    result,
    woman,
)
from tests.patients.obstetrics.strategies import for_all
from tests.workup.checklist.look import EDITIONS, ESHRE, RCOG, checklist
from tests.workup.checklist.strategies import editions, records
from workup.checklist.calendar import periods, segments
from workup.checklist.facts import ClinicSettings
from workup.guidelines import load_all


def changes(facts, key, edition=ESHRE, on=TODAY):
    """`[(from, status), ...]` of one item."""
    run = [s for s in segments(facts, load_all()[edition], on) if s.finding.key == key]
    return [(s.valid_from.isoformat(), str(s.finding.status)) for s in run]


def test_where_nothing_is_ahead_there_is_one_period_without_an_end():
    (only,) = periods(woman(), load_all()[ESHRE], TODAY)
    assert (only.valid_from, only.valid_until) == (TODAY, None)


def test_a_repeat_becomes_due_by_itself():
    positive = woman(investigations=[result("la_interp", "positive", "2026-11-01")])
    assert changes(positive, "la") == [("2026-11-22", "repeat_not_yet"), ("2027-01-24", "repeat_due")]


def test_what_came_second_lasts_while_other_items_change():
    facts = woman(
        investigations=[result("la_interp", "positive", "2026-11-01")],
        decisions=[decision("tpo", "deferred", "2026-11-01", "2027-03-01")],
    )
    run = [s for s in segments(facts, load_all()[ESHRE], TODAY) if s.finding.key == "la"]
    assert [(s.valid_from, s.valid_until) for s in run] == [(TODAY, day("2027-01-24")), (day("2027-01-24"), None)]


def test_a_deferral_ends_by_itself():
    facts = woman(decisions=[decision("tsh", "deferred", "2026-11-01", "2027-02-01")])
    assert changes(facts, "tsh") == [("2026-11-22", "deferred"), ("2027-02-01", "missing")]


def test_tissue_is_lost_by_itself_and_then_the_parents_are_asked():
    facts = woman(pregnancies=[miscarriage(1, "2026-11-20", 15, days=0)])
    assert changes(facts, "tissue_genetics", RCOG) == [("2026-11-22", "missing"), ("2026-12-05", "not_retrievable")]
    assert changes(facts, "parental_karyotype_patient", RCOG)[-1] == ("2026-12-05", "missing")


def test_the_days_for_tissue_follow_the_clinics_setting():
    facts = woman(pregnancies=[miscarriage(1, "2026-11-20", 15)], settings=ClinicSettings(tissue_days=30))
    assert changes(facts, "tissue_genetics", RCOG)[-1] == ("2026-12-21", "not_retrievable")


def test_a_partner_who_comes_and_goes_begins_and_ends_with_his_days():
    facts = woman(partners=[partner("P1", until="2027-01-10"), partner("P2", since="2027-01-10")])
    run = [s for s in segments(facts, load_all()[ESHRE], TODAY) if s.finding.key == "male_lifestyle"]
    assert [(s.finding.partner, s.valid_from.isoformat(), s.valid_until) for s in run] == [
        ("P1", "2026-11-22", day("2027-01-11")),
        ("P2", "2027-01-10", None),
    ]


def test_what_is_dated_ahead_arrives_on_its_day():
    facts = woman(investigations=[ordered("tsh", "2026-12-24")])
    assert changes(facts, "tsh") == [("2026-11-22", "missing"), ("2026-12-24", "ordered")]


def test_a_wait_that_a_planned_drug_prolongs_is_told_from_its_day():
    facts = woman(
        conditions=[present("personal_vte")],
        pregnancies=[miscarriage(1, "2026-11-01", 8, days=0)],
        investigations=[result("ps_free", 40, "2026-11-10")],
        medications=[medication("vka", "2026-12-01", "2026-12-31")],
    )
    run = [s for s in segments(facts, load_all()[ESHRE], TODAY) if s.finding.key == "protein_s"]
    waits = [(s.valid_from.isoformat(), s.finding.not_before) for s in run]
    assert waits == [
        ("2026-11-22", day("2026-12-13")),
        ("2026-12-01", None),
        ("2026-12-31", day("2027-01-14")),
    ]


def test_a_drug_of_which_only_the_month_of_the_stop_is_known_is_taken_until_that_month_is_over():
    facts = woman(
        date(2027, 6, 10),  # when it was recorded
        investigations=[result("la_interp", "negative", "2026-11-10")],
        medications=[medication("vka", "2026-11-01", "2027-02")],
    )
    run = [s for s in segments(facts, load_all()[ESHRE], TODAY) if s.finding.key == "la"]
    assert [(s.valid_from, s.finding.not_before is None) for s in run][:2] == [
        (TODAY, True),
        (day("2027-02-28"), False),
    ]


def test_a_definition_can_change_by_itself_too():
    facts = woman(pregnancies=[miscarriage(1, "2025-01-01", 8), miscarriage(2, "2026-12-10", 8, days=0)])
    met = [(p.valid_from.isoformat(), p.checklist.definition.met) for p in periods(facts, load_all()[ESHRE], TODAY)]
    assert met[0] == ("2026-11-22", False)
    assert next(day for day, is_met in met if is_met) == "2026-12-10"


@for_all(records(), editions, st.dates(date(2025, 1, 1), date(2026, 12, 31)))
def test_periods_follow_each_other_without_a_gap(facts, edition, on):
    found = periods(facts, load_all()[edition], on)
    assert found[0].valid_from == on
    assert found[-1].valid_until is None
    for earlier, later in pairwise(found):
        assert earlier.valid_until == later.valid_from
        assert earlier.checklist.findings != later.checklist.findings or (
            earlier.checklist.definition != later.checklist.definition
        )


@for_all(records(), editions, st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.integers(0, 800))
def test_the_segments_that_cover_a_day_are_the_findings_of_that_day(facts, edition, on, later):
    that_day = on + timedelta(days=later)
    covering = {
        s.finding.identity: s.finding
        for s in segments(facts, load_all()[edition], on)
        if s.valid_from <= that_day and (s.valid_until is None or that_day < s.valid_until)
    }
    assert covering == {f.identity: f for f in checklist(facts, edition, that_day).findings}


def busy():
    """A loss, a stopped anticoagulant, an unreadable and a positive sample, a deferral, all at once."""
    return woman(
        conditions=[present("personal_vte")],
        pregnancies=[miscarriage(1, "2026-11-20", 15, days=0)],
        medications=[medication("vka", "2026-11-01", "2026-11-21"), medication("doac", "2026-11-22", "2026-11-25")],
        investigations=[
            result("ps_free", 40, "2026-11-21"),
            result("pc_clot", 40, "2026-11-21"),
            result("acl_igg", 90, "2026-11-21", unit="GPL"),
        ],
        decisions=[decision("tpo", "deferred", "2026-11-20", "2026-12-20")],
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_day_after_a_busy_one_is_told_beforehand(edition):
    found = periods(busy(), load_all()[edition], TODAY)
    assert len(found) >= 4
    for offset in range(120):
        on = TODAY + timedelta(days=offset)
        (covering,) = [p for p in found if p.valid_from <= on and (p.valid_until is None or on < p.valid_until)]
        assert covering.checklist.findings == checklist(busy(), edition, on).findings


def vague():
    """Drugs, a pregnancy and samples of which the month alone is known, planned or still ahead; some spoil a sample."""
    return woman(
        conditions=[present("personal_vte"), present("uterine_anomaly", since="2027-02")],
        pregnancies=[
            miscarriage(1, "2026-12", 15, days=0),
            pregnancy(2, "miscarriage", "2027-02-20", 8, days=0, lmp=day("2026-12-26")),
        ],
        medications=[medication("vka", "2026-11", "2026-12"), medication("oestrogen", "2027-01", "2027-02-03")],
        investigations=[
            result("la_interp", "negative", "2026-11-25"), result("la_interp", "positive", "2026-12"),
            result("ps_free", 40, "2027-02-02", lower_limit=60), result("pc_clot", 40, "2026-12-15"),
            result("progesterone", 30, "2027-01"), ordered("tpo", "2027-01-20"),
        ],
    )  # fmt: skip


@pytest.mark.parametrize("edition", [ESHRE, RCOG])
def test_every_day_is_told_beforehand_where_only_months_are_known(edition):
    found = periods(vague(), load_all()[edition], TODAY)
    for offset in range(150):
        on = TODAY + timedelta(days=offset)
        (covering,) = [p for p in found if p.valid_from <= on and (p.valid_until is None or on < p.valid_until)]
        assert covering.checklist.findings == checklist(vague(), edition, on).findings


def test_a_finding_that_does_not_change_is_one_segment_and_one_that_comes_back_is_two():
    run = [s for s in segments(vague(), load_all()[ESHRE], TODAY) if s.finding.key == "family_history"]
    assert [(s.valid_from, s.valid_until) for s in run] == [(TODAY, None)]
    partners = [partner("P1", until="2026-12-01"), partner("P1", since="2027-01-01")]
    his = [s for s in segments(woman(partners=partners), load_all()[ESHRE], TODAY) if s.finding.partner == "P1"]
    days = [(s.valid_from, s.valid_until) for s in his if s.finding.key == "male_lifestyle"]
    assert days == [(TODAY, day("2026-12-02")), (day("2027-01-01"), None)]
