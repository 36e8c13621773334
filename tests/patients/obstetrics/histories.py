"""Invented histories in the shorthand of a clinic letter: `miscarriage(2, "9+6")`."""

from datetime import date
from typing import Any

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.values import Outcome

ON = date(2026, 11, 21)


def weeks(text: str | None) -> dict[str, int | None]:
    """`9+6` -> weeks and days, `9` -> weeks alone, None -> not recorded."""
    if text is None:
        return {"ga_weeks": None, "ga_days": None}
    week, _, day = text.partition("+")
    return {"ga_weeks": int(week), "ga_days": int(day) if day else None}


def pregnancy(
    number: int, outcome: Outcome, at: str | None = None, ended: str | None = None, **facts: Any
) -> Pregnancy:
    ended_on = PartialDate.parse(ended) if ended else None
    return Pregnancy(number, outcome, ended_on=ended_on, **weeks(at), **facts)


def miscarriage(number: int, at: str | None = None, ended: str | None = None, **facts: Any) -> Pregnancy:
    return pregnancy(number, Outcome.MISCARRIAGE, at, ended, **facts)


def stillbirth(number: int, at: str | None = None, ended: str | None = None, **facts: Any) -> Pregnancy:
    return pregnancy(number, Outcome.STILLBIRTH, at, ended, **facts)


def live_birth(number: int, at: str | None = "39+0", ended: str | None = None, **facts: Any) -> Pregnancy:
    return pregnancy(number, Outcome.LIVE_BIRTH, at, ended, **{"children_alive_now": 1, **facts})


def biochemical(number: int, **facts: Any) -> Pregnancy:
    return pregnancy(number, Outcome.BIOCHEMICAL, **facts)


def ongoing(number: int, **facts: Any) -> Pregnancy:
    return pregnancy(number, Outcome.ONGOING, **facts)
