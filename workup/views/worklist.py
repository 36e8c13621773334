"""The home page: who of my clinic needs something, and what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rpl_tracker.accounts.access import current_clinic, today
from rpl_tracker.accounts.models import Clinic, User
from workup import worklist as wl
from workup.catalogue.items import items
from workup.guidelines import load_all
from workup.models import ChecklistPeriod
from workup.views.words import STATE_WORDS, line_of

Choice = tuple[str, str]
ICONS = {
    "missing": "s-missing",
    "repeat_due": "s-repeat_due",
    "outstanding": "s-ordered",
    "review": "s-review",
    "ready": "s-ready",
}


@dataclass(frozen=True, slots=True)
class Pill:
    """One state above the list: a link with its count."""

    state: str
    words: str
    count: int
    address: str
    current: bool
    icon: str = ""


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """The women of the current clinic, narrowed by what the address says."""
    clinic = current_clinic(request)
    on, wanted = today(clinic), _wanted(request)
    rows = wl.matching(clinic, on, wanted)
    context = _context(clinic, on, wanted) | _page(rows, request.GET.get("page"), on)
    return render(request, "workup/worklist.html", context | {"query": _query(wanted)})


@require_POST
def worklist_search(request: HttpRequest) -> HttpResponse:
    """Search by part of a name or MRN. By POST: what is typed is in no address and in no log."""
    clinic = current_clinic(request)
    on, text = today(clinic), " ".join(request.POST.get("q", "").replace("\0", "").split())[:100]
    if text:
        found = _page(wl.found(clinic, on, text), request.POST.get("page"), on) | {"typed": text, "searched": True}
    else:
        found = {"rows": [], "nothing_typed": True}
    if request.headers.get("HX-Request"):
        return render(request, "workup/worklist_rows.html", found)
    return render(request, "workup/worklist.html", _context(clinic, on, wl.Filter()) | found)


def _wanted(request: HttpRequest) -> wl.Filter:
    """What the address asks for; anything unknown in it asks for nothing."""
    state, item, who = (request.GET.get(name, "") for name in ("state", "item", "clinician"))
    return wl.Filter(
        state=state if state in wl.STATES else None,
        item=item if item in items() else None,
        clinician=int(who) if who.isascii() and who.isdigit() and len(who) < 10 else None,
        rest=request.GET.get("rest") == "1",
    )


def _query(wanted: wl.Filter, **changed: object) -> str:
    parts: dict[str, object] = {"state": wanted.state, "item": wanted.item, "clinician": wanted.clinician}
    parts |= {"rest": "1" if wanted.rest else None, **changed}
    return urlencode({name: value for name, value in parts.items() if value is not None})


def _context(clinic: Clinic, on: date, wanted: wl.Filter) -> dict[str, object]:
    counts = wl.counts(clinic, on)
    guideline = load_all()[clinic.default_guideline]
    return {
        "clinic": clinic,
        "guideline": guideline,
        "pills": _pills(counts, wanted),
        "counts": counts,
        "wanted": wanted,
        "items": _items(clinic),
        "clinicians": _clinicians(clinic),
        "chosen_clinician": "" if wanted.clinician is None else str(wanted.clinician),
        "narrowed": wanted != wl.Filter(),
    }


def _pills(counts: Mapping[str, int], wanted: wl.Filter) -> list[Pill]:
    every = Pill("", "All", counts["all"], _address(wanted, None), wanted.state is None and not wanted.rest)
    states = (
        Pill(state, words, counts[state], _address(wanted, state), wanted.state == state, ICONS[state])
        for state, words in STATE_WORDS.items()
    )
    return [every, *states]


def _address(wanted: wl.Filter, state: str | None) -> str:
    query = _query(wanted, state=state, rest=None)
    return f"{reverse('worklist')}?{query}" if query else reverse("worklist")


def _items(clinic: Clinic) -> list[Choice]:
    """The items of the clinic's edition, each once."""
    guideline = load_all()[clinic.default_guideline]
    return list(dict.fromkeys((entry.item, items()[entry.item].label) for entry in guideline.items))


def _clinicians(clinic: Clinic) -> list[Choice]:
    people = User.objects.filter(memberships__clinic=clinic, memberships__active=True).order_by("last_name", "username")
    return [(str(person.pk), person.get_full_name() or person.get_username()) for person in people]


def _page(rows: QuerySet[ChecklistPeriod], number: str | None, on: date) -> dict[str, object]:
    page: Page[ChecklistPeriod] = Paginator(rows, wl.PAGE).get_page(number)
    return {"page": page, "rows": [line_of(row, on) for row in wl.fill(page.object_list, on)]}
