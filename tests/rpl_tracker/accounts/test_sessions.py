"""Sessions and the people in them are found as Django finds them."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from rpl_tracker.accounts.models import Membership
from rpl_tracker.accounts.people import SignedInBackend
from rpl_tracker.accounts.sessions import SessionStore
from tests.records import a_clinic, a_user

pytestmark = pytest.mark.django_db


def a_session(**more: Any) -> str:
    store = SessionStore()
    store["said"] = "yes"
    store.save()
    Session.objects.filter(pk=store.session_key).update(**more)
    return str(store.session_key)


def test_what_a_session_holds_is_found_again() -> None:
    key = a_session(expire_date=timezone.now() + timedelta(seconds=30))
    assert SessionStore(key)["said"] == "yes"


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(days=1)])
def test_a_session_that_is_over_is_gone(ago: timedelta) -> None:
    store = SessionStore(a_session(expire_date=timezone.now() - ago))
    assert "said" not in store
    assert store.session_key is None  # Django begins a new one then, and never takes over the old number


@pytest.mark.parametrize("key", ["unknown-key-of-thirty-two-letters", "' OR '1'='1", "%s%(pk)s%%"])
def test_a_session_that_never_was_is_none(key: str) -> None:
    a_session()
    assert "said" not in SessionStore(key)


def test_a_person_comes_with_the_memberships_in_one_journey(django_assert_num_queries: Any) -> None:
    user = a_user(a_clinic("west"), "nurse")
    Membership.objects.create(user=user, clinic=a_clinic("east"), role="viewer")
    with django_assert_num_queries(1):
        found = SignedInBackend().get_user(user.pk)
        assert found == user
        assert [(mine.clinic.code, mine.role) for mine in found.read_memberships] == [
            ("east", "viewer"),
            ("west", "nurse"),
        ]


def test_nobody_is_found_who_left_or_never_was() -> None:
    user = a_user(a_clinic(), is_active=False)
    assert SignedInBackend().get_user(user.pk) is None
    assert SignedInBackend().get_user(user.pk + 1) is None


def test_a_membership_that_ended_shows_on_the_next_page(client: Client) -> None:
    user = a_user(a_clinic())
    client.force_login(user)
    assert client.get("/").status_code == 200
    Membership.objects.filter(user=user).update(active=False)
    assert client.get("/").status_code == 403


def test_the_backend_of_a_session_is_one_of_ours(client: Client) -> None:
    client.force_login(a_user(a_clinic()))
    assert client.session[BACKEND_SESSION_KEY] == "rpl_tracker.accounts.people.SignedInBackend"
