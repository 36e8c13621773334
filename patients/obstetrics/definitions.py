"""Which losses each definition of recurrent pregnancy loss counts, each with a reason.

Sources: interfaces.md, 2a; rulings.md, 4, 15, 16, 31; guidelines.md, 1. A definition is data plus one small function
that judges one pregnancy (`judging.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.judging import Verdict, asrm_2012, eshre_2022, rcog_2023
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
class Judgement:
    """Whether pregnancy `number` counts: true, false, or None when the fact that the reason names is missing."""

    number: int
    counted: bool | None
    reason: str


@dataclass(frozen=True, slots=True)
class DefinitionResult:
    """`counted` is the number of sure ones; `in_scope_by` names the door when the number alone is not reached."""

    met: bool | None
    required: int
    counted: int
    in_scope_by: str | None
    pregnancies: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """One body's definition: how many, which (`verdict`), and what else brings a woman into its scope."""

    name: str
    title: str
    required: int
    verdict: Callable[[Pregnancy, date], Verdict]
    second_trimester_loss_in_scope: bool = False
    early_workup_from: int | None = None  # losses that suffice with a recorded early_workup_reason


DEFINITIONS: Mapping[str, Definition] = MappingProxyType(
    {
        d.name: d
        for d in (
            Definition(
                "eshre_2022",
                "two or more losses before 24+0, also biochemical ones confirmed by hCG; not necessarily in a row",
                2,
                eshre_2022,
            ),
            Definition(
                "rcog_2023",
                "three or more first-trimester losses, not necessarily in a row; one second-trimester loss, or two "
                "losses at a clinician's discretion, are in its scope",
                3,
                rcog_2023,
                second_trimester_loss_in_scope=True,
                early_workup_from=2,
            ),
            Definition(
                "asrm_2012",
                "two or more clinical losses, confirmed by ultrasound or histology; not necessarily in a row",
                2,
                asrm_2012,
            ),
        )
    }
)


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
    judged = [_judged(p, definition, on, guideline_key) for p in ordered]
    sure = sum(j.counted is True for j in judged)
    possible = sure + sum(j.counted is None for j in judged)
    enough = _enough(sure, possible, definition.required)
    door, door_name = _scope(definition, ordered, on, guideline_key, _early(definition, early_workup, sure, possible))
    met = True if enough or door else None if enough is None or door is None else False
    in_scope_by = door_name if door and not enough else None
    told = tuple(_with_effect(j, sure, definition.required) for j in judged)
    return DefinitionResult(met, definition.required, sure, in_scope_by, told)


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


def _judged(p: Pregnancy, definition: Definition, on: date, guideline_key: str) -> Judgement:
    verdict, override = definition.verdict(p, on), _override(p, guideline_key)
    if override is None:
        return Judgement(p.number, verdict.counted, verdict.reason)
    word = "counted" if override is CountOverride.COUNTED else "not counted"
    reason = f"{word} by a clinician's decision: {p.override_reason} (by the definition: {verdict.reason})"
    return Judgement(p.number, override is CountOverride.COUNTED, reason)


def _with_effect(judged: Judgement, sure: int, required: int) -> Judgement:
    """An unsure one also says how the missing answer would change the count."""
    if judged.counted is not None:
        return judged
    return replace(judged, reason=f"{judged.reason}, and the count would be {sure + 1} ({required} needed)")
