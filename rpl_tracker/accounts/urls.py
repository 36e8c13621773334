"""Sign-in, second factor and session. Only those pages of django-allauth that are used: no sign-up, no e-mail."""

from allauth.account import views as allauth
from django.urls import include, path

from rpl_tracker.accounts import views

urlpatterns = [
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("signup/", allauth.signup, name="account_signup"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/set/", allauth.password_set, name="account_set_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path("session/", views.session_time, name="session_time"),
    path("clinic/", views.choose_clinic, name="choose_clinic"),
]
