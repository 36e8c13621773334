"""The record in the Django admin: to read and to search. Changes are made in the application, which checks them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin

from patients.models import Birth, Condition, Event, Medication, Partner, Patient, Pregnancy
from rpl_tracker.audit.admin_base import ClinicalAdmin

HERS = ("patient__family_name", "patient__mrn")
OF_A_PREGNANCY = ("pregnancy__patient__family_name", "pregnancy__patient__mrn")


class OfPatient(ClinicalAdmin):
    """A table that hangs on the patient."""

    clinic_lookup = "patient__clinic"
    list_select_related: ClassVar[tuple[str, ...]] = ("patient__clinic",)
    search_fields: ClassVar[tuple[str, ...]] = HERS


class OfPregnancy(ClinicalAdmin):
    """A table that hangs on a pregnancy."""

    clinic_lookup = "pregnancy__patient__clinic"
    list_select_related = ("pregnancy__patient__clinic",)
    search_fields = OF_A_PREGNANCY


@admin.register(Patient)
class PatientAdmin(ClinicalAdmin):
    clinic_lookup = "clinic"
    list_display = (
        "id",
        "mrn",
        "family_name",
        "given_names",
        "date_of_birth",
        "clinic",
        "assigned_to",
        "next_visit_on",
    )
    list_filter = ("clinic", "entered_in_error", "assigned_to")
    list_select_related = ("clinic", "assigned_to")
    search_fields = ("mrn", "family_name", "given_names")
    date_hierarchy = "first_seen_on"


@admin.register(Partner)
class PartnerAdmin(OfPatient):
    list_display = ("id", "patient", "label", "from_date", "to_date", "provides_sperm", "entered_in_error")
    list_filter = ("provides_sperm", "entered_in_error")


@admin.register(Condition)
class ConditionAdmin(OfPatient):
    list_display = ("id", "patient", "partner", "code", "present", "since", "entered_in_error")
    list_filter = ("present", "code", "entered_in_error")


@admin.register(Medication)
class MedicationAdmin(OfPatient):
    list_display = ("id", "patient", "name", "kind", "dose", "started_on", "stopped_on", "entered_in_error")
    list_filter = ("kind", "entered_in_error")
    search_fields = (*HERS, "name")


@admin.register(Pregnancy)
class PregnancyAdmin(OfPatient):
    list_display = (
        "id",
        "patient",
        "number",
        "outcome",
        "ended_on",
        "ga_weeks",
        "ga_days",
        "confirmed_by",
        "conception",
    )
    list_filter = ("outcome", "confirmed_by", "conception", "loss_type", "entered_in_error")


@admin.register(Birth)
class BirthAdmin(OfPregnancy):
    list_display = ("id", "pregnancy", "order", "outcome", "sex", "alive_now", "entered_in_error")
    list_filter = ("outcome", "alive_now", "entered_in_error")


@admin.register(Event)
class EventAdmin(OfPregnancy):
    list_display = ("id", "pregnancy", "kind", "on", "ga_weeks", "ga_days", "approximate", "entered_in_error")
    list_filter = ("kind", "cardiac_activity", "entered_in_error")
