"""Whether a pregnancy counts for ESHRE, ASRM and RCOG, and why, in words that a clinician reads.

Sources: interfaces.md, 2a "Definition counts"; rulings.md, 4, 15, 16; guidelines.md, 1. An open verdict names the
missing fact and ends in what the answer would do ("if by hCG it would count"), to which `judge` adds the effect on the
number.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.gestation import FIRST_TRIMESTER_ENDS, TWENTY_FOUR_WEEKS, Gestation, gestation_of, reached
from patients.obstetrics.values import NON_VISUALISED, Confirmation, Outcome


class Verdict(NamedTuple):
    """Counted, not counted, or None: the fact that the reason names is missing."""

    counted: bool | None
    reason: str


CONFIRMED: dict[Confirmation, str] = {
    Confirmation.URINE_HCG: "urine hCG",
    Confirmation.SERUM_HCG: "serum hCG",
    Confirmation.ULTRASOUND: "ultrasound",
    Confirmation.HISTOLOGY: "histology",
}
HCG_ONLY = frozenset({Confirmation.URINE_HCG, Confirmation.SERUM_HCG})
NON_VISUALISED_NAMES: dict[Outcome, str] = {
    Outcome.BIOCHEMICAL: "biochemical loss",
    Outcome.PUL_RESOLVED: "resolved pregnancy of unknown location",
    Outcome.PUL_TREATED: "treated pregnancy of unknown location",
}
NEVER: dict[Outcome, str] = {
    Outcome.LIVE_BIRTH: "live birth: not a loss",
    Outcome.ECTOPIC: "ectopic pregnancy: not counted",
    Outcome.MOLAR: "molar pregnancy: not counted",
    Outcome.TERMINATION: "termination of pregnancy: not a spontaneous loss",
    Outcome.TERMINATION_ANOMALY: "termination for fetal anomaly: not a spontaneous loss; "
    "a clinician may count it, with a reason",
    Outcome.TERMINATION_MEDICAL: "termination for medical reasons (for the mother, or a loss that could not be "
    "stopped): not a spontaneous loss, so left out; a clinician may count it, with a reason",
    Outcome.ONGOING: "ongoing pregnancy",
}


def outcome_unknown(p: Pregnancy, on: date) -> Verdict:
    """Open in every definition, no loss from 24+0 (ruling 16)."""
    if reached(p, TWENTY_FOUR_WEEKS, on):
        return Verdict(
            False, f"how it ended is not known, but it reached 24+0 ({gestation_of(p, on).words}): not a loss"
        )
    return Verdict(
        None, "how it ended is not known: if it was a loss of the kind that this definition counts it would count"
    )


def not_said(words: str) -> Verdict:
    """The guideline is silent on this kind of loss; only a clinician's overrule settles it."""
    return Verdict(
        None, f"{words}; the guideline does not say whether it counts: if a clinician says so it would count"
    )


def named(name: str, gestation: Gestation) -> str:
    """`miscarriage at 9+6`, `miscarriage, gestation not recorded`."""
    return f"{name} at {gestation.words}" if gestation.bounds else f"{name}, gestation not recorded"


def eshre_2022(p: Pregnancy, on: date) -> Verdict:
    """Every spontaneous loss before 24+0; non-visualised ones when hCG (or better) proved the pregnancy."""
    if p.outcome in NEVER:
        return Verdict(False, NEVER[p.outcome])
    if p.outcome in NON_VISUALISED:
        return confirmed_by_hcg(p)
    if p.outcome is Outcome.UNKNOWN:
        return outcome_unknown(p, on)
    return _eshre_before_24_weeks(p, on)


def confirmed_by_hcg(p: Pregnancy) -> Verdict:
    """A non-visualised loss, counted when hCG or better proved the pregnancy."""
    name = NON_VISUALISED_NAMES[p.outcome]
    if p.confirmed_by is None:
        return Verdict(None, f"{name}; how it was confirmed is not recorded: if by hCG it would count")
    return Verdict(True, f"{name} confirmed by {CONFIRMED[p.confirmed_by]}")


def _eshre_before_24_weeks(p: Pregnancy, on: date) -> Verdict:
    gestation, reached_24 = gestation_of(p, on), reached(p, TWENTY_FOUR_WEEKS, on)
    words = named(str(p.outcome), gestation)
    if reached_24:
        return Verdict(False, f"{words}: not before 24+0")
    if reached_24 is None and p.outcome is Outcome.STILLBIRTH:
        return Verdict(None, f"{words}: if it was before 24+0 it would count")
    return Verdict(True, words if reached_24 is None else f"{words}, before 24+0")


def asrm_2012(p: Pregnancy, on: date) -> Verdict:
    """Clinical losses: a miscarriage confirmed by ultrasound or histology. No ceiling of gestation is on file."""
    if p.outcome in NEVER:
        return Verdict(False, NEVER[p.outcome])
    if p.outcome in NON_VISUALISED:
        return Verdict(
            False, f"{NON_VISUALISED_NAMES[p.outcome]}: not a clinical loss, ultrasound or histology is needed"
        )
    if p.outcome is Outcome.STILLBIRTH:
        return Verdict(False, f"{named('stillbirth', gestation_of(p, on))}: not counted as a miscarriage")
    return outcome_unknown(p, on) if p.outcome is Outcome.UNKNOWN else _asrm_miscarriage(p)


def _asrm_miscarriage(p: Pregnancy) -> Verdict:
    if p.confirmed_by is None:
        return Verdict(
            None, "miscarriage; how it was confirmed is not recorded: if by ultrasound or histology it would count"
        )
    confirmed = f"miscarriage confirmed by {CONFIRMED[p.confirmed_by]}"
    if p.confirmed_by in HCG_ONLY:
        return Verdict(False, f"{confirmed} only: not a clinical loss, ultrasound or histology is needed")
    return Verdict(True, confirmed)


def rcog_2023(p: Pregnancy, on: date) -> Verdict:
    """First-trimester miscarriages, up to 13+6; the guideline does not say what non-visualised losses count for."""
    if p.outcome in NEVER:
        return Verdict(False, NEVER[p.outcome])
    if p.outcome in NON_VISUALISED:
        return not_said(NON_VISUALISED_NAMES[p.outcome])
    if p.outcome is Outcome.UNKNOWN:
        return outcome_unknown(p, on)
    return _rcog_by_trimester(p, on)


def _rcog_by_trimester(p: Pregnancy, on: date) -> Verdict:
    words = named(str(p.outcome), gestation_of(p, on))
    second, reached_24 = reached(p, FIRST_TRIMESTER_ENDS, on), reached(p, TWENTY_FOUR_WEEKS, on)
    if second is None:
        return _rcog_gestation_unknown(p, words)
    if reached_24:
        return Verdict(False, f"{words}: not before 24+0")
    if second:
        return Verdict(False, f"{words}: a second-trimester loss, not in this count; one alone brings her into scope")
    if p.outcome is Outcome.STILLBIRTH:
        return Verdict(False, f"{words}: only miscarriages are counted")
    return Verdict(True, f"{words}, in the first trimester")


def _rcog_gestation_unknown(p: Pregnancy, words: str) -> Verdict:
    scope = "at 14+0 to 23+6 it would bring her into scope by itself"
    if p.outcome is Outcome.STILLBIRTH:
        return Verdict(False, f"{words}: not in the count of first-trimester losses; {scope}")
    return Verdict(None, f"{words}: {scope}; up to 13+6 it would count")
