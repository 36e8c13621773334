"""`import_records` and `workup` from the command line: output, exit status, whose clinic, who acts."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from patients.models import Patient
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.models import Clinic, User
from rpl_tracker.audit.history import history_of
from tests.records import a_clinic, a_patient, a_user, an_investigation
from tests.rpl_tracker.interop.files import a_patient_row, write_folder
from workup.guidelines import load_all

pytestmark = pytest.mark.django_db


def run(path: Path, *options: str) -> tuple[str, int]:
    """What `import_records` printed, and its exit status."""
    out = StringIO()
    try:
        call_command("import_records", path, *options, stdout=out)
    except SystemExit as ended:
        return out.getvalue(), int(str(ended.code))
    return out.getvalue(), 0


def test_json_has_the_promised_shape(tmp_path: Path) -> None:
    a_clinic()
    folder = write_folder(tmp_path / "in", investigations=[
        {"mrn": "A1", "subject": "patient", "test": "karyo_blood", "value": "46XX", "shoe_size": "39"}
    ], moods=[{"mrn": "A1"}])  # fmt: skip
    printed, status = run(folder, "--format", "json")
    answer = json.loads(printed)
    assert status == 1
    assert list(answer) == ["ok", "dry_run", "counts", "errors", "warnings"]
    assert (answer["ok"], answer["dry_run"]) == (False, False)
    assert answer["counts"]["patients"] == {"created": 1, "updated": 0, "unchanged": 0, "rejected": 0}
    (error,) = answer["errors"]
    assert error.pop("message")
    assert error == {"sheet": "investigations", "row": 2, "column": "value", "value": "46XX"}
    assert [(w["sheet"], w["column"]) for w in answer["warnings"]] == [("investigations", "shoe_size"), ("moods", "")]


def test_exit_status_is_zero_when_nothing_was_rejected(tmp_path: Path) -> None:
    a_clinic()
    printed, status = run(write_folder(tmp_path / "in"))
    assert status == 0
    assert "Saved." in printed
    assert Patient.objects.count() == 1


def test_errors_are_printed_in_words(tmp_path: Path) -> None:
    a_clinic()
    printed, status = run(write_folder(tmp_path / "in", patients=[a_patient_row(rhd="plus")]))
    assert status == 1
    assert "patients, row 2, rhd “plus”: is not allowed; write one of positive, negative" in printed
    assert "Nothing was saved." in printed


def test_a_dry_run_leaves_not_even_the_clinic(tmp_path: Path) -> None:
    printed, status = run(write_folder(tmp_path / "in"), "--clinic", "new", "--create-clinic", "--dry-run")
    assert (status, Clinic.objects.count(), User.objects.count(), Patient.objects.count()) == (0, 0, 0, 0)
    assert "dry run" in printed


def test_a_rejected_import_leaves_not_even_the_clinic(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "in", patients=[a_patient_row(rhd="plus")])
    assert run(folder, "--clinic", "new", "--create-clinic")[1] == 1
    assert not Clinic.objects.exists()


def test_the_system_account_acts_when_nobody_is_named(tmp_path: Path) -> None:
    a_clinic()
    run(write_folder(tmp_path / "in"))
    account = User.objects.get(username="import")
    assert not account.has_usable_password()
    assert not account.is_active
    assert history_of(Patient.objects.get())[0].username == "import"


def test_by_names_who_imports(tmp_path: Path) -> None:
    user = a_user(a_clinic(), username="una")
    run(write_folder(tmp_path / "in"), "--by", "una")
    assert history_of(Patient.objects.get())[0].username == user.username


def test_an_unknown_user_is_an_error(tmp_path: Path) -> None:
    a_clinic()
    with pytest.raises(CommandError, match="There is no user nobody"):
        run(write_folder(tmp_path / "in"), "--by", "nobody")


def test_with_several_clinics_an_error_names_them(tmp_path: Path) -> None:
    a_clinic("east"), a_clinic("west")
    with pytest.raises(CommandError, match="east, west"):
        run(write_folder(tmp_path / "in"))
    assert run(write_folder(tmp_path / "in"), "--clinic", "west")[1] == 0
    assert Patient.objects.get().clinic.code == "west"


def test_an_unknown_clinic_is_an_error_unless_it_shall_be_made(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "in")
    with pytest.raises(CommandError, match="There is no clinic north"):
        run(folder, "--clinic", "north")
    assert run(folder, "--clinic", "north", "--create-clinic")[1] == 0
    assert run(folder, "--clinic", "north", "--create-clinic")[1] == 0
    assert Clinic.objects.get().code == "north"


def test_a_code_that_cannot_be_one_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="small letters"):
        run(write_folder(tmp_path / "in"), "--clinic", "Nord West", "--create-clinic")


def test_without_any_clinic_an_error_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--create-clinic"):
        run(write_folder(tmp_path / "in"))


@pytest.mark.parametrize(("name", "words"), [("none.xlsx", "cannot be read"), ("none", "does not exist")])
def test_a_path_without_anything_is_an_error(tmp_path: Path, name: str, words: str) -> None:
    a_clinic()
    with pytest.raises(CommandError, match=words):
        run(tmp_path / name)


def test_a_workbook_is_imported_like_a_folder(tmp_path: Path) -> None:
    a_clinic()
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "patients"
    sheet.append(["mrn", "family_name", "given_names", "date_of_birth"])
    sheet.append([12345, "Example", "Una", date(1990, 5, 1)])
    book.save(tmp_path / "in.xlsx")
    assert run(tmp_path / "in.xlsx")[1] == 0
    assert Patient.objects.get(mrn="12345").date_of_birth == date(1990, 5, 1)


def documents(*arguments: Any) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("workup", *arguments, "--format", "json", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_workup_answers_in_the_order_asked_one_document_a_line() -> None:
    for mrn in ("A1", "A2", "A3"):
        a_patient(mrn=mrn)
    asked = ["A3", "A1", "A2", "A1"]
    assert [told["patient"]["mrn"] for told in documents(*asked)] == asked


def test_workup_is_by_every_guideline_or_by_those_asked_for() -> None:
    a_patient(mrn="A1")
    (told,) = documents("A1")
    assert [g["key"] for g in told["guidelines"]] == list(load_all())
    (told,) = documents("A1", "--guideline", "rcog-gtg17-2023", "--guideline", "eshre-2022")
    assert [g["key"] for g in told["guidelines"]] == ["rcog-gtg17-2023", "eshre-2022"]


def test_workup_is_as_of_today_or_the_day_asked_for() -> None:
    patient = a_patient(mrn="A1")
    an_investigation(patient, "tsh", collected_on=date(2024, 5, 9))
    assert documents("A1")[0]["as_of"] == today(patient.clinic).isoformat()
    for day, status in (("2024-05-08", "missing"), ("2024-05-09", "done"), ("2099-01-01", "done")):
        (told,) = documents("A1", "--as-of", day, "--guideline", "eshre-2022")
        assert told["as_of"] == day
        assert {i["key"]: i["status"] for i in told["guidelines"][0]["items"]}["tsh"] == status


def test_an_unknown_mrn_is_said_and_nothing_is_printed() -> None:
    a_patient(mrn="A1")
    a_patient(a_clinic("other"), mrn="B1")
    out = StringIO()
    with pytest.raises(CommandError, match="no patient B1, C1 in clinic main") as raised:
        call_command("workup", "A1", "B1", "C1", "--clinic", "main", stdout=out)
    assert raised.value.returncode == 1
    assert out.getvalue() == ""


@pytest.mark.parametrize("day", ["2024-05", "yesterday", "2024-02-30", "20240509"])
def test_a_day_that_is_none_is_an_error(day: str) -> None:
    a_patient(mrn="A1")
    with pytest.raises(CommandError, match="full date"):
        documents("A1", "--as-of", day)


def test_an_unknown_guideline_is_an_error_that_names_those_on_file() -> None:
    a_patient(mrn="A1")
    with pytest.raises(CommandError, match="eshre-2022"):
        documents("A1", "--guideline", "eshre-1999")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_like_any_other(day: str) -> None:
    patient = a_patient(mrn="A1")
    an_investigation(patient, "acl_igg", collected_on=date(2024, 5, 9), value="55", unit="GPL")
    assert documents("A1", "--as-of", day)[0]["as_of"] == day


def test_workup_as_text_names_the_patient_and_the_items() -> None:
    a_patient(mrn="A1")
    out = StringIO()
    call_command("workup", "A1", stdout=out)
    assert "A1, clinic main" in out.getvalue()
    assert "TSH" in out.getvalue()


@pytest.mark.parametrize(
    "content", [b"mrn;family_name\nA1;Example\n", "mrn,family_name\nA1,Müller\n".encode("latin-1")]
)
def test_patients_that_could_not_be_read_are_not_called_missing_as_well(tmp_path: Path, content: bytes) -> None:
    a_clinic()
    folder = write_folder(tmp_path / "in")
    (folder / "patients.csv").write_bytes(content)
    answer = json.loads(run(folder, "--format", "json")[0])
    assert [error["sheet"] for error in answer["errors"]] == ["patients"]
    assert "Save as" in answer["errors"][0]["message"]
