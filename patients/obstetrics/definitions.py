"""Which losses each definition of recurrent pregnancy loss counts, each with a reason.

Sources: interfaces.md, 2a; rulings.md, 4, 15, 16, 31; guidelines.md, 1. A definition is data (`bodies.py`) plus one
small function that judges one pregnancy (`judging.py`, `judging_by_ceiling.py`); losses that must come in a row or with
one partner are chosen in `grouping.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from patients.obstetrics.bodies import DEFINITIONS, Definition
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.grouping import Judged, Judgement, in_a_row, with_one_partner
from patients.obstetrics.losses import in_order, is_second_trimester_loss, is_spontaneous_loss, numbered_losses
from patients.obstetrics.values import CountOverride, Outcome

__all__ = [
    "DEFINITIONS",
    "Definition",
    "DefinitionResult",
    "Judgement",
    "is_second_trimester_loss",
    "is_spontaneous_loss",
    "judge",
    "numbered_losses",
]

SECOND_TRIMESTER_LOSS = "second_trimester_loss"
CLINICIAN_DISCRETION = "clinician_discretion"


@dataclass(frozen=True, slots=True)
class DefinitionResult:
    """`counted` is the number of sure ones; `in_scope_by` names the door when the number alone is not reached."""

    met: bool | None
    required: int
    counted: int
    in_scope_by: str | None
    pregnancies: tuple[Judgement, ...]


def judge(
    name: str,
    pregnancies: Iterable[Pregnancy],
    on: date,
    *,
    guideline_key: str,
    early_workup: str | None,
) -> DefinitionResult:
    """Apply the definition `name` (a key of DEFINITIONS) to the pregnancies as they are on the day `on` (see `as_of`).

    `guideline_key` is the edition for which a clinician may have overruled a pregnancy; `early_workup` the reason for
    an early workup in the clinician's own words, None when none is recorded.
    """
    definition, ordered = DEFINITIONS[name], in_order(pregnancies)
    judged = _together([_judged(p, definition, on, guideline_key) for p in ordered], definition, on)
    sure = sum(j.counted is True for j in judged)
    possible = sure + sum(j.counted is None for j in judged)
    enough = _enough(sure, possible, definition.required)
    door, door_name = _scope(definition, ordered, on, guideline_key, _early(definition, early_workup, sure, possible))
    met = True if enough or door else None if enough is None or door is None else False
    in_scope_by = door_name if door and not enough else None
    told = tuple(_with_effect(j, sure, definition.required) for j in judged)
    return DefinitionResult(met, definition.required, sure, in_scope_by, told)


def _together(judged: list[Judged], definition: Definition, on: date) -> list[Judgement]:
    """With a definition that wants losses in a row, or with one partner, only those that belong together count."""
    if definition.consecutive:
        judged = in_a_row(judged, definition.required, on)
    if definition.same_partner:
        judged = with_one_partner(judged, definition.required)
    return [one.judgement for one in judged]


def _enough(sure: int, possible: int, required: int) -> bool | None:
    return True if sure >= required else None if possible >= required else False


def _early(definition: Definition, reason: str | None, sure: int, possible: int) -> tuple[bool | None, str]:
    if definition.early_workup_from is None or reason is None:
        return False, ""
    return _enough(sure, possible, definition.early_workup_from), CLINICIAN_DISCRETION


def _scope(
    definition: Definition, ordered: list[Pregnancy], on: date, guideline_key: str, early: tuple[bool | None, str]
) -> tuple[bool | None, str]:
    """Whether a door other than the number is open, and which; a pregnancy overruled as not counted opens none."""
    late: set[bool | None] = {False}
    if definition.second_trimester_loss_in_scope:
        late |= {
            is_second_trimester_loss(p, on)
            for p in ordered
            if _override(p, guideline_key) is not CountOverride.NOT_COUNTED
        }
    if True in late:
        return True, SECOND_TRIMESTER_LOSS
    return (None, "") if None in late and not early[0] else early


def _override(p: Pregnancy, guideline_key: str) -> CountOverride | None:
    """A clinician's overrule that holds for this edition; one that has not ended cannot be counted (ruling 31)."""
    holds = not p.override_for or guideline_key in p.override_for
    return p.count_override if holds and p.outcome is not Outcome.ONGOING else None


def _judged(p: Pregnancy, definition: Definition, on: date, guideline_key: str) -> Judged:
    verdict, override = definition.verdict(p, on), _override(p, guideline_key)
    if override is None:
        return Judged(p, Judgement(p.number, verdict.counted, verdict.reason))
    word = "counted" if override is CountOverride.COUNTED else "not counted"
    reason = f"{word} by a clinician's decision: {p.override_reason} (by the definition: {verdict.reason})"
    return Judged(p, Judgement(p.number, override is CountOverride.COUNTED, reason), overruled=True)


def _with_effect(judged: Judgement, sure: int, required: int) -> Judgement:
    """An unsure one also says how the missing answer would change the count."""
    if judged.counted is not None:
        return judged
    return replace(judged, reason=f"{judged.reason}, and the count would be {sure + 1} ({required} needed)")
