"""Laboratories to keep; investigations, findings of the uterus and decisions to read and to search."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from patients.admin import HERS, OfPatient
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.audit.admin_base import ClinicalAdmin, ReadMostlyAdmin
from workup import admin_adoption  # noqa: F401  (registers its pages)
from workup.models import Decision, Investigation, Laboratory, UterineFindings


@admin.register(Laboratory)
class LaboratoryAdmin(ReadMostlyAdmin):
    list_display = ("name", "clinic", "active")
    list_filter = ("clinic", "active")
    list_select_related = ("clinic",)
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        mine = {"clinic__memberships__user": request.user.pk, "clinic__memberships__active": True}
        return super().get_queryset(request).filter(**mine)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A laboratory stays in its clinic, whose results name it."""
        return ("clinic",) if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "clinic":
            kwargs["queryset"] = Clinic.objects.filter(memberships__user=request.user.pk, memberships__active=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Investigation)
class InvestigationAdmin(OfPatient):
    list_display = (
        "id", "patient", "test", "subject", "status", "collected_on", "comparator", "value", "unit", "word", "lab",
    )  # fmt: skip
    list_filter = ("status", "subject", ("lab", admin.RelatedOnlyFieldListFilter), "word", "entered_in_error")
    list_select_related = ("patient__clinic", "lab")
    search_fields = (*HERS, "test", "lab__name")


@admin.register(UterineFindings)
class UterineFindingsAdmin(ClinicalAdmin):
    clinic_lookup = "investigation__patient__clinic"
    list_display = (
        "id", "investigation", "test", "indentation_mm", "angle_deg", "external_cleft_mm", "wall_mm", "ucv", "mac",
        "adhesions", "entered_in_error",
    )  # fmt: skip
    list_filter = ("test", "adhesions", "entered_in_error")
    list_select_related = ("investigation__patient__clinic",)
    search_fields = ("investigation__patient__family_name", "investigation__patient__mrn", "ucv", "mac")


@admin.register(Decision)
class DecisionAdmin(OfPatient):
    list_display = ("id", "patient", "item", "kind", "decided_on", "review_on", "decided_by", "entered_in_error")
    list_filter = ("kind", "item", "entered_in_error")
    list_select_related = ("patient__clinic", "decided_by")
    search_fields = (*HERS, "item")
