"""Her page, guidelines side by side, and the page of every guideline."""

from django.urls import path

from workup.views import compare, guidelines, patient, signing

urlpatterns = [
    path("patients/<int:pk>/", patient.patient, name="patient"),
    path("patients/<int:pk>/workup.json", patient.workup_json, name="workup_json"),
    path("patients/<int:pk>/compare/", compare.compare_guidelines, name="compare"),
    path("guidelines/", guidelines.guidelines, name="guidelines"),
    path("guidelines/<slug:key>/", guidelines.guideline, name="guideline"),
    path("guidelines/<slug:key>/sign-off/", signing.guideline_sign_off, name="guideline_sign_off"),
    path(
        "guidelines/<slug:key>/sign-off/<int:row>/withdraw/",
        signing.guideline_sign_off_withdraw,
        name="guideline_sign_off_withdraw",
    ),
]
