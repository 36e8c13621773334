"""The same for everything before and around the record: the door, the second factor, the pages of errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from rpl_tracker.accounts.actions import add_member, create_user
from rpl_tracker.accounts.models import User
from tests.journeys.looks import CROSSWISE, Looks
from tests.records import a_clinic, a_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.rpl_tracker.accounts.urls")]
PASSWORD = "correct horse battery"


@pytest.fixture
def ana() -> User:
    cache.clear()
    user = create_user(username="ana", password=PASSWORD)
    add_member(user=user, clinic=a_clinic(), role="clinician")
    return user


@pytest.fixture
def inside(looks: Looks, ana: User) -> Looks:
    """She has given her password to sign in, and once more, as the pages of the second factor ask for."""
    looks.page.goto(reverse("account_login"))
    looks.page.get_by_label("Username").fill("ana")
    looks.page.get_by_label("Password").fill(PASSWORD)
    looks.page.get_by_role("button", name="Sign in", exact=True).click()
    looks.page.wait_for_url("**/")
    looks.page.goto(reverse("account_reauthenticate"))
    looks.page.get_by_label("Password").fill(PASSWORD)
    with looks.page.expect_navigation():
        looks.page.get_by_label("Password").press("Enter")
    return looks


def test_before_the_door(looks: Looks, db: None) -> None:
    for name in ("account_login", "account_inactive", "account_signup"):
        looks.at(reverse(name))


def test_a_wrong_password(looks: Looks, ana: User) -> None:
    looks.page.goto(reverse("account_login"))
    looks.page.get_by_label("Username").fill("ana")
    looks.page.get_by_label("Password").fill("wrong")
    looks.page.get_by_role("button", name="Sign in", exact=True).click()
    looks.page.get_by_text("not correct").first.wait_for()
    looks.here(CROSSWISE)


WITHOUT = ("account_change_password", "account_logout", "account_reauthenticate", "mfa_activate_totp", "mfa_index")
WITH = (
    "mfa_index", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_view_recovery_codes",
    "mfa_reauthenticate", "mfa_list_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn",
)  # fmt: skip


def test_without_a_second_factor(inside: Looks) -> None:
    for name in WITHOUT:
        inside.at(reverse(name))


def with_every_factor(ana: User) -> Iterator[str]:
    """The addresses of the pages about her second factors; she has one of each kind by then."""
    TOTP.activate(ana, "A" * 32)
    RecoveryCodes.activate(ana)
    yield reverse("mfa_add_webauthn")
    key = Authenticator.objects.create(user=ana, type="webauthn", data={"name": "desk", "credential": {}})
    for name in WITH:
        yield reverse(name, args=[key.pk] if name.endswith(("edit_webauthn", "remove_webauthn")) else [])


def test_with_every_second_factor(inside: Looks, ana: User) -> None:
    for address in with_every_factor(ana):
        inside.at(address)


def test_the_second_step(looks: Looks, ana: User) -> None:
    TOTP.activate(ana, "A" * 32)
    looks.page.goto(reverse("account_login"))
    looks.page.get_by_label("Username").fill("ana")
    looks.page.get_by_label("Password").fill(PASSWORD)
    looks.page.get_by_role("button", name="Sign in", exact=True).click()
    looks.page.wait_for_url("**/2fa/authenticate/")
    looks.here()


ERRORS = {
    "/bad/": 400,
    "/patients/new/": 403,
    "/nothing-here/": 404,
    "/patients/999999/": 404,
    "/accounts/clinic/": 405,
    "/broken/": 500,
}


def test_pages_of_errors(looks: Looks, sign_in: Callable[[Page, Any], None]) -> None:
    sign_in(looks.page, a_user(a_clinic(), "viewer"))
    for address, status in ERRORS.items():
        looks.at(address, status=status)


def test_a_form_of_yesterday(looks: Looks, sign_in: Callable[[Page, Any], None]) -> None:
    """The cookie that protects the form is gone: it is refused, and the page opens anew with what was typed."""
    sign_in(looks.page, a_user(a_clinic()))
    looks.page.goto(reverse("patient_new"))
    name = looks.page.get_by_label("Family name")
    with looks.page.expect_response(lambda answer: answer.url.endswith(reverse("keep_draft"))):
        name.press_sequentially("Okafor")
    looks.page.context.clear_cookies(name="csrftoken")
    with (
        looks.page.expect_navigation(url=f"**{reverse('patient_new')}"),
        looks.page.expect_response(lambda answer: answer.request.method == "POST") as answer,
    ):
        looks.page.get_by_role("button", name="Save").click()
    assert answer.value.status == 403
    expect(name).to_have_value("Okafor")
    looks.here()
