"""The rulings that have no file of their own: 7, 8, 9, 13, 15, 22, 23, 26; and the counts."""

from datetime import date

import pytest

from tests.facts import absent, medication, miscarriage, partner, pregnancy, present, result, woman
from tests.workup.checklist.look import ASRM, EDITIONS, ESHRE, RCOG, checklist, finding, status
from workup.checklist.findings import Status

RISK = [present("personal_vte")]


# --- 7: rows remembered with doubt -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edition", "item", "own"),
    [
        (ESHRE, "mthfr", "not recommended"),
        (ASRM, "mthfr", "not recommended"),
        (ASRM, "homocysteine", "not recommended"),
        (RCOG, "chronic_endometritis", "research only"),
    ],
)
def test_ruling_7_an_unconfirmed_row_counts_as_cond_and_says_so(edition, item, own):
    found = finding(woman(), item, edition)
    assert (found.category, found.status, found.asked) == ("COND", Status.OPTIONAL, False)
    assert f"own category is “{own}”; this row is not confirmed" in found.reason
    assert found.verification == "recalled_low"


def test_ruling_7_a_result_of_an_unconfirmed_row_is_done():
    facts = woman(investigations=[result("mthfr677", "heterozygous")])
    assert status(facts, "mthfr", ESHRE) == "done"
    assert status(facts, "mthfr", RCOG) == "done_not_recommended"


# --- 8: which results are "done, not recommended" --------------------------------------------------------------------


@pytest.mark.parametrize("said", ["failed", "indeterminate", "not_reported", "12"])
def test_ruling_8_any_final_row_counts_also_one_that_cannot_be_read(said):
    facts = woman(investigations=[result("nk_blood", said, "2024-03-01")])
    assert status(facts, "nk_cells") == "done_not_recommended"


@pytest.mark.parametrize("test", ["apcr", "thrombophilia_panel"])
def test_ruling_8_partial_tests_and_panels_count_too(test):
    no_risk = [absent("personal_vte"), absent("first_degree_vte_or_thrombophilia")]
    facts = woman(conditions=no_risk, investigations=[result(test, "normal", "2024-03-01")])
    assert status(facts, "fvl") == "done_not_recommended"


@pytest.mark.parametrize(
    ("on", "expected"), [("2024-03-01", "not_recommended"), ("2024-04-01", "done_not_recommended")]
)
def test_ruling_8_progesterone_taken_in_pregnancy_does_not(on, expected):
    """In pregnancy until 10 March, both days included."""
    row = result("progesterone", "32.3", on, unit="ng/mL")
    facts = woman(pregnancies=[miscarriage(1, "2024-03-10", 8, days=0)], investigations=[row])
    assert status(facts, "luteal_phase") == expected


# --- 13 and 26: which test of the row --------------------------------------------------------------------------------


def test_ruling_26_glucose_is_any_test_of_the_row_for_asrm_and_fasting_glucose_for_eshre():
    hba1c = woman(investigations=[result("hba1c", "5.2", "2024-03-01")])
    assert (status(hba1c, "glucose", ASRM), status(hba1c, "glucose", ESHRE)) == ("done", "not_recommended")
    fasting = woman(investigations=[result("fpg", 90, "2024-03-01")])
    assert (status(fasting, "glucose", ASRM), status(fasting, "glucose", ESHRE)) == ("done", "done_not_recommended")


def test_ruling_13_an_abnormal_tsh_asks_for_free_t4():
    tsh = result("tsh", 12, "2024-03-01", lower_limit="0.4", upper_limit="4.0")
    found = finding(woman(investigations=[tsh]), "free_t4")
    assert (found.status, found.asked) == (Status.MISSING, True)
    assert "Asked for: TSH is abnormal" in found.reason
    assert status(woman(investigations=[tsh, result("ft4_si", 9, "2024-03-02")]), "free_t4") == "done"


def test_ruling_13_both_partners_share_the_trigger():
    facts = woman(partners=[partner("P1")], conditions=[present("family_chromosome_rearrangement", "P1")])
    for item in ("parental_karyotype_patient", "parental_karyotype_partner"):
        assert status(facts, item) == "missing"


# --- 15: an unknown case does not apply ------------------------------------------------------------------------------


@pytest.mark.parametrize("item", ["fvl", "pt20210", "protein_s"])
def test_ruling_15_a_second_trimester_loss_makes_it_an_option_by_rcog(item):
    late = woman(pregnancies=[miscarriage(1, "2024-01-01", 19, days=2)])
    found = finding(late, item, RCOG)
    assert (found.category, found.status) == ("COND", Status.OPTIONAL)
    assert "Pregnancy 1 was lost at 19+2" in found.reason


def test_ruling_15_an_unknown_case_does_not_apply_and_the_missing_fact_is_named():
    found = finding(woman(pregnancies=[miscarriage(1, "2024")]), "fvl", RCOG)
    assert (found.category, found.status) == ("NOT", Status.NOT_RECOMMENDED)
    assert "Not recorded, and would change this: gestation or outcome of pregnancy 1" in found.reason


def test_first_trimester_losses_alone_leave_it_not_recommended():
    found = finding(woman(pregnancies=[miscarriage(1, "2024", 8)]), "fvl", RCOG)
    assert found.reason == "Not recommended by this guideline."


# --- 22 and 23: what cannot be read, and days not known --------------------------------------------------------------


def test_ruling_22_the_wait_goes_on_while_any_cause_covers_the_day():
    """Protein S: in pregnancy until 1 Mar, so until 12 Apr; on a VKA from 1 Apr to 1 May, so until 15 May."""
    facts = woman(
        conditions=RISK,
        pregnancies=[pregnancy(1, "live_birth", "2024-03-01", 39, days=0)],
        medications=[medication("vka", "2024-04-01", "2024-05-01")],
        investigations=[result("ps_free", 40, "2024-02-01")],
    )
    found = finding(facts, "protein_s", on=date(2024, 5, 2))
    assert (found.status, found.not_before) == (Status.NOT_INTERPRETABLE, date(2024, 5, 15))
    while_taking = finding(facts, "protein_s", on=date(2024, 4, 20))
    assert while_taking.not_before is None


def test_ruling_23_a_month_that_is_readable_in_part_is_partial():
    facts = woman(
        conditions=RISK,
        medications=[medication("vka", "2024-03-10", "2024-05-01")],
        investigations=[result("pc_clot", 80, "2024-03")],
    )
    found = finding(facts, "protein_c")
    assert (found.status, found.reason) == (
        Status.PARTIAL,
        "Protein C activity (clot): day of collection not known. Asked for: venous thrombosis.",
    )


def test_a_readable_test_of_another_kind_satisfies_the_item_all_the_same():
    """On a DOAC the chromogenic assay can be read, the clotting one cannot (ruling 12)."""
    rows = [result("pc_clot", 80, "2024-03-05"), result("pc_chrom", 80, "2024-03-05")]
    facts = woman(conditions=RISK, medications=[medication("doac", "2024-03-01")], investigations=rows)
    found = finding(facts, "protein_c")
    assert (found.status, [e.test for e in found.evidence]) == (Status.DONE, ["pc_chrom"])


# --- 32: the newest of each test -------------------------------------------------------------------------------------


def test_ruling_32_the_newest_valid_result_of_a_test_is_read():
    def tsh(value, on):
        return result("tsh", value, on, upper_limit=4)

    found = finding(woman(investigations=[tsh(12, "2023-01-01"), tsh(2, "2024-01-01")]), "tsh")
    assert (found.reading, [e.text for e in found.evidence]) == ("normal", ["2 (up to 4)"])


def test_ruling_32_an_abnormal_result_of_one_technique_is_not_hidden_by_a_normal_one_of_another():
    rows = [result("us3d", "normal", "2024-01-01"), result("hysteroscopy", "abnormal", "2023-01-01")]
    found = finding(woman(investigations=rows), "uterine_anatomy")
    assert (found.reading, len(found.evidence)) == ("abnormal", 2)


def test_several_tests_needed_are_all_needed():
    half = [result("sperm_conc", 20, partner="P1"), result("sperm_prog", 40, partner="P1")]
    rows = [*half, result("sperm_normal", 5, partner="P1")]
    facts = woman(partners=[partner("P1")], investigations=rows)
    assert finding(facts, "semen_analysis", ASRM).status == Status.DONE_NOT_RECOMMENDED


# --- The counts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("edition", "asked"), [(ESHRE, 8), (RCOG, 7), (ASRM, 10)])
def test_asked_counts_what_is_recommended_or_indicated_for_a_woman_on_her_own(edition, asked):
    counts = checklist(woman(), edition).completeness
    assert (counts.asked, counts.done, counts.closed, counts.open) == (asked, 0, 0, asked)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_counts_always_add_up(edition):
    facts = woman(investigations=[result("tsh", 2, "2024-01-01"), result("la_interp", "positive", "2024-01-01")])
    counts = checklist(facts, edition).completeness
    assert counts.asked == counts.done + counts.closed + counts.open
    assert counts.done == 1


def test_a_definition_that_is_not_met_leaves_the_items_as_they_are():
    result_of = checklist(woman(pregnancies=[miscarriage(1, "2024-01-01", 8)]))
    assert result_of.definition.met is False
    assert result_of.completeness.asked == 8


def test_an_early_workup_brings_her_into_scope_by_rcog():
    two = [miscarriage(1, "2024-01-01", 8), miscarriage(2, "2024-06-01", 8)]
    facts = woman(pregnancies=two, early_workup_reason="her age")
    assert checklist(facts, RCOG).definition.in_scope_by == "clinician_discretion"
    assert checklist(woman(pregnancies=two), RCOG).definition.met is False
