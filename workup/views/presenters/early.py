"""What published rules say of one pregnancy: its scans and dating, and anti-D. Folded at its story.

Nothing here counts on after an end: a due date is spoken of only while the pregnancy goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from patients.models import Pregnancy as Stored
from patients.obstetrics.crl import CURVES
from patients.obstetrics.dates import in_words
from patients.obstetrics.facts import Event, Pregnancy
from patients.obstetrics.interpreted import Interpretation
from patients.obstetrics.redating_advice import dating_said, proposals
from patients.obstetrics.scan_said import said_of_scan
from patients.obstetrics.values import RhD
from rpl_tracker.accounts.roles import Permission
from workup.checklist.facts import Facts
from workup.interpretation.anti_d import Occasion, anti_d_of, anti_d_said, bleeds_of, may_still_help, occasion_of
from workup.stored import Rows
from workup.views.looking import Look
from workup.views.presenters.actions import Action
from workup.views.presenters.lanes import when_words
from workup.views.presenters.links import Links


@dataclass(frozen=True, slots=True)
class Told:
    """What the rules say of one thing; `about` names it."""

    about: str
    said: tuple[Interpretation, ...]
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Early:
    """Everything of one pregnancy; `acts` when somebody has to decide something."""

    told: tuple[Told, ...]

    @property
    def acts(self) -> bool:
        return any(one.acts for told in self.told for one in told.said)


def early_of(p: Pregnancy, facts: Facts, stored: Stored | None, rows: Rows, links: Links, look: Look) -> Early:
    """By the record as it was on the day of the look; only today's look asks anybody to act."""
    told = (*_scans(p, stored, rows, links), *_dating(p, look), *_anti_d(p, facts, look))
    return Early(tuple(one for one in told if one.said))


def _scans(p: Pregnancy, stored: Stored | None, rows: Rows, links: Links) -> Iterator[Told]:
    for event in sorted(p.events, key=lambda event: str(event.on or "")):
        when = when_words(event, p) or "not dated"
        yield Told(f"Scan, {when}", said_of_scan(event, p), tuple(_redate(event, p, stored, rows, links)))


def _redate(event: Event, p: Pregnancy, stored: Stored | None, rows: Rows, links: Links) -> Iterator[Action]:
    """To the pregnancy's form with the proposed due date in it; nothing changes until it is saved there."""
    row = rows.of(event)
    if stored is None or row is None:
        return
    for one in proposals(event, p):
        query = {"scan": row.pk, "formula": one.formula}
        address = links.to("pregnancy_edit", Permission.RECORD, stored.pk, back="pregnancies", **query)
        if one.offered and address is not None:
            yield Action(f"Take {in_words(one.edd)} ({CURVES[one.formula].name}) to the form", address)


def _dating(p: Pregnancy, look: Look) -> Iterator[Told]:
    yield Told("Dating", dating_said(p, look.on))


def _anti_d(p: Pregnancy, facts: Facts, look: Look) -> Iterator[Told]:
    """For a woman who is RhD negative, or of whom it is not known."""
    if facts.rhd is RhD.POSITIVE:
        return
    ended = occasion_of(p, look.on)
    occasions: list[tuple[str, Occasion]] = [] if ended is None else [("how it ended", ended)]
    occasions += [(f"bleeding{_on(one)}", one) for one in bleeds_of(p)]
    for about, occasion in occasions:
        acts = look.is_today and may_still_help(occasion, look.on)
        reading = anti_d_of(occasion, facts, p.anti_d, look.on)
        yield Told(f"Anti-D, {about}", anti_d_said(reading, occasion, acts=acts))


def _on(occasion: Occasion) -> str:
    return "" if occasion.on is None else f" on {occasion.on.words}"
