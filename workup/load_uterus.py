"""Findings of the uterus come with their investigation: a join, not another query."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from workup.checklist.uterine import Fibroid, MusaSign, Sign
from workup.checklist.uterine import UterineFindings as Findings
from workup.models import Investigation, UterineFindings

_AS_THEY_ARE = (
    "indentation_mm", "angle_deg", "external_cleft_mm", "wall_mm", "cavity", "ucv", "mac", "adhesions",
)  # fmt: skip


def with_uterus(queryset: QuerySet[Investigation]) -> QuerySet[Any]:
    """Each investigation brings what was found of the uterus, without findings entered in error."""
    valid = Q(uterine_findings__entered_in_error=False)
    joined: QuerySet[Any] = queryset.annotate(uterus=FilteredRelation("uterine_findings", condition=valid))
    return joined.select_related("uterus")


def uterus_of(row: Investigation) -> Findings | None:
    """The findings of an investigation that `with_uterus` read; None without any."""
    stored: UterineFindings | None = getattr(row, "uterus", None)
    return None if stored is None else findings_fact(stored)


def findings_fact(row: UterineFindings) -> Findings:
    """A row as a fact, stored or not."""
    return Findings(
        fibroids=tuple(_fibroid(text) for text in row.fibroids),
        signs=tuple(_signs(row)),
        **{name: getattr(row, name) for name in _AS_THEY_ARE},
    )


def _fibroid(text: str) -> Fibroid:
    figo, _, size = text.partition("@")
    return Fibroid(figo, Decimal(size) if size else None)


def _signs(row: UterineFindings) -> list[Sign]:
    looked_for = [(sign, getattr(row, sign.value)) for sign in MusaSign]
    return [Sign(s, seen, getattr(row, f"{s.value}_extent")) for s, seen in looked_for if seen is not None]
