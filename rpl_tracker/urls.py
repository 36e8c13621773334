"""Where every page lives."""

from django.contrib import admin
from django.urls import include, path

from rpl_tracker.accounts.views import healthz

urlpatterns = [
    path("", include("workup.worklist_urls")),
    path("", include("workup.urls")),
    path("", include("patients.urls")),
    path("", include("workup.entry_urls")),
    path("", include("rpl_tracker.interop.urls")),
    path("", include("rpl_tracker.help.urls")),
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("accounts/", include("rpl_tracker.accounts.urls")),
]
