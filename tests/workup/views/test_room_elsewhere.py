"""While her partner is in the room, no other page about her opens by accident."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from rpl_tracker.accounts.idle import SEEN_KEY
from rpl_tracker.audit.models import AccessLog
from tests.patients.views.drafting import place_in
from tests.records import a_clinic, a_patient, a_user
from tests.sweep.pages import ABOUT_HER, MARKER, Record
from workup.views.room import FOLDS, HAS_ASKED

pytestmark = pytest.mark.django_db
ASKS = "This page shows every entry"
OPENED = {name: place for name, place in ABOUT_HER.items() if place.method == "get"}
ASKED = sorted(set(OPENED) - FOLDS - HAS_ASKED)


@pytest.fixture
def record():
    return Record.of(a_clinic("main"))


@pytest.fixture
def doctor(client, record):
    client.force_login(a_user(record.patient.clinic))
    return client


def switch(client, patient, to):
    client.get(reverse("patient", args=[patient.pk]), {"room": to})


@pytest.mark.parametrize("name", ASKED)
def test_every_page_that_does_not_fold_asks_first_and_shows_nothing(doctor, record, name):
    switch(doctor, record.patient, "on")
    looks = AccessLog.objects.count()
    url = OPENED[name].url(name, record)
    page = doctor.get(url).content.decode()
    assert ASKS in page
    assert MARKER not in page
    assert AccessLog.objects.count() == looks
    assert f'href="{url}?whole=1"' in page
    assert ASKS not in doctor.get(url, {"whole": "1"}).content.decode()


@pytest.mark.parametrize("name", sorted(FOLDS - {"plan_pdf"}))
def test_what_folds_opens_at_once(doctor, record, name):
    switch(doctor, record.patient, "on")
    assert ASKS not in doctor.get(OPENED[name].url(name, record)).content.decode()


def test_the_lists_name_pages_that_there_are():
    assert set(ABOUT_HER) >= FOLDS | HAS_ASKED
    assert "compare" in ASKED
    assert "record_history" in ASKED


@pytest.mark.parametrize("name", ["compare", "results_panel"])
def test_without_it_nothing_asks(doctor, record, name):
    url = OPENED[name].url(name, record)
    assert ASKS not in doctor.get(url).content.decode()
    switch(doctor, record.patient, "on")
    switch(doctor, record.patient, "off")
    assert ASKS not in doctor.get(url).content.decode()


def test_another_womans_pages_open(doctor, record):
    switch(doctor, record.patient, "on")
    other = a_patient(record.patient.clinic, mrn="other")
    assert ASKS not in doctor.get(reverse("compare", args=[other.pk])).content.decode()


def test_what_the_address_asked_for_is_still_asked_for(doctor, record):
    switch(doctor, record.patient, "on")
    url = reverse("results_panel", args=[record.patient.pk, "apl"])
    page = doctor.get(f"{url}?test=acl_igg&next=/").content.decode()
    (address,) = {part.split('"')[0] for part in page.split('href="')[1:] if "whole=1" in part.split('"')[0]}
    assert urlsplit(address.replace("&amp;", "&")).query == "test=acl_igg&next=%2F&whole=1"


def test_a_form_that_was_opened_so_keeps_its_draft_in_the_same_place(doctor, record):
    switch(doctor, record.patient, "on")
    url = reverse("medication_new", args=[record.patient.pk])
    opened = doctor.get(f"{url}?whole=1")
    assert place_in(opened) == url
    assert ASKS not in doctor.post(f"{url}?whole=1", {}).content.decode()


def test_it_holds_over_the_idle_lock_for_the_same_person_alone(doctor, client, record):
    user = a_user(record.patient.clinic)
    client.force_login(user)
    switch(client, record.patient, "on")
    session = client.session
    session[SEEN_KEY] = 0
    session.save()
    assert client.get("/").status_code == 302
    client.force_login(user)
    compare = reverse("compare", args=[record.patient.pk])
    assert ASKS in client.get(compare).content.decode()
    session = client.session
    del session["_auth_user_id"]
    session.save()
    client.force_login(a_user(record.patient.clinic))
    assert ASKS not in client.get(compare).content.decode()
