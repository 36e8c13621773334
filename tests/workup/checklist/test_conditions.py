"""Conditions as questions, in words: present, absent, not asked; hers or a partner's."""

import pytest

from patients.obstetrics.values import ConditionCode
from tests.facts import absent, partner, present, woman
from workup.checklist.conditions import asked, condition, in_words, whose

WORDS = {
    "personal_vte": "venous thrombosis",
    "vte_high_risk_profile": "high-risk profile for venous thrombosis",
    "cvd_high_risk_profile": "high-risk profile for cardiovascular disease",
    "aps_microvascular_suspected": "microvascular disease of antiphospholipid syndrome, suspected",
    "aps_microvascular_established": "microvascular disease of antiphospholipid syndrome, established",
    "first_degree_vte_or_thrombophilia": "first-degree relative with thrombosis or thrombophilia",
    "oligo_amenorrhoea": "infrequent or absent periods",
    "galactorrhoea": "galactorrhoea",
    "child_with_congenital_anomaly": "child with a congenital anomaly",
    "family_chromosome_rearrangement": "chromosome rearrangement in the family",
    "food_intolerance": "food intolerance",
    "uterine_anomaly": "malformation of the uterus",
    "heart_valve_thickening": "heart valve thickening",
}
HIS, VTE = partner("P1"), ConditionCode.PERSONAL_VTE


@pytest.mark.parametrize(("code", "words"), WORDS.items())
def test_every_condition_reads_in_a_sentence(code, words):
    assert in_words(ConditionCode(code)) == words


def test_whose_it_is():
    assert (whose(None), whose(HIS)) == ("hers", "partner P1")


@pytest.mark.parametrize(
    ("rows", "hers", "his"),
    [
        ([], None, None),
        ([present("personal_vte")], True, None),
        ([absent("personal_vte")], False, None),
        ([absent("personal_vte"), present("personal_vte")], True, None),
        ([present("personal_vte", "P1")], None, True),
        ([absent("personal_vte", "P1"), present("personal_vte", "P2")], None, False),
        ([present("diabetes")], None, None),
    ],
)
def test_unknown_is_not_no_and_his_is_not_hers(rows, hers, his):
    facts = woman(conditions=rows)
    assert (asked(facts, VTE), asked(facts, VTE, HIS)) == (hers, his)
    assert (condition(facts, VTE).value, condition(facts, VTE, HIS).value) == (hers, his)


def test_an_answer_has_its_words():
    facts = woman(conditions=[present("personal_vte"), absent("personal_vte", "P1")])
    assert condition(facts, VTE).because == "venous thrombosis"
    assert condition(facts, VTE, HIS).because == "venous thrombosis (partner P1): no"
    assert condition(woman(), VTE, HIS).missing == ("venous thrombosis (partner P1)",)
    assert condition(woman(), VTE).missing == ("venous thrombosis",)
