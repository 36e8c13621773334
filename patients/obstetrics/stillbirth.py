"""Where the clinic's word for a late loss and its gestation disagree: domain-logic.md, 2.3.

From which day on a loss is a stillbirth differs between countries, so it is a setting of the clinic, in days; what was
typed stays as it is, and the disagreement is said.
"""

from __future__ import annotations

from datetime import date

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.gestation import gestation_of, in_weeks
from patients.obstetrics.values import Outcome


def against_the_clinics_word(p: Pregnancy, threshold: int) -> str:
    """What does not go together in a loss that has ended; empty when it does, or when the gestation leaves it open."""
    gestation = gestation_of(p, date.max)
    if p.outcome is Outcome.ONGOING or gestation.bounds is None:
        return ""
    low, high = gestation.bounds
    if p.outcome is Outcome.MISCARRIAGE and low >= threshold:
        return f"ended at {gestation.words}; this clinic says stillbirth from {in_weeks(threshold)} on"
    if p.outcome is Outcome.STILLBIRTH and high < threshold:
        return f"ended at {gestation.words}; this clinic says miscarriage before {in_weeks(threshold)}"
    return ""
