"""The filter of the worklist as it stands in the address: it names items, states and colleagues, never a patient."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from workup import worklist as wl
from workup.catalogue.items import items
from workup.guidelines.local import OWN

SORT_WORDS = {
    wl.VISIT: "Next visit",
    wl.NAME: "Name",
    wl.WAITING: "Waiting longest for a result",
    wl.MISSING: "Most missing",
}


def wanted_of(params: Mapping[str, str]) -> wl.Filter:
    """What the address asks for; anything unknown in it asks for nothing."""
    state, item, who, sort = (params.get(name, "") for name in ("state", "item", "clinician", "sort"))
    return wl.Filter(
        state=state if state in wl.STATES else None,
        item=item if item in items() or item.startswith(OWN) else None,
        clinician=int(who) if who.isascii() and who.isdigit() and len(who) < 10 else None,
        rest=params.get("rest") == "1",
        sort=sort if sort in wl.SORTS else wl.VISIT,
    )


def query_of(wanted: wl.Filter, **changed: object) -> str:
    """The filter as it stands in the address, with some of it changed; empty for the plain list."""
    parts: dict[str, object] = {"state": wanted.state, "item": wanted.item, "clinician": wanted.clinician}
    parts |= {"rest": "1" if wanted.rest else None, "sort": None if wanted.sort == wl.VISIT else wanted.sort}
    return urlencode({name: value for name, value in (parts | changed).items() if value is not None})


def from_query(query: str) -> wl.Filter:
    """The inverse of `query_of`."""
    return wanted_of(dict(parse_qsl(query)))


def address_query(wanted: wl.Filter, **changed: object) -> str:
    """As in a link: never empty, because the bare address opens with the filter that is saved for it."""
    return query_of(wanted, **changed) or "all=1"
