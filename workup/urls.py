"""Her page."""

from django.urls import path

from workup.views import patient

urlpatterns = [
    path("patients/<int:pk>/", patient.patient, name="patient"),
    path("patients/<int:pk>/workup.json", patient.workup_json, name="workup_json"),
]
