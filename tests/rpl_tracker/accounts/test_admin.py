"""People, clinics and memberships in the administration."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.utils.html import escape

from rpl_tracker.accounts.editions import editions
from rpl_tracker.accounts.models import Clinic, Membership, User
from rpl_tracker.audit.admin_base import ReadMostlyAdmin
from tests.records import a_clinic, a_user

pytestmark = pytest.mark.django_db
USERS = "/admin/accounts/user/"


@pytest.fixture(autouse=True)
def _administrator(client: Client) -> None:
    client.force_login(a_user(username="it", is_staff=True))


def user_form(user: User, **more: Any) -> dict[str, Any]:
    formset = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    return {"username": user.username, "is_active": "on", **formset, **more}


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_nothing_in_the_administration_deletes_or_acts_in_bulk(rf: Any, model: Any) -> None:
    registered = admin.site._registry[model]
    request = rf.get("/")
    request.user = User(is_staff=True, is_superuser=True)
    assert isinstance(registered, ReadMostlyAdmin)
    assert not registered.has_delete_permission(request)
    assert registered.get_actions(request) == {}
    assert not registered.autocomplete_fields, "what is typed there would stand in an address"


def test_groups_addresses_and_factors_are_not_edited_here() -> None:
    assert not any(admin.site.is_registered(model) for model in (Group, Authenticator))


@pytest.mark.parametrize("name", ["user", "clinic", "membership"])
def test_lists_and_forms_open(client: Client, name: str) -> None:
    a_user(a_clinic())
    models: dict[str, Any] = {"user": User, "clinic": Clinic, "membership": Membership}
    row = models[name].objects.latest("pk")
    for page in ("", "add/", f"{row.pk}/change/", f"{row.pk}/history/"):
        assert client.get(f"/admin/accounts/{name}/{page}").status_code == 200
    assert client.get(f"/admin/accounts/{name}/{row.pk}/delete/").status_code == 403


@pytest.mark.parametrize(
    "query", ["is_staff__exact=1", "memberships__role=nurse", "is_active__exact=0", "o=-2", "memberships__clinic=1"]
)
def test_filters_and_order_work(client: Client, query: str) -> None:
    assert client.get(f"{USERS}?{query}").status_code == 200


def test_people_are_found_by_any_of_their_names(client: Client) -> None:
    ana = a_user(username="ana", last_name="Ahlgren")
    response = client.post(USERS, {"q": "ahlg"}, follow=True)
    assert list(response.context["cl"].result_list) == [ana]


def test_an_administrator_makes_a_person_and_gives_them_a_role(client: Client) -> None:
    clinic = a_clinic()
    password = "correct horse battery"
    form = {"username": "ana", "usable_password": "true", "password1": password, "password2": password}
    client.post(f"{USERS}add/", {**form, "memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0})
    ana = User.objects.get(username="ana")
    role = {"memberships-0-clinic": clinic.pk, "memberships-0-role": "nurse", "memberships-0-active": "on"}
    role |= {"memberships-0-id": "", "memberships-0-user": ana.pk, "memberships-TOTAL_FORMS": 1}
    response = client.post(f"{USERS}{ana.pk}/change/", user_form(ana, **role))
    assert response.status_code == 302
    assert list(ana.memberships.values_list("clinic", "role", "active")) == [(clinic.pk, "nurse", True)]


def test_a_weak_password_is_refused(client: Client) -> None:
    form = {"username": "ana", "usable_password": "true", "password1": "12345678", "password2": "12345678"}
    page = client.post(f"{USERS}add/", form).content.decode()
    assert "at least 12 characters" in page


def test_rights_by_group_or_person_cannot_be_posted(client: Client) -> None:
    ana = a_user(username="ana")
    client.post(f"{USERS}{ana.pk}/change/", user_form(ana, is_superuser="on", user_permissions="1"))
    ana.refresh_from_db()
    assert not ana.is_superuser
    assert not ana.user_permissions.exists()


def test_a_time_zone_that_is_none_says_so_and_keeps_what_was_typed(client: Client) -> None:
    clinic = a_clinic()
    form = {"code": clinic.code, "name": "Typed Name", "time_zone": "Nowhere/Land", "idle_minutes": 0}
    page = client.post(f"/admin/accounts/clinic/{clinic.pk}/change/", form).content.decode()
    assert "“Nowhere/Land” is not a time zone" in page
    assert "Typed Name" in page


def clinic_form(clinic: Clinic, **more: Any) -> dict[str, Any]:
    names = ("code", "name", "time_zone", "idle_minutes", "apl_mode", "tissue_days", "stillbirth_from_days")
    formset = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    return {**{name: getattr(clinic, name) for name in names}, **formset, **more}


def test_a_default_edition_is_chosen_from_those_on_file(client: Client) -> None:
    clinic = a_clinic()
    path = f"/admin/accounts/clinic/{clinic.pk}/change/"
    page = client.get(path).content.decode()
    for key, title in editions():
        chosen = " selected" if key == clinic.default_guideline else ""
        assert f'<option value="{key}"{chosen}>{escape(title)}</option>' in page
    for key, words in (("eshre-1999", "There is no edition “eshre-1999” on file"), ("", "This field is required")):
        assert words in client.post(path, clinic_form(clinic, default_guideline=key)).content.decode()
    assert client.post(path, clinic_form(clinic, default_guideline=clinic.default_guideline)).status_code == 302


def test_another_default_edition_may_be_refused_with_a_reason(client: Client, monkeypatch: Any) -> None:
    clinic = a_clinic()
    path = f"/admin/accounts/clinic/{clinic.pk}/change/"
    monkeypatch.setattr("rpl_tracker.accounts.admin.refusal_of_default", lambda *_: "Not before it was read.")
    chosen = clinic_form(clinic, default_guideline="asrm-rpl-2012")
    assert "Not before it was read." in client.post(path, chosen).content.decode()
    monkeypatch.setattr("rpl_tracker.accounts.admin.refusal_of_default", lambda *_: "")
    assert client.post(path, chosen).status_code == 302
    clinic.refresh_from_db()
    assert clinic.default_guideline == "asrm-rpl-2012"


class TestSecondFactorReset:
    def test_asks_first_then_takes_the_factors_away_and_says_so(self, client: Client) -> None:
        lost = a_user(username="ana")
        Authenticator.objects.create(user=lost, type="totp", data={})
        path = f"{USERS}{lost.pk}/second-factor/"
        assert path in client.get(f"{USERS}{lost.pk}/change/").content.decode()
        assert "Make sure that it is really ana who asks." in client.get(path).content.decode()
        assert Authenticator.objects.exists()
        response = client.post(path, follow=True)
        assert "The second factor of ana is reset" in response.content.decode()
        assert not Authenticator.objects.exists()
        assert LogEntry.objects.latest("pk").change_message == "Reset the second factor."

    def test_somebody_who_is_nobody(self, client: Client) -> None:
        assert client.post(f"{USERS}0/second-factor/").status_code == 404

    def test_only_for_administrators(self, client: Client) -> None:
        lost = a_user(a_clinic(), "clinician")
        client.force_login(lost)
        assert client.post(f"{USERS}{lost.pk}/second-factor/", follow=True).status_code == 403
