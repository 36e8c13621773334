"""The three antiphospholipid items: interfaces.md, 2a (aPL); rulings.md, 3, 19, 20, 21, 32."""

from datetime import date

import pytest

from tests.facts import TODAY, day, medication, miscarriage, ordered, result, woman
from tests.workup.checklist.look import ESHRE, finding
from workup.checklist.findings import Status


def acl(isotype, value, on, **known):
    return result(f"acl_{isotype}", value, on, unit="GPL" if isotype == "igg" else "MPL", **known)


def la(word, on, **known):
    return result("la_interp", word, on, **known)


def look(item, *rows, on=TODAY, **known):
    return finding(woman(investigations=list(rows), **known), item, ESHRE, on)


def test_both_isotypes_negative_are_done_and_normal():
    found = look("acl", acl("igg", 12, "2024-03-01"), acl("igm", 28, "2024-03-01"))
    assert (found.status, found.reading) == (Status.DONE, "normal")
    assert [e.text for e in found.evidence] == ["12 GPL", "28 MPL"]
    assert "low, below the criteria" in found.reason


def test_one_isotype_alone_is_partial_and_names_the_other():
    found = look("acl", acl("igg", 12, "2024-03-01"))
    assert found.status is Status.PARTIAL
    assert "Anticardiolipin IgM not on record" in found.reason


@pytest.mark.parametrize(("value", "status"), [(40, "partial"), (41, "repeat_due")])
def test_the_threshold_itself_is_not_positive_by_sydney(value, status):
    assert look("acl", acl("igg", value, "2024-03-01")).status == status


def test_persistent_is_done_and_abnormal_on_both_days():
    found = look("la", la("positive", "2024-01-10"), la("positive", "2024-04-03"))
    assert (found.status, found.reading) == (Status.DONE, "abnormal")
    assert [str(e.collected_on) for e in found.evidence] == ["2024-01-10", "2024-04-03"]


def test_83_days_are_too_early_and_the_repeat_still_counts_from_day_84():
    found = look("la", la("positive", "2024-01-10"), la("positive", "2024-04-02"), on=date(2024, 4, 2))
    assert (found.status, found.not_before) == (Status.REPEAT_NOT_YET, day("2024-04-03"))


def test_ruling_32_transient_is_done_and_normal():
    found = look("la", la("positive", "2024-01-10"), la("negative", "2024-05-01"))
    assert (found.status, found.reading) == (Status.DONE, "normal")
    assert "transient" in found.reason


def test_a_repeat_outranks_a_missing_isotype_which_the_reason_adds():
    found = look("acl", acl("igg", 62, "2024-05-01"))
    assert (found.status, found.not_before) == (Status.REPEAT_DUE, day("2024-07-24"))
    assert "Anticardiolipin IgM not on record" in found.reason


def test_a_repeat_holds_for_an_item_that_can_only_be_considered():
    found = look("ab2gpi", result("ab2gpi_igg", 90, "2024-05-01", upper_limit=20))
    assert (found.category, found.status) == ("COND", Status.REPEAT_DUE)


def test_ruling_20_the_earliest_due_day_of_the_isotypes_counts():
    rows = [acl("igg", 62, "2026-10-01"), acl("igm", 62, "2026-09-01")]
    found = look("acl", *rows)
    assert (found.status, found.not_before) == (Status.REPEAT_NOT_YET, day("2026-11-24"))


def test_ruling_20_a_repeat_in_one_isotype_outranks_persistence_in_the_other():
    persistent = [acl("igg", 62, "2024-01-10"), acl("igg", 70, "2024-06-10")]
    found = look("acl", *persistent, acl("igm", 62, "2024-06-10"))
    assert (found.status, found.not_before) == (Status.REPEAT_DUE, day("2024-09-02"))
    assert "persistent" in found.reason


def test_persistence_in_one_isotype_alone_leaves_the_item_partial():
    found = look("acl", acl("igg", 62, "2024-01-10"), acl("igg", 70, "2024-06-10"))
    assert found.status is Status.PARTIAL
    assert "IgM not on record" in found.reason


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2024-03-24", "repeat_not_yet"),
        ("2024-03-25", "partial"),
        ("2024-04-23", "partial"),
        ("2024-04-24", "repeat_due"),
    ],
)
def test_ruling_20_a_month_that_leaves_the_repeat_open_is_partial(on, expected):
    """Of January 2024: a repeat counts from 25 Mar at the earliest, from 24 Apr at the latest."""
    assert look("la", la("positive", "2024-01"), on=date.fromisoformat(on)).status == expected


def test_an_undated_positive_is_partial_day_of_collection_not_known():
    found = look("la", la("positive", None))
    assert found.status is Status.PARTIAL
    assert "Day of collection not known" in found.reason


def test_one_isotype_that_is_due_outranks_another_of_which_the_day_is_not_known():
    found = look("acl", acl("igg", 62, "2024-05-01"), acl("igm", 62, None))
    assert (found.status, found.not_before) == (Status.REPEAT_DUE, day("2024-07-24"))
    early = look("acl", acl("igg", 62, "2026-10-01"), acl("igm", 62, None))
    assert early.status is Status.PARTIAL


def test_the_reason_of_a_repeat_names_what_was_positive_and_from_when_the_repeat_counts():
    assert look("la", la("positive", None)).reason.endswith("positive once (date not known).")
    found = look("la", la("positive", "2026-10-01"))
    assert "positive once (1 Oct 2026). A repeat counts from 24 Dec 2026, 12 weeks after the first." in found.reason


def test_the_reason_of_a_part_says_what_is_known_of_the_other():
    found = look("acl", acl("igg", 5, "2024-03-01"))
    assert found.reason.startswith("Anticardiolipin IgM not on record. Anticardiolipin IgG negative.")


def test_what_cannot_be_read_says_which_why_and_until_when():
    course = [medication("vka", "2024-01-01", "2024-06-30")]
    found = look("la", la("negative", "2024-03-01"), medications=course)
    assert "cannot be read: " in found.reason
    assert "on 1 Mar 2024" in found.reason
    assert found.reason.endswith("A new sample can be read from 1 Jul 2024.")


def test_a_warning_stands_beside_a_repeat_too():
    lmwh = [medication("lmwh", "2024-01-01")]
    beside, plain = look("la", la("positive", "2024-03-01"), medications=lmwh), look("la", la("positive", "2024-03-01"))
    assert beside.status is plain.status is Status.REPEAT_DUE
    assert beside.reason.startswith(plain.reason)
    assert beside.reason != plain.reason


def test_a_word_without_a_number_that_decides_is_marked_as_such():
    found = look("acl", acl("igg", "negative", "2024-03-01"), acl("igm", 5, "2024-03-01"))
    assert "Anticardiolipin IgG by the laboratory's word, no number decides" in found.reason
    assert "IgM by the laboratory's word" not in found.reason


# --- What cannot be read ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["heparin", "vka", "doac"])
def test_a_lupus_anticoagulant_on_an_anticoagulant_cannot_be_read(kind):
    course = [medication(kind, "2024-01-01", "2024-06-30")]
    found = look("la", la("negative", "2024-03-01"), medications=course)
    assert found.status is Status.NOT_INTERPRETABLE
    assert found.reading is None
    assert found.not_before == day("2024-07-01")


def test_a_neutralised_sample_on_heparin_can_be_read():
    row = la("negative", "2024-03-01", heparin_neutralised=True)
    assert look("la", row, medications=[medication("heparin", "2024-01-01")]).status is Status.DONE


def test_while_the_drug_is_taken_nobody_knows_from_when_it_can_be_read():
    found = look("la", la("negative", "2024-03-01"), medications=[medication("vka", "2024-01-01")])
    assert (found.status, found.not_before) == (Status.NOT_INTERPRETABLE, None)


def test_on_lmwh_or_in_pregnancy_it_stands_with_a_warning():
    lmwh = look("la", la("negative", "2024-03-01"), medications=[medication("lmwh", "2024-01-01")])
    pregnant = look("la", la("negative", "2024-03-01"), pregnancies=[miscarriage(1, "2024-03-10", 8, days=0)])
    for found in (lmwh, pregnant):
        assert found.status is Status.DONE
        assert found.reason != "Lupus anticoagulant, overall interpretation negative."


def test_ruling_3_a_month_partly_on_an_anticoagulant_is_partial():
    course = [medication("vka", "2024-03-10", "2024-06-30")]
    found = look("la", la("negative", "2024-03"), medications=course)
    assert found.status is Status.PARTIAL
    assert "day of collection not known" in found.reason.lower()


def test_an_indeterminate_one_beside_a_valid_isotype_is_partial():
    found = look("acl", acl("igg", 12, "2024-03-01"), result("acl_igm", "indeterminate", "2024-03-01"))
    assert found.status is Status.PARTIAL
    assert "IgM cannot be read" in found.reason


def test_ruling_21_a_comparator_that_spans_the_threshold_cannot_be_read_without_a_word():
    assert look("acl", acl("igg", "<60", "2024-03-01")).status is Status.NOT_INTERPRETABLE
    assert look("acl", acl("igg", "<=40", "2024-03-01")).status is Status.PARTIAL
    assert look("acl", acl("igg", ">40", "2024-03-01")).status is Status.REPEAT_DUE


# --- Ruling 19 -------------------------------------------------------------------------------------------------------


def test_ruling_19_not_reported_is_partial():
    found = look("la", la("not_reported", "2024-03-01"))
    assert found.status is Status.PARTIAL
    assert "the result is not on hand" in found.reason


@pytest.mark.parametrize("item", ["la", "acl", "ab2gpi"])
def test_ruling_19_a_panel_makes_all_three_partial_and_tests_none_of_them(item):
    found = look(item, result("apl_panel", "normal"))
    assert (found.status, found.reason) == (Status.PARTIAL, "Antiphospholipid panel, components not reported.")


def test_a_repeat_outranks_a_panel():
    assert look("la", result("apl_panel", "normal"), la("positive", "2024-03-01")).status is Status.REPEAT_DUE


@pytest.mark.parametrize("item", ["la", "acl", "ab2gpi"])
def test_ruling_19_an_open_order_of_a_panel_is_an_order_of_all_three(item):
    assert look(item, ordered("apl_panel", "2026-11-20")).status is Status.ORDERED


def test_components_taken_on_an_anticoagulant_are_not_even_part_of_an_answer():
    course = [medication("vka", "2024-01-01", "2024-06-30")]
    component = result("la_drvvt_ratio", "1.4", "2024-03-01")
    assert look("la", component).status is Status.PARTIAL
    found = look("la", component, medications=course)
    assert (found.status, found.not_before) == (Status.NOT_INTERPRETABLE, day("2024-07-01"))
