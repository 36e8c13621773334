"""Guidelines side by side for one woman, as of one day."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from patients.models import Patient
from patients.scope import patient_for
from rpl_tracker.accounts.roles import Permission
from rpl_tracker.audit.access_log import log_access
from workup.checklist.compare import compare
from workup.editions import Adoption, adoption_for
from workup.load import load_one
from workup.views.looking import look_of
from workup.views.presenters.banner import banner_of
from workup.views.presenters.compare import comparison_of
from workup.views.presenters.definitions import choice_name

SHOWS = ("all", "differ", "open")


@require_safe
def compare_guidelines(request: HttpRequest, pk: int) -> HttpResponse:
    """`?with=KEY&with=KEY&as_of=DATE&show=differ`: every edition, today and all items where nothing is said."""
    woman = patient_for(request, pk, Permission.VIEW)
    log_access(request, woman.pk, woman.clinic_id, "page")
    return render(request, "workup/compare.html", _context(request, woman))


def _context(request: HttpRequest, woman: Patient) -> dict[str, Any]:
    look, adoption = look_of(request, woman.clinic), adoption_for(request, woman.clinic)
    keys, strange = _chosen(request, adoption)
    show = request.GET.get("show", "")
    show = show if show in SHOWS else "all"
    facts = load_one(woman, recorded_by=look.today)
    matrix = compare(facts, [adoption.edition(key) for key in keys], look.on)
    return {
        "patient": woman,
        "look": look,
        "problems": (*look.problems, *strange),
        "banner": banner_of(woman, facts.pregnancies, look.on, recorded_by=look.today, first=look.clinics_own),
        "comparison": comparison_of(matrix, adoption, show),
        "editions": [(key, choice_name(one), key in keys) for key, one in adoption.editions.items()],
        "show": show,
        "shows": {name: _query(request, show=name) for name in SHOWS},
        "today": _query(request, as_of=None),
    }


def _chosen(request: HttpRequest, adoption: Adoption) -> tuple[list[str], list[str]]:
    """The editions asked for, the clinic's own first, and what of the address could not be used."""
    asked, known = request.GET.getlist("with"), adoption.editions
    wanted = [key for key in known if key in asked] or list(known)
    wanted.sort(key=lambda key: key != adoption.default.key)
    problem = "There is no edition with this key; it is left out."
    return wanted, [problem] if set(asked) - set(known) else []


def _query(request: HttpRequest, **change: str | None) -> str:
    """The address with one of its choices changed, or taken away (None)."""
    query = request.GET.copy()
    for name, value in change.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"?{query.urlencode()}"
