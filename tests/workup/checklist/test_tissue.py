"""Tissue of losses: one item per loss, 14 days, and what a past order or sample means (rulings.md, 5, 14, 24)."""

from datetime import date

import pytest

from tests.facts import TODAY, collected, day, decision, miscarriage, ordered, pregnancy, result, woman
from tests.workup.checklist.look import ESHRE, RCOG, checklist, finding, findings, status
from workup.checklist.facts import ClinicSettings

LOST = "2026-11-08"  # 14 days before TODAY


def lost(*rows, ended=LOST, weeks=15, **known):
    return woman(pregnancies=[miscarriage(1, ended, weeks)], investigations=list(rows), **known)


def test_one_item_for_each_loss_that_leaves_tissue():
    outcomes = [
        "miscarriage",
        "stillbirth",
        "termination_medical",
        "termination_anomaly",
        "biochemical",
        "pul_treated",
        "ectopic",
        "molar",
        "termination",
        "live_birth",
        "ongoing",
        "unknown",
    ]
    facts = woman(pregnancies=[pregnancy(n, outcome) for n, outcome in enumerate(outcomes, start=1)])
    assert [f.pregnancy for f in findings(facts, "tissue_genetics")] == [1, 2, 3, 4]


def test_without_a_loss_there_is_no_tissue_item():
    assert findings(woman(pregnancies=[pregnancy(1, "ongoing")]), "tissue_genetics") == ()


@pytest.mark.parametrize(("ended", "expected"), [("2026-11-08", "missing"), ("2026-11-07", "not_retrievable")])
def test_ruling_5_day_14_is_still_within(ended, expected):
    assert status(lost(ended=ended), "tissue_genetics", RCOG) == expected


@pytest.mark.parametrize(("ended", "expected"), [("2026-11", "missing"), ("2026-10", "not_retrievable"), (None, None)])
def test_ruling_5_of_a_partial_end_the_latest_possible_day_counts(ended, expected):
    assert status(lost(ended=ended), "tissue_genetics", RCOG) == (expected or "not_retrievable")


def test_within_the_days_it_is_optional_where_it_can_only_be_considered():
    assert status(lost(), "tissue_genetics", ESHRE) == "optional"


def test_ruling_5_an_order_without_a_sample_cannot_be_had_after_14_days():
    order = ordered("karyo_poc", "2026-11-07", pregnancy=1)
    assert status(lost(order), "tissue_genetics", RCOG) == "ordered"
    found = finding(lost(order, ended="2026-11-07"), "tissue_genetics", RCOG)
    assert found.status == "not_retrievable"
    assert "POC karyotype ordered on 7 Nov 2026, no sample on record" in found.reason


def test_ruling_5_a_sample_without_a_result_is_ordered_however_long_ago():
    sample = collected("cma_poc", "2020-01-03", pregnancy=1)
    assert status(lost(sample, ended="2020-01-01"), "tissue_genetics", RCOG) == "ordered"
    undated = collected("cma_poc", pregnancy=1)
    assert status(lost(undated, ended="2020-01-01"), "tissue_genetics", RCOG) == "ordered"


def test_the_days_are_a_clinic_setting():
    facts = lost(ended="2026-11-07", settings=ClinicSettings(tissue_days=15))
    assert status(facts, "tissue_genetics", RCOG) == "missing"


@pytest.mark.parametrize("test", ["karyo_poc", "cma_poc"])
def test_a_result_is_done_however_long_ago(test):
    said = "47,XX,+16" if test == "karyo_poc" else "abnormal"
    found = finding(lost(result(test, said, "2020-02-01", pregnancy=1)), "tissue_genetics", RCOG)
    assert (found.status, found.reading) == ("done", "abnormal")


@pytest.mark.parametrize(
    ("word", "expected"), [("failed", "not_interpretable"), ("maternal_cells", "not_interpretable")]
)
def test_ruling_24_what_gave_no_result_cannot_be_read(word, expected):
    found = finding(lost(result("karyo_poc", word, "2026-11-10", pregnancy=1)), "tissue_genetics", RCOG)
    assert (found.status, found.not_before) == (expected, None)


def test_a_result_that_is_not_on_hand_is_partial():
    assert status(lost(result("karyo_poc", "not_reported", pregnancy=1)), "tissue_genetics", RCOG) == "partial"


def test_the_result_of_one_loss_says_nothing_of_another():
    losses = [miscarriage(1, "2024-01-01", 15), miscarriage(2, "2024-06-01", 15)]
    facts = woman(pregnancies=losses, investigations=[result("karyo_poc", "46,XX", "2024-06-02", pregnancy=2)])
    assert [f.status for f in findings(facts, "tissue_genetics", RCOG)] == ["not_retrievable", "done"]


def test_ruling_18_a_decision_replaces_not_retrievable():
    facts = lost(ended="2020-01-01", decisions=[decision("tissue_genetics", "elsewhere", "2020-02-01", pregnancy=1)])
    assert status(facts, "tissue_genetics", RCOG) == "elsewhere"


def test_not_retrievable_is_closed_and_not_open():
    counts = checklist(lost(ended="2020-01-01"), RCOG).completeness
    without = checklist(woman(), RCOG).completeness
    assert (counts.asked - without.asked, counts.closed - without.closed) == (
        2,
        1,
    )  # and her own karyotype is asked for
    assert counts.open - without.open == 1


def test_tissue_of_a_stillbirth_in_the_second_trimester_is_asked_for_and_of_a_termination_not():
    for outcome, expected in (("stillbirth", "missing"), ("termination_anomaly", "not_indicated")):
        facts = woman(pregnancies=[pregnancy(1, outcome, LOST, 20, days=0)])
        assert status(facts, "tissue_genetics", RCOG) == expected


def test_a_first_trimester_loss_is_not_asked_and_an_unknown_gestation_cannot_tell():
    assert status(lost(weeks=8), "tissue_genetics", RCOG) == "not_indicated"
    found = finding(lost(weeks=None), "tissue_genetics", RCOG)
    assert found.status == "cannot_tell"
    assert "gestation of pregnancy 1" in found.reason


def test_before_the_end_the_pregnancy_is_ongoing_and_has_no_tissue():
    facts = woman(pregnancies=[miscarriage(1, "2026-11-20", 15, days=0)])
    assert findings(facts, "tissue_genetics", RCOG, date(2026, 11, 19)) == ()
    assert status(facts, "tissue_genetics", RCOG, TODAY) == "missing"
    assert day("2026-11-20") < TODAY


# --- Parental karyotype follows (ruling 14) --------------------------------------------------------------------------


def test_ruling_14_parents_are_asked_once_tissue_cannot_be_had():
    assert status(lost(), "parental_karyotype_patient", RCOG) == "not_indicated"
    found = finding(lost(ended="2026-11-07"), "parental_karyotype_patient", RCOG)
    assert (found.status, found.asked) == ("missing", True)
    assert "Asked for: no tissue available of pregnancy 1" in found.reason


def test_ruling_14_a_decision_on_the_tissue_does_not_change_that():
    declined = [decision("tissue_genetics", "declined", "2026-11-09", pregnancy=1)]
    assert status(lost(ended="2026-11-07", decisions=declined), "parental_karyotype_patient", RCOG) == "missing"
