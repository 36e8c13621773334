"""What besides the number brings a woman into RCOG's scope, and what a clinician's overrule does to any definition."""

from dataclasses import replace

import pytest

from patients.obstetrics.definitions import judge
from patients.obstetrics.values import CountOverride, Outcome
from tests.patients.obstetrics.histories import ON, biochemical, live_birth, miscarriage, ongoing, pregnancy, stillbirth

EARLY = "aged 41, both losses after a heartbeat was seen"
KEYS = {"eshre_2022": "eshre-2022", "rcog_2023": "rcog-gtg17-2023", "asrm_2012": "asrm-rpl-2012"}
FIRST = [miscarriage(n, "8+0") for n in (1, 2, 3)]


def result(name, *history, early=None):
    return judge(name, history, ON, guideline_key=KEYS[name], early_workup=early)


def rcog(*history, early=None):
    judged = result("rcog_2023", *history, early=early)
    return judged.met, judged.counted, judged.in_scope_by


def overruled(p, how=CountOverride.NOT_COUNTED, editions=()):
    return replace(p, count_override=how, override_reason="seen at the other hospital", override_for=editions)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("13+6", (False, 1, None)),
        ("14+0", (True, 0, "second_trimester_loss")),
        ("23+6", (True, 0, "second_trimester_loss")),
        ("24+0", (False, 0, None)),
        (None, (None, 0, None)),
    ],
)
def test_one_second_trimester_miscarriage_brings_her_into_scope(at, expected):
    assert rcog(miscarriage(1, at)) == expected


@pytest.mark.parametrize(("at", "met"), [("13+6", False), ("22+0", True), ("24+0", False), (None, None)])
def test_so_does_a_stillbirth_before_24_weeks(at, met):
    assert rcog(stillbirth(1, at))[:2] == (met, 0)


def test_a_miscarriage_without_a_gestation_says_both_things_it_could_be():
    (judged,) = result("rcog_2023", miscarriage(1)).pregnancies
    assert judged.counted is None
    assert judged.reason == (
        "miscarriage, gestation not recorded: at 14+0 to 23+6 it would bring her into scope by itself; "
        "up to 13+6 it would count, and the count would be 1 (3 needed)"
    )


def test_an_outcome_that_is_not_known_might_have_been_a_second_trimester_loss():
    assert rcog(pregnancy(1, Outcome.UNKNOWN)) == (None, 0, None)
    assert rcog(pregnancy(1, Outcome.UNKNOWN, "9+0")) == (False, 0, None)


def test_no_termination_is_a_second_trimester_loss():
    assert rcog(pregnancy(1, Outcome.TERMINATION_MEDICAL, "19+2")) == (False, 0, None)


def test_three_losses_meet_it_by_themselves_even_beside_a_second_trimester_loss():
    assert rcog(*FIRST) == (True, 3, None)
    assert rcog(*FIRST, miscarriage(4, "19+0")) == (True, 3, None)


@pytest.mark.parametrize(("losses", "expected"), [(2, (True, 2, "clinician_discretion")), (1, (False, 1, None))])
def test_two_losses_with_a_recorded_reason_for_early_workup(losses, expected):
    assert rcog(*FIRST[:losses], early=EARLY) == expected


def test_two_losses_without_the_reason_do_not():
    assert rcog(*FIRST[:2]) == (False, 2, None)


def test_two_that_may_be_two_with_the_reason_leave_it_open():
    assert rcog(FIRST[0], biochemical(2), early=EARLY) == (None, 1, None)
    assert rcog(live_birth(1), biochemical(2), early=EARLY) == (False, 0, None)


def test_the_second_trimester_door_is_named_before_the_clinicians():
    assert rcog(*FIRST[:2], miscarriage(3, "16+0"), early=EARLY) == (True, 2, "second_trimester_loss")


def test_a_sure_door_is_not_left_open_by_an_unsure_one():
    assert rcog(*FIRST[:2], stillbirth(3), early=EARLY) == (True, 2, "clinician_discretion")
    assert rcog(miscarriage(1), miscarriage(2, "16+0")) == (True, 0, "second_trimester_loss")


def test_an_unsure_door_stays_open_beside_a_closed_one():
    assert rcog(stillbirth(1), early=EARLY) == (None, 0, None)


@pytest.mark.parametrize("name", ["eshre_2022", "asrm_2012"])
def test_the_other_definitions_have_no_such_door(name):
    assert result(name, stillbirth(1, "22+0"), early=EARLY).met is False


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.ONGOING])
def test_counted_makes_any_pregnancy_that_has_ended_count(name, outcome):
    (judged,) = result(name, overruled(pregnancy(1, outcome, "30+0"), CountOverride.COUNTED)).pregnancies
    assert judged.counted is True
    assert judged.reason.startswith(
        "counted by a clinician's decision: seen at the other hospital (by the definition: "
    )


def test_an_ongoing_pregnancy_cannot_be_counted():
    (judged,) = result("eshre_2022", overruled(ongoing(1), CountOverride.COUNTED)).pregnancies
    assert (judged.counted, judged.reason) == (False, "ongoing pregnancy")


@pytest.mark.parametrize("name", KEYS)
def test_not_counted_takes_one_out_and_keeps_both_reasons(name):
    judged = result(name, overruled(miscarriage(1, "8+0")))
    assert judged.counted == 0
    assert judged.pregnancies[0].counted is False
    assert judged.pregnancies[0].reason.startswith(
        "not counted by a clinician's decision: seen at the other hospital (by the definition: miscarriage"
    )


def test_an_overrule_holds_only_for_the_editions_it_names():
    history = [miscarriage(1), overruled(miscarriage(2), editions=("asrm-rpl-2012", "rcog-gtg17-2023"))]
    assert result("eshre_2022", *history).counted == 2
    assert result("asrm_2012", *history).pregnancies[1].counted is False


def test_not_counted_closes_the_second_trimester_door_too():
    assert rcog(overruled(miscarriage(1, "19+0"))) == (False, 0, None)
    assert rcog(overruled(miscarriage(1))) == (False, 0, None)
    assert rcog(overruled(miscarriage(1, "19+0"), editions=("eshre-2022",)))[0] is True


def test_an_overruled_loss_that_could_not_be_stopped_counts_in_the_case_of_four_losses():
    loss = overruled(pregnancy(4, Outcome.TERMINATION_MEDICAL, "19+2"), CountOverride.COUNTED)
    judged = result("eshre_2022", biochemical(1), biochemical(2), miscarriage(3, "5"), loss)
    assert (judged.met, judged.counted) == (True, 2)


def test_overruling_a_blank_confirmation_leaves_nothing_open():
    judged = result("eshre_2022", overruled(biochemical(1)), overruled(biochemical(2), CountOverride.COUNTED))
    assert (judged.met, judged.counted) == (False, 1)
