"""The case of cases/four-losses.md: each bullet of its last section."""

import json
from dataclasses import replace

import pytest

from patients.obstetrics.values import Confirmation, CountOverride
from tests.facts import TODAY, present
from tests.workup.checklist.four_losses import four_losses
from tests.workup.checklist.look import ASRM, EDITIONS, ESHRE, RCOG, checklist, finding, findings, status
from workup.checklist.document import document
from workup.guidelines import load_all

SHE = four_losses()


@pytest.fixture(scope="module")
def said():
    return document(SHE, load_all().values(), TODAY, ())


def judged(edition, facts=SHE):
    definition = checklist(facts, edition).definition
    return {p.number: (p.counted, p.reason) for p in definition.pregnancies}


def with_fourth(**changed):
    *others, fourth = SHE.pregnancies
    return four_losses(pregnancies=(*others, replace(fourth, **changed)))


def test_g4_without_births_in_both_forms(said):
    summary = said["obstetric_summary"]
    assert (summary["us"], summary["uk"], summary["gravida"]) == ("G4 P0040", "G4 P0+4", 4)


def test_the_fourth_ended_at_19_2_and_is_neither_a_miscarriage_nor_left_out(said):
    fourth = said["pregnancies"][3]
    assert (fourth["outcome"], fourth["gestation_days"]) == ("termination_medical", 19 * 7 + 2)
    assert len(said["pregnancies"]) == 4


@pytest.mark.parametrize("edition", EDITIONS)
def test_definitions_of_spontaneous_loss_exclude_the_fourth_with_the_reason(edition):
    counted, reason = judged(edition)[4]
    assert counted is False
    assert "not a spontaneous loss" in reason


def test_a_clinician_may_overrule_with_a_reason_that_is_kept():
    facts = with_fourth(count_override=CountOverride.COUNTED, override_reason="a loss that could not be stopped")
    counted, reason = judged(ESHRE, facts)[4]
    assert counted is True
    assert "a loss that could not be stopped" in reason
    assert checklist(facts, ESHRE).definition.met is True


def test_eshre_cannot_tell_names_the_fact_and_says_how_it_would_change_the_count():
    definition = checklist(SHE, ESHRE).definition
    assert (definition.met, definition.counted, definition.required) == (None, 1, 2)
    for number in (1, 2):
        counted, reason = judged(ESHRE)[number]
        assert counted is None
        assert "how it was confirmed is not recorded" in reason
        assert "the count would be 2 (2 needed)" in reason


def test_eshre_is_met_once_one_of_them_is_confirmed_by_hcg():
    first, *others = SHE.pregnancies
    facts = four_losses(pregnancies=(replace(first, confirmed_by=Confirmation.SERUM_HCG), *others))
    assert checklist(facts, ESHRE).definition.met is True


def test_asrm_does_not_count_biochemical_losses():
    assert [judged(ASRM)[number][0] for number in (1, 2)] == [False, False]
    assert checklist(SHE, ASRM).definition.met is False


def test_rcog_needs_three_in_the_first_trimester_and_has_no_other_door_here():
    definition = checklist(SHE, RCOG).definition
    assert (definition.required, definition.counted, definition.in_scope_by) == (3, 1, None)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("item", ["la", "acl", "ab2gpi"])
def test_antibodies_clear_not_itemised_is_partial_never_done(edition, item):
    for found in findings(SHE, item, edition):
        assert found.status == "partial"
        assert "components not reported" in found.reason


def test_the_apl_table_says_not_tested(said):
    assert said["apl"]["overall"] == "not_tested"
    assert said["apl"]["tests"] == {}
    assert said["apl"]["not_tested"] == ["la_interp", "acl_igg", "acl_igm", "ab2gpi_igg", "ab2gpi_igm"]


@pytest.mark.parametrize("item", ["fvl", "pt20210", "protein_c", "protein_s", "antithrombin"])
def test_the_thrombophilia_panel_likewise_is_never_done(item):
    assert status(SHE, item, ESHRE) == "cannot_tell"  # nobody has asked for thrombosis
    at_risk = four_losses(conditions=(present("personal_vte"),))
    found = finding(at_risk, item, ESHRE)
    assert found.status == "partial"
    assert "components not reported" in found.reason


def test_ana_is_partial():
    assert status(SHE, "ana", ESHRE) == "partial"


@pytest.mark.parametrize("edition", EDITIONS)
def test_thyroid_is_missing_and_the_drug_is_shown_beside_it(edition):
    found = finding(SHE, "tsh", edition)
    assert found.status == "missing"
    assert "Propylthiouracil 50 mg is on her medication list" in found.reason


def test_mthfr_is_done_although_not_recommended_where_the_guideline_rejects_it():
    assert status(SHE, "mthfr", RCOG) == "done_not_recommended"


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_uterus_is_done_by_mri_and_the_preferred_technique_is_said(edition):
    found = finding(SHE, "uterine_anatomy", edition)
    assert (found.status, found.reading) == ("done", "abnormal")
    assert found.reason.startswith("MRI pelvis in May 2024. This guideline prefers ")


@pytest.mark.parametrize("edition", [ESHRE, ASRM])
def test_tissue_is_not_retrievable_for_past_losses(edition):
    assert [f.status for f in findings(SHE, "tissue_genetics", edition)] == ["not_retrievable", "not_retrievable"]


def test_tissue_by_rcog_is_asked_of_the_third_loss_and_not_after_a_termination():
    assert [f.status for f in findings(SHE, "tissue_genetics", RCOG)] == ["not_retrievable", "not_indicated"]


def test_progesterone_taken_in_pregnancy_is_no_luteal_phase_test():
    assert status(SHE, "luteal_phase", ESHRE) == "not_recommended"


def test_what_was_collected_without_a_result_stays_outstanding():
    waiting = {row.test for row in SHE.investigations if row.status == "collected"}
    assert waiting == {"d_dimer", "toxoplasma", "listeria"}
    assert "Toxoplasma collected on 7 Aug 2025" in finding(SHE, "infection_screen", RCOG).reason


def test_the_document_is_json_and_every_edition_is_not_signed_off(said):
    again = json.loads(json.dumps(said))
    assert {g["signed_off"] for g in again["guidelines"]} == {False}
