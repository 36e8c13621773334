"""Each pregnancy as text: who counts it and why, what is on record, every event. The same as the picture, and more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from patients.models import Pregnancy as Stored
from patients.obstetrics.definitions import DefinitionResult, Judgement
from patients.obstetrics.facts import Birth, Event, Pregnancy
from patients.obstetrics.gestation import gestation_of
from patients.obstetrics.values import Outcome
from rpl_tracker.accounts.roles import Permission
from workup.checklist.facts import Facts
from workup.stored import Rows
from workup.views.looking import Look
from workup.views.presenters.actions import Action
from workup.views.presenters.early import Early, early_of
from workup.views.presenters.lanes import event_days, when_words
from workup.views.presenters.links import Links
from workup.views.presenters.pregnancy_words import (
    OUTCOMES,
    birth_words,
    details,
    ended_words,
    event_words,
    gestation_words,
    together_words,
)

_COUNTS = {
    True: ("true", "i-check", "Counts"),
    False: ("false", "i-dash", "No"),
    None: ("unknown", "s-cannot_tell", "Cannot tell"),
}
_SAID = {True: "counts", False: "does not count", None: "cannot tell"}


@dataclass(frozen=True, slots=True)
class Count:
    """Whether one definition counts a pregnancy, and why."""

    guideline: str
    counted: str
    icon: str
    word: str
    said: str
    reason: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An event or a birth: when (or which) and what, and where it is corrected."""

    when: str
    words: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Story:
    """One pregnancy in words."""

    number: int
    title: str
    when: str
    counts: tuple[Count, ...]
    details: tuple[tuple[str, str], ...]
    problem: str
    note: str
    births: tuple[Happening, ...]
    events: tuple[Happening, ...]
    actions: tuple[Action, ...]
    early: Early
    together: str = ""


def counts_of(number: int, results: Iterable[tuple[str, DefinitionResult]]) -> tuple[Count, ...]:
    """One pregnancy by every definition."""
    judged = ((name, j) for name, result in results for j in result.pregnancies if j.number == number)
    return tuple(_count(name, judgement) for name, judgement in judged)


def _count(name: str, judgement: Judgement) -> Count:
    return Count(name, *_COUNTS[judgement.counted], said=_SAID[judgement.counted], reason=judgement.reason)


def story_of(
    p: Pregnancy, counts: tuple[Count, ...], stored: Stored | None, rows: Rows, links: Links, look: Look, facts: Facts
) -> Story:
    """One pregnancy of `facts` as text; `stored` is its row, for its note and its links."""
    events = sorted(p.events, key=lambda event: _place(event, p))
    return Story(
        number=p.number,
        title=OUTCOMES[p.outcome],
        when=f"{ended_words(p, look.on, look.today)}, {gestation_words(p, look.on)}",
        counts=counts,
        details=tuple((name, value) for name, value in details(p) if value),
        problem=gestation_of(p, look.on).problem or "",
        note=stored.note if stored else "",
        births=tuple(_birth(birth, rows, links) for birth in p.births),
        events=tuple(_happening(event, p, rows, links) for event in events),
        actions=_actions(stored, p, links) if stored else (),
        early=early_of(p, facts, stored, rows, links, look),
        together=together_words(p),
    )


def _place(event: Event, p: Pregnancy) -> tuple[int, str]:
    """By gestation where it is known, the others after them by date."""
    days = event_days(event, p)
    return (9999 if days is None else days, str(event.on or ""))


def _happening(event: Event, p: Pregnancy, rows: Rows, links: Links) -> Happening:
    stored = rows.of(event)
    address = links.to("event_edit", Permission.EVENTS, stored.pk, back="pregnancies") if stored else None
    return Happening(when_words(event, p) or "not dated", event_words(event), address)


def _birth(birth: Birth, rows: Rows, links: Links) -> Happening:
    stored = rows.of(birth)
    address = links.to("birth_edit", Permission.RECORD, stored.pk, back="pregnancies") if stored else None
    return Happening(f"Birth {birth.order}", birth_words(birth), address)


def _actions(stored: Stored, p: Pregnancy, links: Links) -> tuple[Action, ...]:
    born = p.outcome in {Outcome.LIVE_BIRTH, Outcome.STILLBIRTH}
    offered = (
        ("Edit", links.to("pregnancy_edit", Permission.RECORD, stored.pk, back="pregnancies")),
        ("Add event", links.to("event_new", Permission.EVENTS, stored.pk, back="pregnancies")),
        ("Add birth", links.to("birth_new", Permission.RECORD, stored.pk, back="pregnancies") if born else None),
    )
    return tuple(Action(verb, address) for verb, address in offered if address is not None)
