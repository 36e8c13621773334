"""The import page: upload, preview, confirm. Only for the clinicians of the current clinic; looking changes nothing."""

from __future__ import annotations

import uuid
from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rpl_tracker.accounts.access import current_clinic, requires
from rpl_tracker.accounts.models import User
from rpl_tracker.accounts.roles import Permission
from rpl_tracker.interop.forms import UploadForm
from rpl_tracker.interop.models import Upload, UploadQuerySet
from rpl_tracker.interop.problems import Report
from rpl_tracker.interop.sheets import SHEETS
from rpl_tracker.interop.uploads import bring_in, keep
from workup import catalogue
from workup.catalogue.items import items


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.IMPORT)
def upload(request: HttpRequest) -> HttpResponse:
    """Choose the files; what they would do is shown next."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        kept = keep(form.cleaned_data["spreadsheet"], clinic=current_clinic(request), by=_person(request))
        return redirect("import_preview", kept.key)
    keys = {"tests": catalogue.tests().values(), "items": items().values()}
    return render(request, "interop/upload.html", {"form": form, "sheets": SHEETS.values(), **keys})


@require_safe
@requires(Permission.IMPORT)
def preview(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What the upload would do: counts per sheet, every error, every warning."""
    kept = get_object_or_404(_mine(request), key=key)
    counts = [(name, numbers) for name, numbers in kept.report["counts"].items() if any(numbers.values())]
    return render(request, "interop/preview.html", {"upload": kept, "report": kept.report, "counts": counts})


@require_POST
@requires(Permission.IMPORT)
@transaction.atomic
def confirm(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Import what was previewed."""
    kept = get_object_or_404(_mine(request).select_for_update(of=("self",)), key=key)
    report = bring_in(kept, by=_person(request))
    if report is None:
        messages.error(request, "Nothing was imported: the record has changed since the preview. Look at it once more.")
        return redirect("import_preview", key)
    messages.success(request, _said(report))
    return redirect("worklist")


@require_POST
@requires(Permission.IMPORT)
def discard(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Forget the upload."""
    get_object_or_404(_mine(request), key=key).delete()
    messages.success(request, "The upload was discarded; nothing was imported.")
    return redirect("import")


def _mine(request: HttpRequest) -> UploadQuerySet:
    """This person's uploads for the current clinic that are still kept."""
    mine = Upload.objects.still_kept().filter(user=_person(request), clinic=current_clinic(request))
    return mine.select_related("clinic")


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)


def _said(report: Report) -> str:
    created = sum(counts.created for counts in report.counts.values())
    updated = sum(counts.updated for counts in report.counts.values())
    unchanged = sum(counts.unchanged for counts in report.counts.values())
    return f"Imported: {created} rows new, {updated} changed, {unchanged} as they were."
