"""Which exposure disturbs which test, and for how long: interfaces.md, 2a "Cannot be read", with rulings.md, 10 and 12.

Longer published intervals (domain-logic.md, 4.3 and 5) are advice only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from patients.obstetrics.values import MedicationClass
from workup.interpretation.days import Days
from workup.interpretation.exposures import Exposure

LUPUS_ANTICOAGULANT = frozenset(
    {"la_interp", "la_drvvt_screen", "la_drvvt_confirm", "la_drvvt_ratio", "la_aptt_screen", "la_aptt_hex"}
)
_PROTEIN_S = frozenset({"ps_free", "ps_clot", "ps_total"})
_PROTEIN_C = frozenset({"pc_chrom", "pc_clot"})
_ANTITHROMBIN = frozenset({"at_chrom"})
_CLOTTING_ON_DOAC = frozenset({"pc_clot", "ps_clot", "at_chrom", "apcr"})
_HBA1C = frozenset({"hba1c", "hba1c_ifcc"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A medication (None: a pregnancy) disturbs these tests on its days and for `days_after` more; from the day after
    those a sample can be read. `advice` holds for `advice_days` after the end."""

    tests: frozenset[str]
    medication: MedicationClass | None = None
    days_after: int = 0
    advice: str = ""
    advice_days: int = 0
    unless_neutralised: bool = False

    @property
    def during(self) -> str:
        """`in` a pregnancy, `on` a medication."""
        return "in" if self.medication is None else "on"


# Day 42 after a pregnancy, day 14 after the last VKA day and day 2 after the last DOAC day can be read (rulings, 10).
_AFTER_PREGNANCY, _AFTER_VKA, _AFTER_DOAC = 41, 13, 1
_THREE_MONTHS, _SIX_WEEKS, _FIVE_DAYS, _TWO_WEEKS = 92, 42, 5, 14

_MONTHS_AFTER_PREGNANCY = "advice: protein S preferably 3 months or more after a pregnancy"
_WEEKS_AFTER_VKA = "advice: some sources wait 4 to 6 weeks after a vitamin K antagonist"
_DAYS_AFTER_DOAC = "advice: sources wait 2 to 5 days after a direct oral anticoagulant"
_LA_AFTER_VKA = "advice: ISTH 2009 waits 1 to 2 weeks after a vitamin K antagonist, or for an INR below 1.5"
_LA_ON_LMWH = "possible on a trough sample only, more than 12 hours after a dose"
_LA_IN_PREGNANCY = "a negative may be false, a positive counts; repeat 12 weeks or more after the pregnancy"

RULES: tuple[Rule, ...] = (
    Rule(LUPUS_ANTICOAGULANT, MedicationClass.HEPARIN, unless_neutralised=True),
    Rule(LUPUS_ANTICOAGULANT, MedicationClass.VKA, advice=_LA_AFTER_VKA, advice_days=_TWO_WEEKS),
    Rule(LUPUS_ANTICOAGULANT, MedicationClass.DOAC),
    Rule(_PROTEIN_S, None, _AFTER_PREGNANCY, _MONTHS_AFTER_PREGNANCY, _THREE_MONTHS),
    Rule(_PROTEIN_S, MedicationClass.OESTROGEN),
    Rule(_PROTEIN_S | _PROTEIN_C, MedicationClass.VKA, _AFTER_VKA, _WEEKS_AFTER_VKA, _SIX_WEEKS),
    Rule(_CLOTTING_ON_DOAC, MedicationClass.DOAC, _AFTER_DOAC, _DAYS_AFTER_DOAC, _FIVE_DAYS),
    Rule(_ANTITHROMBIN, MedicationClass.HEPARIN),
    Rule(_ANTITHROMBIN, MedicationClass.LMWH),
    Rule(_HBA1C),
)

# These leave the result standing; `advice` is what is said beside it.
WARNINGS: tuple[Rule, ...] = (
    Rule(LUPUS_ANTICOAGULANT, MedicationClass.LMWH, advice=_LA_ON_LMWH),
    Rule(LUPUS_ANTICOAGULANT, None, advice=_LA_IN_PREGNANCY),
    Rule(frozenset({"tsh"}), None, advice="read against pregnancy limits"),
)


@dataclass(frozen=True, slots=True)
class Disturbance:
    """A rule and the exposure that it speaks of: the days on which a sample surely, and perhaps, cannot be read."""

    rule: Rule
    exposure: Exposure
    certain: Days | None
    possible: Days | None

    @classmethod
    def by(cls, rule: Rule, exposure: Exposure) -> Self:
        """What the rule says of this exposure."""
        return cls(rule, exposure, exposure.certain(rule.days_after), exposure.possible(rule.days_after))

    @property
    def words(self) -> str:
        """`pregnancy 3 (ended 4 May 2025); can be read from 42 days after it`."""
        after = self.rule.days_after
        return f"{self.exposure.words}; can be read from {after + 1} days after it" if after else self.exposure.words

    def advised(self, span: Days) -> bool:
        """Whether the longer published interval concerns a sample of one of these days."""
        advised = self.exposure.possible(self.rule.advice_days) if self.rule.advice else None
        return advised is not None and advised.overlaps(span)
