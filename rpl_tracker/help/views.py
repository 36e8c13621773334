"""Pages of the guide."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rpl_tracker.help.guide import NAMES, guide_page


@require_safe
def help_index(request: HttpRequest) -> HttpResponse:
    """Every page of the guide with what stands in it."""
    return render(request, "help/index.html", {"pages": [guide_page(name) for name in NAMES]})


@require_safe
def help_page(request: HttpRequest, page: str, chapter: str = "") -> HttpResponse:
    """A guide, or one chapter of it. Http404 where there is no such page."""
    try:
        guide = guide_page(page, chapter)
    except KeyError:
        raise Http404("no such page") from None
    return render(request, "help/page.html", {"guide": guide, "names": NAMES})
