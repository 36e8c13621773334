import pytest

from patients.obstetrics.losses import (
    is_second_trimester_loss,
    is_spontaneous_loss,
    numbered_losses,
    reached_24_weeks,
)
from patients.obstetrics.values import CountOverride, Outcome
from tests.patients.obstetrics.histories import ON, biochemical, live_birth, miscarriage, ongoing, pregnancy, stillbirth


@pytest.mark.parametrize(
    ("outcome", "at", "is_loss"),
    [
        (Outcome.MISCARRIAGE, None, True),
        (Outcome.MISCARRIAGE, "23+6", True),
        (Outcome.MISCARRIAGE, "24+0", False),
        (Outcome.STILLBIRTH, "23+6", True),
        (Outcome.STILLBIRTH, "24+0", False),
        (Outcome.STILLBIRTH, None, False),
        (Outcome.BIOCHEMICAL, None, True),
        (Outcome.PUL_RESOLVED, None, True),
        (Outcome.PUL_TREATED, "6", True),
        (Outcome.ECTOPIC, "7+0", False),
        (Outcome.MOLAR, "9+0", False),
        (Outcome.TERMINATION, "8+0", False),
        (Outcome.TERMINATION_ANOMALY, "21+0", False),
        (Outcome.TERMINATION_MEDICAL, "19+2", False),
        (Outcome.LIVE_BIRTH, "22+0", False),
        (Outcome.UNKNOWN, "9+0", False),
        (Outcome.ONGOING, None, False),
    ],
)
def test_spontaneous_loss(outcome, at, is_loss):
    assert is_spontaneous_loss(pregnancy(1, outcome, at), ON) is is_loss


@pytest.mark.parametrize("outcome", [Outcome.MISCARRIAGE, Outcome.STILLBIRTH])
@pytest.mark.parametrize(
    ("at", "answer"),
    [
        ("13+6", False),
        ("13", False),
        ("14+0", True),
        ("14", True),
        ("23+6", True),
        ("23", True),
        ("24+0", False),
        (None, None),
    ],
)
def test_second_trimester_is_14_0_to_23_6(outcome, at, answer):
    assert is_second_trimester_loss(pregnancy(1, outcome, at), ON) is answer


@pytest.mark.parametrize(
    "outcome", [o for o in Outcome if o not in (Outcome.MISCARRIAGE, Outcome.STILLBIRTH, Outcome.UNKNOWN)]
)
def test_nothing_else_is_a_second_trimester_loss(outcome):
    assert is_second_trimester_loss(pregnancy(1, outcome, "19+2"), ON) is False
    assert is_second_trimester_loss(pregnancy(1, outcome), ON) is False


@pytest.mark.parametrize(("at", "answer"), [(None, None), ("16+0", None), ("13+6", False), ("24+0", False)])
def test_an_unknown_outcome_might_have_been_one(at, answer):
    assert is_second_trimester_loss(pregnancy(1, Outcome.UNKNOWN, at), ON) is answer


@pytest.mark.parametrize(
    ("outcome", "without_gestation", "at_24_weeks"),
    [
        (Outcome.LIVE_BIRTH, True, True),
        (Outcome.STILLBIRTH, True, True),
        (Outcome.MISCARRIAGE, False, True),
        (Outcome.TERMINATION, False, True),
        (Outcome.TERMINATION_ANOMALY, False, True),
        (Outcome.UNKNOWN, False, True),
        (Outcome.ECTOPIC, False, False),
        (Outcome.MOLAR, False, False),
        (Outcome.ONGOING, False, False),
    ],
)
def test_reached_24_weeks(outcome, without_gestation, at_24_weeks):
    assert reached_24_weeks(pregnancy(1, outcome), ON) is without_gestation
    assert reached_24_weeks(pregnancy(1, outcome, "24+0"), ON) is at_24_weeks
    assert reached_24_weeks(pregnancy(1, outcome, "23+6"), ON) is False


def test_losses_are_numbered_over_spontaneous_ones_by_number():
    history = [
        miscarriage(5, "9+0"),
        live_birth(2),
        biochemical(1),
        stillbirth(3, "22+0"),
        pregnancy(4, Outcome.TERMINATION, "8+0"),
        stillbirth(6, "30+0"),
        ongoing(7),
    ]
    assert numbered_losses(history, ON) == {1: 1, 3: 2, 5: 3}


def test_numbering_ignores_overrides():
    overruled = miscarriage(1, "9+0", count_override=CountOverride.NOT_COUNTED, override_reason="another woman's")
    taken_in = pregnancy(2, Outcome.ECTOPIC, count_override=CountOverride.COUNTED, override_reason="scar")
    assert numbered_losses([overruled, taken_in], ON) == {1: 1}
