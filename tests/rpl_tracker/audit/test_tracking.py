"""The history is kept below the ORM: whichever way a row is written, and nobody rewrites it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from rpl_tracker.accounts.models import Clinic, User
from rpl_tracker.audit.context import acting_as
from rpl_tracker.audit.history import event_model_of
from tests.records import a_clinic, a_user

pytestmark = pytest.mark.django_db
ClinicEvent = event_model_of(Clinic)
UserEvent = event_model_of(User)


def kept() -> list[tuple[str, str]]:
    return list(ClinicEvent.objects.order_by("pgh_id").values_list("pgh_label", "name"))


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def by_save() -> None:
    clinic = Clinic.objects.get()
    clinic.name = "New"
    clinic.save()


WAYS: list[Callable[[], Any]] = [
    by_save,
    lambda: Clinic.objects.update(name="New"),
    lambda: Clinic.objects.bulk_update([Clinic(pk=Clinic.objects.get().pk, name="New")], ["name"]),
    lambda: sql("UPDATE accounts_clinic SET name = 'New'"),
]


@pytest.mark.parametrize("change", WAYS, ids=["save", "update", "bulk_update", "raw SQL"])
def test_a_change_is_kept_by_whatever_way(change: Callable[[], Any]) -> None:
    a_clinic("old")
    change()
    assert kept() == [("insert", "Old"), ("update", "New")]


def test_many_at_once_are_kept_one_by_one() -> None:
    Clinic.objects.bulk_create([Clinic(code=code, name=code) for code in ("a", "b", "c")])
    assert kept() == [("insert", "a"), ("insert", "b"), ("insert", "c")]


@pytest.mark.usefixtures("as_owner")
@pytest.mark.parametrize("remove", [lambda: Clinic.objects.all().delete(), lambda: sql("DELETE FROM accounts_clinic")])
def test_a_deletion_is_kept(remove: Callable[[], Any]) -> None:
    a_clinic("old")
    remove()
    assert kept() == [("insert", "Old"), ("delete", "Old")]


def test_saving_without_a_change_keeps_nothing() -> None:
    a_clinic("old").save()
    assert kept() == [("insert", "Old")]


def test_passwords_are_copied_nowhere_and_signing_in_is_no_change() -> None:
    user = a_user(username="ana", password="secret one")
    user.set_password("secret two")
    user.save()
    assert list(UserEvent.objects.values_list("pgh_label", "username")) == [("insert", "ana")]
    assert {"password", "last_login"}.isdisjoint(field.name for field in UserEvent._meta.get_fields())


def test_roles_given_and_taken_are_kept() -> None:
    membership = a_user(a_clinic(), "viewer").memberships.get()
    membership.role = "clinician"
    membership.save()
    roles = event_model_of(type(membership)).objects.order_by("pgh_id").values_list("role", flat=True)
    assert list(roles) == ["viewer", "clinician"]


REWRITES = [
    "UPDATE accounts_clinicevent SET name = 'Other'",
    "UPDATE accounts_clinicevent SET pgh_context = '{}'",
    "DELETE FROM accounts_clinicevent",
]


@pytest.mark.parametrize("role", ["application", "owner"])
@pytest.mark.parametrize("statement", REWRITES)
def test_nobody_rewrites_the_history(request: pytest.FixtureRequest, role: str, statement: str) -> None:
    if role == "owner":
        request.getfixturevalue("as_owner")
    with acting_as("import"):
        a_clinic("old")
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(statement)
    assert kept() == [("insert", "Old")]


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE accounts_clinicevent",
        "INSERT INTO accounts_clinicevent SELECT * FROM accounts_clinicevent",
        "ALTER TABLE accounts_clinic DISABLE TRIGGER ALL",
        "DROP TABLE accounts_clinicevent",
    ],
)
def test_the_application_can_neither_empty_nor_forge_nor_avoid_it(statement: str) -> None:
    a_clinic("old")
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(statement)
    assert kept() == [("insert", "Old")]


def test_the_switch_that_lets_triggers_be_ignored_does_nothing() -> None:
    names = "SELECT string_agg(tgname, ',') FROM pg_trigger WHERE tgrelid = 'accounts_clinic'::regclass"
    with connection.cursor() as cursor:
        cursor.execute(names)
        triggers = cursor.fetchone()[0].split(",")
        ignored = ",".join(f"{prefix}accounts_clinic:{name}" for name in triggers for prefix in ("", "public."))
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{ignored}}}"])
    a_clinic("old")
    assert kept() == [("insert", "Old")]
