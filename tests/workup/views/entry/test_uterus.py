"""Findings of one examination of the uterus: entered, read while typed, kept when wrong, never overwritten unseen."""

from decimal import Decimal

import pytest
from django.urls import reverse

from patients import actions
from tests.patients.views.posting import errors_of, fill, shown
from tests.records import a_clinic, a_patient, a_user, an_investigation, findings_of_uterus
from workup.models import UterineFindings

pytestmark = pytest.mark.django_db
TYPED = {
    "indentation_mm": "12,5", "angle_deg": "85", "external_cleft_mm": "0", "wall_mm": "11.0", "cavity": "arcuate",
    "ucv": "U0C0V0", "mac": "septate", "fibroids": "2-5 34 mm\n4", "adhesions": "no", "globular_uterus": "no",
    "myometrial_cysts": "yes", "myometrial_cysts_extent": "posterior wall",
}  # fmt: skip


@pytest.fixture
def scan(patient):
    return an_investigation(patient, "us3d", word="abnormal", collected_on="2026-03-04")


@pytest.fixture
def url(patient, scan):
    return reverse("uterine_findings", args=[patient.pk, scan.pk])


@pytest.fixture
def reading_url(patient, scan):
    return reverse("uterine_reading", args=[patient.pk, scan.pk])


def test_everything_is_kept_as_it_was_typed_and_saving_again_changes_nothing(doctor, scan, url):
    answer = fill(doctor, url, **TYPED, next="/")
    assert (answer.status_code, answer.url) == (302, "/")
    stored = UterineFindings.objects.get()
    assert (stored.investigation, stored.test, stored.version) == (scan, "us3d", 1)
    assert (str(stored.indentation_mm), str(stored.wall_mm), stored.external_cleft_mm) == ("12.5", "11.0", 0)
    assert (stored.fibroids, stored.adhesions, stored.ucv, stored.mac) == (["2-5@34", "4"], False, "U0C0V0", "septate")
    assert (stored.myometrial_cysts, stored.globular_uterus, stored.junctional_zone) == (True, False, None)
    assert stored.myometrial_cysts_extent == "posterior wall"
    kept = shown(doctor.get(url))
    assert (kept["indentation_mm"], kept["external_cleft_mm"]) == (["12.5"], ["0"])
    assert kept["fibroids"] == ["2-5 34 mm\n4"]
    fill(doctor, url)
    again = UterineFindings.objects.get()
    same = [f.attname for f in again._meta.fields if f.name != "version"]
    assert [getattr(again, name) for name in same] == [getattr(stored, name) for name in same]


def test_what_is_blank_stays_not_recorded(doctor, url):
    fill(doctor, url, wall_mm="11")
    stored = UterineFindings.objects.get()
    assert (stored.indentation_mm, stored.adhesions, stored.fibroids, stored.cavity) == (None, None, [], "")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Nothing is entered yet"),
        ({"indentation_mm": "deep"}, "Internal indentation, depth (mm): Enter a number"),
        ({"indentation_mm": "-1"}, "A length is between 0 and 200 mm"),
        ({"wall_mm": "0"}, "A wall is thicker than 0"),
        ({"angle_deg": "190"}, "An angle is more than 0 and up to 180 degrees"),
        ({"angle_deg": "1,200"}, "can be read in two ways"),
        ({"ucv": "U2cC0V0"}, "ESHRE/ESGE code: “U2cC0V0” is no ESHRE/ESGE code"),
        ({"fibroids": "4 34 mm\n9"}, "Fibroids: “9” is no FIGO type"),
        ({"fibroids": "4 0 mm"}, "a size is 1 to 999 mm"),
        ({"fibroids": "two small ones"}, "cannot be read"),
    ],
)
def test_what_cannot_be_true_is_said_and_kept(doctor, url, typed, words):
    answer = fill(doctor, url, **typed, mac="as it was typed" if typed else "")
    assert words in errors_of(answer).replace("&#x27;", "'")
    assert not UterineFindings.objects.exists()
    kept = shown(answer)
    assert all(kept[name] == [text] for name, text in typed.items())
    assert kept["mac"] == (["as it was typed"] if typed else [""])


def test_the_extent_of_a_sign_that_is_not_there_is_left_out_and_that_is_said(doctor, url):
    answer = fill(doctor, url, globular_uterus="no", globular_uterus_extent="all of it")
    assert UterineFindings.objects.get().globular_uterus_extent == ""
    assert "Left out, because it does not apply" in doctor.get(answer.url).content.decode()


def test_signs_are_asked_where_ultrasound_shows_them(doctor, patient):
    for test, asked in (("adenomyosis_us", True), ("tvus", True), ("shg", True), ("mri", False), ("hsg", False)):
        row = an_investigation(patient, test, word="normal")
        page = doctor.get(reverse("uterine_findings", args=[patient.pk, row.pk])).content.decode()
        assert ("Signs of adenomyosis (MUSA)" in page) is asked, test


def test_an_mri_keeps_signs_that_are_on_record_although_it_does_not_ask_for_them(doctor, patient):
    row = an_investigation(patient, "mri", word="abnormal")
    findings_of_uterus(row, globular_uterus=True, cavity="arcuate")
    fill(doctor, reverse("uterine_findings", args=[patient.pk, row.pk]), cavity="septate")
    stored = UterineFindings.objects.get()
    assert (stored.cavity, stored.globular_uterus) == ("septate", True)


@pytest.mark.parametrize(
    ("test", "more"), [("tsh", {}), ("renal_us", {"word": "normal"}), ("us3d", {"status": "ordered"})]
)
def test_what_shows_no_uterus_has_no_such_page(doctor, patient, test, more):
    row = an_investigation(patient, test, **more)
    for name in ("uterine_findings", "uterine_reading"):
        assert doctor.post(reverse(name, args=[patient.pk, row.pk])).status_code == 404


def test_who_may_enter_them(client, clinic, patient, url, reading_url):
    for role, status in (("nurse", 200), ("viewer", 403)):
        client.force_login(a_user(clinic, role))
        assert (client.get(url).status_code, client.post(reading_url).status_code) == (status, status)
    client.force_login(a_user(clinic, "viewer"))
    assert client.post(url, {"wall_mm": "11"}).status_code == 403
    client.force_login(a_user(a_clinic("other"), "clinician"))
    assert (client.get(url).status_code, client.post(url, {"wall_mm": "11"}).status_code) == (404, 404)
    client.logout()
    assert client.get(url).status_code == 302
    assert not UterineFindings.objects.exists()


def test_another_womans_examination_is_not_hers(doctor, clinic, scan):
    another = a_patient(clinic)
    assert doctor.get(reverse("uterine_findings", args=[another.pk, scan.pk])).status_code == 404


def test_a_form_of_another_patient_stores_nothing(doctor, clinic, url):
    answer = fill(doctor, url, wall_mm="11", patient_pk=a_patient(clinic).pk)
    assert "opened for another patient" in errors_of(answer)
    assert not UterineFindings.objects.exists()


def test_a_form_whose_patient_cannot_be_read_stores_nothing(doctor, url):
    answer = fill(doctor, url, patient_pk="x", **TYPED)
    assert answer.status_code == 200
    assert shown(answer)["cavity"] == ["arcuate"]
    assert not UterineFindings.objects.exists()


def test_two_people_at_findings_on_record(doctor, scan, url):
    findings_of_uterus(scan, indentation_mm=Decimal(12))
    opened = shown(doctor.get(url))
    theirs = UterineFindings.objects.get()
    theirs.indentation_mm = Decimal(16)
    actions.change(theirs, by=a_user(username="anna"), version=1)
    answer = doctor.post(url, opened | {"indentation_mm": "14"})
    assert answer.status_code == 409
    assert "Stored now: <b>16</b> <span>by anna" in answer.content.decode()
    assert doctor.post(url, shown(answer)).status_code == 302
    assert UterineFindings.objects.get().indentation_mm == 14


def test_two_people_who_both_began_with_a_blank_form(doctor, scan, url):
    opened = shown(doctor.get(url))
    findings_of_uterus(scan, indentation_mm=16, cavity="septate")
    answer = doctor.post(url, opened | {"indentation_mm": "14"})
    assert answer.status_code == 409
    assert "Stored now: <b>16</b>" in answer.content.decode()
    assert "Stored now: <b>septate</b>" in answer.content.decode()
    assert UterineFindings.objects.get().indentation_mm == 16
    assert shown(answer)["indentation_mm"] == ["14"]


def test_the_reading_while_it_is_typed(doctor, reading_url):
    text = doctor.post(
        reading_url, {"indentation_mm": "12", "angle_deg": "85", "external_cleft_mm": "0", "wall_mm": "11"}
    )
    words = text.content.decode()
    for each in ("U2, septate", "Grey zone", "Septate", "They do not agree", "recalled, not confirmed"):
        assert each in words
    assert not UterineFindings.objects.exists()


def test_what_cannot_be_read_yet_is_left_out_of_the_reading(doctor, scan, reading_url):
    findings_of_uterus(scan, indentation_mm=12, ucv="U0C0V0", fibroids=["4"])
    typed = {"indentation_mm": "deep", "wall_mm": "11", "ucv": "U9", "fibroids": "9"}
    words = doctor.post(reading_url, typed).content.decode()
    assert "internal indentation depth and external cleft not recorded" in words
    assert "U0C0V0" not in words
    assert "FIGO" not in words


def test_nothing_typed_says_so(doctor, reading_url):
    assert "Nothing to read yet" in doctor.post(reading_url, {}).content.decode()


def test_without_script_the_page_itself_has_the_reading(doctor, scan, url):
    findings_of_uterus(scan, indentation_mm=2, angle_deg=120, external_cleft_mm=0, wall_mm=11)
    assert "U0, normal" in doctor.get(url).content.decode()
    answer = fill(doctor, url, angle_deg="?", indentation_mm="12")
    assert "U2, septate" in answer.content.decode()


def test_findings_in_error_make_room_for_new_ones(doctor, patient, scan, url):
    row = findings_of_uterus(scan, globular_uterus=True, fibroids=["2-5@34"], cavity="of another woman")
    page = doctor.get(url).content.decode()
    error = reverse("entered_in_error", args=[patient.pk, "uterine_findings", row.pk])
    assert error in page
    told = doctor.get(error).content.decode()
    assert "of another woman" in told
    assert "3D ultrasound uterus" in told
    assert fill(doctor, error, reason="wrong woman").status_code == 302
    assert shown(doctor.get(url))["cavity"] == [""]
    fill(doctor, url, cavity="arcuate")
    assert list(UterineFindings.objects.valid().values_list("cavity", flat=True)) == ["arcuate"]


def test_an_examination_in_error_takes_its_findings_along(doctor, patient, scan):
    row = findings_of_uterus(scan, cavity="arcuate")
    error = reverse("entered_in_error", args=[patient.pk, "investigation", scan.pk])
    assert "1 set of findings of the uterus" in doctor.get(error).content.decode()
    fill(doctor, error, reason="wrong woman")
    row.refresh_from_db()
    assert (row.entered_in_error, row.error_reason) == (True, "wrong woman")


def test_a_sign_stands_beside_its_extent(doctor, url):
    pairs = doctor.get(url).content.decode().split('<div class="pair-of">')[1:]
    assert 'name="myometrial_cysts_extent"' in next(pair for pair in pairs if 'name="myometrial_cysts"' in pair)
