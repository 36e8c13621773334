"""What must not be missed on her page, whichever result is looked for: the self-harm item of a questionnaire."""

from __future__ import annotations

from dataclasses import dataclass

from patients.obstetrics.interpreted import Interpretation
from workup.checklist.facts import Facts, Investigation
from workup.checklist.words import test_label
from workup.interpretation.questionnaires import flagged, self_harm_flag
from workup.views.presenters.results import anchors_of


@dataclass(frozen=True, slots=True)
class Alert:
    """In words, with the result on the page that it is from."""

    title: str
    said: Interpretation
    anchor: str


def alerts_of(facts: Facts) -> tuple[Alert, ...]:
    """By the record as it was on the day of the look."""
    anchors = anchors_of(facts)
    found = ((one, self_harm_flag(one)) for one in flagged(facts))
    return tuple(Alert(_title(one), flag, anchors[id(one)]) for one, flag in found if flag is not None)


def _title(one: Investigation) -> str:
    whose = "" if one.partner is None else f", partner {one.partner}"
    when = "date not recorded" if one.collected_on is None else one.collected_on.words
    return f"Self-harm item: {test_label(one.test)}{whose}, {when}"
