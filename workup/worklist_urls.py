"""The home page."""

from django.urls import path

from workup.views.group import group, group_undo
from workup.views.saved_filters import filter_change, filter_save
from workup.views.search import find, worklist_search
from workup.views.worklist import worklist

urlpatterns = [
    path("", worklist, name="worklist"),
    path("search/", worklist_search, name="worklist_search"),
    path("find/", find, name="find"),
    path("filters/", filter_save, name="filter_save"),
    path("filters/<int:row>/", filter_change, name="filter_change"),
    path("group/", group, name="group"),
    path("group/undo/", group_undo, name="group_undo"),
]
