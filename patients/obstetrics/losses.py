"""Which pregnancies are losses, of which kind, and their numbering: interfaces.md, 2a, rulings.md, A4, 14, 15."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.gestation import FIRST_TRIMESTER_ENDS, TWENTY_FOUR_WEEKS, reached
from patients.obstetrics.values import NON_VISUALISED, Outcome

BIRTHS = frozenset({Outcome.LIVE_BIRTH, Outcome.STILLBIRTH})
_NEITHER_LOSS_NOR_BIRTH = frozenset({Outcome.ECTOPIC, Outcome.MOLAR, Outcome.ONGOING}) | NON_VISUALISED


def in_order(pregnancies: Iterable[Pregnancy]) -> list[Pregnancy]:
    """By number: order is kept even when dates are not known."""
    return sorted(pregnancies, key=lambda p: p.number)


def reached_24_weeks(p: Pregnancy, on: date) -> bool:
    """Whether it is taken to have reached 24+0 (ruling 4).

    A live birth or stillbirth without a gestation is; a miscarriage, a termination or an unknown outcome only with a
    gestation of 24+0 or more; an ectopic, molar or ongoing pregnancy never.
    """
    if p.outcome in _NEITHER_LOSS_NOR_BIRTH:
        return False
    far_enough = reached(p, TWENTY_FOUR_WEEKS, on)
    return p.outcome in BIRTHS if far_enough is None else far_enough


def is_spontaneous_loss(p: Pregnancy, on: date) -> bool:
    """Miscarriage, non-visualised loss, or stillbirth below 24+0, whatever its confirmation.

    A miscarriage without a gestation is one, a stillbirth without a gestation is not (ruling 4).
    """
    if p.outcome in NON_VISUALISED:
        return True
    return p.outcome in {Outcome.MISCARRIAGE, Outcome.STILLBIRTH} and not reached_24_weeks(p, on)


def is_second_trimester_loss(p: Pregnancy, on: date) -> bool | None:
    """A miscarriage or stillbirth at 14+0 to 23+6 (ruling 15); no termination is one.

    None when the missing fact could make it one: the gestation, or (`unknown`) how the pregnancy ended.
    """
    if p.outcome not in {Outcome.MISCARRIAGE, Outcome.STILLBIRTH, Outcome.UNKNOWN}:
        return False
    early, late = reached(p, FIRST_TRIMESTER_ENDS, on), reached(p, TWENTY_FOUR_WEEKS, on)
    if early is False or late is True:
        return False
    return True if early and late is False and p.outcome is not Outcome.UNKNOWN else None


def numbered_losses(pregnancies: Iterable[Pregnancy], on: date) -> dict[int, int]:
    """Pregnancy number -> which spontaneous loss it was (1 = first); overrides are ignored (rulings 14, 31)."""
    losses = [p for p in in_order(pregnancies) if is_spontaneous_loss(p, on)]
    return {p.number: which for which, p in enumerate(losses, start=1)}
