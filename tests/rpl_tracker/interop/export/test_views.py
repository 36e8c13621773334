"""Who may export, what of whom, and what stays on record."""

import io
import zipfile

import pytest
from django.urls import reverse

from rpl_tracker.accounts.access import today
from rpl_tracker.audit.models import AccessLog
from rpl_tracker.interop.export import views
from rpl_tracker.interop.reading.uploads import read_packed
from tests.records import a_clinic, a_patient, a_pregnancy, a_user
from workup.findings import refresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    return a_clinic("main")


@pytest.fixture
def clinician(client, clinic):
    client.force_login(a_user(clinic))
    return client


def a_woman(clinic, name, losses=2, **more):
    woman = a_patient(clinic, family_name=name, mrn=f"MRN-{name}", **more)
    for number in range(losses):
        a_pregnancy(woman, number + 1, ga_weeks=8, confirmed_by="ultrasound")
    refresh([woman.pk])
    return woman


def ask(client, **more):
    return client.post(reverse("export"), {"format": "xlsx", **more})


def names(answer):
    tables = {table.name: table.rows for table in read_packed(b"".join(answer.streaming_content)).tables}
    return {cells[1] for _, cells in tables["patients"]}


@pytest.mark.parametrize(("form", "ending"), [("xlsx", "xlsx"), ("csv", "csv.zip"), ("", "xlsx")])
def test_a_file_with_kind_and_day_in_its_name(clinician, clinic, form, ending):
    a_woman(clinic, "Alder")
    answer = ask(clinician, format=form)
    assert answer["Content-Disposition"] == f'attachment; filename="records-{today(clinic)}.{ending}"'
    assert "no-store" in answer["Cache-Control"]
    assert names(answer) == {"Alder"}


def test_every_sheet_is_there(clinician, clinic):
    a_woman(clinic, "Alder")
    with zipfile.ZipFile(io.BytesIO(b"".join(ask(clinician, format="csv").streaming_content))) as archive:
        assert len(archive.namelist()) == 9


@pytest.mark.parametrize(
    ("asked", "exported"),
    [
        ({}, {"Alder", "Birch"}),
        ({"query": "clinician=0"}, {"Birch"}),
        ({"query": "rest=1"}, {"Cedar"}),
        ({"q": "alder"}, {"Alder"}),
        ({"q": "MRN-B"}, {"Birch"}),
    ],
)
def test_of_whom_is_what_the_list_shows(clinician, clinic, asked, exported):
    a_woman(clinic, "Alder", assigned_to=a_user(clinic))
    a_woman(clinic, "Birch")
    a_woman(clinic, "Cedar", losses=0)
    a_woman(a_clinic("other"), "Elsewhere")
    assert names(ask(clinician, **asked)) == exported


def test_each_patient_is_on_record(clinician, clinic):
    women = {a_woman(clinic, name).pk for name in ("Alder", "Birch")}
    ask(clinician)
    looks = AccessLog.objects.filter(kind="export")
    assert {look.patient_id for look in looks} == women
    assert {look.page for look in looks} == {"export"}


@pytest.mark.parametrize("role", ["nurse", "viewer"])
def test_clinicians_only(client, clinic, role):
    a_woman(clinic, "Alder")
    client.force_login(a_user(clinic, role))
    assert ask(client).status_code == 403
    assert reverse("export") not in client.get("/").content.decode()
    assert not AccessLog.objects.exists()


def test_nobody_on_the_list(clinician):
    answer = clinician.post(reverse("export"), {"format": "xlsx"}, follow=True)
    assert "nothing to export" in answer.content.decode()


def test_too_many_are_refused_whole(clinician, clinic, monkeypatch):
    monkeypatch.setattr(views, "MOST", 1)
    a_woman(clinic, "Alder"), a_woman(clinic, "Birch")
    answer = clinician.post(reverse("export"), {}, follow=True)
    assert "Narrow the list" in answer.content.decode()
    assert not AccessLog.objects.exists()


def test_a_text_too_long_for_a_workbook(clinician, clinic):
    a_woman(clinic, "Alder", note="x" * 40_000)
    assert "Export as CSV" in clinician.post(reverse("export"), {}, follow=True).content.decode()
    assert names(ask(clinician, format="csv")) == {"Alder"}


def test_as_many_queries_for_many_patients_as_for_one(clinician, clinic, django_assert_max_num_queries):
    for number in range(12):
        a_woman(clinic, f"Tree {number}")
    with django_assert_max_num_queries(20):
        assert len(names(ask(clinician))) == 12
