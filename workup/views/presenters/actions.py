"""What one can do about a finding: enter its result, order it, decide on it, record the fact that it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from patients.obstetrics.values import Subject
from rpl_tracker.accounts.roles import Permission
from workup import catalogue
from workup.checklist.findings import Finding, Status
from workup.guidelines import Guideline
from workup.views.presenters.links import Links
from workup.views.presenters.questions import QUESTIONS, Place, Question
from workup.views.presenters.statuses import CLOSED_BY_DECISION

_ENTER = frozenset(
    {
        Status.MISSING,
        Status.REPEAT_DUE,
        Status.REPEAT_NOT_YET,
        Status.NOT_INTERPRETABLE,
        Status.PARTIAL,
        Status.CANNOT_TELL,
        Status.ORDERED,
        Status.OPTIONAL,
        Status.NOT_RETRIEVABLE,
        *CLOSED_BY_DECISION,
    }
)
_ORDER = _ENTER - {Status.ORDERED, Status.NOT_RETRIEVABLE}


@dataclass(frozen=True, slots=True)
class Action:
    """A verb and where it leads."""

    verb: str
    address: str


@dataclass(frozen=True, slots=True)
class Actions:
    """Links from findings; `pregnancies` and `partners` are the numbers of the stored rows by number and label."""

    links: Links
    guideline: Guideline
    pregnancies: dict[int, int]
    partners: dict[str, int]

    def of(self, finding: Finding, anchor: str) -> tuple[Action, ...]:
        """The actions of one finding, in the order of the page: Enter or Record, Order, Decide."""
        if finding.status not in _ENTER:
            return ()
        offered = (
            ("Record", self.record(finding, anchor)),
            ("Enter", self.enter(finding, anchor)),
            ("Order", self.order(finding, anchor) if finding.status in _ORDER else None),
            ("Change" if finding.status in CLOSED_BY_DECISION else "Decide", self.decide(finding, anchor)),
        )
        return tuple(Action(verb, address) for verb, address in offered if address is not None)

    def record(self, finding: Finding, anchor: str) -> str | None:
        """The form of the record where the missing fact belongs; None where a result is what is missing."""
        where = finding.record
        if finding.subject is Subject.PARTNER and finding.partner is None:
            return self.links.to("partner_new", Permission.RECORD, back=anchor)
        if where == "lifestyle" and finding.partner is not None:
            partner = self.partners.get(finding.partner)
            return self.links.to("partner_edit", Permission.RECORD, partner, back=anchor) if partner else None
        if where in {"lifestyle", "blood_group"}:
            return self.links.to("patient_edit", Permission.RECORD, back=anchor)
        if where in {"family_history", "support"}:
            return self.links.to("conditions", Permission.RECORD, back=anchor)
        return self.answer(finding, anchor) if finding.status is Status.CANNOT_TELL else None

    def question(self, finding: Finding) -> Question | None:
        """What the trigger of the item's row waits for."""
        return QUESTIONS.get(self.guideline.item(finding.key).trigger or "")

    def answer(self, finding: Finding, anchor: str) -> str | None:
        """Where the fact that decides whether the item is asked for is recorded."""
        asked = self.question(finding)
        if asked is None or asked.place is Place.RESULT:
            return None
        if asked.place is Place.CONDITIONS:
            return self.links.to("conditions", Permission.RECORD, back=anchor)
        row = self.pregnancies.get(finding.pregnancy or 0)
        return self.links.to("pregnancy_edit", Permission.RECORD, row, back=anchor) if row else None

    def enter(self, finding: Finding, anchor: str) -> str | None:
        """The panel on which the first of its tests is entered."""
        if not finding.enter or self._no_partner(finding):
            return None
        panel = panel_of(finding.enter[0])
        return None if panel is None else self.links.to(
            "results_panel", Permission.RESULTS, panel, back=anchor, test=finding.enter[0], **self._whose(finding)
        )  # fmt: skip

    def order(self, finding: Finding, anchor: str) -> str | None:
        """The order form with the item chosen."""
        if not finding.order or self._no_partner(finding):
            return None
        return self.links.to("order", Permission.ORDERS, back=anchor, item=finding.key, **self._whose(finding))

    def decide(self, finding: Finding, anchor: str) -> str | None:
        """The decision form with the item chosen."""
        if self._no_partner(finding):
            return None
        return self.links.to(
            "decision_new", Permission.DECISIONS, back=anchor, item=finding.key, **self._whose(finding)
        )

    def _whose(self, finding: Finding) -> dict[str, object]:
        partner = self.partners.get(finding.partner) if finding.partner is not None else None
        pregnancy = self.pregnancies.get(finding.pregnancy) if finding.pregnancy is not None else None
        return {"partner": partner, "pregnancy": pregnancy}

    def _no_partner(self, finding: Finding) -> bool:
        return finding.subject is Subject.PARTNER and finding.partner is None


@cache
def panel_of(test: str) -> str | None:
    """The entry form that a test is on."""
    return next((key for key, panel in catalogue.panels().items() if test in panel.tests), None)
