"""What is asked of the database to know a record: `workup.load` reads the answers."""

from __future__ import annotations

from collections.abc import Collection

from patients.models import Birth, Condition, Event, Medication, Partner, Pregnancy
from patients.together import Asked, Question
from workup.load_uterus import with_uterus
from workup.models import Decision, Investigation

_VALID = {"entered_in_error": False}
_QUESTIONS = (
    Question(lambda ids: Partner.objects.filter(patient__in=ids, **_VALID)),
    Question(lambda ids: Birth.objects.filter(pregnancy__patient__in=ids, **_VALID).order_by("order", "pk")),
    Question(lambda ids: Event.objects.filter(pregnancy__patient__in=ids, **_VALID)),
    Question(lambda ids: Pregnancy.objects.filter(patient__in=ids, **_VALID)),
    Question(lambda ids: Condition.objects.filter(patient__in=ids, **_VALID)),
    Question(lambda ids: Medication.objects.filter(patient__in=ids, **_VALID)),
    Question(
        lambda ids: with_uterus(Investigation.objects.filter(patient__in=ids, **_VALID).select_related("lab")).order_by(
            "pk"
        )
    ),
    Question(
        lambda ids: Decision.objects.filter(patient__in=ids, **_VALID).select_related("decided_by").order_by("pk")
    ),
)


def questions(ids: Collection[int]) -> list[Asked]:
    """Everything on record about these patients; `workup.load.read_answers` reads the answers."""
    return [question.about(ids) for question in _QUESTIONS]
