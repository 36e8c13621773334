"""Her page while her present partner is in the room: what speaks of earlier partners, of pregnancies with them, and of
terminations is folded away. Nothing is recomputed, so the counts stay what they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.values import Outcome
from workup.checklist.facts import Facts, Partner
from workup.views.presenters.findings import Row
from workup.views.presenters.lanes import Lane
from workup.views.presenters.next_steps import Step
from workup.views.presenters.pregnancy_words import OUTCOMES
from workup.views.presenters.record import Asked, Person, Word
from workup.views.presenters.results import Line, Waiting
from workup.views.presenters.stories import Count, Story
from workup.views.presenters.timeline import Bar, Point

_TERMINATIONS = frozenset({Outcome.TERMINATION, Outcome.TERMINATION_ANOMALY, Outcome.TERMINATION_MEDICAL})
# What a thing is about: when this speaks of something folded, the whole thing is.
_ABOUT: dict[type[Any], str] = {
    Row: "label", Lane: "summary", Step: "what", Asked: "whose", Person: "label", Word: "item", Line: "whose",
    Waiting: "whose", Bar: "title", Point: "title",
}  # fmt: skip
_PREGNANCIES = re.compile(r"pregnanc(?:y|ies) (\d+(?:(?:,| and|, and| or| to) \d+)*)", re.IGNORECASE)
_PARTS = re.compile(r"(; | · )")


@dataclass(frozen=True, slots=True)
class Fold:
    """Numbers and labels that are folded away; `not_known`: pregnancies of which the partner is not recorded."""

    pregnancies: frozenset[int]
    partners: frozenset[str]
    not_known: tuple[int, ...]

    def mentions(self, text: str) -> bool:
        """Whether a text speaks of something folded away."""
        numbers = {int(number) for said in _PREGNANCIES.findall(text) for number in re.findall(r"\d+", said)}
        return (
            bool(numbers & self.pregnancies)
            or any(_speaks_of(label, text) for label in self.partners)
            or any(OUTCOMES[outcome].lower() in text.lower() for outcome in _TERMINATIONS)
        )


def _speaks_of(label: str, text: str) -> bool:
    """`P1`, `partner P1`, `Parental karyotype (P1)`."""
    return text == label or bool(re.search(rf"(?:partner |\(){re.escape(label)}(?!\w)", text, re.IGNORECASE))


def fold_of(facts: Facts, on: date) -> Fold:
    """What is folded on this day. A pregnancy without a partner on record is folded only when it ended before the
    present partner's time, or as a termination."""
    present = [partner for partner in facts.partners if _is_present(partner, on)]
    labels = {partner.label for partner in present}
    since = min((p.from_date for p in present if p.from_date is not None), default=None)
    folded = frozenset(p.number for p in facts.pregnancies if _is_folded(p, labels, since))
    not_known = (p.number for p in facts.pregnancies if p.partner is None and p.number not in folded)
    return Fold(folded, frozenset(p.label for p in facts.partners if p.label not in labels), tuple(not_known))


def _is_present(partner: Partner, on: date) -> bool:
    return partner.to_date is None or partner.to_date >= on


def _is_folded(p: Pregnancy, present: set[str], since: date | None) -> bool:
    if p.outcome in _TERMINATIONS:
        return True
    if p.partner is not None:
        return p.partner not in present
    return since is not None and p.ended_on is not None and p.ended_on.latest < since


def folded(shown: Any, fold: Fold) -> Any:
    """The same page without what is folded away: whole entries where they are about it, else the part of a sentence."""
    if isinstance(shown, str):
        return _text(shown, fold)
    if isinstance(shown, (tuple, list)):
        return type(shown)(folded(each, fold) for each in shown if not _is_about(each, fold))
    if is_dataclass(shown) and not isinstance(shown, type):
        return replace(shown, **{f.name: folded(getattr(shown, f.name), fold) for f in fields(shown) if f.init})
    return shown


def _text(text: str, fold: Fold) -> str:
    """Sentences that are joined by `;` or `·` lose the part that mentions it."""
    if not fold.mentions(text):
        return text
    parts = _PARTS.split(text)
    kept = [(mark, part) for mark, part in zip(["", *parts[1::2]], parts[::2], strict=True) if not fold.mentions(part)]
    return "".join(part if place == 0 else mark + part for place, (mark, part) in enumerate(kept))


def _is_about(entry: Any, fold: Fold) -> bool:
    if isinstance(entry, Story):
        return entry.number in fold.pregnancies
    if isinstance(entry, tuple) and len(entry) == 2:  # a pregnancy by one definition, a lane with its counts
        first, second = entry
        return (
            first in fold.pregnancies
            if isinstance(second, Count)
            else isinstance(first, Lane) and _is_about(first, fold)
        )
    if isinstance(entry, str):
        return fold.mentions(entry) and not _text(entry, fold)
    name = _ABOUT.get(type(entry))
    return name is not None and fold.mentions(getattr(entry, name))
