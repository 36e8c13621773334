"""Which exposure disturbs which test, and for how long: interfaces.md, 2a "Cannot be read", with rulings.md, 10 and 12.

Longer published intervals are advice only (`waits.py`).
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
PROTEIN_S = frozenset({"ps_free", "ps_clot", "ps_total"})
PROTEIN_C = frozenset({"pc_chrom", "pc_clot"})
ANTITHROMBIN = frozenset({"at_chrom"})
CLOTTING_ON_DOAC = frozenset({"pc_clot", "ps_clot", "at_chrom"})
RESISTANCE = frozenset({"apcr"})
PROTEINS = PROTEIN_S | PROTEIN_C | ANTITHROMBIN
_HBA1C = frozenset({"hba1c", "hba1c_ifcc"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A medication (None: a pregnancy) disturbs these tests on its days and for `days_after` more; from the day after
    those a sample can be read. `warning`: what is said beside a result that stays readable."""

    basis: Published
    tests: frozenset[str]
    medication: MedicationClass | None = None
    days_after: int = 0
    warning: str = ""
    unless_neutralised: bool = False

    @property
    def during(self) -> str:
        """`in` a pregnancy, `on` a medication."""
        return "in" if self.medication is None else "on"


# Day 42 after a pregnancy, day 14 after the last VKA day and day 2 after the last DOAC day can be read (rulings, 10).
_AFTER_PREGNANCY, _AFTER_VKA, _AFTER_DOAC = 41, 13, 1

_LA_ON_LMWH = "possible on a trough sample only, more than 12 hours after a dose"
_LA_IN_PREGNANCY = "a negative may be false, a positive counts; repeat 12 weeks or more after the pregnancy"
_FALLS = "homocysteine falls in pregnancy"
_ACQUIRED = "unreliable: resistance is acquired in pregnancy"

ON_THE_DAY = "collection day, medication"
BY_PREGNANCY = "collection day, pregnancies"
_CCJM = "ccjm.org, table “Factors affecting tests for thrombophilia”"
_LA_TABLE = "PMC8922544, table rth212676-tbl-0002"
_WEEKS_OFF = "waiting time: admittomedicine.pages.dev"

RULES: tuple[Rule, ...] = (
    Rule(
        seen("Lupus anticoagulant on unfractionated heparin", ON_THE_DAY, f"{_CCJM}; {_LA_TABLE}"),
        LUPUS_ANTICOAGULANT,
        MedicationClass.HEPARIN,
        unless_neutralised=True,
    ),
    Rule(
        seen("Lupus anticoagulant on a vitamin K antagonist", ON_THE_DAY, f"{_CCJM}; {_LA_TABLE}"),
        LUPUS_ANTICOAGULANT,
        MedicationClass.VKA,
    ),
    Rule(
        seen("Lupus anticoagulant on a direct oral anticoagulant", ON_THE_DAY, _CCJM),
        LUPUS_ANTICOAGULANT,
        MedicationClass.DOAC,
    ),
    Rule(
        seen(
            "Protein S in and after a pregnancy",
            BY_PREGNANCY,
            f"{_CCJM}; acnpsearch 22106625; six weeks: droracle.ai 467664, a weak source",
        ),
        PROTEIN_S,
        None,
        _AFTER_PREGNANCY,
    ),
    Rule(
        seen("Protein S on oestrogen", ON_THE_DAY, _CCJM),
        PROTEIN_S,
        MedicationClass.OESTROGEN,
    ),
    Rule(
        seen("Protein C and S on a vitamin K antagonist", ON_THE_DAY, f"{_CCJM}; {_WEEKS_OFF}"),
        PROTEIN_S | PROTEIN_C,
        MedicationClass.VKA,
        _AFTER_VKA,
    ),
    Rule(
        seen("Clotting assays on a direct oral anticoagulant", ON_THE_DAY, _CCJM),
        CLOTTING_ON_DOAC,
        MedicationClass.DOAC,
        _AFTER_DOAC,
    ),
    Rule(
        recalled("Activated protein C resistance on a direct oral anticoagulant", ON_THE_DAY),
        RESISTANCE,
        MedicationClass.DOAC,
        _AFTER_DOAC,
    ),
    Rule(seen("Antithrombin on heparin", ON_THE_DAY, _CCJM), ANTITHROMBIN, MedicationClass.HEPARIN),
    Rule(seen("Antithrombin on heparin", ON_THE_DAY, _CCJM), ANTITHROMBIN, MedicationClass.LMWH),
    Rule(recalled("HbA1c in pregnancy", BY_PREGNANCY), _HBA1C),
)

# These leave the result standing; `warning` is what is said beside it.
WARNINGS: tuple[Rule, ...] = (
    Rule(
        seen("Lupus anticoagulant on low molecular weight heparin", ON_THE_DAY, _LA_TABLE),
        LUPUS_ANTICOAGULANT,
        MedicationClass.LMWH,
        warning=_LA_ON_LMWH,
    ),
    Rule(
        recalled("Lupus anticoagulant in pregnancy", BY_PREGNANCY), LUPUS_ANTICOAGULANT, None, warning=_LA_IN_PREGNANCY
    ),
    Rule(own("TSH in pregnancy", BY_PREGNANCY), frozenset({"tsh"}), None, warning="read against pregnancy limits"),
    Rule(recalled("Homocysteine in pregnancy", BY_PREGNANCY), frozenset({"hcy"}), None, warning=_FALLS),
    Rule(recalled("Activated protein C resistance in pregnancy", BY_PREGNANCY), RESISTANCE, None, warning=_ACQUIRED),
    Rule(
        recalled("Activated protein C resistance on oestrogen", ON_THE_DAY),
        RESISTANCE,
        MedicationClass.OESTROGEN,
        warning="oestrogen affects activated protein C resistance",
    ),
    *(
        Rule(
            recalled("Activated protein C resistance on heparin or a vitamin K antagonist", ON_THE_DAY),
            RESISTANCE,
            kind,
            warning="it may affect activated protein C resistance",
        )
        for kind in (MedicationClass.HEPARIN, MedicationClass.LMWH, MedicationClass.VKA)
    ),
    Rule(
        recalled("Protein C on oestrogen", ON_THE_DAY),
        PROTEIN_C,
        MedicationClass.OESTROGEN,
        warning="oestrogen raises protein C slightly",
    ),
    Rule(
        seen("Antithrombin in pregnancy", BY_PREGNANCY, _CCJM),
        ANTITHROMBIN,
        None,
        warning="antithrombin falls slightly in pregnancy",
    ),
    Rule(
        seen("Antithrombin on a vitamin K antagonist", ON_THE_DAY, _CCJM),
        ANTITHROMBIN,
        MedicationClass.VKA,
        warning="a vitamin K antagonist may raise antithrombin",
    ),
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
