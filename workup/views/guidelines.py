"""The guidelines on file, as this clinic uses them: a list, and each in words. No patient stands on these pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rpl_tracker.accounts.access import can, current_clinic
from rpl_tracker.accounts.roles import Permission
from workup.editions import Adoption, adoption_for
from workup.views.presenters.editions import definition_lines, definitions_only, edition_page


@require_safe
def guidelines(request: HttpRequest) -> HttpResponse:
    """Every edition with its state, and the bodies of which the definition alone is on file."""
    adoption = _adoption(request)
    editions = [
        (edition_page(one), adoption.signed_words(one), key == adoption.default.key)
        for key, one in adoption.editions.items()
    ]
    only = [(definition, definition_lines(definition)) for definition in definitions_only()]
    return render(request, "workup/guidelines.html", {"editions": editions, "definitions": only})


@require_safe
def guideline(request: HttpRequest, key: str) -> HttpResponse:
    """One edition, row by row. 404 for a key that is not on file."""
    adoption = _adoption(request)
    if key not in adoption.editions:
        raise Http404("There is no edition with this key.")
    edition = adoption.editions[key]
    may_sign = can(request, current_clinic(request).pk, Permission.SIGN_OFF)
    context = {"edition": edition_page(edition), "signed_off": adoption.signed_words(edition), "may_sign": may_sign}
    return render(request, "workup/guideline.html", context)


def _adoption(request: HttpRequest) -> Adoption:
    return adoption_for(request, current_clinic(request))
