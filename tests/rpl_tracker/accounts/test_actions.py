"""Making people and clinics; ending sessions and second factors."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.test import Client

from rpl_tracker.accounts import actions
from rpl_tracker.accounts.models import Clinic, Membership
from tests.records import a_clinic, a_user

pytestmark = pytest.mark.django_db


def test_a_user_can_sign_in() -> None:
    user = actions.create_user(username="ana", password="correct horse battery", first_name="Ana", is_staff=True)
    assert user.check_password("correct horse battery")
    assert (user.first_name, user.is_staff, user.is_superuser) == ("Ana", True, False)


def test_a_user_without_a_password_cannot() -> None:
    assert not actions.create_user(username="ana").has_usable_password()


@pytest.mark.parametrize("name", ["", "ANA", "a b"])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    actions.create_user(username="ana")
    with pytest.raises(ValidationError):
        actions.create_user(username=name)


def test_a_clinic_has_its_settings() -> None:
    clinic = actions.create_clinic(code="west", name="West", time_zone="Europe/Paris", idle_minutes=5)
    assert Clinic.objects.get(code="west") == clinic
    assert (clinic.time_zone, clinic.idle_minutes) == ("Europe/Paris", 5)
    with pytest.raises(ValidationError) as caught:
        actions.create_clinic(code="Bad Code", name="", time_zone="Nowhere")
    assert set(caught.value.message_dict) >= {"code", "name", "time_zone"}


def test_the_role_given_last_is_the_role() -> None:
    user, clinic = a_user(), a_clinic()
    actions.add_member(user=user, clinic=clinic, role="viewer")
    Membership.objects.update(active=False)
    actions.add_member(user=user, clinic=clinic, role="nurse")
    assert list(Membership.objects.values_list("role", "active")) == [("nurse", True)]
    with pytest.raises(ValidationError):
        actions.add_member(user=user, clinic=clinic, role="manager")


def test_the_system_account_is_made_once() -> None:
    first = actions.system_account("import")
    assert actions.system_account("import") == first
    assert not first.has_usable_password()


def test_ending_sessions_ends_only_theirs(client: Client) -> None:
    lost, other = a_user(a_clinic()), a_user(a_clinic())
    browsers = [Client(), Client(), Client()]
    for browser, user in zip(browsers, (lost, lost, other), strict=True):
        browser.force_login(user)
    assert actions.end_sessions(lost) == 2
    assert [browser.get("/accounts/session/").status_code for browser in browsers] == [302, 302, 200]


def test_a_reset_takes_factors_and_sessions_of_this_person_only(client: Client) -> None:
    lost, other = a_user(), a_user()
    for user in (lost, other):
        Authenticator.objects.create(user=user, type="totp", data={})
        Authenticator.objects.create(user=user, type="recovery_codes", data={})
    client.force_login(lost)
    actions.reset_second_factor(lost)
    assert set(Authenticator.objects.values_list("user_id", flat=True)) == {other.pk}
    assert client.get("/accounts/session/").status_code == 302
