"""The import pages. What was uploaded is named by a key that says nothing."""

from django.urls import path

from rpl_tracker.interop import views

urlpatterns = [
    path("import/", views.upload, name="import"),
    path("import/<uuid:key>/", views.preview, name="import_preview"),
    path("import/<uuid:key>/confirm/", views.confirm, name="import_confirm"),
    path("import/<uuid:key>/cancel/", views.discard, name="import_cancel"),
]
