"""How the Django admin behaves here: nothing is deleted, nothing happens in bulk, no search stands in an address.

`ReadMostlyAdmin` is for people and settings, `ClinicalAdmin` for everything that hangs on a patient.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR, SEARCH_VAR, ChangeList
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from rpl_tracker.audit.access_log import log_access
from rpl_tracker.audit.history import history_of

if TYPE_CHECKING:
    Base = admin.ModelAdmin[models.Model]
else:
    Base = admin.ModelAdmin

WHOLE = "whole"  # in an address: a page was asked for although something of it is folded away at the moment
SEARCHES_KEY = "admin_searches"
LONGEST_SEARCH = 100


class PostedSearchChangeList(ChangeList):
    """A list whose search term comes from the session instead of the address."""

    search_by_post = True

    def get_queryset(self, request: HttpRequest, *args: Any, **kwargs: Any) -> models.QuerySet[models.Model]:
        self.query = request.session.get(SEARCHES_KEY, {}).get(self.opts.label_lower, "")
        return super().get_queryset(request, *args, **kwargs)

    def get_filters_params(self, params: dict[str, Any] | None = None) -> dict[str, Any]:
        """`WHOLE` narrows nothing; it stays in the addresses of filters and pages."""
        return {name: value for name, value in super().get_filters_params(params).items() if name != WHOLE}


class ReadMostlyAdmin(Base):
    """No delete, no bulk actions, search by POST, and the history that the database kept instead of the admin's own."""

    actions = None
    view_on_site = False
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return PostedSearchChangeList

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if SEARCH_VAR in request.GET or SEARCH_VAR in request.POST:
            return self._take_search(request)
        return super().changelist_view(request, extra_context)

    def _take_search(self, request: HttpRequest) -> HttpResponse:
        """Keep what was typed in the session, then show the list. One that came in the address is dropped unread."""
        if SEARCH_VAR in request.POST and self.has_view_or_change_permission(request):
            term = request.POST[SEARCH_VAR].replace("\0", "").strip()[:LONGEST_SEARCH]
            kept = request.session.get(SEARCHES_KEY, {})
            request.session[SEARCHES_KEY] = {**kept, self.opts.label_lower: term}
        others = request.GET.copy()
        for name in (SEARCH_VAR, PAGE_VAR):
            others.pop(name, None)
        return HttpResponseRedirect(f"{request.path}?{others.urlencode()}" if others else request.path)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            obj = self.get_object(request, object_id)
            changes = history_of(obj) if obj is not None else []
        except LookupError:
            return super().history_view(request, object_id, extra_context)
        if obj is None or not self.has_view_or_change_permission(request, obj):
            raise Http404("no such record")
        context = {
            **self.admin_site.each_context(request),
            "title": "History",
            "subtitle": str(obj),
            "opts": self.opts,
            "object": obj,
            "changes": changes,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/kept_history.html", context)


class ClinicalAdmin(ReadMostlyAdmin):
    """Only reads, only the administrator's own clinics, and every look is on record.

    `clinic_lookup` is the way from the model to its clinic, e.g. "clinic" on the patient, "patient__clinic" below her.
    """

    clinic_lookup: str

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[models.Model]:
        mine = {
            f"{self.clinic_lookup}__memberships__user": request.user.pk,
            f"{self.clinic_lookup}__memberships__active": True,
        }
        return super().get_queryset(request).filter(**mine)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> models.Model | None:
        obj = super().get_object(request, object_id, from_field)
        if obj is None:
            raise Http404("no such record")
        patient = self.patient_of(obj)
        log_access(request, patient.pk, patient.clinic_id, "admin")
        return obj

    def patient_of(self, obj: models.Model) -> Any:
        """The patient at the end of `clinic_lookup`."""
        found: Any = obj
        for step in self.clinic_lookup.split("__")[:-1]:
            found = getattr(found, step)
        return found

    def patient_pk_at(self, request: HttpRequest, object_id: str) -> int | None:
        """The patient whom a page of one row is about, without putting a look on record; None: no row of hers here."""
        way = self.clinic_lookup.rpartition("__")[0]
        try:
            pk = self.model._meta.pk.to_python(unquote(object_id))
        except ValidationError:
            return None
        found = self.get_queryset(request).filter(pk=pk).values_list(f"{way}__pk" if way else "pk", flat=True)
        return found.first()
