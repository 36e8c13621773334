"""The audit in the Django admin: who looked at whom, and who changed what. Read only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, reverse

from rpl_tracker.audit.admin_base import ReadMostlyAdmin
from rpl_tracker.audit.models import AccessLog, TrailPage
from rpl_tracker.audit.trail import Entry, Filter, tracked_tables, trail


class ReadOnlyAdmin(ReadMostlyAdmin):
    """Nothing is entered or changed by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(AccessLog)
class AccessLogAdmin(ReadOnlyAdmin):
    """Who looked at which patient. Patients by number: names are behind the patient's own page, which is logged too."""

    list_display = ("at", "username", "kind", "page", "clinic_id", "patient_id", "request_id")
    list_filter = ("kind", "at")
    search_fields = ("=username", "=patient_id", "=request_id")
    search_help_text = "User name, number of the patient, or number of the request."
    ordering = ("-id",)


class TrailForm(forms.Form):
    """Which part of the trail; nothing of it names a patient, so it may stand in the address."""

    table = forms.ChoiceField(label="Record", required=False)
    username = forms.CharField(label="User name", required=False, max_length=150)
    since = forms.DateField(label="From (YYYY-MM-DD)", required=False, input_formats=["%Y-%m-%d"])
    until = forms.DateField(label="To (YYYY-MM-DD)", required=False, input_formats=["%Y-%m-%d"])
    page = forms.IntegerField(required=False, min_value=0, max_value=10_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = ((name, model.pgh_tracked_model._meta.verbose_name) for name, model in tracked_tables().items())  # type: ignore[attr-defined]
        choice: Any = self.fields["table"]
        choice.choices = [("", "All"), *sorted(named, key=lambda pair: str(pair[1]))]


@admin.register(TrailPage)
class TrailAdmin(ReadOnlyAdmin):
    """Every change of every tracked table, newest first; what changed is on the history page of the record."""

    def get_urls(self) -> list[URLPattern]:
        """The list alone: there is no table and so no single row to open."""
        return [url for url in super().get_urls() if url.name == "audit_trailpage_changelist"]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        form = TrailForm(request.GET)
        wanted = form.cleaned_data if form.is_valid() else {}
        page = wanted.pop("page", None) or 0
        entries, older = trail(Filter(**wanted), page) if form.is_valid() else ([], False)
        context = {
            **self.admin_site.each_context(request),
            "title": "Changes (audit trail)",
            "opts": self.opts,
            "form": form,
            "lines": [(entry, history_url(entry)) for entry in entries],
            "newer": _address(request, page - 1) if page else "",
            "older": _address(request, page + 1) if older else "",
        }
        return TemplateResponse(request, "admin/trail.html", context)


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"?{query.urlencode()}"


def history_url(entry: Entry) -> str:
    """The history page of the record; blank when the admin does not show its table."""
    try:
        return reverse(f"admin:{entry.table.replace('.', '_')}_history", args=[entry.object_id])
    except NoReverseMatch:
        return ""
