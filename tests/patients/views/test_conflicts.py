"""Two people, one row: nothing is lost on either side. And the way back."""

import pytest
from django.urls import reverse

from patients import actions
from patients.models import Pregnancy
from patients.views.entry import next_path
from tests.patients.views.posting import errors_of, fill, shown
from tests.records import a_medication, a_pregnancy, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(patient):
    return a_pregnancy(patient, 1, complications=["bleeding"])


@pytest.fixture
def url(patient, row):
    return reverse("pregnancy_edit", args=[patient.pk, row.pk])


def meanwhile(row, **values):
    """Another clinician changes the row."""
    theirs = Pregnancy.objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(theirs, name, value)
    actions.change(theirs, by=a_user(username="anna"), version=theirs.version)


def test_the_form_comes_again_with_what_was_typed_and_what_is_stored(doctor, row, url):
    opened = shown(doctor.get(url))
    meanwhile(row, ga_weeks=8, ga_days=2, confirmed_by="ultrasound")
    answer = doctor.post(url, opened | {"ga": "9", "note": "mine"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed this" in errors_of(answer)
    assert shown(answer)["ga"] == ["9"]
    assert "Stored now: <b>8+2</b> <span>by anna" in page
    assert "Stored now: <b>Ultrasound</b>" in page
    assert page.count("Stored now:") == 3  # gestation, confirmed by, note
    row.refresh_from_db()
    assert (row.ga_weeks, row.note) == (8, "")


def test_saving_again_takes_the_new_version(doctor, row, url):
    opened = shown(doctor.get(url))
    meanwhile(row, ga_weeks=8)
    answer = doctor.post(url, opened | {"ga": "9", "note": "mine"})
    assert doctor.post(url, shown(answer)).status_code == 302
    row.refresh_from_db()
    assert (row.ga_weeks, row.note, row.version) == (9, "mine", 3)


def test_complications_are_compared_too(doctor, row, url):
    opened = shown(doctor.get(url))
    meanwhile(row, complications=["bleeding@9+5"])
    page = doctor.post(url, opened | {"note": "mine"}).content.decode()
    assert "Stored now: <b>9+5</b>" in page


def test_a_row_entered_in_error_meanwhile_cannot_be_saved(doctor, row, url):
    opened = shown(doctor.get(url))
    actions.enter_in_error(Pregnancy.objects.get(pk=row.pk), by=a_user(), reason="typed twice", version=1)
    assert doctor.post(url, opened).status_code == 404  # it is no longer there to be edited


@pytest.mark.parametrize("version", ["", "0", "x"])
def test_a_form_without_its_version_does_not_overwrite(doctor, row, url, version):
    answer = fill(doctor, url, row_version=version, note="mine")
    assert answer.status_code in (200, 409)
    row.refresh_from_db()
    assert row.note == ""


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/patients/7/?show=todo#checklist", "/patients/7/?show=todo#checklist"),
        ("https://elsewhere.example/", "/mine"),
        ("//elsewhere.example/", "/mine"),
        ("/\\elsewhere.example", "/mine"),
        ("javascript:alert(1)", "/mine"),
        ("patients/7/", "/mine"),
        ("", "/mine"),
    ],
)
def test_back_leads_to_a_page_of_our_own(rf, asked, path):
    assert next_path(rf.get("/", {"next": asked}), "/mine") == path
    assert next_path(rf.post("/", {"next": asked}), "/mine") == path


def test_after_saving_one_is_back_where_one_was(doctor, patient):
    back = reverse("patient", args=[patient.pk]) + "#medication"
    url = reverse("medication_edit", args=[patient.pk, a_medication(patient).pk])
    opened = doctor.get(url, {"next": back})
    assert f'href="{back}"' in opened.content.decode()
    assert doctor.post(url, shown(opened)).url == back
    assert fill(doctor, url).url == reverse("patient", args=[patient.pk])
