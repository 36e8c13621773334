from datetime import date

import pytest

from patients.obstetrics.runs import Runs, RunType, runs
from patients.obstetrics.values import Confirmation, CountOverride, Outcome
from tests.patients.obstetrics.histories import ON, biochemical, live_birth, miscarriage, ongoing, pregnancy, stillbirth

PRIMARY, SECONDARY, NONE = RunType.PRIMARY, RunType.SECONDARY, RunType.NONE


def test_no_pregnancy():
    assert runs([], ON) == Runs(0, 0, NONE)


def test_one_loss_is_no_type_even_after_a_birth():
    assert runs([live_birth(1), miscarriage(2)], ON) == Runs(1, 1, NONE)


def test_two_losses_are_primary_without_a_pregnancy_of_24_weeks():
    assert runs([miscarriage(1), biochemical(2)], ON) == Runs(2, 2, PRIMARY)


def test_the_longest_run_and_the_open_run_differ():
    history = [miscarriage(1), miscarriage(2), live_birth(3), miscarriage(4)]
    assert runs(history, ON) == Runs(2, 1, SECONDARY)


def test_order_is_by_number_not_by_list():
    assert runs([live_birth(2), miscarriage(3), miscarriage(1)], ON) == Runs(1, 1, SECONDARY)


def test_confirmation_plays_no_part():
    history = [biochemical(1), biochemical(2, confirmed_by=Confirmation.URINE_HCG)]
    assert runs(history, ON) == Runs(2, 2, PRIMARY)


def test_overrides_play_no_part():
    overruled = {"count_override": CountOverride.NOT_COUNTED, "override_reason": "not sure"}
    assert runs([miscarriage(1, **overruled), miscarriage(2)], ON) == Runs(2, 2, PRIMARY)


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        (live_birth(3), Runs(2, 1, SECONDARY)),
        (live_birth(3, "22+0"), Runs(2, 1, PRIMARY)),
        (live_birth(3, None), Runs(2, 1, SECONDARY)),
        (stillbirth(3, "24+0"), Runs(2, 1, SECONDARY)),
        (stillbirth(3, None), Runs(2, 1, SECONDARY)),
        (stillbirth(3, "23+6"), Runs(4, 4, PRIMARY)),
        (miscarriage(3, "24+0"), Runs(2, 1, SECONDARY)),
        (miscarriage(3, "23+6"), Runs(4, 4, PRIMARY)),
        (pregnancy(3, Outcome.TERMINATION, "23+6"), Runs(3, 3, PRIMARY)),
        (pregnancy(3, Outcome.TERMINATION_ANOMALY, "24+0"), Runs(2, 1, SECONDARY)),
        (pregnancy(3, Outcome.TERMINATION), Runs(3, 3, PRIMARY)),
        (pregnancy(3, Outcome.UNKNOWN), Runs(3, 3, PRIMARY)),
        (pregnancy(3, Outcome.UNKNOWN, "23+6"), Runs(3, 3, PRIMARY)),
        (pregnancy(3, Outcome.UNKNOWN, "24+0"), Runs(2, 1, SECONDARY)),
        (pregnancy(3, Outcome.ECTOPIC), Runs(3, 3, PRIMARY)),
        (pregnancy(3, Outcome.MOLAR, "9+0"), Runs(3, 3, PRIMARY)),
        (ongoing(3), Runs(3, 3, PRIMARY)),
    ],
    ids=lambda value: f"{value.outcome}-{value.ga_weeks}+{value.ga_days}" if hasattr(value, "outcome") else "",
)
def test_what_stands_between_two_losses_and_a_third(between, expected):
    assert runs([miscarriage(1), miscarriage(2), between, miscarriage(4)], ON) == expected


def test_a_birth_after_the_losses_makes_them_secondary_too():
    assert runs([miscarriage(1), miscarriage(2), live_birth(3)], ON) == Runs(2, 0, SECONDARY)


def test_an_ongoing_pregnancy_beyond_24_weeks_changes_nothing():
    assert runs([miscarriage(1), miscarriage(2), ongoing(3, lmp=date(2026, 2, 1))], ON) == Runs(2, 2, PRIMARY)
