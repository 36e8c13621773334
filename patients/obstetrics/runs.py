"""Losses in a row, and primary or secondary: domain-logic.md, 2.4, interfaces.md, 2a, rulings.md, A4."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.losses import in_order, is_spontaneous_loss, reached_24_weeks
from patients.obstetrics.values import Outcome


class RunType(StrEnum):
    """`none` below two spontaneous losses; else whether any pregnancy reached 24+0."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Runs:
    """The longest run of spontaneous losses, the run that is still open, and the type."""

    max_consecutive: int
    current_run: int
    type: RunType


def runs(pregnancies: Iterable[Pregnancy], on: date) -> Runs:
    """Walk the pregnancies by number: a loss adds, a birth or 24+0 resets, everything else does neither."""
    longest = current = total = 0
    ordered = in_order(pregnancies)
    for p in ordered:
        if is_spontaneous_loss(p, on):
            current, total = current + 1, total + 1
            longest = max(longest, current)
        elif p.outcome is Outcome.LIVE_BIRTH or reached_24_weeks(p, on):
            current = 0
    return Runs(longest, current, _type(total, any(reached_24_weeks(p, on) for p in ordered)))


def _type(losses: int, any_reached_24_weeks: bool) -> RunType:
    if losses < 2:
        return RunType.NONE
    return RunType.SECONDARY if any_reached_24_weeks else RunType.PRIMARY
