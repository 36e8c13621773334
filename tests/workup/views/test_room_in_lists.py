"""While her partner is in the room, neither the worklist nor the administration shows what her own page folds away."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rpl_tracker.audit.models import AccessLog
from tests.records import a_clinic, a_partner, a_patient, a_pregnancy, a_user, an_investigation
from tests.sweep.pages import MARKER, Record
from workup.findings import refresh
from workup.views.words import FOLDED

pytestmark = pytest.mark.django_db
ASKS = "This page shows every entry"
KINDS = {
    "patients_patient": None, "patients_partner": "partner", "patients_pregnancy": "pregnancy",
    "patients_birth": "birth", "patients_event": "event", "patients_medication": "medication",
    "workup_investigation": "investigation", "workup_decision": "decision", "interop_letter": "letter",
}  # fmt: skip


@pytest.fixture
def clinic():
    return a_clinic("main")


@pytest.fixture
def record(clinic):
    return Record.of(clinic)


@pytest.fixture
def keeper(client, clinic):
    """An administrator, who reads the record."""
    client.force_login(a_user(clinic, "viewer", is_staff=True))
    return client


@pytest.fixture
def doctor(client, clinic):
    client.force_login(a_user(clinic))
    return client


def switch(client, patient, to):
    client.get(reverse("patient", args=[patient.pk]), {"room": to})


def pages_of(record, kind):
    """The pages of one row in the administration."""
    number = record.rows.get(KINDS[kind], record.patient.pk)
    return [reverse(f"admin:{kind}_{page}", args=[number]) for page in ("change", "history")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_of_hers_asks_before_it_opens(keeper, record, kind):
    switch(keeper, record.patient, "on")
    looks = AccessLog.objects.count()
    for url in pages_of(record, kind):
        page = keeper.get(url).content.decode()
        assert ASKS in page
        assert MARKER not in page
        assert f'href="{url}?whole=1"' in page
    assert AccessLog.objects.count() == looks
    for url in pages_of(record, kind):
        opened = keeper.get(url, {"whole": "1"})
        assert opened.status_code == 200
        assert ASKS not in opened.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_that_may_hold_a_row_of_hers_asks_too(keeper, record, kind):
    url = reverse(f"admin:{kind}_changelist")
    assert ASKS not in keeper.get(url).content.decode()
    switch(keeper, record.patient, "on")
    assert ASKS in keeper.get(url).content.decode()
    opened = keeper.get(url, {"whole": "1"})
    assert opened.status_code == 200
    assert ASKS not in opened.content.decode()


def test_a_list_that_was_opened_stays_open_while_it_is_narrowed(keeper, record):
    switch(keeper, record.patient, "on")
    page = keeper.get(reverse("admin:patients_pregnancy_changelist"), {"whole": "1"}).content.decode()
    assert re.search(r'href="\?[^"]*outcome__exact=miscarriage[^"]*whole=1|href="\?whole=1[^"]*outcome__exact', page)


def test_another_womans_rows_and_the_rest_of_the_administration_open(keeper, clinic, record):
    switch(keeper, record.patient, "on")
    other = a_pregnancy(a_patient(clinic))
    for url in (
        reverse("admin:patients_pregnancy_change", args=[other.pk]),
        reverse("admin:index"),
        reverse("admin:workup_laboratory_changelist"),
        reverse("admin:audit_trailpage_changelist"),
    ):
        assert ASKS not in keeper.get(url).content.decode()


@pytest.mark.parametrize("number", ["0", "no-number", "_5F"])
def test_what_is_no_row_of_hers_is_refused_as_ever(keeper, record, number):
    url = reverse("admin:patients_pregnancy_change", args=[number])
    before = keeper.get(url).status_code
    switch(keeper, record.patient, "on")
    assert keeper.get(url).status_code == before


def test_the_administration_opens_again_when_it_is_switched_off(keeper, record):
    switch(keeper, record.patient, "on")
    switch(keeper, record.patient, "off")
    for url in pages_of(record, "patients_pregnancy"):
        assert ASKS not in keeper.get(url).content.decode()


@pytest.fixture
def woman(clinic):
    """Losses with an earlier partner, tissue of one on its way, and a decision due about it."""
    patient = a_patient(clinic, family_name="Alder")
    earlier = a_partner(patient, "P1", from_date="2010-01-01", to_date="2018-12-31")
    a_partner(patient, "P2", from_date="2020-01-01")
    for number in (1, 2, 3):
        a_pregnancy(patient, number, ga_weeks=9, confirmed_by="ultrasound", ended_on=f"201{number}", partner=earlier)
    ended = a_pregnancy(patient, 4, "termination_medical", ga_weeks=19, ended_on="2021")
    an_investigation(patient, "karyo_poc", subject="tissue", pregnancy=ended, status="collected", collected_on="2021")
    an_investigation(patient, "karyo_blood", subject="partner", partner=earlier, status="ordered")
    refresh([patient.pk])
    return patient


def line_of(page, patient):
    """What stands on her line of the list."""
    part = next(part for part in page.split('class="work__row"')[1:] if f"/patients/{patient.pk}/" in part)
    line = part.partition('class="work__metas"')
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", line[0] + line[2].partition("</div>")[0]))


def lists(client):
    """The worklist, and a search that finds her."""
    yield client.get("/", {"all": "1"}).content.decode()
    yield client.post(reverse("worklist_search"), {"q": "Alder"}).content.decode()


def test_her_line_of_the_worklist_says_nothing_of_what_she_needs(doctor, clinic, woman):
    told = "POC karyotype"
    for page in lists(doctor):
        assert told in line_of(page, woman)
    switch(doctor, woman, "on")
    for page in lists(doctor):
        line = line_of(page, woman)
        assert FOLDED in line
        for word in (told, "karyotype", "regnancy", "P1", "issue", "Missing", "Collected", "Ordered", "ermination"):
            assert word not in line


def test_other_lines_stay_as_they_are_and_hers_comes_back(doctor, clinic, woman):
    other = a_patient(clinic, family_name="Birch")
    for number in (1, 2):
        a_pregnancy(other, number, ga_weeks=8, confirmed_by="ultrasound")
    refresh([other.pk])
    before = doctor.get("/").content.decode()
    switch(doctor, woman, "on")
    now = doctor.get("/").content.decode()
    assert line_of(now, other) == line_of(before, other)
    assert FOLDED not in line_of(now, other)
    switch(doctor, woman, "off")
    assert line_of(doctor.get("/").content.decode(), woman) == line_of(before, woman)


def test_a_colleague_sees_her_line_as_ever(doctor, client, clinic, woman):
    switch(doctor, woman, "on")
    client.force_login(a_user(clinic))
    assert FOLDED not in client.get("/").content.decode()


def test_it_costs_no_query(doctor, woman, django_assert_num_queries):
    doctor.get("/")
    with CaptureQueriesContext(connection) as before:
        doctor.get("/")
        number = len(before)
    switch(doctor, woman, "on")
    with django_assert_num_queries(number):
        doctor.get("/")
