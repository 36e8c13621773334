"""Export of what the worklist shows: the whole record of each patient, as the import reads it. Clinicians only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.contrib import messages
from django.db import connection, transaction
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from patients.models import Patient
from rpl_tracker.accounts.access import current_clinic, requires, today
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.accounts.roles import Permission
from rpl_tracker.audit.access_log import log_accesses
from rpl_tracker.interop.export.files import WRITERS, TooLong
from rpl_tracker.interop.export.rows import headers, rows_of
from rpl_tracker.interop.sheets import SHEETS
from workup import search
from workup import worklist as wl
from workup.views.filters import from_query

MOST = 10_000
NOBODY = "Nobody is on this list, so there is nothing to export."
TOO_MANY = f"Nothing was exported: a file holds at most {MOST:,} patients. Narrow the list, and export it in parts."
TOO_LONG = (
    "Nothing was exported: a text is longer than a cell of a workbook can be. Export as CSV, which takes it whole."
)


@require_POST
@requires(Permission.EXPORT)
def export(request: HttpRequest) -> HttpResponseBase:
    """A file whose name says kind and day. That each of these records was handed out is on record before it is made."""
    clinic = current_clinic(request)
    on = today(clinic)
    write, ending = WRITERS.get(request.POST.get("format", ""), WRITERS["xlsx"])
    shown = _shown(request, clinic, on)
    if not shown or len(shown) > MOST:
        return _refused(request, TOO_MANY if shown else NOBODY)
    log_accesses(request, shown, clinic.pk, "export")
    with one_moment():
        mrns = dict(Patient.objects.valid().filter(pk__in=shown).order_by("pk").values_list("pk", "mrn"))
        try:
            file = write((name, header, rows_of(SHEETS[name], mrns)) for name, header in headers().items())
        except TooLong:
            return _refused(request, TOO_LONG)
    return FileResponse(file, as_attachment=True, filename=f"records-{on.isoformat()}.{ending}")


def _shown(request: HttpRequest, clinic: Clinic, on: date) -> list[int]:
    """The patients of the filter, or of the search, on all pages of the list; one more than allowed at most."""
    text = search.cleaned(request.POST.get("q", ""))
    if text:
        rows, _ = search.found(clinic, on, text)
    else:
        rows = wl.matching(clinic, on, from_query(request.POST.get("query", "")[:500]))
    return list(rows.values_list("patient_id", flat=True)[: MOST + 1])


def _refused(request: HttpRequest, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect("worklist")


@contextmanager
def one_moment() -> Iterator[None]:
    """All sheets as the record was at one moment, whoever writes meanwhile; inside a transaction that is up to it."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
