"""The antiphospholipid antibodies of one woman on one day: domain-logic.md, 4.5; rulings.md, 3, 19, 20, 29."""

import pytest

from patients.obstetrics.values import InvestigationStatus, Subject
from tests.workup.interpretation.samples import ON, day, facts, pregnancy, sample, taken
from workup.checklist.facts import AplMode
from workup.interpretation.apl import APL_TESTS, AplStatus, antibody_reading, read_apl

FIRST, LAST = "2024-03-01", "2024-07-15"  # 136 days


def gpl(test, collected, value, **more):
    return sample(test, collected, value, unit="GPL", **more)


def la(collected, word="positive", **more):
    return sample("la_interp", collected, word=word, **more)


def status(test, *invs, on=ON, **more):
    return antibody_reading(test, facts(*invs, **more), on).status


def test_open_are_those_of_which_nothing_can_be_said_yet():
    invs = [la(FIRST, "failed"), gpl("acl_igg", FIRST, "8"), gpl("acl_igm", "2024", "95"), gpl("acl_igm", LAST, "95")]
    assert read_apl(facts(*invs), ON).open == ("la_interp", "acl_igm", "ab2gpi_igg", "ab2gpi_igm")
    assert "acl_igg" not in read_apl(facts(gpl("acl_igg", FIRST, "95")), ON).open


def test_without_results_nothing_is_tested():
    reading = read_apl(facts(), ON)

    assert reading.overall == AplStatus.NOT_TESTED
    assert reading.not_tested == APL_TESTS
    assert not reading.triple_positive
    assert {r.status for r in reading.tests.values()} == {AplStatus.NOT_TESTED}


@pytest.mark.parametrize(
    "state", [InvestigationStatus.ORDERED, InvestigationStatus.COLLECTED, InvestigationStatus.CANCELLED]
)
def test_only_final_results_count(state):
    assert status("la_interp", la(FIRST, status=state)) == AplStatus.NOT_TESTED


def test_a_partners_antibody_is_not_hers():
    assert status("la_interp", la(FIRST, subject=Subject.PARTNER)) == AplStatus.NOT_TESTED


def test_triple_positive_when_all_three_persist():
    invs = [
        inv
        for on in (FIRST, LAST)
        for inv in (la(on), gpl("acl_igg", on, "95"), sample("ab2gpi_igg", on, "110", upper="20"))
    ]
    reading = read_apl(facts(*invs), ON)

    assert reading.triple_positive
    assert reading.overall == AplStatus.PERSISTENTLY_POSITIVE
    assert reading.not_tested == ("acl_igm", "ab2gpi_igm")


def test_triple_positive_needs_neither_the_same_isotype_nor_the_same_days():
    invs = [la("2022-01-01"), la("2022-06-01")]
    invs += [gpl("acl_igm", on, "88") for on in (FIRST, LAST)]
    invs += [sample("ab2gpi_igg", on, "104", upper="20") for on in ("2025-01-01", "2025-06-01")]

    assert read_apl(facts(*invs), ON).triple_positive


def test_not_triple_positive_when_one_is_positive_only_once():
    invs = [inv for on in (FIRST, LAST) for inv in (la(on), gpl("acl_igg", on, "95"))]

    assert not read_apl(facts(*invs, sample("ab2gpi_igg", LAST, "110", upper="20")), ON).triple_positive


def test_two_isotypes_are_not_one_persistence():
    reading = read_apl(facts(gpl("acl_igg", FIRST, "95"), gpl("acl_igm", LAST, "95")), ON)

    assert reading.overall == AplStatus.SINGLE_POSITIVE_REPEAT_DUE
    assert reading.tests["acl_igg"].repeat_due_from == day("2024-05-24")


def test_a_positive_antibody_in_january_and_another_in_may():
    invs = [
        gpl("acl_igg", "2024-01-05", "70"),
        gpl("acl_igg", "2024-05-05", "8"),
        la("2024-01-05", "negative"),
        la("2024-05-05"),
    ]
    reading = read_apl(facts(*invs), ON)

    assert reading.tests["acl_igg"].status == AplStatus.TRANSIENT
    assert reading.tests["la_interp"].repeat_due_from == day("2024-07-28")
    assert reading.overall == AplStatus.SINGLE_POSITIVE_REPEAT_DUE


def test_low_titres_are_negative_and_marked():
    reading = antibody_reading("acl_igg", facts(gpl("acl_igg", FIRST, "28"), gpl("acl_igg", LAST, "30")), ON)

    assert (reading.status, reading.low_titre) == (AplStatus.NEGATIVE, True)
    assert len(reading.negatives) == 2


def test_the_mode_of_the_clinic_decides_at_40():
    inv = gpl("acl_igg", FIRST, "40")

    assert status("acl_igg", inv) == AplStatus.NEGATIVE
    assert status("acl_igg", inv, mode=AplMode.ACR_EULAR) == AplStatus.SINGLE_POSITIVE_REPEAT_DUE


@pytest.mark.parametrize(
    ("statuses", "overall"),
    [
        (["negative", "positive"], AplStatus.SINGLE_POSITIVE_REPEAT_DUE),
        (["indeterminate", "negative"], AplStatus.INDETERMINATE),
        (["negative"], AplStatus.NEGATIVE),
    ],
)
def test_overall_is_the_gravest(statuses, overall):
    tests = ["la_interp", "ab2gpi_igg"]
    invs = [sample(test, FIRST, word=word) for test, word in zip(tests, statuses, strict=False)]

    assert read_apl(facts(*invs), ON).overall == overall


def test_done_without_a_result_on_hand_is_indeterminate():
    reading = antibody_reading("la_interp", facts(la(FIRST, "not_reported")), ON)

    assert (reading.status, reading.not_reported) == (AplStatus.INDETERMINATE, True)
    assert reading.reasons == ("done, result not on hand",)


def test_a_readable_result_outweighs_one_that_is_not_on_hand():
    assert status("la_interp", la(FIRST, "not_reported"), la(LAST, "negative")) == AplStatus.NEGATIVE


def test_a_panel_without_components_leaves_them_untested():
    assert read_apl(facts(sample("apl_panel", FIRST, word="normal")), ON).overall == AplStatus.NOT_TESTED


# --- collected on an anticoagulant, in pregnancy, or on a day that is not known


WARFARIN = taken("vka", "2024-02-01", "2024-04-30")


def test_a_result_that_can_be_read_needs_no_reason():
    assert antibody_reading("la_interp", facts(la(FIRST)), ON).reasons == ()
    assert antibody_reading("la_interp", facts(la(FIRST, "failed")), ON).reasons == ("the test failed",)


def test_on_an_anticoagulant_it_is_indeterminate_and_says_why():
    reading = antibody_reading("la_interp", facts(la(FIRST), medications=[WARFARIN]), ON)

    assert reading.status == AplStatus.INDETERMINATE
    assert reading.unreadable == (la(FIRST),)
    assert reading.reasons == ("the tablets (vitamin K antagonist), from 1 Feb 2024 to 30 Apr 2024",)


def test_anticardiolipin_on_an_anticoagulant_stands():
    assert (
        status("acl_igg", gpl("acl_igg", FIRST, "95"), medications=[WARFARIN]) == AplStatus.SINGLE_POSITIVE_REPEAT_DUE
    )


def test_an_unreadable_positive_does_not_start_the_twelve_weeks():
    reading = antibody_reading("la_interp", facts(la(FIRST), la(LAST), medications=[WARFARIN]), ON)

    assert reading.repeat_due_from == day("2024-10-07")
    assert (reading.positives, reading.unreadable) == ((la(LAST),), (la(FIRST),))


@pytest.mark.parametrize(
    "more",
    [
        {"medications": [taken("lmwh", "2024-02-01")]},
        {"medications": [taken("vka", "2024-03", "2024-04-30")]},
        {"pregnancies": [pregnancy(ended="2024-03-20", lmp="2024-01-01")]},
    ],
    ids=["lmwh", "perhaps on a vka", "in pregnancy"],
)
def test_it_stands_with_a_warning(more):
    reading = antibody_reading("la_interp", facts(la(FIRST, "negative"), **more), ON)

    assert reading.status == AplStatus.NEGATIVE
    assert len(reading.warnings) == 1


def test_a_negative_of_a_month_partly_on_an_anticoagulant_settles_nothing():
    reading = antibody_reading(
        "la_interp", facts(la("2024-04", "negative"), medications=[taken("vka", "2024-04-10")]), ON
    )

    assert reading.status == AplStatus.INDETERMINATE
    assert reading.mixed_day
    assert reading.day_not_known


def test_a_positive_of_such_a_month_asks_for_a_repeat():
    reading = antibody_reading("la_interp", facts(la("2024-04"), medications=[taken("vka", "2024-04-10")]), ON)

    assert (reading.status, reading.repeat_due_from) == (AplStatus.SINGLE_POSITIVE_REPEAT_DUE, day("2024-07-23"))
    assert not reading.day_not_known


def test_a_sure_negative_beside_such_a_month_is_negative():
    invs = [la("2024-04", "negative"), la("2023-01-01", "negative")]
    reading = antibody_reading("la_interp", facts(*invs, medications=[taken("vka", "2024-04-10")]), ON)

    assert (reading.status, reading.day_not_known) == (AplStatus.NEGATIVE, False)


@pytest.mark.parametrize(
    ("on", "has_come", "is_open"),
    [("2024-05-23", False, False), ("2024-05-24", None, True), ("2024-06-22", None, True), ("2024-06-23", True, False)],
)
def test_a_month_leaves_open_for_a_while_whether_the_repeat_is_due(on, has_come, is_open):
    reading = antibody_reading("la_interp", facts(la("2024-03")), day(on))

    assert reading.repeat_due_from == day("2024-06-23")
    assert (reading.repeat_has_come, reading.repeat_status_open) == (has_come, is_open)


def test_where_even_the_status_is_open_no_day_is_named():
    reading = antibody_reading("la_interp", facts(la("2024"), la("2024-12-20")), ON)

    assert (reading.status, reading.repeat_due_from) == (AplStatus.SINGLE_POSITIVE_REPEAT_DUE, None)
    assert reading.repeat_status_open
    assert reading.repeat_has_come is None


@pytest.mark.parametrize("lacking", ["la_interp", "acl_igg", "ab2gpi_igg"])
def test_triple_positive_needs_every_one_of_the_three(lacking):
    all_three = [
        inv
        for on in (FIRST, LAST)
        for inv in (la(on), gpl("acl_igg", on, "95"), sample("ab2gpi_igg", on, "110", upper="20"))
    ]
    assert not read_apl(facts(*(inv for inv in all_three if inv.test != lacking)), ON).triple_positive


@pytest.mark.parametrize(("acl", "ab2gpi"), [("acl_igg", "ab2gpi_igm"), ("acl_igm", "ab2gpi_igg")])
def test_triple_positive_by_either_isotype(acl, ab2gpi):
    invs = [
        inv
        for on in (FIRST, LAST)
        for inv in (la(on), sample(acl, on, word="positive"), sample(ab2gpi, on, word="positive"))
    ]
    assert read_apl(facts(*invs), ON).triple_positive


def test_a_word_decides_a_lupus_anticoagulant_as_usual_and_stands_in_for_the_number_of_another():
    assert not antibody_reading("la_interp", facts(la(FIRST)), ON).by_word
    assert antibody_reading("acl_igg", facts(sample("acl_igg", FIRST, word="positive")), ON).by_word
    assert not antibody_reading("acl_igg", facts(gpl("acl_igg", FIRST, "95")), ON).by_word
