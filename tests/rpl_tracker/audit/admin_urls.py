"""An administration of its own for tests of what `ClinicalAdmin` promises, whatever the real one registers."""

from django.contrib import admin
from django.urls import path

from patients.models import Condition, Patient
from rpl_tracker.audit.admin_base import ClinicalAdmin
from rpl_tracker.urls import urlpatterns as real

site = admin.AdminSite(name="clinical")


@admin.register(Patient, site=site)
class PatientAdmin(ClinicalAdmin):
    clinic_lookup = "clinic"
    list_display = ("mrn", "clinic")
    list_filter = ("clinic",)
    list_per_page = 5
    search_fields = ("family_name", "mrn")


@admin.register(Condition, site=site)
class ConditionAdmin(ClinicalAdmin):
    clinic_lookup = "patient__clinic"
    list_display = ("code", "patient")


urlpatterns = [path("clinical/", site.urls), *real]
