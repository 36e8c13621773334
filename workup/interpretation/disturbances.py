"""Which exposure disturbs which test, and for how long: interfaces.md, 2a "Cannot be read", with rulings.md, 10 and 12.

Longer published intervals (domain-logic.md, 4.3 and 5) are advice only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from patients.obstetrics.values import MedicationClass
from workup.interpretation.days import Days
from workup.interpretation.exposures import Exposure
from workup.interpretation.published import Published, own, recalled, seen

LUPUS_ANTICOAGULANT = frozenset(
    {"la_interp", "la_drvvt_screen", "la_drvvt_confirm", "la_drvvt_ratio", "la_aptt_screen", "la_aptt_hex"}
)
_PROTEIN_S = frozenset({"ps_free", "ps_clot", "ps_total"})
_PROTEIN_C = frozenset({"pc_chrom", "pc_clot"})
_ANTITHROMBIN = frozenset({"at_chrom"})
_CLOTTING_ON_DOAC = frozenset({"pc_clot", "ps_clot", "at_chrom"})
_RESISTANCE = frozenset({"apcr"})
_HBA1C = frozenset({"hba1c", "hba1c_ifcc"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A medication (None: a pregnancy) disturbs these tests on its days and for `days_after` more; from the day after
    those a sample can be read. `advice` holds for `advice_days` after the end; `basis` is what the rule rests on,
    `advice_basis` what the advice does where that is something else."""

    basis: Published
    tests: frozenset[str]
    medication: MedicationClass | None = None
    days_after: int = 0
    advice: str = ""
    advice_days: int = 0
    advice_basis: Published | None = None
    unless_neutralised: bool = False

    @property
    def during(self) -> str:
        """`in` a pregnancy, `on` a medication."""
        return "in" if self.medication is None else "on"

    @property
    def advises_by(self) -> Published:
        """What the advice rests on."""
        return self.advice_basis or self.basis


# Day 42 after a pregnancy, day 14 after the last VKA day and day 2 after the last DOAC day can be read (rulings, 10).
_AFTER_PREGNANCY, _AFTER_VKA, _AFTER_DOAC = 41, 13, 1
_THREE_MONTHS, _SIX_WEEKS, _FIVE_DAYS, _TWO_WEEKS = 92, 42, 5, 14

_MONTHS_AFTER_PREGNANCY = "advice: protein S preferably 3 months or more after a pregnancy"
_WEEKS_AFTER_VKA = "advice: some sources wait 4 to 6 weeks after a vitamin K antagonist"
_DAYS_AFTER_DOAC = "advice: sources wait 2 to 5 days after a direct oral anticoagulant"
_LA_AFTER_VKA = "advice: ISTH 2009 waits 1 to 2 weeks after a vitamin K antagonist, or for an INR below 1.5"
_LA_ON_LMWH = "possible on a trough sample only, more than 12 hours after a dose"
_LA_IN_PREGNANCY = "a negative may be false, a positive counts; repeat 12 weeks or more after the pregnancy"
_FALLS = "homocysteine falls in pregnancy"
_ACQUIRED = "unreliable: resistance is acquired in pregnancy"

_ON_THE_DAY = "collection day, medication"
_BY_PREGNANCY = "collection day, pregnancies"
_CCJM = "ccjm.org, table “Factors affecting tests for thrombophilia”"
_LA_TABLE = "PMC8922544, table rth212676-tbl-0002"
_WEEKS_OFF = "waiting time: admittomedicine.pages.dev"

RULES: tuple[Rule, ...] = (
    Rule(
        seen("Lupus anticoagulant on unfractionated heparin", _ON_THE_DAY, f"{_CCJM}; {_LA_TABLE}"),
        LUPUS_ANTICOAGULANT,
        MedicationClass.HEPARIN,
        unless_neutralised=True,
    ),
    Rule(
        seen("Lupus anticoagulant on a vitamin K antagonist", _ON_THE_DAY, f"{_CCJM}; {_LA_TABLE}"),
        LUPUS_ANTICOAGULANT,
        MedicationClass.VKA,
        advice=_LA_AFTER_VKA,
        advice_days=_TWO_WEEKS,
        advice_basis=seen(
            "Lupus anticoagulant after a vitamin K antagonist", _ON_THE_DAY, f"ISTH 2009, in {_LA_TABLE}"
        ),
    ),
    Rule(
        seen("Lupus anticoagulant on a direct oral anticoagulant", _ON_THE_DAY, _CCJM),
        LUPUS_ANTICOAGULANT,
        MedicationClass.DOAC,
    ),
    Rule(
        seen(
            "Protein S in and after a pregnancy",
            _BY_PREGNANCY,
            f"{_CCJM}; acnpsearch 22106625; six weeks: droracle.ai 467664, a weak source",
        ),
        _PROTEIN_S,
        None,
        _AFTER_PREGNANCY,
        _MONTHS_AFTER_PREGNANCY,
        _THREE_MONTHS,
        recalled("Protein S, three months after a pregnancy", _BY_PREGNANCY),
    ),
    Rule(
        seen("Protein S on oestrogen", _ON_THE_DAY, _CCJM),
        _PROTEIN_S,
        MedicationClass.OESTROGEN,
    ),
    Rule(
        seen("Protein C and S on a vitamin K antagonist", _ON_THE_DAY, f"{_CCJM}; {_WEEKS_OFF}"),
        _PROTEIN_S | _PROTEIN_C,
        MedicationClass.VKA,
        _AFTER_VKA,
        _WEEKS_AFTER_VKA,
        _SIX_WEEKS,
        recalled("Protein C and S, weeks after a vitamin K antagonist", _ON_THE_DAY),
    ),
    Rule(
        seen("Clotting assays on a direct oral anticoagulant", _ON_THE_DAY, _CCJM),
        _CLOTTING_ON_DOAC,
        MedicationClass.DOAC,
        _AFTER_DOAC,
        _DAYS_AFTER_DOAC,
        _FIVE_DAYS,
        recalled("Days after a direct oral anticoagulant", _ON_THE_DAY),
    ),
    Rule(
        recalled("Activated protein C resistance on a direct oral anticoagulant", _ON_THE_DAY),
        _RESISTANCE,
        MedicationClass.DOAC,
        _AFTER_DOAC,
        _DAYS_AFTER_DOAC,
        _FIVE_DAYS,
        recalled("Days after a direct oral anticoagulant", _ON_THE_DAY),
    ),
    Rule(seen("Antithrombin on heparin", _ON_THE_DAY, _CCJM), _ANTITHROMBIN, MedicationClass.HEPARIN),
    Rule(seen("Antithrombin on heparin", _ON_THE_DAY, _CCJM), _ANTITHROMBIN, MedicationClass.LMWH),
    Rule(recalled("HbA1c in pregnancy", _BY_PREGNANCY), _HBA1C),
)

# These leave the result standing; `advice` is what is said beside it.
WARNINGS: tuple[Rule, ...] = (
    Rule(
        seen("Lupus anticoagulant on low molecular weight heparin", _ON_THE_DAY, _LA_TABLE),
        LUPUS_ANTICOAGULANT,
        MedicationClass.LMWH,
        advice=_LA_ON_LMWH,
    ),
    Rule(
        recalled("Lupus anticoagulant in pregnancy", _BY_PREGNANCY), LUPUS_ANTICOAGULANT, None, advice=_LA_IN_PREGNANCY
    ),
    Rule(own("TSH in pregnancy", _BY_PREGNANCY), frozenset({"tsh"}), None, advice="read against pregnancy limits"),
    Rule(recalled("Homocysteine in pregnancy", _BY_PREGNANCY), frozenset({"hcy"}), None, advice=_FALLS),
    Rule(recalled("Activated protein C resistance in pregnancy", _BY_PREGNANCY), _RESISTANCE, None, advice=_ACQUIRED),
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
