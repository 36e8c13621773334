"""The home page."""

from django.urls import path

from workup.views.worklist import worklist, worklist_search

urlpatterns = [
    path("", worklist, name="worklist"),
    path("search/", worklist_search, name="worklist_search"),
]
