"""Reading the history: from what to what, by whom."""

from typing import Any

import pytest

from rpl_tracker.audit.context import acting_as
from rpl_tracker.audit.history import history_of
from rpl_tracker.audit.models import AccessLog
from tests.records import a_clinic

pytestmark = pytest.mark.django_db


def test_each_change_says_who_and_from_what_to_what(django_assert_num_queries: Any) -> None:
    with acting_as("import"):
        clinic = a_clinic("west", idle_minutes=15)
    clinic.idle_minutes = 5
    clinic.name = "West Clinic"
    with acting_as("ana", source="test"):
        clinic.save()
    with django_assert_num_queries(1):
        first, second = history_of(clinic)
    assert (first.what, first.username, first.source) == ("entered", "import", "command")
    assert first.fields["name"] == (None, "West")
    assert (second.what, second.username, second.source) == ("changed", "ana", "test")
    assert second.fields == {"idle_minutes": (15, 5), "name": ("West", "West Clinic")}
    assert first.at <= second.at


def test_a_change_from_outside_says_so() -> None:
    (entered,) = history_of(a_clinic())
    assert (entered.username, entered.source, entered.request_id) == ("not known", "outside of the application", "")


@pytest.mark.usefixtures("as_owner")
def test_a_deletion_says_what_was_there() -> None:
    clinic = a_clinic("west")
    number = clinic.pk
    clinic.delete()
    clinic.pk = number
    entered, deleted = history_of(clinic)
    assert (entered.what, deleted.what) == ("entered", "deleted")
    assert deleted.fields["name"] == ("West", None)


def test_only_the_object_itself() -> None:
    west, _ = a_clinic("west"), a_clinic("east")
    assert len(history_of(west)) == 1


def test_a_table_without_a_history_says_so() -> None:
    with pytest.raises(LookupError, match="add @tracked"):
        history_of(AccessLog(pk=1))
