"""The import pages and what goes on paper. What was uploaded is named by a key that says nothing."""

from django.urls import path

from rpl_tracker.interop import views
from rpl_tracker.interop.export.views import export
from rpl_tracker.interop.letters import views as letters

urlpatterns = [
    path("export/", export, name="export"),
    path("import/", views.upload, name="import"),
    path("import/<uuid:key>/", views.preview, name="import_preview"),
    path("import/<uuid:key>/confirm/", views.confirm, name="import_confirm"),
    path("import/<uuid:key>/cancel/", views.discard, name="import_cancel"),
    path("patients/<int:pk>/summary/", letters.summary, name="summary"),
    path("patients/<int:pk>/summary.pdf", letters.summary, {"form": "pdf"}, name="summary_pdf"),
    path("patients/<int:pk>/plan/", letters.plan, name="plan"),
    path("patients/<int:pk>/plan.pdf", letters.plan, {"form": "pdf"}, name="plan_pdf"),
    path("patients/<int:pk>/partners/<int:partner>/plan/", letters.plan, name="partner_plan"),
    path("patients/<int:pk>/partners/<int:partner>/plan.pdf", letters.plan, {"form": "pdf"}, name="partner_plan_pdf"),
    path("patients/<int:pk>/letters/", letters.letters, name="letters"),
    path("patients/<int:pk>/letters/new/", letters.letter_new, name="letter_new"),
    path("patients/<int:pk>/letters/<int:row>/", letters.letter, name="letter"),
    path("patients/<int:pk>/letters/<int:row>/preview/", letters.letter_preview, name="letter_preview"),
    path("patients/<int:pk>/letters/<int:row>/letter.pdf", letters.letter_pdf, name="letter_pdf"),
    path("patients/<int:pk>/letters/<int:row>/in-error/", letters.letter_in_error, name="letter_in_error"),
]
