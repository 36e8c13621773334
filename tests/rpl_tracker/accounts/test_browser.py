"""The door in a real browser: passkey, code, idle lock; under the policy and without accessibility faults."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from rpl_tracker.accounts.actions import create_user
from rpl_tracker.accounts.models import Clinic, User
from tests.records import a_clinic, a_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.rpl_tracker.accounts.urls")]
PASSWORD = "correct horse battery"


@pytest.fixture
def ana() -> User:
    cache.clear()
    return create_user(username="ana", password=PASSWORD)


def type_password(page: Page, path: str = "/page/") -> None:
    page.goto(path)
    page.get_by_label("Username").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def confirm(page: Page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def sign_out(page: Page) -> None:
    page.locator("summary", has_text="Your account").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/")


def test_an_authenticator_app_is_enrolled_and_asked_for(page: Page, ana: User, axe: Callable[[Page], None]) -> None:
    page.goto("/accounts/login/")
    axe(page)
    type_password(page, "/accounts/2fa/totp/activate/")
    axe(page)
    confirm(page)
    axe(page)
    secret = page.get_by_label("Authenticator secret").input_value()

    def code() -> str:
        if (left := 30 - time.time() % 30) < 15:  # one that runs out before it arrives is refused
            time.sleep(left + 0.5)
        return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))

    page.locator("[name=code]").fill(code())
    page.get_by_role("button", name="Activate").click()
    page.wait_for_url("**/recovery-codes/")
    axe(page)
    page.goto("/accounts/2fa/")
    axe(page)
    sign_out(page)
    cache.clear()  # the same code twice within half a minute is refused otherwise
    type_password(page)
    page.wait_for_url("**/2fa/authenticate/")
    axe(page)
    page.locator("[name=code]").fill(code())
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/page/")


def test_a_passkey_is_enrolled_and_opens_the_door(page: Page, ana: User, axe: Callable[[Page], None]) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = {**key, "isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    type_password(page, "/accounts/2fa/webauthn/add/")
    confirm(page)
    axe(page)
    page.get_by_label("Name", exact=True).fill("desk")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto("/accounts/2fa/webauthn/")
    axe(page)
    assert Authenticator.objects.filter(user=ana, type="webauthn").count() == 1
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    page.goto("/page/")
    expect(page.get_by_text("Your account:")).to_be_attached()


@pytest.fixture
def idle(page: Page, sign_in: Callable[[Page, Any], None]) -> Page:
    """A signed-in page whose clinic locks after a minute, and whose clock the test moves."""
    user = a_user(a_clinic(idle_minutes=1))
    page.clock.install()
    sign_in(page, user)
    page.goto("/page/?item=tsh")
    return page


def server_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time() + 61
    monkeypatch.setattr("rpl_tracker.accounts.idle.time.time", lambda: now)


def test_when_the_time_is_up_the_page_is_covered_by_the_sign_in(idle: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    server_time_is_up(monkeypatch)
    idle.clock.fast_forward(61_000)
    idle.wait_for_url("**/accounts/login/?next=*")
    expect(idle.get_by_text("You were signed out after 1 minute without activity.")).to_be_visible()
    assert idle.url.endswith("next=%2Fpage%2F%3Fitem%3Dtsh")


def test_another_tab_at_work_keeps_this_one_open(idle: Page) -> None:
    with idle.expect_response("**/accounts/session/") as asked:
        idle.clock.fast_forward(61_000)
    assert asked.value.json()["seconds_left"] > 0
    assert idle.url.endswith("/page/?item=tsh")


def test_typing_counts_as_being_there(idle: Page) -> None:
    idle.keyboard.press("a")
    with idle.expect_response(lambda answer: answer.request.method == "POST") as told:
        idle.clock.fast_forward(13_000)
    assert told.value.json() == {"seconds_left": 60}


def test_without_the_server_the_pages_own_clock_covers_it(idle: Page) -> None:
    idle.context.set_offline(True)
    idle.clock.fast_forward(30_000)
    assert idle.url.endswith("/page/?item=tsh")
    with idle.expect_event("requestfailed", lambda request: "/accounts/login/" in request.url):
        idle.clock.fast_forward(31_000)


@pytest.fixture
def administration() -> list[str]:
    """Every kind of page that our administration has."""
    clinic: Clinic = a_clinic()
    person = a_user(clinic)
    lists = ["", "accounts/user/", "accounts/user/add/", "accounts/membership/", "audit/accesslog/", "audit/trailpage/"]
    rows = [f"accounts/user/{person.pk}/{page}/" for page in ("change", "history", "second-factor", "password")]
    return [*lists, *rows, f"accounts/clinic/{clinic.pk}/change/", f"accounts/clinic/{clinic.pk}/history/"]


def test_the_administration_keeps_to_the_policy(
    page: Page, administration: list[str], sign_in: Callable[[Page, Any], None]
) -> None:
    sign_in(page, a_user(is_staff=True))
    for path in administration:
        answer = page.goto(f"/admin/{path}", wait_until="networkidle")
        assert answer is not None
        assert answer.ok, path


def test_the_administration_has_no_accessibility_faults(
    browser: Browser, live_server: Any, administration: list[str], sign_in: Callable[[Page, Any], None], axe: Any
) -> None:
    """In a browser of its own: there the rules' own script breaks the policy, which a watched page would report."""
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    sign_in(page, a_user(is_staff=True))
    for path in administration:
        page.goto(f"/admin/{path}")
        axe(page)
    context.close()


def test_error_pages_have_no_accessibility_faults(
    page: Page, client: Client, sign_in: Callable[[Page, Any], None], axe: Callable[[Page], None]
) -> None:
    sign_in(page, a_user(a_clinic(), "viewer"))
    for path in ("/bad/", "/new/", "/nothing-here/", "/accounts/signup/", "/accounts/inactive/"):
        page.goto(path)
        axe(page)
