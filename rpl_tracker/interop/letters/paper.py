"""HTML of our own templates as PDF. The library needs Pango on the machine; where it cannot load, there is no PDF."""

from __future__ import annotations

import logging
from functools import cache
from types import ModuleType
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template.loader import render_to_string

log = logging.getLogger(__name__)


@cache
def library() -> ModuleType | None:
    """WeasyPrint, or None where its system libraries are missing: then the print view is what there is."""
    try:
        import weasyprint
    except OSError:
        log.warning("PDF cannot be made here: WeasyPrint needs libpango-1.0-0 and libpangoft2-1.0-0")
        return None
    return weasyprint  # type: ignore[no-any-return]


def page_of(request: HttpRequest, template: str, context: dict[str, Any], *, pdf: bool = False) -> str:
    """A page for paper: with the way back and a link to the PDF on a screen, without either inside a PDF."""
    more = {"pdf": pdf, "has_pdf": library() is not None}
    return render_to_string(template, {**context, **more}, request=request)


def as_pdf(page: str) -> bytes | None:
    """A tagged PDF (PDF/UA-1). None where there is no library."""
    return None if library() is None else laid_out(page).write_pdf(pdf_variant="pdf/ua-1")


def laid_out(page: str) -> Any:
    """The page on sheets of A4, as WeasyPrint's document. Nothing outside of the page itself is read."""
    weasyprint = library()
    assert weasyprint is not None, "there is no PDF library here"
    style = weasyprint.CSS(string=_style(), url_fetcher=_fetches_nothing())
    return weasyprint.HTML(string=page, url_fetcher=_fetches_nothing()).render(stylesheets=[style])


@cache
def _style() -> str:
    found = finders.find("css/paper.css")
    assert isinstance(found, str), "css/paper.css is not among the static files"
    with open(found, encoding="utf-8") as file:
        return file.read()


def _fetches_nothing() -> Any:
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=())
