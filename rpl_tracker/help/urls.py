"""The guide. It holds nothing about anybody, so it is there for everyone who is signed in."""

from django.urls import path

from rpl_tracker.help import views

urlpatterns = [
    path("help/", views.help_index, name="help"),
    path("help/<slug:page>/", views.help_page, name="help_page"),
    path("help/<slug:page>/<slug:chapter>/", views.help_page, name="help_chapter"),
]
