"""The definitions of recurrent pregnancy loss beside each other: which come first, and what each says of her."""

from __future__ import annotations

from dataclasses import dataclass

from patients.obstetrics.bodies import DEFINITIONS, Definition
from patients.obstetrics.definitions import DefinitionResult
from workup.guidelines import Guideline
from workup.views.presenters.stories import Count, counts_of

FIRST = ("asrm-rpl-2012", "eshre-2022", "rcog-gtg17-2023")  # beside the edition that is looked at and the clinic's own
MOST_IN_BANNER = 3
_DOORS = {
    "second_trimester_loss": "second-trimester loss",
    "clinician_discretion": "two losses, clinician's discretion",
}
_ICONS = {"true": "i-check", "false": "i-dash", "unknown": "s-cannot_tell"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One definition: `met` is `true`, `false` or `unknown`; `signed_off` is None where no edition is on file."""

    guideline: str
    met: str
    icon: str
    words: str
    counts: str
    signed_off: bool | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """A definition that has no column of its own: what it asks, what it says, and each pregnancy with its reason."""

    verdict: Verdict
    title: str
    workup_may_start: str
    source: str
    counts: tuple[tuple[int, Count], ...]


def leading(looked_at: str, clinics_own: str) -> list[Definition]:
    """The definition that is looked at, the clinic's own, then the first three; each once."""
    by_key = {definition.key: definition for definition in DEFINITIONS.values()}
    return [by_key[key] for key in dict.fromkeys((looked_at, clinics_own, *FIRST)) if key in by_key]


def others(looked_at: str, clinics_own: str) -> list[Definition]:
    """All that do not lead, those of bodies without an edition on file among them."""
    first = leading(looked_at, clinics_own)
    return [definition for definition in DEFINITIONS.values() if definition not in first]


def short_name(guideline: Guideline) -> str:
    """`ESHRE 2022`."""
    return DEFINITIONS[guideline.definition].short


def choice_name(guideline: Guideline) -> str:
    """The same where an edition is chosen; a draft is called one."""
    return f"{short_name(guideline)} (draft, not verified)" if guideline.draft else short_name(guideline)


def verdict_of(definition: Definition, result: DefinitionResult) -> Verdict:
    """What a definition says of her, with what it counted."""
    met = {True: "true", False: "false", None: "unknown"}[result.met]
    words = {"true": "Met", "false": "Not met", "unknown": "Cannot tell"}[met]
    counts = f"counts {result.counted}, needs {result.required} {definition.together}".rstrip()
    if result.in_scope_by is not None:
        words, counts = "In scope", _DOORS.get(result.in_scope_by, result.in_scope_by.replace("_", " "))
    return Verdict(definition.short, met, _ICONS[met], words, counts)


def other_of(definition: Definition, result: DefinitionResult) -> Other:
    """Everything there is to say of her by a definition without a column."""
    said = [(definition.short, result)]
    judged = tuple((j.number, count) for j in result.pregnancies for count in counts_of(j.number, said))
    return Other(
        verdict_of(definition, result), definition.title, definition.workup_may_start, definition.source, judged
    )
