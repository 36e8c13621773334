"""Two records of the same woman, whoever she is: what is stored of each, and what is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.forms.models import model_to_dict

from patients.models import Condition, Event, Medication, Partner, Patient, Pregnancy
from workup.models import Decision, Investigation

IDENTITY = ["id", "mrn", "family_name", "given_names", "clinic", "patient", "pregnancy", "version"]
HERS = (Partner, Condition, Medication, Pregnancy, Investigation, Decision)


def record_of(patient: Patient) -> dict[str, list[Any]]:
    """Every stored value of her record by kind of row, without what says who she is."""
    rows = {kind.__name__: [_told(row) for row in kind.objects.filter(patient=patient)] for kind in HERS}
    rows["Event"] = [(e.pregnancy.number, _told(e)) for e in Event.objects.filter(pregnancy__patient=patient)]
    rows["Patient"] = [_told(patient)]
    return {kind: sorted(told, key=repr) for kind, told in rows.items()}


def _told(row: Model) -> dict[str, Any]:
    return dict(_plain(model_to_dict(row, exclude=IDENTITY)))


def _plain(values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Decimals without the zeros of their column."""
    for name, value in values.items():
        yield name, value.normalize() if hasattr(value, "normalize") else value
