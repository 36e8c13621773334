"""The administration of clinical rows: own clinics, reads only, every look on record, no term in an address."""

import re
from typing import Any

import pytest
from django.test import Client

from patients.models import Patient
from rpl_tracker.audit.models import AccessLog
from tests.records import a_clinic, a_condition, a_patient, a_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rpl_tracker.audit.admin_urls")]
LIST = "/clinical/patients/patient/"


@pytest.fixture(autouse=True)
def _administrator(client: Client) -> None:
    client.force_login(a_user(a_clinic("west"), "viewer", username="it", is_staff=True))


def shown(response: Any) -> list[Any]:
    return list(response.context["cl"].result_list)


def test_only_the_patients_of_ones_own_clinics(client: Client) -> None:
    mine, _ = a_patient(a_clinic("west")), a_patient(a_clinic("east"))
    assert shown(client.get(LIST)) == [mine]


@pytest.mark.parametrize("page", ["change", "history", "delete"])
def test_another_clinics_patient_is_not_found(client: Client, page: str) -> None:
    theirs = a_patient(a_clinic("east"))
    assert client.get(f"{LIST}{theirs.pk}/{page}/").status_code == 404
    assert not AccessLog.objects.exists()


def test_a_membership_that_ended_shows_nothing(client: Client) -> None:
    mine = a_patient(a_clinic("west"))
    a_clinic("west").memberships.update(active=False)
    assert shown(client.get(LIST)) == []
    assert client.get(f"{LIST}{mine.pk}/change/").status_code == 404


@pytest.mark.parametrize("page", ["change", "history"])
def test_every_look_is_on_record(client: Client, page: str) -> None:
    mine = a_patient(a_clinic("west"))
    response = client.get(f"{LIST}{mine.pk}/{page}/")
    assert response.status_code == 200
    look = AccessLog.objects.get()
    assert (look.username, look.patient_id, look.clinic_id, look.kind) == ("it", mine.pk, mine.clinic_id, "admin")
    assert look.page == f"clinical:patients_patient_{page}"
    assert look.request_id == response["X-Request-ID"]


def test_a_look_at_what_hangs_on_her_is_a_look_at_her(client: Client) -> None:
    mine = a_patient(a_clinic("west"))
    condition = a_condition(mine, "pcos")
    assert client.get(f"/clinical/patients/condition/{condition.pk}/change/").status_code == 200
    assert AccessLog.objects.get().patient_id == mine.pk


def test_nothing_is_added_changed_or_deleted(client: Client) -> None:
    mine = a_patient(a_clinic("west"), family_name="Before")
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{mine.pk}/change/", {"family_name": "After"}).status_code == 403
    assert client.post(f"{LIST}{mine.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Patient.objects.get().family_name == "Before"


def test_no_bulk_action_is_offered_or_taken(client: Client) -> None:
    mine = a_patient(a_clinic("west"))
    assert "action-select" not in client.get(LIST).content.decode()
    client.post(LIST, {"action": "delete_selected", "_selected_action": mine.pk, "post": "yes"})
    assert Patient.objects.count() == 1


def test_the_history_page_shows_before_and_after(client: Client) -> None:
    mine = a_patient(a_clinic("west"), note="first word")
    Patient.objects.update(note="second word")
    page = client.get(f"{LIST}{mine.pk}/history/").content.decode()
    assert "note: first word, second word" in page


def test_no_title_holds_a_name_or_mrn(client: Client) -> None:
    mine = a_patient(a_clinic("west"), family_name="Marker", mrn="MARKER1")
    for page in (LIST, f"{LIST}{mine.pk}/change/", f"{LIST}{mine.pk}/history/"):
        title = re.search(r"<title>(.*?)</title>", client.get(page).content.decode(), re.DOTALL)
        assert title is not None
        assert "marker" not in title[1].lower()


class TestSearch:
    @pytest.fixture(autouse=True)
    def _patients(self) -> None:
        for name in ("Ash", "Ashby", "Birch"):
            a_patient(a_clinic("west"), family_name=name)

    def names(self, response: Any) -> list[str]:
        return [patient.family_name for patient in shown(response)]

    def test_the_term_goes_by_post_and_stands_in_no_address(self, client: Client) -> None:
        response = client.post(LIST, {"q": "ash"}, follow=True)
        assert response.redirect_chain == [(LIST, 302)]
        assert self.names(response) == ["Ash", "Ashby"]
        page = response.content.decode()
        assert 'value="ash"' in page
        assert "q=ash" not in page
        assert '<form id="changelist-search" method="post"' in page

    def test_it_stays_over_pages_and_filters_until_it_is_cleared(self, client: Client) -> None:
        client.post(LIST, {"q": "ash"})
        filtered = client.get(LIST, {"clinic__id__exact": a_clinic("west").pk})
        assert self.names(filtered) == ["Ash", "Ashby"]
        assert self.names(client.post(LIST, {"q": ""}, follow=True)) == ["Ash", "Ashby", "Birch"]

    def test_filters_stay_the_page_does_not(self, client: Client) -> None:
        response = client.post(f"{LIST}?clinic__id__exact=1&p=2", {"q": "ash"})
        assert response["Location"] == f"{LIST}?clinic__id__exact=1"

    def test_a_term_in_the_address_is_dropped_unread(self, client: Client) -> None:
        response = client.get(LIST, {"q": "ash"}, follow=True)
        assert response.redirect_chain == [(LIST, 302)]
        assert self.names(response) == ["Ash", "Ashby", "Birch"]

    def test_each_list_has_its_own(self, client: Client) -> None:
        client.post("/clinical/patients/condition/", {"q": "ash"})
        assert self.names(client.get(LIST)) == ["Ash", "Ashby", "Birch"]

    def test_what_cannot_be_a_term_does_no_harm(self, client: Client) -> None:
        response = client.post(LIST, {"q": "\0" + "x" * 5000}, follow=True)
        assert self.names(response) == []
        assert len(response.context["cl"].query) == 100
