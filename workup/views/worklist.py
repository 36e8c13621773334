"""The home page: who of my clinic needs something, and what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rpl_tracker.accounts.access import current_clinic, today
from rpl_tracker.accounts.models import Clinic, User
from rpl_tracker.together import Question, given
from workup import worklist as wl
from workup.editions import adoption_for, basis_of
from workup.guidelines import Guideline
from workup.models import ChecklistPeriod, SavedFilter
from workup.views.filters import SORT_WORDS, address_query, from_query, query_of, wanted_of
from workup.views.room import patient_in_room
from workup.views.undo import undo_offered
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


@dataclass(frozen=True, slots=True)
class Named:
    """A saved filter as a link; `current`: it is what the list shows."""

    row: SavedFilter
    address: str
    current: bool


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """The women of the current clinic, narrowed by the address; the bare address by the filter saved for it."""
    clinic = current_clinic(request)
    on, saved = today(clinic), saved_filters(request, clinic)
    opening = next((row for row in saved if row.opens), None) if not request.GET else None
    wanted = from_query(opening.query) if opening else wanted_of(request.GET.dict())
    counts, first = wl.counts_and_first(clinic, on, wanted, basis_of(clinic, adoption_for(request, clinic)))
    context = with_everything(request, clinic, on, counts, wanted, saved)
    number = request.GET.get("page")
    rows = first if number in (None, "1") else wl.matching(clinic, on, wanted)
    shown = page_of(request, rows, number, on, counts["shown"])
    return render(request, "workup/worklist.html", context | shown | {"query": address_query(wanted)})


def saved_filters(request: HttpRequest, clinic: Clinic) -> list[SavedFilter]:
    """The person's own for this clinic, by name."""
    return list(SavedFilter.objects.filter(user=request.user.pk, clinic=clinic))


def with_everything(
    request: HttpRequest,
    clinic: Clinic,
    on: date,
    counts: Mapping[str, int],
    wanted: wl.Filter,
    saved: list[SavedFilter],
) -> dict[str, object]:
    """What stands around the list: counts, choices, saved filters."""
    adoption = adoption_for(request, clinic)
    guideline = adoption.default
    named = _named(saved, wanted)
    items, people = _items(guideline), colleagues(clinic)
    return {
        "clinic": clinic,
        "on": on,
        "only": _only(wanted, dict(items), {str(wl.NOBODY): "nobody yet", **dict(people)}),
        "guideline": guideline,
        "signed_off": adoption.signed_words(guideline),
        "pills": _pills(counts, wanted),
        "counts": counts,
        "wanted": wanted,
        "items": items,
        "clinicians": _clinicians(request, people),
        "sorts": list(SORT_WORDS.items()),
        "chosen_clinician": "" if wanted.clinician is None else str(wanted.clinician),
        "narrowed": wanted != wl.Filter(),
        "named": named,
        "unnamed": wanted != wl.Filter() and not any(each.current for each in named),
        "filter_query": query_of(wanted),
        "undo": undo_offered(request, clinic),
    }


def _only(wanted: wl.Filter, items: Mapping[str, str], people: Mapping[str, str]) -> list[str]:
    """What the list is narrowed to, for paper, which does not show what was chosen."""
    only = [] if wanted.state is None else [STATE_WORDS[wanted.state]]
    if wanted.item is not None:
        only.append(items.get(wanted.item, "an item of another edition"))
    if wanted.clinician is not None:
        only.append(f"assigned to {people.get(str(wanted.clinician), 'a former colleague')}")
    return only


def _named(saved: list[SavedFilter], wanted: wl.Filter) -> list[Named]:
    home = reverse("worklist")
    return [Named(row, f"{home}?{row.query or 'all=1'}", from_query(row.query) == wanted) for row in saved]


def _pills(counts: Mapping[str, int], wanted: wl.Filter) -> list[Pill]:
    every = Pill("", "All", counts["all"], _address(wanted, None), wanted.state is None and not wanted.rest)
    states = (
        Pill(state, words, counts[state], _address(wanted, state), wanted.state == state, ICONS[state])
        for state, words in STATE_WORDS.items()
    )
    return [every, *states]


def _address(wanted: wl.Filter, state: str | None) -> str:
    return f"{reverse('worklist')}?{address_query(wanted, state=state, rest=None)}"


def _items(guideline: Guideline) -> list[Choice]:
    """The items of the clinic's edition as the clinic uses it, each once."""
    marks = ((row, " (local)" if row.local else "") for row in guideline.items)
    return [(row.item, f"{row.what.label}{mark}") for row, mark in marks]


def _clinicians(request: HttpRequest, people: list[Choice]) -> list[Choice]:
    """Me first, then nobody, then colleagues by name."""
    me = str(request.user.pk)
    others = [choice for choice in people if choice[0] != me]
    return [(me, "Me"), (str(wl.NOBODY), "Nobody yet"), *others]


def colleagues(clinic: Clinic) -> list[Choice]:
    """Who works in the clinic, by name."""
    people = _COLLEAGUES.ask(clinic=clinic.pk)
    return [(str(person.pk), person.get_full_name() or person.get_username()) for person in people]


_COLLEAGUES = Question(
    lambda: User.objects.filter(memberships__clinic=given("clinic"), memberships__active=True).order_by(
        "last_name", "username"
    )
)


def page_of(
    request: HttpRequest,
    rows: QuerySet[ChecklistPeriod] | list[ChecklistPeriod],
    number: str | None,
    on: date,
    count: int | None = None,
) -> dict[str, object]:
    """One page of the rows in words; `count`, when it is known already, is not asked for again."""
    pages = Paginator(rows, wl.PAGE)
    if count is not None:
        pages.count = count
    page: Page[ChecklistPeriod] = pages.get_page(number)
    in_room = patient_in_room(request)
    return {"page": page, "rows": [line_of(row, on, in_room=in_room) for row in wl.fill(page.object_list, on)]}
