"""The rest of her record in words: medication, conditions, partners, decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from patients.models import Partner as StoredPartner
from patients.obstetrics.dates import PartialDate, in_words
from patients.obstetrics.values import ConditionCode, DecisionKind, Subject
from rpl_tracker.accounts.roles import Permission
from workup import catalogue
from workup.catalogue.items import items
from workup.checklist.conditions import in_words as condition_words
from workup.checklist.facts import Condition, Lifestyle, Medication, Partner
from workup.checklist.records import lifestyle_words
from workup.guidelines.local import OWN
from workup.views.presenters.actions import Action
from workup.views.presenters.results import Page

_DECIDED = {
    DecisionKind.DECLINED: "Declined",
    DecisionKind.ELSEWHERE: "Elsewhere",
    DecisionKind.NOT_APPLICABLE: "Not applicable",
    DecisionKind.DEFERRED: "Deferred",
}


@dataclass(frozen=True, slots=True)
class Drug:
    """What she takes or took."""

    name: str
    kind: str
    dose: str
    when: str
    taken: bool
    address: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Conditions of one person: three things, not two."""

    whose: str
    present: tuple[str, ...]
    absent: tuple[str, ...]
    not_asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A partner for a period."""

    label: str
    name: str
    when: str
    lifestyle: str
    sperm: str
    address: str | None
    panels: tuple[Action, ...] = ()  # where the partner's results are entered


@dataclass(frozen=True, slots=True)
class Word:
    """A clinician's decision on an item; `status` is its chip's."""

    status: str
    word: str
    item: str
    reason: str
    by: str
    address: str | None


def drugs_of(page: Page) -> list[Drug]:
    """What she takes now first, then by name."""
    drugs = [_drug(medication, page) for medication in page.facts.medications]
    return sorted(drugs, key=lambda drug: (not drug.taken, drug.name.lower()))


def _drug(medication: Medication, page: Page) -> Drug:
    stored = page.rows.of(medication)
    return Drug(
        name=medication.name,
        kind=_spoken(medication.kind),
        dose=medication.dose,
        when=_period(medication.started_on, medication.stopped_on),
        taken=medication.stopped_on is None or medication.stopped_on.latest >= page.on,
        address=page.links.to("medication_edit", Permission.RECORD, stored.pk, back="medication") if stored else None,
    )


def _period(first: PartialDate | None, last: PartialDate | None) -> str:
    begin = f"from {first.words}" if first else "start not recorded"
    return f"{begin} to {last.words}" if last else f"{begin}, no stop recorded"


def asked_of(page: Page) -> list[Asked]:
    """What was asked of her, and of each partner of whom anything was asked."""
    labels: list[str | None] = [None, *(p.label for p in page.facts.partners)]
    people = ((label, [c for c in page.facts.conditions if c.partner == label]) for label in labels)
    return [_asked(label, rows) for label, rows in people if rows or label is None]


def _asked(label: str | None, rows: list[Condition]) -> Asked:
    answered = {row.code for row in rows}
    not_asked = (code for code in ConditionCode if code not in answered) if label is None else ()
    return Asked(
        whose="Hers" if label is None else f"Partner {label}",
        present=tuple(_condition(row) for row in rows if row.present),
        absent=tuple(_condition(row) for row in rows if not row.present),
        not_asked=tuple(condition_words(code) for code in not_asked),
    )


def _condition(row: Condition) -> str:
    since = f"since {row.since.words}" if row.since else ""
    more = "; ".join(part for part in (since, row.note) if part)
    return f"{condition_words(row.code)} ({more})" if more else condition_words(row.code)


def people_of(page: Page) -> list[Person]:
    """Her partners, as the day shows them."""
    names = {row.label: row for row in page.rows.all(StoredPartner)}
    return [_person(partner, names.get(partner.label), page) for partner in page.facts.partners]


def _person(partner: Partner, stored: StoredPartner | None, page: Page) -> Person:
    parts = (stored.family_name, stored.given_names) if stored else ()
    return Person(
        label=partner.label,
        name=", ".join(part for part in parts if part) or "name not recorded",
        when=_since(partner),
        lifestyle=lifestyle_line(partner.lifestyle),
        sperm={True: "provides sperm", False: "provides no sperm", None: ""}[partner.provides_sperm],
        address=page.links.to("partner_edit", Permission.RECORD, stored.pk, back="partners") if stored else None,
        panels=tuple(_panels(stored, page)) if stored else (),
    )


def _panels(stored: StoredPartner, page: Page) -> Iterator[Action]:
    """Every panel that is entered for a partner, with this one chosen."""
    for key, panel in catalogue.panels().items():
        if Subject.PARTNER in panel.subjects:
            address = page.links.to("results_panel", Permission.RESULTS, key, back="partners", partner=stored.pk)
            if address is not None:
                yield Action(panel.label, address)


def _since(partner: Partner) -> str:
    begin = f"from {in_words(partner.from_date)}" if partner.from_date else ""
    end = f"to {in_words(partner.to_date)}" if partner.to_date else ""
    return " ".join(part for part in (begin, end) if part) or "dates not recorded"


def lifestyle_line(lifestyle: Lifestyle) -> str:
    """What is recorded, and that nothing is."""
    caffeine = lifestyle.caffeine_mg_per_day
    parts = (lifestyle_words(lifestyle), "" if caffeine is None else f"caffeine {caffeine} mg a day")
    return ", ".join(part for part in parts if part) or "height, weight, smoking and alcohol not recorded"


def decisions_of(page: Page) -> Iterator[Word]:
    """Every recorded decision, newest first, those that something newer has overtaken included."""
    known = _items_by_name(page)
    for decision in sorted(page.facts.decisions, key=lambda d: d.decided_on, reverse=True):
        stored = page.rows.of(decision)
        edit = ("decision_edit", Permission.DECISIONS)
        whose = f", partner {decision.partner}" if decision.partner else ""
        whose += f", pregnancy {decision.pregnancy}" if decision.pregnancy is not None else ""
        review = f"; review {in_words(decision.review_on)}" if decision.review_on else ""
        yield Word(
            status=str(decision.kind),
            word=_DECIDED[decision.kind],
            item=known.get(decision.item, _spoken(decision.item)) + whose,
            reason=decision.reason,
            by=", ".join(part for part in (decision.by, in_words(decision.decided_on)) if part) + review,
            address=page.links.to(*edit, stored.pk, back="decisions") if stored else None,
        )


def _items_by_name(page: Page) -> dict[str, str]:
    """The names of the catalogue's items and of the clinic's own."""
    own = (row for row in (page.guideline.items if page.guideline else ()) if row.local)
    return {**{row.item: f"{row.what.label} (local)" for row in own}, **{key: i.label for key, i in items().items()}}


def _spoken(value: str) -> str:
    return value.removeprefix(OWN).replace("_", " ").replace("-", " ")
