"""The audit trail over all tables, and its page."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rpl_tracker.accounts.models import Clinic
from rpl_tracker.audit import trail as module
from rpl_tracker.audit.context import acting_as
from rpl_tracker.audit.trail import Filter, tracked_tables, trail
from tests.records import a_clinic, a_patient, a_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/audit/trailpage/"


def lines(**wanted: Any) -> list[tuple[str, str, str]]:
    return [(entry.what, entry.table, entry.username) for entry in trail(Filter(**wanted), 0)[0]]


def test_people_and_patients_are_tracked() -> None:
    assert {"accounts.user", "accounts.clinic", "accounts.membership", "patients.patient"} <= set(tracked_tables())


def test_all_tables_newest_first_in_one_query(django_assert_num_queries: Any) -> None:
    with acting_as("import"):
        a_clinic()
    with acting_as("ana"):
        a_patient()
    with acting_as("it"):
        Clinic.objects.update(name="Other")
    with django_assert_num_queries(1):
        found = lines()
    assert sorted(found) == [
        ("changed", "accounts.clinic", "it"),
        ("entered", "accounts.clinic", "import"),
        ("entered", "patients.patient", "ana"),
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"table": "accounts.clinic"}, {"accounts.clinic"}),
        ({"username": "ana"}, {"patients.patient"}),
        ({"username": "nobody"}, set()),
        ({"table": "no.such"}, set()),
    ],
)
def test_filters(wanted: dict[str, str], found: set[str]) -> None:
    a_clinic()
    with acting_as("ana"):
        a_patient()
    assert {table for _, table, _ in lines(**wanted)} == found


@pytest.mark.parametrize(
    ("since", "until", "found"), [(0, 0, 1), (1, None, 0), (None, -1, 0), (-1, 1, 1), (None, 0, 1)]
)
def test_days_are_inclusive(since: int | None, until: int | None, found: int) -> None:
    a_clinic()

    def day(offset: int | None) -> date | None:
        return None if offset is None else timezone.localdate() + timedelta(days=offset)

    assert len(lines(since=day(since), until=day(until))) == found


def test_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE_SIZE", 2)
    for code in "abc":
        a_clinic(code)
    (first, older), (second, oldest) = trail(Filter(), 0), trail(Filter(), 1)
    assert (len(first), older, len(second), oldest) == (2, True, 1, False)
    assert len({entry.object_id for entry in (*first, *second)}) == 3


class TestPage:
    @pytest.fixture(autouse=True)
    def _administrator(self, client: Client) -> None:
        client.force_login(a_user(username="it", is_staff=True))

    def test_shows_who_changed_which_record_but_no_content(self, client: Client) -> None:
        with acting_as("ana"):
            patient = a_patient(family_name="Marker-Name")
        page = client.get(PAGE).content.decode()
        assert f"patient {patient.pk}" in page
        assert "<td>ana</td>" in page
        assert "Marker-Name" not in page

    def test_links_to_the_history_of_what_the_administration_shows(self, client: Client) -> None:
        clinic = a_clinic()
        assert f'href="/admin/accounts/clinic/{clinic.pk}/history/"' in client.get(PAGE).content.decode()

    def test_filters_stand_in_the_address(self, client: Client) -> None:
        a_clinic()
        page = client.get(PAGE, {"table": "patients.patient"}).content.decode()
        assert "No changes here. Take a filter away to see more." in page

    def test_a_date_that_is_none_says_so(self, client: Client) -> None:
        page = client.get(PAGE, {"since": "yesterday"}).content.decode()
        assert "Enter a valid date." in page
        assert "Correct what is marked above" in page

    def test_pages_follow_each_other(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "PAGE_SIZE", 2)
        for code in "abc":
            a_clinic(code)
        first = client.get(PAGE, {"table": "accounts.clinic"}).content.decode()
        assert 'href="?table=accounts.clinic&amp;page=1"' in first
        second = client.get(PAGE, {"table": "accounts.clinic", "page": "1"}).content.decode()
        assert "Newer" in second
        assert "Older" not in second

    @pytest.mark.parametrize("path", ["add/", "1/change/", "1/history/", "1/delete/"])
    def test_it_is_a_page_and_no_table(self, client: Client, path: str) -> None:
        assert client.get(PAGE + path).status_code == 404

    def test_only_administrators_see_it(self, client: Client) -> None:
        client.force_login(a_user(a_clinic()))
        assert client.get(PAGE, follow=True).status_code == 403
