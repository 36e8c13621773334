"""Whose sample or image it is: hers, a partner's, or tissue of one of her pregnancies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from patients.forms.hers import partners_of, pregnancies_of
from patients.forms.words import CHOOSE_AGAIN
from patients.models import Partner, Patient, Pregnancy
from patients.obstetrics.values import Outcome, Subject
from rpl_tracker.markup.shared import SharedFields
from rpl_tracker.together import Asked, Question, ask_together, given
from workup.models import Investigation


@dataclass(frozen=True, slots=True)
class Whose:
    """One choice; `key` is what the form sends."""

    subject: Subject
    partner: Partner | None = None
    pregnancy: Pregnancy | None = None

    @property
    def key(self) -> str:
        row = self.partner or self.pregnancy
        return self.subject.value if row is None else f"{self.subject.value}-{row.pk}"

    @property
    def label(self) -> str:
        """As the page says it."""
        if self.partner is not None:
            name = ", ".join(part for part in (self.partner.family_name, self.partner.given_names) if part)
            return f"Partner {self.partner.label}{f' ({name})' if name else ''}"
        if self.pregnancy is not None:
            ended = f", ended {self.pregnancy.ended_on.words}" if self.pregnancy.ended_on else ""
            outcome = self.pregnancy.get_outcome_display().lower()
            return f"Tissue of pregnancy {self.pregnancy.number} ({outcome}{ended})"
        return "The patient herself"

    def is_of(self, row: Investigation) -> bool:
        """Whether a stored investigation is of the same."""
        tissue = self.pregnancy.pk if self.pregnancy else None
        same = row.subject == self.subject and row.partner_id == (self.partner.pk if self.partner else None)
        return same and (self.subject is not Subject.TISSUE or row.pregnancy_id == tissue)


def choices_of(patient: Patient, subjects: Collection[Subject]) -> list[Whose]:
    """Everybody and everything that a sample of these subjects can be of; the newest partner and loss first."""
    asked = {subject: rows for subject, rows in people_of(patient).items() if subject in subjects}
    return choices_among(subjects, dict(zip(asked, ask_together(*asked.values()), strict=True)))


def choices_among(subjects: Collection[Subject], rows: Mapping[Subject, Sequence[Any]]) -> list[Whose]:
    """`choices_of` whose rows were read already: her partners and her ended pregnancies, as `people_of` asks for."""
    hers = [Whose(Subject.PATIENT)] if Subject.PATIENT in subjects else []
    partners = [Whose(Subject.PARTNER, partner=partner) for partner in rows.get(Subject.PARTNER, ())]
    losses = [Whose(Subject.TISSUE, pregnancy=pregnancy) for pregnancy in rows.get(Subject.TISSUE, ())]
    return [*hers, *partners, *losses]


def people_of(patient: Patient) -> dict[Subject, Asked]:
    """What to ask for the choices, by subject."""
    return {subject: question.about(patient=patient.pk) for subject, question in _PEOPLE.items()}


_PEOPLE = {
    Subject.PARTNER: Question(lambda: partners_of(given("patient")).order_by("-from_date", "-pk")),
    Subject.TISSUE: Question(
        lambda: pregnancies_of(given("patient")).exclude(outcome=Outcome.ONGOING).order_by("-number")
    ),
}


def offer(form: SharedFields, among: Iterable[Whose]) -> None:
    """Among whom the form's field `whose` lets one choose. Who was sent and is gone leaves a blank: a browser would
    show the first of the others in that place.
    """
    field: Any = form.own("whose")
    offered = [(choice.key, choice.label) for choice in among]
    data: Any = getattr(form, "data", {})
    gone = "whose" in data and data["whose"] not in dict(offered)
    field.choices = [("", "choose"), *offered] if gone else offered
    field.error_messages = {**field.error_messages, "invalid_choice": CHOOSE_AGAIN}


def asked_for(choices: Iterable[Whose], asked: Mapping[str, str]) -> Whose | None:
    """The choice that the address speaks of (`subject`, or the number of the stored `partner` or `pregnancy`)."""
    choices = list(choices)
    for choice in choices:
        row = choice.partner or choice.pregnancy
        if row is not None and asked.get("partner" if choice.partner else "pregnancy") == str(row.pk):
            return choice
    same = [choice for choice in choices if choice.subject.value == asked.get("subject")]
    return (same or choices or [None])[0]  # type: ignore[list-item]
