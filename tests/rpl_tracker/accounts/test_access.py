"""Which clinics a person may see, which is current, and what is refused and how."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.test import Client, RequestFactory

from rpl_tracker.accounts import access
from rpl_tracker.accounts.models import Clinic, Membership, User
from rpl_tracker.accounts.roles import Permission
from tests.records import a_clinic, a_user

pytestmark = pytest.mark.django_db


def a_request(user: User | AnonymousUser, **session: Any) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    request.session = session  # type: ignore[assignment]
    return request


def join(user: User, *clinics: Clinic, role: str = "clinician", active: bool = True) -> None:
    for clinic in clinics:
        Membership.objects.create(user=user, clinic=clinic, role=role, active=active)


def test_active_memberships_by_name_in_one_query(django_assert_num_queries: Any) -> None:
    user = a_user(a_clinic("west"))
    join(user, a_clinic("east"))
    join(user, a_clinic("north"), active=False)
    request = a_request(user)
    with django_assert_num_queries(1):
        assert [clinic.code for clinic in access.clinics_of(request)] == ["east", "west"]
        assert len(access.memberships(request)) == 2


def test_nobody_is_in_no_clinic(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert access.clinics_of(a_request(AnonymousUser())) == []


def test_memberships_are_read_again_when_the_user_changes() -> None:
    request = a_request(a_user(a_clinic("west")))
    access.memberships(request)
    request.user = a_user(a_clinic("east"))
    assert [clinic.code for clinic in access.clinics_of(request)] == ["east"]


def test_the_current_clinic_is_the_chosen_one_else_the_first() -> None:
    user = a_user(a_clinic("west"))
    join(user, a_clinic("east"))
    assert access.current_clinic(a_request(user)).code == "east"
    assert access.current_clinic(a_request(user, clinic=a_clinic("west").pk)).code == "west"


def test_a_chosen_clinic_that_was_left_is_current_no_more() -> None:
    user = a_user(a_clinic("west"))
    join(user, a_clinic("east"), active=False)
    assert access.current_clinic(a_request(user, clinic=a_clinic("east").pk)).code == "west"


def test_without_a_clinic_the_refusal_says_what_to_do() -> None:
    with pytest.raises(PermissionDenied, match="Ask your administrator to add you"):
        access.current_clinic(a_request(a_user()))


def test_another_clinic_is_not_found() -> None:
    request = a_request(a_user(a_clinic("west")))
    with pytest.raises(Http404):
        access.require(request, a_clinic("east").pk, Permission.VIEW)


def test_an_inactive_membership_is_not_found() -> None:
    user = a_user(a_clinic("west"))
    user.memberships.update(active=False)
    with pytest.raises(Http404):
        access.require(a_request(user), a_clinic("west").pk, Permission.VIEW)


def test_a_role_that_does_not_suffice_is_refused_in_words() -> None:
    clinic = a_clinic("west")
    request = a_request(a_user(clinic, "viewer"))
    assert access.require(request, clinic.pk, Permission.VIEW).role == "viewer"
    with pytest.raises(
        PermissionDenied, match="In West you are signed in as viewer, and a viewer may not enter results"
    ):
        access.require(request, clinic.pk, Permission.RESULTS)


def test_the_role_of_that_clinic_decides_not_of_the_current_one() -> None:
    user = a_user(a_clinic("east"))
    join(user, a_clinic("west"), role="viewer")
    request = a_request(user)
    assert access.can(request, a_clinic("east").pk, Permission.DECISIONS)
    assert not access.can(request, a_clinic("west").pk, Permission.DECISIONS)
    assert not access.can(request, a_clinic("elsewhere").pk, Permission.VIEW)


@pytest.mark.urls("tests.rpl_tracker.accounts.urls")
def test_a_view_that_requires_a_permission(client: Client) -> None:
    clinic = a_clinic()
    for role, status in (("clinician", 200), ("nurse", 403), ("viewer", 403)):
        client.force_login(a_user(clinic, role))
        assert client.get("/new/").status_code == status


@pytest.mark.urls("tests.rpl_tracker.accounts.urls")
def test_switching_the_clinic_lasts_for_the_session(client: Client) -> None:
    user = a_user(a_clinic("west"))
    join(user, a_clinic("east"))
    client.force_login(user)
    response = client.post("/accounts/clinic/", {"clinic": a_clinic("west").pk})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/page/").context["current_clinic"].code == "west"


@pytest.mark.parametrize("clinic", ["foreign", "", "x", "999999"])
def test_switching_to_a_clinic_that_is_not_mine_is_not_found(client: Client, clinic: str) -> None:
    client.force_login(a_user(a_clinic("west")))
    value = a_clinic("east").pk if clinic == "foreign" else clinic
    assert client.post("/accounts/clinic/", {"clinic": value}).status_code == 404


def test_switching_is_no_get(client: Client) -> None:
    client.force_login(a_user(a_clinic("west")))
    assert client.get("/accounts/clinic/").status_code == 405


@pytest.mark.parametrize(
    ("zone", "now", "day"),
    [
        ("Europe/London", datetime(2026, 7, 1, 22, 59, tzinfo=UTC), date(2026, 7, 1)),
        ("Europe/London", datetime(2026, 7, 1, 23, 0, tzinfo=UTC), date(2026, 7, 2)),
        ("Pacific/Auckland", datetime(2026, 7, 1, 12, 0, tzinfo=UTC), date(2026, 7, 2)),
        ("America/New_York", datetime(2026, 7, 2, 3, 59, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_today_is_the_clinics_own(monkeypatch: pytest.MonkeyPatch, zone: str, now: datetime, day: date) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    assert access.today(Clinic(time_zone=zone)) == day
