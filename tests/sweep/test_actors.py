"""Four actors over every address: nobody, another clinic, somebody whose role does not do, a member who may."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rpl_tracker.audit.models import AccessLog
from tests.records import a_clinic, a_patient, a_user
from tests.sweep.pages import ABOUT_HER, ALL, OF_THE_CLINIC, OPEN, POST_ONLY, Record, clinic_url, names

pytestmark = pytest.mark.django_db
SECURED = "account_", "mfa_"
# Also in SQL of our own, whose names are not quoted.
WRITES = re.compile(r'(?<!FOR )(?<!KEY )\b(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')


@pytest.fixture
def record():
    return Record.of(a_clinic("main"))


def test_every_address_is_in_the_sweep():
    known = {*ABOUT_HER, *OF_THE_CLINIC, *POST_ONLY, *OPEN}
    strange = {name for name in names() if name not in known and not name.startswith(SECURED)}
    assert strange <= {
        "session_time",
        "import_preview",
        "import_confirm",
        "import_cancel",
        "undo_step",
        "filter_change",
    }


@pytest.mark.parametrize("name", ABOUT_HER)
def test_nobody_is_sent_to_the_door(client, record, name):
    url = ABOUT_HER[name].url(name, record)
    for ask in (client.get, client.post):
        answer = ask(url)
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", sorted({*OF_THE_CLINIC, *POST_ONLY}))
def test_nobody_sees_a_clinic(client, name):
    for ask in (client.get, client.post):
        assert ask(clinic_url(name)).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ABOUT_HER)
@pytest.mark.parametrize("role", ALL)
def test_another_clinic_learns_nothing(client, record, name, role):
    client.force_login(a_user(a_clinic("other"), role))
    place = ABOUT_HER[name]
    for ask in (client.get, client.post):
        answer = ask(place.url(name, record))
        assert answer.status_code in {404, 405}
        assert (answer.status_code == 404) or place.method == "post" or ask == client.post
        assert record.patient.family_name not in answer.content.decode()


@pytest.mark.parametrize("name", ABOUT_HER)
@pytest.mark.parametrize("role", ALL)
def test_a_role_may_or_is_refused(client, record, name, role):
    client.force_login(a_user(record.patient.clinic, role))
    place = ABOUT_HER[name]
    ask = client.post if place.method == "post" else client.get
    answer = ask(place.url(name, record))
    assert answer.status_code == (200 if role in place.roles else 403)
    if place.roles != ALL:
        assert role in place.roles or client.post(place.url(name, record)).status_code in {403, 405}


@pytest.mark.parametrize("name", OF_THE_CLINIC)
@pytest.mark.parametrize("role", ALL)
def test_a_role_in_the_clinic(client, name, role):
    client.force_login(a_user(a_clinic("main"), role))
    assert client.get(clinic_url(name)).status_code == (200 if role in OF_THE_CLINIC[name] else 403)


@pytest.mark.parametrize("name", ABOUT_HER)
def test_a_patient_who_does_not_exist(client, record, name):
    client.force_login(a_user(record.patient.clinic))
    kwargs = {**ABOUT_HER[name].kwargs(record), "pk": record.patient.pk + 1000}
    place = ABOUT_HER[name]
    ask = client.post if place.method == "post" else client.get
    assert ask(reverse(name, kwargs=kwargs)).status_code == 404


@pytest.mark.parametrize("name", [name for name in ABOUT_HER if name.endswith(("_edit", "in_error"))])
def test_a_row_of_another_patient_is_not_hers(client, record, name):
    client.force_login(a_user(record.patient.clinic))
    kwargs = ABOUT_HER[name].kwargs(record)
    if "row" in kwargs:
        another = a_patient(record.patient.clinic)
        assert client.get(reverse(name, kwargs={**kwargs, "pk": another.pk})).status_code == 404


@pytest.mark.parametrize("name", [name for name, place in ABOUT_HER.items() if place.method == "get"])
def test_every_look_is_on_record(client, record, name):
    user = a_user(record.patient.clinic)
    client.force_login(user)
    client.get(ABOUT_HER[name].url(name, record))
    look = AccessLog.objects.get()
    assert (look.user, look.patient_id, look.page) == (user, record.patient.pk, name)
    assert look.kind == ABOUT_HER[name].look


@pytest.mark.parametrize("name", ABOUT_HER)
def test_a_look_by_somebody_else_is_none(client, record, name):
    client.force_login(a_user(a_clinic("other")))
    client.get(ABOUT_HER[name].url(name, record))
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("name", [name for name, place in ABOUT_HER.items() if place.method == "get"])
def test_a_look_writes_nothing_else(client, record, name):
    client.force_login(a_user(record.patient.clinic))
    client.get(reverse("worklist"))
    with CaptureQueriesContext(connection) as asked:
        client.get(ABOUT_HER[name].url(name, record))
    written = [table for query in asked for table in WRITES.findall(query["sql"])]
    assert written == ["audit_accesslog"]


@pytest.mark.parametrize("name", [*ABOUT_HER, *OF_THE_CLINIC])
def test_nothing_of_a_signed_in_page_is_kept_by_the_browser(client, record, name):
    client.force_login(a_user(record.patient.clinic))
    url = ABOUT_HER[name].url(name, record) if name in ABOUT_HER else clinic_url(name)
    answer = client.get(url)
    assert "no-store" in answer["Cache-Control"]
    assert "unsafe" not in answer["Content-Security-Policy"]
