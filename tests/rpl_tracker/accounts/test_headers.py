"""What goes with every answer, and what a signed-in page costs before it does anything."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.records import a_clinic, a_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rpl_tracker.accounts.urls")]
POLICY = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self' data:; script-src 'self'; style-src 'self'"
)
PATHS = ["/page/", "/accounts/2fa/", "/accounts/password/change/", "/nothing-here/", "/bad/", "/admin/"]


@pytest.fixture
def member(client: Client) -> Client:
    client.force_login(a_user(a_clinic(), is_staff=True))
    return client


@pytest.mark.parametrize("path", [*PATHS, "/accounts/login/"])
def test_the_policy_is_exactly_this_on_every_page(member: Client, path: str) -> None:
    policy = member.get(path)["Content-Security-Policy"]
    assert "; ".join(sorted(policy.split("; "))) == POLICY


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_kept_framed_or_told_to_others(member: Client, path: str) -> None:
    response = member.get(path)
    assert response["Cache-Control"] == "no-store"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", [*PATHS, "/accounts/2fa/webauthn/add/", "/accounts/2fa/totp/activate/"])
def test_no_page_has_script_or_style_of_its_own_or_from_elsewhere(client: Client, path: str) -> None:
    user = a_user(a_clinic(), is_staff=True, password="correct horse battery")
    client.post("/accounts/login/", {"login": user.username, "password": "correct horse battery"})
    client.post("/accounts/reauthenticate/", {"password": "correct horse battery"})
    page = client.get(path).content.decode()
    scripts = re.findall(r"<script\b[^>]*>", page)
    assert all('src="/static/' in tag or 'type="application/json"' in tag for tag in scripts)
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page)
    assert not re.search(r"(src|href|action)=\"(https?:)?//", page)


def test_the_session_cookie_is_out_of_reach_of_scripts_and_ends_with_the_browser(client: Client) -> None:
    user = a_user(a_clinic(), password="correct horse battery")
    response = client.post("/accounts/login/", {"login": user.username, "password": "correct horse battery"})
    cookie = response.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")


def test_every_answer_has_a_number_of_our_own(member: Client) -> None:
    first, second = (member.get("/page/", headers={"X-Request-ID": "Marker"})["X-Request-ID"] for _ in range(2))
    assert re.fullmatch(r"[0-9a-f]{32}", first)
    assert first != second


def test_a_signed_in_page_costs_two_queries(member: Client, django_assert_num_queries: Any) -> None:
    member.get("/page/")
    with django_assert_num_queries(2) as queries:
        member.get("/page/")
    tables = [re.findall(r'FROM "(\w+)"', query["sql"]) for query in queries.captured_queries]
    assert tables == [["django_session"], ["accounts_user", "accounts_membership"]]


def test_a_page_without_a_login_costs_none(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        client.get("/accounts/login/")


@pytest.mark.parametrize(("zone", "shown"), [("Pacific/Auckland", "00:30"), ("UTC", "12:30")])
def test_times_show_in_the_clinics_time_zone_and_it_does_not_stay_behind(client: Client, zone: str, shown: str) -> None:
    client.force_login(a_user(a_clinic(time_zone=zone)))
    assert client.get("/clock/").content.decode() == shown
    assert timezone.get_current_timezone_name() == "UTC"
