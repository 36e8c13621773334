"""Every status of interfaces.md, 2, on the plainest record that has it; what stands beside it."""

from datetime import date

import pytest

from tests.facts import (
    TODAY,
    absent,
    collected,
    day,
    decision,
    medication,
    miscarriage,
    ordered,
    partner,
    present,
    result,
    woman,
)
from tests.workup.checklist.look import ASRM, EDITIONS, ESHRE, RCOG, checklist, finding, status
from workup.checklist.findings import Evidence, Status
from workup.guidelines import load_all

NO_RISK = [absent("personal_vte"), absent("first_degree_vte_or_thrombophilia")]


def tsh(value=12, on="2024-03-01"):
    return result("tsh", value, on, unit="mIU/L", lower_limit="0.4", upper_limit="4.0")


def test_done_names_the_evidence_as_the_laboratory_reported_it():
    found = finding(woman(investigations=[tsh()]), "tsh")
    assert (found.status, found.reading, found.reason) == (Status.DONE, "abnormal", "TSH on 1 Mar 2024.")
    assert found.evidence == (Evidence("tsh", tsh().collected_on, "12 mIU/L (0.4-4.0)", tsh()),)
    assert (found.not_before, found.due) == (None, None)


@pytest.mark.parametrize(("row", "reading"), [(tsh(2), "normal"), (result("tsh", 2, "2024-03-01"), "not_read")])
def test_done_is_never_shown_without_a_reading(row, reading):
    assert finding(woman(investigations=[row]), "tsh").reading == reading


def test_partial_says_what_is_missing():
    found = finding(woman(investigations=[result("tvus", "normal", "2024-03-01")]), "uterine_anatomy")
    assert (found.status, found.reason, found.reading) == (Status.PARTIAL, "2D only.", None)


@pytest.mark.parametrize(
    ("item", "edition", "row", "said"),
    [
        ("la", ESHRE, result("la_drvvt_ratio", "1.1", "2024-03-01"), "Components only"),
        ("fvl", ESHRE, result("apcr", "2.5", "2024-03-01"), "Activated protein C resistance only"),
        ("protein_s", ESHRE, result("ps_total", 80, "2024-03-01"), "Total antigen only"),
        ("ana", ESHRE, result("ana_screen", "positive", "2024-03-01"), "Positive screen without a titre"),
        ("tsh", ESHRE, result("tsh", "not_reported"), "TSH done, but the result is not on hand"),
        ("fvl", ESHRE, result("thrombophilia_panel", "normal"), "components not reported"),
        ("acl", ESHRE, result("apl_panel", "normal"), "components not reported"),
    ],
)
def test_partial_in_all_its_kinds(item, edition, row, said):
    facts = woman(investigations=[row], conditions=[present("personal_vte")])
    found = finding(facts, item, edition)
    assert found.status is Status.PARTIAL
    assert said in found.reason


def test_missing_and_optional_differ_by_category():
    assert status(woman(), "tsh") == "missing"
    assert status(woman(), "adenomyosis") == "optional"


def test_ordered_names_the_order():
    found = finding(woman(investigations=[ordered("tsh", "2024-03-01")]), "tsh")
    assert (found.status, found.reason) == (Status.ORDERED, "TSH ordered on 1 Mar 2024; no result yet.")
    assert found.open_order is False
    sample = finding(woman(investigations=[collected("tsh", "2024-03")]), "tsh")
    assert sample.reason == "TSH collected in Mar 2024; no result yet."


LA = result("la_interp", "positive", "2024-01-10")


@pytest.mark.parametrize(
    ("on", "expected", "words"),
    [
        ("2024-04-02", "repeat_not_yet", "A repeat counts from 3 Apr 2024, 12 weeks after the first."),
        ("2024-04-03", "repeat_due", "A repeat is due: it counts from 3 Apr 2024, 12 weeks after the first."),
    ],
)
def test_repeat_not_yet_becomes_due_after_84_days(on, expected, words):
    found = finding(woman(investigations=[LA]), "la", on=date.fromisoformat(on))
    assert (found.status, found.not_before, found.due) == (expected, day("2024-04-03"), day("2024-04-03"))
    assert words in found.reason
    assert found.reading is None


def test_not_interpretable_says_why_and_until_when():
    facts = woman(
        conditions=[present("personal_vte")],
        pregnancies=[miscarriage(1, "2026-11-01", 8, days=0)],
        investigations=[result("ps_free", 40, "2026-11-10")],
    )
    found = finding(facts, "protein_s")
    assert (found.status, found.not_before, found.due) == (Status.NOT_INTERPRETABLE, day("2026-12-13"), None)
    assert "A new sample can be read from 13 Dec 2026" in found.reason
    assert found.reading is None


def test_not_indicated_says_why():
    found = finding(woman(conditions=NO_RISK), "fvl")
    assert found.status is Status.NOT_INDICATED
    assert found.reason.startswith("Venous thrombosis: no")


def test_cannot_tell_names_the_missing_facts():
    found = finding(woman(), "fvl")
    assert found.status is Status.CANNOT_TELL
    assert "not recorded: venous thrombosis and first-degree relative" in found.reason
    assert found.trigger is None
    assert found.asked is False


def test_cannot_tell_becomes_done_with_a_valid_result():
    found = finding(woman(investigations=[result("fvl", "not_detected")]), "fvl")
    assert (found.status, found.reading) == (Status.DONE, "normal")
    assert found.asked is False


def test_not_recommended_and_done_not_recommended():
    assert status(woman(), "nk_cells") == "not_recommended"
    found = finding(woman(investigations=[result("nk_blood", 12, "2024-03-01")]), "nk_cells")
    assert (found.status, found.reading) == (Status.DONE_NOT_RECOMMENDED, None)
    assert found.evidence


def test_done_not_recommended_where_only_the_trigger_is_false_was_not_asked_for():
    found = finding(woman(conditions=NO_RISK, investigations=[result("fvl", "heterozygous")]), "fvl")
    assert found.status is Status.DONE_NOT_RECOMMENDED
    assert found.reason.startswith("Done, was not asked for")


@pytest.mark.parametrize("kind", ["declined", "elsewhere", "not_applicable"])
def test_a_decision_names_reason_person_and_day(kind):
    facts = woman(decisions=[decision("tsh", kind, "2024-03-01", by="Dr A. Ferreira", reason="her own doctor has it")])
    found = finding(facts, "tsh")
    assert found.status == kind
    assert "her own doctor has it (Dr A. Ferreira, 1 Mar 2024)" in found.reason
    assert found.decision == facts.decisions[0]


def test_deferred_is_due_on_its_review_day():
    facts = woman(decisions=[decision("tsh", "deferred", "2026-11-01", "2026-12-01")])
    found = finding(facts, "tsh")
    assert (found.status, found.due, found.review_due) == (Status.DEFERRED, day("2026-12-01"), False)


def test_not_retrievable_is_for_tissue_of_long_ago():
    assert status(woman(pregnancies=[miscarriage(1, "2024-01-01", 8)]), "tissue_genetics") == "not_retrievable"


# --- Beside the status -----------------------------------------------------------------------------------------------


def test_an_open_order_beside_a_repeat_is_named_and_flagged():
    facts = woman(investigations=[LA, ordered("la_interp", "2026-11-20")])
    found = finding(facts, "la")
    assert (found.status, found.open_order) == (Status.REPEAT_DUE, True)
    assert "ordered on 20 Nov 2026, no result yet" in found.reason


def test_an_open_order_beside_a_partial_and_an_unreadable_result_is_flagged():
    partial_one = woman(investigations=[result("tvus", "normal", "2024-03-01"), ordered("us3d", "2026-11-20")])
    assert finding(partial_one, "uterine_anatomy").open_order is True
    unreadable = woman(investigations=[result("tsh", "failed", "2024-03-01"), ordered("tsh", "2026-11-20")])
    assert finding(unreadable, "tsh").open_order is True


def test_an_open_order_beside_a_done_item_changes_nothing():
    assert finding(woman(investigations=[tsh(), ordered("tsh", "2026-11-20")]), "tsh").open_order is False


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (ESHRE, "This guideline prefers transvaginal 3D ultrasound"),
        (RCOG, "This guideline prefers 3D ultrasound"),
        (ASRM, "This guideline prefers sonohysterogram, HSG or hysteroscopy"),
    ],
)
def test_the_uterus_by_another_technique_is_done_and_says_so(edition, said):
    seen = result("mri", "abnormal", "2024", comment="septum")
    found = finding(woman(investigations=[seen]), "uterine_anatomy", edition)
    assert (found.status, found.reading) == (Status.DONE, "abnormal")
    assert said in found.reason
    assert found.evidence[0].text == "abnormal: septum"


def test_the_uterus_by_the_preferred_technique_needs_no_word():
    seen = [result("us3d", "normal", "2024"), result("mri", "normal")]
    found = finding(woman(investigations=seen), "uterine_anatomy")
    assert "prefers" not in found.reason


@pytest.mark.parametrize("kind", ["antithyroid", "levothyroxine"])
def test_a_thyroid_drug_without_a_thyroid_result_is_said(kind):
    drug = medication(kind, "2024", name="Propylthiouracil", dose="50 mg")
    found = finding(woman(medications=[drug]), "tsh")
    assert found.reason == "No result on record. Propylthiouracil 50 mg is on her medication list."
    assert "medication list" not in finding(woman(medications=[drug], investigations=[tsh()]), "tpo").reason


def test_tsh_in_pregnancy_is_kept_and_marked():
    facts = woman(pregnancies=[miscarriage(1, "2024-03-10", 8, days=0)], investigations=[tsh(2)])
    found = finding(facts, "tsh")
    assert found.status is Status.DONE
    assert "Read against pregnancy limits" in found.reason


def test_ruling_9_a_low_protein_s_and_a_high_prolactin_are_advice_never_a_repeat():
    low = result("ps_free", 30, "2024-03-01", unit="%", lower_limit=55, upper_limit=120)
    facts = woman(conditions=[present("personal_vte")], investigations=[low])
    found = finding(facts, "protein_s")
    assert (found.status, found.reading) == (Status.DONE, "abnormal")
    assert any("second" in line for line in found.advice)
    high = result("prl", 60, "2024-03-01", upper_limit=25)
    assert finding(woman(investigations=[high]), "prolactin", ASRM).advice


def test_notes_and_techniques_stand_beside_the_item():
    found = finding(woman(), "uterine_anatomy")
    assert (found.timing, found.technique) == ("outside pregnancy", "transvaginal 3D ultrasound")
    assert found.order == ("us3d",)
    assert found.enter == ("us3d", "shg", "hsg", "mri", "hysteroscopy")
    assert all(note.citation for note in found.notes)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_item_of_the_edition_has_its_finding(edition):
    facts = woman(partners=[partner()], pregnancies=[miscarriage(1, "2024", 8)])
    found = [f.key for f in checklist(facts, edition, TODAY).findings]
    assert found == [row.item for row in load_all()[edition].items]
