"""A stored event, and the pregnancy that it is of, as the rules of early pregnancy take them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from patients.forms.reading import as_fact
from patients.models import Event, Pregnancy
from patients.obstetrics import facts
from patients.obstetrics import values as v

_PLAIN = (
    "on", "ga_weeks", "ga_days", "approximate", "sac_mm", "yolk_sac_mm", "crl_mm", "crl_measurements", "embryo_seen",
    "yolk_sac_seen", "empty_amnion", "heart_rate", "fluid_index_mm", "cervix_mm", "haematoma_mm", "haematoma_mm_2",
    "hcg_iu_l", "text",
)  # fmt: skip

_KINDS, _ROUTES = frozenset(v.EventKind), frozenset(v.Route)


def event_fact(row: Event) -> facts.Event:
    """One row, stored or not; a word that is none yet reads as not recorded."""
    plain: dict[str, Any] = {name: getattr(row, name) for name in _PLAIN}
    return facts.Event(
        kind=v.EventKind(row.kind) if row.kind in _KINDS else v.EventKind.NOTE,
        route=v.Route(row.route) if row.route in _ROUTES else None,
        cardiac_activity=row.cardiac_activity or None,
        fluid=row.fluid or None,
        **plain,
    )


def with_events(row: Pregnancy, events: Iterable[facts.Event]) -> facts.Pregnancy:
    """What dates a pregnancy, how it began, and its events."""
    return replace(
        as_fact(row),
        conception=v.Conception(row.conception) if row.conception else None,
        edd_basis=v.EddBasis(row.edd_basis) if row.edd_basis else None,
        fetus_count=row.fetus_count,
        events=tuple(events),
    )
