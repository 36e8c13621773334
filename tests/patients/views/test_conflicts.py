"""Two people, one row: nothing is lost on either side. And the way back."""

import pytest
from django.urls import reverse

from patients import actions
from patients.models import Pregnancy
from patients.views.entry import next_path
from tests.patients.views.posting import errors_of, fill, shown
from tests.records import a_medication, a_pregnancy, a_user, an_investigation
from workup.models import Investigation, Laboratory

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
    assert page.count("Stored now:") == 2  # gestation, note
    row.refresh_from_db()
    assert (row.ga_weeks, row.note) == (8, "")


def test_saving_again_takes_the_new_version(doctor, row, url):
    opened = shown(doctor.get(url))
    meanwhile(row, ga_weeks=8)
    answer = doctor.post(url, opened | {"ga": "9", "note": "mine"})
    assert doctor.post(url, shown(answer)).status_code == 302
    row.refresh_from_db()
    assert (row.ga_weeks, row.note, row.version) == (9, "mine", 3)


def test_what_only_the_other_person_changed_is_not_undone(doctor, row, url):
    """She touched the note alone; sent again as it is shown, the form keeps the rest as they stored it."""
    opened = shown(doctor.get(url))
    meanwhile(row, confirmed_by="ultrasound", ga_weeks=8, ga_days=2, complications=["abruption@16"])
    answer = doctor.post(url, opened | {"note": "mine"})
    assert "Changed meanwhile, and filled in here: <b>Ultrasound</b> <span>by anna" in answer.content.decode()
    assert shown(answer)["confirmed_by"] == ["ultrasound"]
    assert doctor.post(url, shown(answer)).status_code == 302
    row.refresh_from_db()
    assert (row.confirmed_by, row.ga_weeks, row.ga_days) == ("ultrasound", 8, 2)
    assert (row.complications, row.note) == (["abruption@16"], "mine")


def test_of_two_versions_one_is_chosen_field_by_field(doctor, row, url):
    opened = shown(doctor.get(url))
    meanwhile(row, ga_weeks=8, ga_days=2, note="theirs", complications=[])
    answer = doctor.post(url, opened | {"ga": "9", "note": "mine", "complication_bleeding_at": ["9+5"]})
    page = answer.content.decode()
    for name in ("ga", "note", "complication_bleeding_at"):
        assert f'name="take_stored" value="{name}"' in page
    assert 'name="take_stored" value="confirmed_by"' not in page
    taken = ["ga", "complication_bleeding_at"]
    assert doctor.post(url, shown(answer) | {"take_stored": taken}).status_code == 302
    row.refresh_from_db()
    assert (row.ga_weeks, row.ga_days, row.note, row.complications) == (8, 2, "mine", [])


def test_a_result_changed_by_two_keeps_both_changes(doctor, patient):
    row = an_investigation(patient, "tsh", value="2.1", number="2.1", unit="mIU/L")
    url = reverse("investigation_edit", args=[patient.pk, row.pk])
    opened = shown(doctor.get(url))
    theirs = Investigation.objects.get(pk=row.pk)
    theirs.comparator, theirs.value, theirs.number, theirs.upper_limit = "<", "3.10", "3.10", "4.0"
    theirs.lab = Laboratory.objects.create(clinic=patient.clinic, name="Northgate")
    actions.change(theirs, by=a_user(username="anna"), version=theirs.version)
    answer = doctor.post(url, opened | {"comment": "mine"})
    assert answer.status_code == 409
    assert doctor.post(url, shown(answer)).status_code == 302
    row.refresh_from_db()
    assert (row.comparator, row.value, str(row.upper_limit.normalize())) == ("<", "3.10", "4")
    assert (row.lab.name, row.comment) == ("Northgate", "mine")


def test_complications_are_compared_too(doctor, row, url):
    opened = shown(doctor.get(url))
    meanwhile(row, complications=["bleeding@9+5"])
    page = doctor.post(url, opened | {"complication_bleeding_at": ["7"]}).content.decode()
    assert "Stored now: <b>9+5</b>" in page


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
