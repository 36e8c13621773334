"""Losses in a row (DGGG, CNGOF, NGF) and with one partner (ACCEPT): which count, and when nobody can tell."""

from dataclasses import replace

import pytest

from patients.obstetrics.definitions import judge
from patients.obstetrics.runs import runs
from patients.obstetrics.values import CountOverride, Outcome
from tests.patients.obstetrics.histories import ON, biochemical, live_birth, miscarriage, ongoing, pregnancy, stillbirth

CNGOF, NGF, ACCEPT = "cngof_2014", "ngf_2024", "accept_2024"
NOT_IN_A_ROW = "not in a row with the losses that are counted"


def result(name, *history):
    return judge(name, history, ON, guideline_key="any", early_workup=None)


def told(name, *history):
    found = result(name, *history)
    return found.met, found.counted, [j.counted for j in found.pregnancies]


def early(*numbers, **known):
    return [miscarriage(n, "8+0", **known) for n in numbers]


def overruled(p, how=CountOverride.NOT_COUNTED):
    return replace(p, count_override=how, override_reason="seen elsewhere")


# --- In a row -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("losses", "met"), [(2, False), (3, True), (4, True)])
@pytest.mark.parametrize("name", [CNGOF, "dggg_2022"])
def test_three_in_a_row(name, losses, met):
    assert told(name, *early(*range(1, losses + 1))) == (met, losses, [True] * losses)


@pytest.mark.parametrize(("losses", "met"), [(1, False), (2, True)])
def test_ngf_two_in_a_row(losses, met):
    assert told(NGF, *early(*range(1, losses + 1)))[:2] == (met, losses)


def test_a_birth_between_ends_the_row_and_the_larger_row_counts():
    assert told(CNGOF, *early(1, 2), live_birth(3), *early(4)) == (False, 2, [True, True, False, False])
    left_out = result(CNGOF, *early(1, 2), live_birth(3), *early(4)).pregnancies[3]
    assert left_out.reason == f"miscarriage at 8+0, before 14+0; {NOT_IN_A_ROW}"


def test_of_rows_of_equal_length_the_latest_counts():
    assert told(NGF, *early(1), live_birth(2), *early(3)) == (False, 1, [False, False, True])


def test_a_row_that_suffices_counts_though_it_was_earlier():
    assert told(CNGOF, *early(1, 2, 3), live_birth(4), *early(5)) == (True, 3, [True, True, True, False, False])


@pytest.mark.parametrize("between", [Outcome.ECTOPIC, Outcome.MOLAR, Outcome.TERMINATION, Outcome.TERMINATION_MEDICAL])
def test_what_neither_is_a_birth_nor_reached_24_weeks_leaves_the_row(between):
    assert told(NGF, *early(1), pregnancy(2, between, "9+0"), *early(3)) == (True, 2, [True, False, True])


@pytest.mark.parametrize(("at", "met"), [("23+6", True), ("24+0", False)])
@pytest.mark.parametrize("between", [Outcome.STILLBIRTH, Outcome.TERMINATION_ANOMALY, Outcome.MISCARRIAGE])
def test_ruling_4_a_pregnancy_that_reached_24_weeks_ends_the_row(between, at, met):
    assert told(NGF, *early(1), pregnancy(2, between, at), *early(3))[0] is met


def test_ruling_4_a_stillbirth_without_gestation_ends_the_row_and_an_unknown_outcome_does_not():
    assert told(NGF, *early(1), stillbirth(2), *early(3)) == (False, 1, [False, False, True])
    assert told(NGF, *early(1), pregnancy(2, Outcome.UNKNOWN), *early(3)) == (True, 2, [True, None, True])


def test_an_ongoing_pregnancy_ends_no_row():
    assert told(CNGOF, *early(1, 2, 3), ongoing(4)) == (True, 3, [True, True, True, False])


def test_one_that_nobody_can_tell_leaves_the_row_open():
    assert told(CNGOF, *early(1), biochemical(2), *early(3)) == (None, 2, [True, None, True])
    assert told(CNGOF, biochemical(1), *early(2)) == (False, 1, [None, True])


def test_the_row_that_could_suffice_goes_before_a_larger_sure_one_that_cannot():
    history = [biochemical(1), *early(2), biochemical(3), live_birth(4), *early(5, 6)]
    assert told(CNGOF, *history) == (None, 1, [None, True, None, False, False, False])


def test_open_ones_of_two_rows_are_not_added_up():
    assert told(CNGOF, *early(1), biochemical(2), live_birth(3), biochemical(4), *early(5))[0] is False


def test_the_reason_says_what_the_answer_would_do():
    open_one = result(CNGOF, *early(1), biochemical(2), *early(3)).pregnancies[1]
    assert open_one.reason.endswith("it would count, and the count would be 3 (3 needed)")


def test_order_is_by_number():
    assert told(NGF, *early(3), live_birth(2), *early(1)) == (False, 1, [False, False, True])


# --- Overruled, in a row --------------------------------------------------------------------------------------------


def test_an_overruled_loss_joins_the_row_though_the_runs_ignore_it():
    history = [*early(1, 2), overruled(pregnancy(3, Outcome.TERMINATION_MEDICAL, "19+2"), CountOverride.COUNTED)]
    assert told(CNGOF, *history) == (True, 3, [True, True, True])
    assert runs(history, ON).max_consecutive == 2


def test_one_overruled_as_not_counted_neither_adds_nor_ends_the_row():
    assert told(NGF, *early(1), overruled(miscarriage(2, "8+0")), *early(3)) == (True, 2, [True, False, True])


def test_a_birth_overruled_as_not_counted_still_ends_the_row():
    assert told(NGF, *early(1), overruled(live_birth(2)), *early(3))[:2] == (False, 1)


def test_one_at_24_weeks_overruled_as_counted_ends_no_row():
    late = overruled(stillbirth(2, "24+0"), CountOverride.COUNTED)
    assert told(CNGOF, *early(1), late, *early(3)) == (True, 3, [True, True, True])


# --- With one partner -----------------------------------------------------------------------------------------------


def with_partner(number, partner, **known):
    return miscarriage(number, "8+0", partner=partner, **known)


def test_two_with_the_same_partner_whatever_came_between():
    history = [with_partner(1, "P1"), live_birth(2, partner="P1"), with_partner(3, "P1")]
    assert told(ACCEPT, *history) == (True, 2, [True, False, True])


def test_losses_with_two_partners_are_not_added_up():
    found = result(ACCEPT, with_partner(1, "P1"), with_partner(2, "P2"))
    assert (found.met, found.counted) == (False, 1)
    assert [j.counted for j in found.pregnancies] == [False, True]
    assert found.pregnancies[0].reason.endswith("with another partner than the losses that are counted (P2)")


def test_the_partner_with_the_most_losses_decides():
    history = [with_partner(1, "P1"), with_partner(2, "P1"), with_partner(3, "P2")]
    assert told(ACCEPT, *history) == (True, 2, [True, True, False])


def test_a_partner_who_is_not_recorded_leaves_it_open():
    found = result(ACCEPT, with_partner(1, "P1"), with_partner(2, None))
    assert (found.met, found.counted) == (None, 1)
    assert found.pregnancies[1].reason == (
        "miscarriage at 8+0, before 20+0; the partner is not recorded: if it was the same partner it would count, "
        "and the count would be 2 (2 needed)"
    )


def test_nobody_recorded_any_partner():
    assert told(ACCEPT, with_partner(1, None), with_partner(2, None)) == (None, 0, [None, None])
    assert told(ACCEPT, with_partner(1, None)) == (False, 0, [None])


def test_sure_losses_with_one_partner_need_no_answer_about_another():
    history = [with_partner(1, None), with_partner(2, "P1"), with_partner(3, "P1")]
    assert told(ACCEPT, *history) == (True, 2, [None, True, True])


def test_confirmation_and_partner_may_both_be_missing():
    found = result(ACCEPT, with_partner(1, "P1"), biochemical(2, partner="P1"), biochemical(3))
    assert (found.met, found.counted) == (None, 1)
    assert "how it was confirmed is not recorded" in found.pregnancies[2].reason
    assert "the partner is not recorded" in found.pregnancies[2].reason


def test_an_overruled_loss_counts_with_any_partner():
    counted = overruled(with_partner(1, "P1"), CountOverride.COUNTED)
    assert told(ACCEPT, counted, with_partner(2, "P2")) == (True, 2, [True, True])
    assert told(ACCEPT, overruled(with_partner(1, None)), with_partner(2, "P2")) == (False, 1, [False, True])


def test_partners_are_told_apart_by_no_other_definition():
    assert told(NGF, with_partner(1, "P1"), with_partner(2, "P2")) == (True, 2, [True, True])


def test_two_that_may_count_with_one_partner_go_before_a_sure_one_with_another():
    history = [biochemical(1, partner="P1"), biochemical(2, partner="P1"), with_partner(3, "P2")]
    assert result(ACCEPT, *history).met is None
    assert result(ACCEPT, with_partner(1, "P2"), biochemical(2, partner="P1"), biochemical(3, partner="P1")).met is None
