"""Laboratories in the administration: each belongs to one clinic, and only its own people keep it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.records import a_clinic, a_patient, a_user, an_investigation
from workup.models import Laboratory

pytestmark = pytest.mark.django_db
ADD = "/admin/workup/laboratory/add/"


@pytest.fixture(autouse=True)
def _administrator(client: Client) -> None:
    client.force_login(a_user(a_clinic("west"), "viewer", username="it", is_staff=True))


def post(client: Client, path: str, **form: Any) -> int:
    return client.post(path, {"active": "on", **form}).status_code


def test_a_laboratory_is_added_to_ones_own_clinic_only(client: Client) -> None:
    assert post(client, ADD, clinic=a_clinic("west").pk, name="Northgate") == 302
    assert post(client, ADD, clinic=a_clinic("east").pk, name="Southgate") == 200
    assert list(Laboratory.objects.values_list("name", "clinic__code")) == [("Northgate", "west")]
    assert "East" not in client.get(ADD).content.decode()


def test_a_laboratory_stays_in_its_clinic(client: Client) -> None:
    kept = Laboratory.objects.create(clinic=a_clinic("west"), name="Northgate")
    a_clinic("east").memberships.create(user_id=client.session["_auth_user_id"], role="viewer")
    path = reverse("admin:workup_laboratory_change", args=[kept.pk])
    assert post(client, path, clinic=a_clinic("east").pk, name="Northgate Hospital") == 302
    kept.refresh_from_db()
    assert (kept.name, kept.clinic.code) == ("Northgate Hospital", "west")


def test_another_clinics_laboratory_is_not_opened(client: Client) -> None:
    theirs = Laboratory.objects.create(clinic=a_clinic("east"), name="Southgate")
    assert client.get(reverse("admin:workup_laboratory_change", args=[theirs.pk])).status_code == 302
    assert "Southgate" not in client.get(reverse("admin:workup_laboratory_changelist")).content.decode()


def test_the_list_of_results_is_narrowed_by_ones_own_laboratories(client: Client) -> None:
    for code, names in {"west": ("Northgate", "Riverside"), "east": ("Southgate",)}.items():
        patient = a_patient(a_clinic(code))
        for name in names:
            an_investigation(patient, lab=Laboratory.objects.create(clinic=patient.clinic, name=name))
    shown = client.get(reverse("admin:workup_investigation_changelist")).content.decode()
    assert all(shown.count(f"{name}</a>") == 1 for name in ("Northgate", "Riverside"))
    assert "Southgate" not in shown
