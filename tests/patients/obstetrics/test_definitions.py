"""Which pregnancy counts for which definition, with the reason, at each boundary and where a fact is missing."""

from datetime import date

import pytest

from patients.obstetrics.definitions import DEFINITIONS, judge
from patients.obstetrics.values import Confirmation, Outcome
from tests.patients.obstetrics.histories import ON, biochemical, live_birth, miscarriage, ongoing, pregnancy, stillbirth

ESHRE, RCOG, ASRM = "eshre_2022", "rcog_2023", "asrm_2012"
URINE, SERUM, SCAN, HISTOLOGY = Confirmation
FALSE_EVERYWHERE = [
    Outcome.LIVE_BIRTH,
    Outcome.ECTOPIC,
    Outcome.MOLAR,
    Outcome.TERMINATION,
    Outcome.TERMINATION_ANOMALY,
    Outcome.TERMINATION_MEDICAL,
    Outcome.ONGOING,
]
NON_VISUALISED = [Outcome.BIOCHEMICAL, Outcome.PUL_RESOLVED, Outcome.PUL_TREATED]


def judgement(name, p):
    (judged,) = judge(name, [p], ON, guideline_key="any", early_workup=None).pregnancies
    return judged


def met(name, *history):
    result = judge(name, history, ON, guideline_key="any", early_workup=None)
    return result.met, result.counted, result.in_scope_by


def test_the_three_that_take_every_loss_alike():
    assert {name: DEFINITIONS[name].required for name in (ESHRE, RCOG, ASRM)} == {ESHRE: 2, RCOG: 3, ASRM: 2}
    assert not any(DEFINITIONS[name].together for name in (ESHRE, RCOG, ASRM))


@pytest.mark.parametrize("name", [ESHRE, RCOG, ASRM])
@pytest.mark.parametrize("outcome", FALSE_EVERYWHERE)
@pytest.mark.parametrize("confirmed_by", [None, HISTOLOGY])
def test_never_counted(name, outcome, confirmed_by):
    judged = judgement(name, pregnancy(1, outcome, "10+0", confirmed_by=confirmed_by))
    assert judged.counted is False
    assert judged.reason


@pytest.mark.parametrize("name", [ESHRE, RCOG, ASRM])
def test_a_loss_that_could_not_be_stopped_says_that_it_may_be_overruled(name):
    reason = judgement(name, pregnancy(4, Outcome.TERMINATION_MEDICAL, "19+2")).reason
    assert reason == (
        "termination for medical reasons (for the mother, or a loss that could not be stopped): "
        "not a spontaneous loss, so left out; a clinician may count it, with a reason"
    )


@pytest.mark.parametrize("name", [ESHRE, RCOG, ASRM])
@pytest.mark.parametrize(("at", "counted"), [(None, None), ("9+0", None), ("23+6", None), ("24+0", False)])
def test_an_unknown_outcome_cannot_be_told_before_24_weeks(name, at, counted):
    judged = judgement(name, pregnancy(1, Outcome.UNKNOWN, at))
    assert judged.counted is counted
    assert "how it ended is not known" in judged.reason


@pytest.mark.parametrize("outcome", NON_VISUALISED)
@pytest.mark.parametrize(
    ("confirmed_by", "words"),
    [(URINE, "urine hCG"), (SERUM, "serum hCG"), (SCAN, "ultrasound"), (HISTOLOGY, "histology")],
)
def test_eshre_counts_non_visualised_losses_confirmed_by_hcg_or_better(outcome, confirmed_by, words):
    judged = judgement(ESHRE, pregnancy(1, outcome, confirmed_by=confirmed_by))
    assert judged.counted is True
    assert judged.reason.endswith(f"confirmed by {words}")


def test_the_reason_of_the_contract():
    assert judgement(ESHRE, biochemical(1, confirmed_by=SERUM)).reason == "biochemical loss confirmed by serum hCG"


@pytest.mark.parametrize("outcome", NON_VISUALISED)
def test_eshre_cannot_tell_without_the_confirmation_and_says_what_it_would_change(outcome):
    judged = judgement(ESHRE, pregnancy(1, outcome))
    assert judged.counted is None
    assert judged.reason.endswith(
        "how it was confirmed is not recorded: if by hCG it would count, and the count would be 1 (2 needed)"
    )


@pytest.mark.parametrize(
    ("outcome", "at", "counted"),
    [
        (Outcome.MISCARRIAGE, "0+0", True),
        (Outcome.MISCARRIAGE, "23+6", True),
        (Outcome.MISCARRIAGE, "23", True),
        (Outcome.MISCARRIAGE, "24+0", False),
        (Outcome.MISCARRIAGE, None, True),
        (Outcome.STILLBIRTH, "23+6", True),
        (Outcome.STILLBIRTH, "24+0", False),
        (Outcome.STILLBIRTH, None, None),
    ],
)
def test_eshre_counts_losses_before_24_weeks(outcome, at, counted):
    assert judgement(ESHRE, pregnancy(1, outcome, at)).counted is counted


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        ("9+6", "miscarriage at 9+6, before 24+0"),
        ("5", "miscarriage at 5 weeks, before 24+0"),
        ("24+0", "miscarriage at 24+0: not before 24+0"),
        (None, "miscarriage, gestation not recorded"),
    ],
)
def test_eshre_says_the_gestation(at, reason):
    assert judgement(ESHRE, miscarriage(1, at)).reason == reason


def test_eshre_names_the_missing_gestation_of_a_stillbirth():
    assert judgement(ESHRE, stillbirth(1)).reason == (
        "stillbirth, gestation not recorded: if it was before 24+0 it would count, and the count would be 1 (2 needed)"
    )


@pytest.mark.parametrize(
    ("confirmed_by", "counted"), [(None, None), (URINE, False), (SERUM, False), (SCAN, True), (HISTOLOGY, True)]
)
@pytest.mark.parametrize("at", [None, "8+0", "24+0"])
def test_asrm_counts_miscarriages_confirmed_by_ultrasound_or_histology_at_any_gestation(confirmed_by, counted, at):
    assert judgement(ASRM, miscarriage(1, at, confirmed_by=confirmed_by)).counted is counted


def test_asrm_names_the_missing_confirmation():
    assert (
        "how it was confirmed is not recorded: if by ultrasound or histology it would count, and the count would be 1"
        in (judgement(ASRM, miscarriage(1, "8+0")).reason)
    )


@pytest.mark.parametrize("confirmed_by", [None, SERUM, SCAN])
@pytest.mark.parametrize("outcome", [*NON_VISUALISED, Outcome.STILLBIRTH])
def test_asrm_counts_nothing_else(outcome, confirmed_by):
    assert judgement(ASRM, pregnancy(1, outcome, "20+0", confirmed_by=confirmed_by)).counted is False
    assert judgement(ASRM, pregnancy(1, outcome, confirmed_by=confirmed_by)).counted is False


@pytest.mark.parametrize(
    ("outcome", "at", "counted"),
    [
        (Outcome.MISCARRIAGE, "13+6", True),
        (Outcome.MISCARRIAGE, "13", True),
        (Outcome.MISCARRIAGE, "14+0", False),
        (Outcome.MISCARRIAGE, "23+6", False),
        (Outcome.MISCARRIAGE, "24+0", False),
        (Outcome.MISCARRIAGE, None, None),
        (Outcome.STILLBIRTH, "13+6", False),
        (Outcome.STILLBIRTH, "22+0", False),
        (Outcome.STILLBIRTH, "24+0", False),
        (Outcome.STILLBIRTH, None, False),
    ],
)
def test_rcog_counts_first_trimester_miscarriages(outcome, at, counted):
    assert judgement(RCOG, pregnancy(1, outcome, at)).counted is counted


@pytest.mark.parametrize("outcome", NON_VISUALISED)
@pytest.mark.parametrize("confirmed_by", [None, SERUM])
def test_rcog_does_not_say_whether_non_visualised_losses_count(outcome, confirmed_by):
    judged = judgement(RCOG, pregnancy(1, outcome, confirmed_by=confirmed_by))
    assert judged.counted is None
    assert "the guideline does not say whether it counts" in judged.reason


def test_gestation_by_dates_is_judged_like_a_stated_one():
    at_14_weeks = miscarriage(1, ended="2026-04-09", lmp=date(2026, 1, 1))
    assert judgement(RCOG, at_14_weeks).counted is False
    assert judgement(RCOG, at_14_weeks).reason.startswith("miscarriage at 14+0: a second-trimester loss")


CLINICAL = {"confirmed_by": SCAN}


@pytest.mark.parametrize("name", [ESHRE, RCOG, ASRM])
def test_no_pregnancy_meets_nothing(name):
    assert met(name) == (False, 0, None)


def test_sure_ones_suffice_whatever_the_unsure_ones():
    assert met(ESHRE, miscarriage(1), miscarriage(2), biochemical(3)) == (True, 2, None)


def test_unsure_ones_that_could_suffice_leave_it_open():
    assert met(ESHRE, miscarriage(1), biochemical(2)) == (None, 1, None)
    assert met(ASRM, miscarriage(1, "8+0"), miscarriage(2, "8+0", **CLINICAL)) == (None, 1, None)


def test_unsure_ones_that_could_not_suffice_do_not():
    assert met(ESHRE, biochemical(1)) == (False, 0, None)
    assert met(RCOG, miscarriage(1, "8+0"), biochemical(2)) == (False, 1, None)


def test_losses_need_not_be_in_a_row():
    history = [miscarriage(1, "8+0", **CLINICAL), live_birth(2), miscarriage(3, "8+0", **CLINICAL)]
    assert met(ESHRE, *history) == met(ASRM, *history) == (True, 2, None)
    assert met(RCOG, *history, ongoing(4), miscarriage(5, "9+0")) == (True, 3, None)


def test_judgements_are_in_order_of_number():
    result = judge(ESHRE, [miscarriage(3), live_birth(1)], ON, guideline_key="any", early_workup=None)
    assert [j.number for j in result.pregnancies] == [1, 3]


def test_an_unsure_one_says_what_the_count_would_be():
    result = judge(ESHRE, [miscarriage(1), biochemical(2)], ON, guideline_key="any", early_workup=None)
    assert result.pregnancies[1].reason.endswith("it would count, and the count would be 2 (2 needed)")
