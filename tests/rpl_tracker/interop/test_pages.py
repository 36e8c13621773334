"""The import in the browser: upload, preview, confirm."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from patients.models import Patient
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.audit.history import history_of
from rpl_tracker.interop.models import Upload
from rpl_tracker.interop.reading import uploads
from rpl_tracker.interop.uploads import forget_expired
from tests.records import a_clinic, a_patient, a_user

pytestmark = pytest.mark.django_db

PATIENTS = b"mrn,family_name,given_names,date_of_birth,height_cm\nA1,Example,Una,1990-05-01,%s\n"
GOOD, BAD = PATIENTS % b"165", PATIENTS % b"tall"


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def member(client: Client, clinic: Clinic) -> Client:
    client.force_login(a_user(clinic, username="una"))
    return client


def send(client: Client, *files: tuple[str, bytes]) -> Any:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(reverse("import"), {"spreadsheet": sent})


def confirm(client: Client) -> Any:
    return client.post(reverse("import_confirm", args=[Upload.objects.get().key]), follow=True)


def test_a_csv_file_is_previewed_then_imported_then_forgotten(member: Client) -> None:
    answer = send(member, ("patients.csv", GOOD))
    upload = Upload.objects.get()
    assert answer["Location"] == reverse("import_preview", args=[upload.key])
    page = member.get(answer["Location"]).content.decode()
    assert "Every row can be imported" in page
    assert not Patient.objects.exists()
    assert "1 rows new, 0 changed" in confirm(member).content.decode()
    assert history_of(Patient.objects.get())[0].username == "una"
    assert not Upload.objects.exists()


def test_errors_are_shown_with_their_place_and_there_is_no_way_to_import(member: Client) -> None:
    page = member.get(send(member, ("patients.csv", BAD))["Location"]).content.decode()
    for words in ("height_cm", "tall", "is not one number", "nothing can be imported"):
        assert words in page
    assert reverse("import_confirm", args=[Upload.objects.get().key]) not in page


def test_confirming_an_upload_with_errors_saves_nothing(member: Client) -> None:
    send(member, ("patients.csv", BAD))
    assert "Nothing was imported" in confirm(member).content.decode()
    assert not Patient.objects.exists()


def test_a_record_that_changed_since_the_preview_is_shown_once_more(member: Client, clinic: Clinic) -> None:
    send(member, ("patients.csv", GOOD))
    stored = a_patient(clinic, mrn="A1")
    page = confirm(member).content.decode()
    assert "the record has changed since the preview" in page
    stored.refresh_from_db()
    assert stored.height_cm is None
    assert Upload.objects.get().report["counts"]["patients"]["updated"] == 1
    confirm(member)
    stored.refresh_from_db()
    assert stored.height_cm == 165


def test_a_workbook_a_zip_and_several_files_are_the_same(member: Client) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "patients"
    for line in GOOD.decode().splitlines():
        sheet.append(line.split(","))
    workbook, packed = io.BytesIO(), io.BytesIO()
    book.save(workbook)
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("folder/patients.csv", GOOD)
    pregnancies = b"mrn,number,outcome\nA1,1,miscarriage\n"
    for files in (
        [("x.xlsx", workbook.getvalue())],
        [("x.zip", packed.getvalue())],
        [("patients.csv", GOOD), ("pregnancies.csv", pregnancies)],
    ):
        send(member, *files)
        assert Upload.objects.get().report["counts"]["patients"]["created"] == 1
    assert Upload.objects.get().report["counts"]["pregnancies"]["created"] == 1


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "Choose a file"),
        ([("patients.txt", GOOD)], "Choose one .xlsx"),
        ([("a.xlsx", b"x"), ("b.xlsx", b"x")], "Choose one .xlsx"),
        ([("patients.csv", b"")], "A file is empty"),
    ],
)
def test_what_cannot_be_taken_is_said_on_the_form(member: Client, files: list[tuple[str, bytes]], words: str) -> None:
    answer = send(member, *files)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_is_not_kept(member: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MAX_BYTES", 20)
    assert "Split it" in send(member, ("patients.csv", GOOD)).content.decode()
    assert not Upload.objects.exists()


def test_looking_changes_nothing(member: Client) -> None:
    send(member, ("patients.csv", GOOD))
    before = Upload.objects.values().get()
    key = Upload.objects.get().key
    member.get(reverse("import"))
    member.get(reverse("import_preview", args=[key]))
    for name in ("import_confirm", "import_cancel"):
        assert member.get(reverse(name, args=[key])).status_code == 405
    assert Upload.objects.values().get() == before
    assert not Patient.objects.exists()


def test_discarding_forgets_the_upload(member: Client) -> None:
    send(member, ("patients.csv", GOOD))
    member.post(reverse("import_cancel", args=[Upload.objects.get().key]))
    assert not Upload.objects.exists()


@pytest.mark.parametrize("role", ["nurse", "viewer"])
def test_only_clinicians_import(client: Client, clinic: Clinic, role: str) -> None:
    client.force_login(a_user(clinic, role))
    assert client.get(reverse("import")).status_code == 403
    assert send(client, ("patients.csv", GOOD)).status_code == 403


@pytest.mark.parametrize("name", ["import_preview", "import_confirm", "import_cancel"])
def test_an_upload_is_its_senders_alone(member: Client, clinic: Clinic, name: str) -> None:
    send(member, ("patients.csv", GOOD))
    address = reverse(name, args=[Upload.objects.get().key])
    for other in (a_user(clinic), a_user(a_clinic("other"))):
        client = Client()
        client.force_login(other)
        ask = client.get if name == "import_preview" else client.post
        assert ask(address).status_code == 404
    assert Upload.objects.exists()


def test_posts_need_the_token(clinic: Clinic) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(a_user(clinic))
    assert send(strict, ("patients.csv", GOOD)).status_code == 403


def test_an_upload_expires_and_is_forgotten(member: Client) -> None:
    send(member, ("patients.csv", GOOD))
    upload = Upload.objects.get()
    upload.made_at = timezone.now() - timedelta(minutes=31)
    upload.save()
    assert member.post(reverse("import_confirm", args=[upload.key])).status_code == 404
    assert forget_expired() == 1
    assert not Patient.objects.exists()


def test_no_name_of_a_file_and_no_patient_stands_in_an_address(member: Client) -> None:
    address = send(member, ("patients.csv", GOOD))["Location"]
    assert address == f"/import/{Upload.objects.get().key}/"
