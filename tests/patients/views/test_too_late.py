"""A form that is sent after the session's time was up is kept for whoever sent it, and for nobody else."""

import time

import pytest
from django.test import Client
from django.urls import reverse

from patients.models import Draft, Pregnancy
from tests.patients.views.drafting import SAYS, again
from tests.patients.views.posting import shown
from tests.records import a_clinic, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(patient):
    return reverse("pregnancy_new", args=[patient.pk])


def late(client, url, monkeypatch, **typed):
    """Open the form, and send it when the time is up."""
    return send_late(client, url, monkeypatch, shown(client.get(url)) | typed)


def send_late(client, url, monkeypatch, values):
    now = time.time() + 16 * 60
    with monkeypatch.context() as clock:
        clock.setattr("rpl_tracker.accounts.idle.time.time", lambda: now)
        return client.post(url, values, headers={"referer": f"http://testserver{url}"})


def test_it_is_kept_and_the_same_person_goes_on(doctor, url, monkeypatch):
    answer = late(doctor, url, monkeypatch, outcome="miscarriage", note="typed at the end")
    assert answer.status_code == 302
    assert "it is kept for you" in doctor.get(answer.url).content.decode()
    assert not Pregnancy.objects.exists()
    doctor.force_login(doctor.user)
    restored = again(doctor, url)
    assert shown(restored)["note"] == ["typed at the end"]
    assert doctor.post(url, shown(restored)).status_code == 302
    assert Pregnancy.objects.get().note == "typed at the end"


def test_what_is_stored_and_only_lost_its_answer_is_not_offered_to_be_saved_again(doctor, url, monkeypatch):
    values = shown(doctor.get(url)) | {"outcome": "miscarriage"}
    assert doctor.post(url, values).status_code == 302
    answer = send_late(doctor, url, monkeypatch, values)
    page = doctor.get(answer.url).content.decode()
    assert "What you sent was saved before that." in page
    assert "not saved" not in page
    assert not Draft.objects.exists()
    doctor.force_login(doctor.user)
    assert SAYS not in doctor.get(url).content.decode()
    send_late(doctor, url, monkeypatch, values | {"note": "one more word"})
    assert Draft.objects.get().typed["note"] == ["one more word"]


def test_somebody_else_who_signs_in_does_not_see_it(doctor, clinic, url, monkeypatch):
    late(doctor, url, monkeypatch, note="typed at the end")
    doctor.force_login(a_user(clinic))
    assert SAYS not in doctor.get(url).content.decode()
    assert "typed at the end" not in doctor.get(url + "?draft=1").content.decode()


def test_what_is_no_form_is_not_kept(doctor, monkeypatch):
    doctor.get("/")
    now = time.time() + 16 * 60
    monkeypatch.setattr("rpl_tracker.accounts.idle.time.time", lambda: now)
    answer = doctor.post(reverse("worklist_search"), {"q": "x"})
    assert "What you sent just now was not saved." in doctor.get(answer.url).content.decode()
    assert not Draft.objects.exists()


def test_nothing_is_kept_for_a_patient_of_another_clinic(client, url, monkeypatch):
    client.force_login(a_user(a_clinic("elsewhere")))
    client.get("/")
    now = time.time() + 16 * 60
    monkeypatch.setattr("rpl_tracker.accounts.idle.time.time", lambda: now)
    assert client.post(url, {"note": "x"}).status_code == 302
    assert not Draft.objects.exists()


def test_a_page_of_somebody_elses_making_leaves_nothing_behind(clinic, url, monkeypatch):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(a_user(clinic))
    strict.get("/")
    now = time.time() + 16 * 60
    monkeypatch.setattr("rpl_tracker.accounts.idle.time.time", lambda: now)
    assert strict.post(url, {"note": "forged"}).status_code == 302
    assert not Draft.objects.exists()
