"""What is asked of the database to know a record: `workup.load` reads the answers."""

from __future__ import annotations

from collections.abc import Collection

from patients.models import Birth, Condition, Event, Medication, Partner, Pregnancy
from rpl_tracker.together import Asked, Question, any_of
from workup.load_uterus import with_uterus
from workup.models import Decision, Investigation

_IDS = any_of("patients")
_VALID = {"entered_in_error": False}
_QUESTIONS = (
    Question(lambda: Partner.objects.filter(patient__in=_IDS, **_VALID)),
    Question(lambda: Birth.objects.filter(pregnancy__patient__in=_IDS, **_VALID).order_by("order", "pk")),
    Question(lambda: Event.objects.filter(pregnancy__patient__in=_IDS, **_VALID)),
    Question(lambda: Pregnancy.objects.filter(patient__in=_IDS, **_VALID)),
    Question(lambda: Condition.objects.filter(patient__in=_IDS, **_VALID)),
    Question(lambda: Medication.objects.filter(patient__in=_IDS, **_VALID)),
    Question(
        lambda: with_uterus(Investigation.objects.filter(patient__in=_IDS, **_VALID).select_related("lab")).order_by(
            "pk"
        )
    ),
    Question(lambda: Decision.objects.filter(patient__in=_IDS, **_VALID).select_related("decided_by").order_by("pk")),
)


def questions(ids: Collection[int]) -> list[Asked]:
    """Everything on record about these patients; `workup.load.read_answers` reads the answers."""
    ids = list(ids)
    return [question.about(patients=ids) for question in _QUESTIONS]
