"""Items that the record itself satisfies: lifestyle, family, blood group, support (interfaces.md, 3; ruling 28)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.values import ConditionCode
from workup.checklist.as_of import current_partners
from workup.checklist.conditions import asked, in_words, whose
from workup.checklist.facts import Condition, Lifestyle, Partner
from workup.checklist.findings import Evidence, Status
from workup.checklist.outcomes import Outcome
from workup.checklist.rows import Target
from workup.checklist.words import joined

_FAMILY = (ConditionCode.FIRST_DEGREE_VTE_OR_THROMBOPHILIA, ConditionCode.FAMILY_CHROMOSOME_REARRANGEMENT)


def of_record(target: Target) -> Outcome | None:
    """What the record says of the item (`missing` when it says nothing); None for an item without such a record."""
    record = _RECORDS.get(target.item.record)
    return record(target) if record else None


def _nothing(words: str) -> Outcome:
    """Not a test that is missing: something is not on record."""
    return Outcome(Status.MISSING, (words,))


def _lifestyle(target: Target) -> Outcome:
    """Height, weight, smoking and alcohol of that person."""
    lifestyle = target.partner.lifestyle if target.partner else target.facts.lifestyle
    fields: dict[str, object] = {
        "height": lifestyle.height_cm,
        "weight": lifestyle.weight_kg,
        "smoking": lifestyle.smoking,
        "alcohol": lifestyle.alcohol_units_per_week,
    }
    lacking = [name for name, value in fields.items() if value is None]
    if len(lacking) == len(fields):
        return _nothing(f"{joined(lacking)} not recorded")
    measured = PartialDate.of(lifestyle.measured_on) if lifestyle.measured_on else None
    evidence = (Evidence(target.item.key, measured, lifestyle_words(lifestyle)),)
    if lacking:
        return Outcome(Status.PARTIAL, (f"{joined(lacking)} not recorded",), evidence)
    return Outcome(Status.DONE, ("height, weight, smoking and alcohol recorded",), evidence, "not_read")


def lifestyle_words(lifestyle: Lifestyle) -> str:
    """`BMI 23.4, never smoked, 2 units of alcohol a week`; only what is recorded."""
    parts = [_body(lifestyle.height_cm, lifestyle.weight_kg)]
    if lifestyle.smoking is not None:
        parts.append({"never": "never smoked", "former": "former smoker", "current": "smokes"}[lifestyle.smoking])
    if lifestyle.alcohol_units_per_week is not None:
        parts.append(f"{lifestyle.alcohol_units_per_week:f} units of alcohol a week")
    return ", ".join(part for part in parts if part)


def _body(height: Decimal | None, weight: Decimal | None) -> str:
    """BMI from both; else the one that is known."""
    if height is not None and weight is not None and height > 0:
        return f"BMI {weight / (height / 100) ** 2:.1f}"
    known = (f"{height:f} cm" if height is not None else "", f"{weight:f} kg" if weight is not None else "")
    return ", ".join(part for part in known if part)


def _family_history(target: Target) -> Outcome:
    """Both questions asked of her and of each current partner; without a partner she alone is asked."""
    persons: list[Partner | None] = [None, *current_partners(target.facts, target.on)]
    answers = {(p, code): asked(target.facts, code, p) for p in persons for code in _FAMILY}
    known = {question: answer for question, answer in answers.items() if answer is not None}
    evidence = tuple(Evidence(code, None, f"{whose(p)}: {_yes(answer)}") for (p, code), answer in known.items())
    lacking = [f"{in_words(code)} ({whose(p)})" for (p, code), answer in answers.items() if answer is None]
    if not known:
        return _nothing(f"not asked: {joined(lacking)}")
    if lacking:
        return Outcome(Status.PARTIAL, (f"not asked: {joined(lacking)}",), evidence)
    present = [f"{in_words(code)} ({whose(p)})" for (p, code), answer in known.items() if answer]
    told = joined(present) if present else "asked, none: thrombosis or thrombophilia, chromosome rearrangement"
    return Outcome(Status.DONE, (told,), evidence, "abnormal" if present else "normal")


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


def _support(target: Target) -> Outcome:
    """Support offered to the woman; asked and not offered leaves the item open (ruling 28)."""
    offered = [c for c in target.facts.conditions if c.code is ConditionCode.SUPPORT_OFFERED and c.partner is None]
    if not any(c.present for c in offered):
        return _nothing("support not offered" if offered else "not on record that support was offered")
    return Outcome(Status.DONE, ("support was offered",), tuple(_offered(c) for c in offered if c.present), "not_read")


def _offered(row: Condition) -> Evidence:
    return Evidence(row.code, row.since, f"support offered: {row.note}" if row.note else "support offered")


def _blood_group(target: Target) -> Outcome:
    """ABO and RhD of the patient's own record."""
    abo, rhd = target.facts.abo, target.facts.rhd
    if abo is None and rhd is None:
        return _nothing("ABO group and RhD not recorded")
    text = " ".join(part for part in (abo, f"RhD {rhd}" if rhd else None) if part)
    evidence = (Evidence(target.item.key, None, text),)
    if abo is None or rhd is None:
        return Outcome(Status.PARTIAL, (f"{'ABO group' if abo is None else 'RhD'} not recorded",), evidence)
    return Outcome(Status.DONE, (f"blood group {text}",), evidence, "not_read")


_RECORDS: Mapping[str, Callable[[Target], Outcome]] = {
    "lifestyle": _lifestyle,
    "family_history": _family_history,
    "support": _support,
    "blood_group": _blood_group,
}
