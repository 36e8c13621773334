"""Conditions as questions: asked and present, asked and absent, not asked."""

from __future__ import annotations

from patients.obstetrics.values import ConditionCode
from workup.checklist.answers import Answer
from workup.checklist.facts import Facts, Partner

WORDS: dict[ConditionCode, str] = {
    ConditionCode.PERSONAL_VTE: "venous thrombosis",
    ConditionCode.VTE_HIGH_RISK_PROFILE: "high-risk profile for venous thrombosis",
    ConditionCode.CVD_HIGH_RISK_PROFILE: "high-risk profile for cardiovascular disease",
    ConditionCode.APS_MICROVASCULAR_SUSPECTED: "microvascular disease of antiphospholipid syndrome, suspected",
    ConditionCode.APS_MICROVASCULAR_ESTABLISHED: "microvascular disease of antiphospholipid syndrome, established",
    ConditionCode.FIRST_DEGREE_VTE_OR_THROMBOPHILIA: "first-degree relative with thrombosis or thrombophilia",
    ConditionCode.OLIGO_AMENORRHOEA: "infrequent or absent periods",
    ConditionCode.CHILD_WITH_CONGENITAL_ANOMALY: "child with a congenital anomaly",
    ConditionCode.FAMILY_CHROMOSOME_REARRANGEMENT: "chromosome rearrangement in the family",
    ConditionCode.UTERINE_ANOMALY: "malformation of the uterus",
}


def in_words(code: ConditionCode) -> str:
    """The condition as it reads in a sentence."""
    return WORDS.get(code) or str(code).replace("_", " ")


def whose(partner: Partner | None) -> str:
    """`hers`, or the partner's label."""
    return "hers" if partner is None else f"partner {partner.label}"


def asked(facts: Facts, code: ConditionCode, partner: Partner | None = None) -> bool | None:
    """Present, absent, or None when it was not asked of her (of the partner); present wins over an older absent."""
    label = partner.label if partner else None
    rows = [c.present for c in facts.conditions if c.code is code and c.partner == label]
    return any(rows) if rows else None


def condition(facts: Facts, code: ConditionCode, partner: Partner | None = None) -> Answer:
    """The same as an answer with its words."""
    present, words = asked(facts, code, partner), in_words(code)
    owned = words if partner is None else f"{words} ({whose(partner)})"
    if present is None:
        return Answer(None, missing=(owned,))
    return Answer(present, owned if present else f"{owned}: no")
