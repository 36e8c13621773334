"""Every look at a patient is one row that stays."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import RequestFactory

from rpl_tracker.audit.access_log import log_access
from rpl_tracker.audit.models import AccessLog
from tests.records import a_user

pytestmark = pytest.mark.django_db


def a_request(user: Any) -> Any:
    request = RequestFactory().get("/patients/7/?q=Marker")
    request.user = user
    request.request_id = "abc"  # type: ignore[attr-defined]
    request.resolver_match = SimpleNamespace(view_name="patient")  # type: ignore[assignment]
    return request


def test_a_look_is_one_insert_and_says_who_at_whom_how_and_when(django_assert_num_queries: Any) -> None:
    user = a_user(username="ana")
    with django_assert_num_queries(1):
        log_access(a_request(user), patient_id=7, clinic_id=3, kind="print")
    look = AccessLog.objects.get()
    assert (look.user, look.username, look.patient_id, look.clinic_id) == (user, "ana", 7, 3)
    assert (look.kind, look.page, look.request_id) == ("print", "patient", "abc")
    assert look.at is not None
    assert str(look) == "ana, patient 7"


def test_nobody_looks_without_a_login() -> None:
    with pytest.raises(AssertionError):
        log_access(a_request(AnonymousUser()), 7, 3, "page")


def test_a_way_of_looking_that_is_none_is_not_stored() -> None:
    with pytest.raises(IntegrityError):
        log_access(a_request(a_user()), 7, 3, "peek")  # type: ignore[arg-type]


@pytest.mark.parametrize("role", ["application", "owner"])
@pytest.mark.parametrize("statement", ["UPDATE audit_accesslog SET patient_id = 8", "DELETE FROM audit_accesslog"])
def test_a_look_is_never_taken_back(request: pytest.FixtureRequest, role: str, statement: str) -> None:
    if role == "owner":
        request.getfixturevalue("as_owner")
    log_access(a_request(a_user()), 7, 3, "page")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(AccessLog.objects.values_list("patient_id", flat=True)) == [7]


def test_who_has_looked_cannot_be_deleted() -> None:
    user = a_user()
    log_access(a_request(user), 7, 3, "page")
    with pytest.raises(ProtectedError):
        user.delete()
