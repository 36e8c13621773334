"""Entering the record. No name and no MRN stands in an address."""

from django.urls import path

from patients.views import conditions, drafts, patients, pregnancies, scans, undo

urlpatterns = [
    path("patients/new/", patients.patient_new, name="patient_new"),
    path("patients/<int:pk>/edit/", patients.patient_edit, name="patient_edit"),
    path("patients/<int:pk>/partners/new/", patients.partner_new, name="partner_new"),
    path("patients/<int:pk>/partners/<int:row>/", patients.partner_edit, name="partner_edit"),
    path("patients/<int:pk>/conditions/", conditions.conditions, name="conditions"),
    path("patients/<int:pk>/medications/new/", patients.medication_new, name="medication_new"),
    path("patients/<int:pk>/medications/<int:row>/", patients.medication_edit, name="medication_edit"),
    path("patients/<int:pk>/pregnancies/new/", pregnancies.pregnancy_new, name="pregnancy_new"),
    path("patients/<int:pk>/pregnancies/reading/", pregnancies.pregnancy_reading, name="pregnancy_reading"),
    path("patients/<int:pk>/pregnancies/<int:row>/", pregnancies.pregnancy_edit, name="pregnancy_edit"),
    path("patients/<int:pk>/pregnancies/<int:pregnancy>/births/new/", pregnancies.birth_new, name="birth_new"),
    path("patients/<int:pk>/births/<int:row>/", pregnancies.birth_edit, name="birth_edit"),
    path("patients/<int:pk>/pregnancies/<int:pregnancy>/events/new/", pregnancies.event_new, name="event_new"),
    path("patients/<int:pk>/pregnancies/<int:pregnancy>/events/reading/", scans.event_reading, name="event_reading"),
    path("patients/<int:pk>/events/<int:row>/", pregnancies.event_edit, name="event_edit"),
    path("patients/<int:pk>/undo/<int:step>/", undo.undo_step, name="undo_step"),
    path("drafts/keep/", drafts.keep_draft, name="keep_draft"),
    path("drafts/discard/", drafts.discard_draft, name="discard_draft"),
]
