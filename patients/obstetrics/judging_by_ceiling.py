"""Whether a pregnancy counts for the bodies that count losses below a gestation: DGGG, CNGOF, NVOG, NGF and others.

Source: guidelines.md, 1. What a table there calls not stated or not confirmed is left open, with the words "the
guideline does not say". Miscarriage and stillbirth are judged by gestation alone, whatever word was typed; a typed
`unknown` is judged as everywhere (ruling 16). How many, in a row, with whom: `grouping.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.gestation import (
    FIRST_TRIMESTER_ENDS,
    TWENTY_FOUR_WEEKS,
    TWENTY_WEEKS,
    gestation_of,
    in_weeks,
    reached,
)
from patients.obstetrics.judging import (
    CONFIRMED,
    HCG_ONLY,
    NEVER,
    NON_VISUALISED_NAMES,
    Verdict,
    confirmed_by_hcg,
    named,
    not_said,
    outcome_unknown,
)
from patients.obstetrics.values import NON_VISUALISED, Outcome

TWENTY_TWO_WEEKS = 22 * 7


def dggg_2022(p: Pregnancy, on: date) -> Verdict:
    """WHO wording: losses before 20+0; of non-visualised ones it does not say."""
    return _before(p, on, TWENTY_WEEKS, _silent)


def cngof_2014(p: Pregnancy, on: date) -> Verdict:
    """Losses before 14+0; of non-visualised ones it does not say."""
    return _before(p, on, FIRST_TRIMESTER_ENDS, _silent)


def nvog_hm(p: Pregnancy, on: date) -> Verdict:
    """Losses before 20+0, without non-visualised ones: both by the text of 2007, the current module was not read."""
    return _before(p, on, TWENTY_WEEKS, _not_objectified)


def ngf_2024(p: Pregnancy, on: date) -> Verdict:
    """Losses before 22+0, the Norwegian limit of miscarriage; of non-visualised ones it does not say."""
    return _before(p, on, TWENTY_TWO_WEEKS, _silent)


def accept_2024(p: Pregnancy, on: date) -> Verdict:
    """Losses before 20+0; positive pregnancy tests are enough, no ultrasound is needed."""
    return _before(p, on, TWENTY_WEEKS, confirmed_by_hcg)


def ranzcog_2025(p: Pregnancy, on: date) -> Verdict:
    """Losses before 20+0 that were confirmed in the uterus, whether or not a gestational sac was seen."""
    verdict = _before(p, on, TWENTY_WEEKS, _in_the_uterus)
    if p.outcome is not Outcome.MISCARRIAGE or verdict.counted is False:
        return verdict
    return _confirmed_in_the_uterus(p, verdict)


def sogc_2025(p: Pregnancy, on: date) -> Verdict:
    """Miscarriages; no ceiling is on file, so only 24+0 ends the count (ruling 4), and of the rest it does not say."""
    if p.outcome in NEVER or p.outcome is Outcome.UNKNOWN:
        return _before(p, on, TWENTY_FOUR_WEEKS, _silent)
    if p.outcome in NON_VISUALISED:
        return _silent(p)
    words = named(str(p.outcome), gestation_of(p, on))
    if reached(p, TWENTY_FOUR_WEEKS, on):
        return Verdict(False, f"{words}: not before 24+0")
    return Verdict(True, words) if p.outcome is Outcome.MISCARRIAGE else not_said(words)


def _before(p: Pregnancy, on: date, ceiling: int, non_visualised: Callable[[Pregnancy], Verdict]) -> Verdict:
    """Losses before `ceiling` days; `non_visualised` judges those that nobody saw."""
    if p.outcome in NEVER:
        return Verdict(False, NEVER[p.outcome])
    if p.outcome in NON_VISUALISED:
        return non_visualised(p)
    if p.outcome is Outcome.UNKNOWN:
        return outcome_unknown(p, on)
    far, words = reached(p, ceiling, on), named(str(p.outcome), gestation_of(p, on))
    if far is None:
        return Verdict(None, f"{words}: if it was before {in_weeks(ceiling)} it would count")
    return Verdict(not far, f"{words}{': not' if far else ','} before {in_weeks(ceiling)}")


def _silent(p: Pregnancy) -> Verdict:
    return not_said(NON_VISUALISED_NAMES[p.outcome])


def _not_objectified(p: Pregnancy) -> Verdict:
    return Verdict(False, f"{NON_VISUALISED_NAMES[p.outcome]}: not counted (text of 2007)")


def _in_the_uterus(p: Pregnancy) -> Verdict:
    """One of unknown location was by its name not confirmed in the uterus."""
    name = NON_VISUALISED_NAMES[p.outcome]
    if p.outcome is not Outcome.BIOCHEMICAL:
        return Verdict(False, f"{name}: not confirmed in the uterus")
    return _confirmed_in_the_uterus(p, Verdict(True, name))


def _confirmed_in_the_uterus(p: Pregnancy, verdict: Verdict) -> Verdict:
    """hCG shows no place; ultrasound and histology do."""
    if p.confirmed_by is None:
        missing = "how it was confirmed is not recorded: if by ultrasound or histology it would count"
        return Verdict(None, f"{verdict.reason}; {missing}")
    by = CONFIRMED[p.confirmed_by]
    if p.confirmed_by in HCG_ONLY:
        return Verdict(False, f"{verdict.reason}; confirmed by {by} only: not confirmed in the uterus")
    return verdict if verdict.counted is None else Verdict(True, f"{verdict.reason}, confirmed by {by}")
