"""Who stands behind a change: the request, or who a command acts as."""

from typing import Any

import pytest
from django.test import Client

from rpl_tracker.accounts.models import Clinic
from rpl_tracker.audit.context import acting_as
from rpl_tracker.audit.history import event_model_of
from tests.records import a_clinic, a_user

pytestmark = pytest.mark.django_db


def contexts() -> list[dict[str, Any]]:
    return list(event_model_of(Clinic).objects.order_by("pgh_id").values_list("pgh_context", flat=True))


def clinic_form(**more: Any) -> dict[str, Any]:
    formset = {f"memberships-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    fields = {"code": "west", "name": "West", "time_zone": "UTC", "idle_minutes": 15, "default_guideline": "eshre-2022"}
    return {**fields, "apl_mode": "sydney", "tissue_days": 14, "stillbirth_from_days": 168, **formset, **more}


def test_a_change_by_request_has_person_address_page_and_number(client: Client) -> None:
    it = a_user(username="it", is_staff=True)
    client.force_login(it)
    response = client.post("/admin/accounts/clinic/add/?_changelist_filters=Marker", clinic_form())
    assert response.status_code == 302
    assert contexts() == [
        {
            "user": it.pk,
            "username": "it",
            "url": "/admin/accounts/clinic/add/",
            "ip": "127.0.0.1",
            "request_id": response["X-Request-ID"],
        }
    ]


def test_the_address_is_the_browsers_behind_as_many_proxies_as_are_trusted(client: Client, settings: Any) -> None:
    client.force_login(a_user(is_staff=True))
    forwarded = {"X-Forwarded-For": "203.0.113.9, 192.0.2.7"}
    client.post("/admin/accounts/clinic/add/", clinic_form(code="a"), headers=forwarded)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client.post("/admin/accounts/clinic/add/", clinic_form(code="b"), headers=forwarded)
    assert [context["ip"] for context in contexts()] == ["127.0.0.1", "192.0.2.7"]


def test_a_command_acts_as_an_account_or_a_person() -> None:
    ana = a_user(username="ana")
    with acting_as("import"):
        a_clinic("a")
    with acting_as(ana, source="demo"):
        a_clinic("b")
    assert contexts() == [
        {"username": "import", "source": "command"},
        {"user": ana.pk, "username": "ana", "source": "demo"},
    ]


def test_all_changes_of_one_command_belong_together() -> None:
    with acting_as("import"):
        a_clinic("a")
        a_clinic("b")
    numbers = set(event_model_of(Clinic).objects.values_list("pgh_context_id", flat=True))
    assert len(numbers) == 1
    assert None not in numbers


def test_without_either_nobody_is_invented() -> None:
    a_clinic("a")
    assert contexts() == [None]


def test_the_outermost_source_stands() -> None:
    """An import stores through the usual actions; what it stores comes from the import."""
    with acting_as("importer", source="import"), acting_as("importer", source="action"):
        a_clinic("inside")
    with acting_as("somebody", source="action"):
        a_clinic("after")
    assert [found["source"] for found in contexts()] == ["import", "action"]
