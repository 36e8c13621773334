"""What cannot be true of people and clinics cannot be stored."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from rpl_tracker.accounts.models import Clinic, Membership, User
from tests.records import a_clinic, a_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("wrong", [{"idle_minutes": 0}, {"code": "Main Clinic"}, {"code": ""}, {"apl_mode": "other"}])
def test_a_clinic_that_cannot_be(wrong: dict[str, Any]) -> None:
    fields: dict[str, Any] = {"code": "main", "name": "Main", **wrong}
    with pytest.raises(ValidationError):
        Clinic(**fields).full_clean()
    with pytest.raises(IntegrityError):
        Clinic.objects.create(**fields)


@pytest.mark.parametrize(("zone", "known"), [("Europe/London", True), ("UTC", True), ("GMT+25", False), ("", False)])
def test_the_time_zone_exists(zone: str, known: bool) -> None:
    clinic = Clinic(code="main", name="Main", time_zone=zone)
    if known:
        clinic.full_clean()
    else:
        with pytest.raises(ValidationError):
            clinic.full_clean()


def test_names_of_users_differ_by_more_than_capital_letters() -> None:
    a_user(username="ana")
    with pytest.raises(ValidationError, match="capital letters make no difference"):
        User(username="Ana", password="x").full_clean()
    with pytest.raises(IntegrityError):
        User.objects.create(username="ANA")


def test_one_membership_in_a_clinic() -> None:
    clinic = a_clinic()
    user = a_user(clinic)
    with pytest.raises(IntegrityError):
        Membership.objects.create(user=user, clinic=clinic, role="viewer")


def test_a_role_that_is_none_is_not_stored() -> None:
    with pytest.raises(IntegrityError):
        Membership.objects.create(user=a_user(), clinic=a_clinic(), role="manager")


def test_who_is_what_in_words() -> None:
    clinic = a_clinic("west")
    user = a_user(clinic, "nurse", username="ana")
    assert str(clinic) == "West"
    assert str(user.memberships.get()) == "ana in West: nurse"
