"""Both classifications side by side: their label, and that no checklist hears of them."""

from dataclasses import replace

import pytest

from tests.facts import TODAY, woman
from tests.workup.interpretation.aps_cases import classified, conditions, record, twice
from workup.checklist.evaluate import evaluate
from workup.checklist.facts import AplMode, ClinicSettings
from workup.guidelines import load_all
from workup.interpretation.classification import classify


def test_the_summary_is_labelled_and_never_a_diagnosis():
    found = classified(record(*twice("la_interp"), conditions=conditions("personal_vte")))
    assert found.summary == (
        "Classification criteria, for research; not a diagnosis: Sydney 2006 met; ACR/EULAR 2023 met"
    )


def test_of_an_empty_record_nothing_can_be_told_and_all_of_it_is_named():
    found = classify(woman(), TODAY)
    assert [one.met for one in found.both] == [None, None]
    assert found.summary.endswith("Sydney 2006 cannot tell; ACR/EULAR 2023 cannot tell")
    for one in found.both:
        assert "venous thrombosis" in one.missing
    assert "Lupus anticoagulant, overall interpretation" in found.sydney.missing


@pytest.mark.parametrize("mode", list(AplMode))
def test_the_clinics_mode_changes_neither(mode):
    facts = record(*twice("acl_igg", "40"), conditions=conditions("personal_vte"))
    found = classified(replace(facts, settings=ClinicSettings(apl_mode=mode)))
    assert [one.met for one in found.both] == [False, True]
    assert found.summary.endswith("Sydney 2006 not met; ACR/EULAR 2023 met")


@pytest.mark.parametrize("key", sorted(load_all()))
def test_a_checklist_asks_the_same_whether_the_criteria_are_met_or_not(key):
    """A thrombosis decides the classification and other items; the antibodies' own items stay what they are."""
    met = record(*twice("la_interp"), conditions=conditions("heart_valve_vegetation"))
    not_met = record(*twice("la_interp"))
    assert [classified(facts).acr_eular.met for facts in (met, not_met)] == [True, False]
    statuses = [[f.status for f in evaluate(facts, load_all()[key], TODAY).findings] for facts in (met, not_met)]
    assert statuses[0] == statuses[1]
