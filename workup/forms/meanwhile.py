"""Two people decide on one item at the same time: the second is told before anything is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from patients.forms.hers import hers_and
from patients.forms.words import said
from patients.models import Patient
from patients.obstetrics.dates import in_words
from rpl_tracker.together import Question, given
from workup.models import Decision

AGAIN = (
    "Nothing of yours was saved yet. Saving again stores yours too: the one decided on the later day counts, on the "
    "same day the one saved last."
)
_DECISIONS = Question(
    lambda: Decision.objects.valid().filter(patient=given("patient")).select_related("decided_by").order_by("pk")
)


def decisions_on_record(patient: Patient) -> Sequence[Decision]:
    """All of hers, read together with her partners and pregnancies."""
    _, (found,) = hers_and(patient, _DECISIONS.about(patient=patient.pk))
    return found


def marks_of(stored: Iterable[Decision]) -> str:
    """What a form that is opened now has seen: number and version of each decision."""
    return " ".join(f"{one.pk}.{one.version}" for one in stored)


def not_seen(stored: Iterable[Decision], new: Decision, seen: Collection[str]) -> list[Decision]:
    """Decisions on what the new one is about that were stored, or changed, since its form was opened."""
    return [one for one in stored if _about(one) == _about(new) and marks_of([one]) not in seen]


def _about(decision: Decision) -> tuple[str, int | None, int | None]:
    return decision.item, decision.partner_id, decision.pregnancy_id


def in_a_sentence(stored: Decision) -> str:
    """Who decided what and why: `Anna Berg, 5 Jan 2026: Declined (she prefers not to).`"""
    by = stored.decided_by.get_full_name() or stored.decided_by.get_username()
    kind = said("kind", stored.kind, stored.get_kind_display())
    again = f", to be looked at again on {in_words(stored.review_on)}" if stored.review_on else ""
    return f"{by}, {in_words(stored.decided_on)}: {kind}{again} ({stored.reason})."
