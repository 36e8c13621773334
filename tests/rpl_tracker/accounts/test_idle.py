"""The idle lock: on the server, by the clinic's setting, and what the browser is told."""

import time
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from rpl_tracker.accounts.idle import must_note, seconds_left
from rpl_tracker.accounts.models import Membership
from tests.records import a_clinic, a_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rpl_tracker.accounts.urls")]
START = 1_800_000_000


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Call it with seconds since the start."""

    def at(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: START + seconds)

    at(0)
    return at


def signed_in(client: Client, *minutes: int) -> None:
    user = a_user()
    for number in minutes:
        clinic = a_clinic(f"idle-{number}", idle_minutes=number)
        Membership.objects.create(user=user, clinic=clinic, role="viewer")
    client.force_login(user)
    assert client.get("/page/").status_code == 200


def test_one_second_before_the_time_is_up_the_page_still_comes(client: Client, clock: Any) -> None:
    signed_in(client, 15)
    clock(15 * 60 - 1)
    assert client.get("/page/").status_code == 200


def test_when_the_time_is_up_the_session_ends_on_the_server_and_the_way_back_is_kept(
    client: Client, clock: Any
) -> None:
    signed_in(client, 15)
    key = client.session.session_key
    clock(15 * 60)
    response = client.get("/page/?item=tsh", follow=True)
    assert response.redirect_chain == [("/accounts/login/?next=%2Fpage%2F%3Fitem%3Dtsh", 302)]
    assert "You were signed out after 15 minutes without activity." in response.content.decode()
    assert not Session.objects.filter(session_key=key).exists()
    assert client.get("/page/").status_code == 302


def test_a_request_in_between_begins_the_time_anew(client: Client, clock: Any) -> None:
    signed_in(client, 15)
    clock(10 * 60)
    client.get("/page/")
    clock(20 * 60)
    assert client.get("/page/").status_code == 200


@pytest.mark.parametrize(("minutes", "expected"), [((30, 5), 5), ((5, 30), 5), ((2,), 2), ((), 15)])
def test_the_strictest_of_ones_clinics_counts_else_the_setting(
    client: Client, clock: Any, minutes: tuple[int, ...], expected: int
) -> None:
    signed_in(client, *minutes)
    clock(expected * 60)
    response = client.get("/page/", follow=True)
    assert f"after {expected} minutes" in response.content.decode()


def test_a_clinic_that_one_has_left_does_not_count(client: Client, clock: Any) -> None:
    signed_in(client, 30, 5)
    Membership.objects.filter(clinic__code="idle-5").update(active=False)
    clock(6 * 60)
    assert client.get("/page/").status_code == 200


def test_a_form_sent_too_late_says_that_it_was_not_saved_and_leads_back_to_its_page(client: Client, clock: Any) -> None:
    signed_in(client, 15)
    clock(15 * 60)
    response = client.post("/page/", headers={"referer": "http://testserver/page/?item=tsh"}, follow=True)
    assert response.redirect_chain[0][0] == "/accounts/login/?next=%2Fpage%2F%3Fitem%3Dtsh"
    assert "What you sent just now was not saved." in response.content.decode()


def test_the_way_back_never_leads_to_another_host(client: Client, clock: Any) -> None:
    signed_in(client, 15)
    clock(15 * 60)
    response = client.post("/page/", headers={"referer": "https://elsewhere.example/page/"})
    assert response["Location"] == "/accounts/login/?next=%2F"


def test_a_part_of_a_page_leads_the_whole_page_to_the_sign_in(client: Client, clock: Any) -> None:
    signed_in(client, 15)
    clock(15 * 60)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/page/?item=tsh"}
    response = client.get("/page/part/", headers=headers)
    assert response["HX-Redirect"] == "/accounts/login/?next=%2Fpage%2F%3Fitem%3Dtsh"


def test_the_browser_can_ask_how_long_is_left_and_asking_is_not_working(client: Client, clock: Any) -> None:
    signed_in(client, 15)
    clock(10 * 60)
    assert client.get("/accounts/session/").json() == {"seconds_left": 300}
    clock(15 * 60)
    answer = client.get("/accounts/session/")
    assert (answer.status_code, answer.json()) == (401, {"seconds_left": 0})


def test_the_browser_can_say_that_someone_is_typing(client: Client, clock: Any) -> None:
    signed_in(client, 15)
    clock(10 * 60)
    assert client.post("/accounts/session/").json() == {"seconds_left": 900}
    clock(24 * 60)
    assert client.get("/page/").status_code == 200


def test_the_page_tells_its_script_the_time(client: Client, clock: Any) -> None:
    signed_in(client, 5)
    page = client.get("/page/").content.decode()
    assert 'data-idle-seconds="300" data-idle-url="/accounts/session/" data-sign-in-url="/accounts/login/"' in page
    assert "js/idle.js" in page
    client.logout()
    assert "idle.js" not in client.get("/accounts/login/").content.decode()


def test_last_seen_is_written_at_most_once_a_minute(client: Client, clock: Any, django_assert_num_queries: Any) -> None:
    signed_in(client, 15)
    clock(59)
    with django_assert_num_queries(2):
        client.get("/page/")
    clock(60)
    client.get("/page/")
    assert client.session["seen"] == START + 60


@pytest.mark.parametrize(("now", "left"), [(START, 900), (START + 899, 1), (START + 900, 0), (START + 901, -1)])
def test_seconds_left(now: int, left: int) -> None:
    assert seconds_left(START, 15, now) == left


@pytest.mark.parametrize(
    ("minutes", "after", "noted"),
    [(15, 59, False), (15, 60, True), (60, 59, False), (60, 60, True), (1, 3, False), (1, 4, True)],
)
def test_short_times_are_noted_more_often(minutes: int, after: int, noted: bool) -> None:
    assert must_note(START, minutes, START + after) is noted


def test_a_page_of_an_earlier_sign_in_has_no_time_left(client: Client) -> None:
    signed_in(client, 15)
    mine, earlier = "a" * 32, "b" * 32
    client.cookies["csrftoken"] = mine
    assert client.get("/accounts/session/", headers={"X-CSRFToken": mine}).json()["seconds_left"] > 0
    assert client.get("/accounts/session/").json()["seconds_left"] > 0  # a page without any form
    for token in (earlier, "no token", ""):
        answer = client.get("/accounts/session/", headers={"X-CSRFToken": token})
        assert (answer.status_code, answer.json()) == (401, {"seconds_left": 0})
