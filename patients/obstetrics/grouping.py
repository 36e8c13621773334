"""Definitions that want losses in a row, or with one partner: which losses belong together, and so which count.

Sources: guidelines.md, 1 (DGGG, CNGOF, NGF: in a row; ACCEPT: one partner); interfaces.md, 2a "Runs" and rulings.md, 4
for what ends a row. Conventions that no document settles:
- What counts is one group: the one that is sure to suffice, else the one that could, else the largest; of equals the
  latest. A loss outside it is not counted, so that the number `counted` is that of the pregnancies counted.
- A clinician's overrule replaces the judgement here too: one overruled as counted joins its row and ends none, and
  counts with any partner. Rulings.md, 31 is about the runs shown as `losses`, which go on to ignore it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.losses import reached_24_weeks
from patients.obstetrics.values import Outcome


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether pregnancy `number` counts: true, false, or None when the fact that the reason names is missing."""

    number: int
    counted: bool | None
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A pregnancy with its judgement; `overruled` when that is a clinician's word."""

    pregnancy: Pregnancy
    judgement: Judgement
    overruled: bool = False

    @property
    def surely(self) -> bool:
        """Counted by a clinician's word."""
        return self.overruled and self.judgement.counted is True


def in_a_row(judged: Sequence[Judged], required: int, on: date) -> list[Judged]:
    """Only the losses of one row count: a birth, or a pregnancy that reached 24+0, ends a row; nothing else does."""
    rows: list[list[Judged]] = [[]]
    for one in judged:
        if _ends_row(one, on):
            rows.append([])
        else:
            rows[-1].append(one)
    best = {one.pregnancy.number for one in _best(rows, required)}
    why = "not in a row with the losses that are counted"
    return [one if one.pregnancy.number in best else _left_out(one, why) for one in judged]


def _ends_row(one: Judged, on: date) -> bool:
    return not one.surely and (one.pregnancy.outcome is Outcome.LIVE_BIRTH or reached_24_weeks(one.pregnancy, on))


def with_one_partner(judged: Sequence[Judged], required: int) -> list[Judged]:
    """Only the losses with one partner count; with a partner who is not recorded nobody can tell."""
    partners = [one.pregnancy.partner for one in judged if one.judgement.counted is not False and not one.surely]
    latest_first = dict.fromkeys(label for label in reversed(partners) if label is not None)
    labels: list[str | None] = [*reversed(latest_first)] or [None]
    return list(_best([[_with(one, label) for one in judged] for label in labels], required))


def _with(one: Judged, label: str | None) -> Judged:
    """The judgement if the losses with partner `label` are those that count."""
    if one.judgement.counted is False or one.surely:
        return one
    whose = one.pregnancy.partner
    if whose is None:
        reason = f"{one.judgement.reason}; the partner is not recorded: if it was the same partner it would count"
        return replace(one, judgement=replace(one.judgement, counted=None, reason=reason))
    return one if whose == label else _left_out(one, f"with another partner than the losses that are counted ({label})")


def _left_out(one: Judged, why: str) -> Judged:
    if one.judgement.counted is False:
        return one
    return replace(one, judgement=replace(one.judgement, counted=False, reason=f"{one.judgement.reason}; {why}"))


def _best(groups: Iterable[Sequence[Judged]], required: int) -> Sequence[Judged]:
    """The group that surely suffices, else could, else the largest; of equals the latest."""

    def weight(group: Sequence[Judged]) -> tuple[bool, bool, int, int]:
        answers = [one.judgement.counted for one in group]
        sure, possible = answers.count(True), len(answers) - answers.count(False)
        return sure >= required, possible >= required, sure, possible

    return max(reversed(list(groups)), key=weight)
