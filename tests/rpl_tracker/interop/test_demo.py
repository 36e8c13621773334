"""The demo clinic: imports without a word, shows everything, and never goes stale."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from patients.models import Patient
from patients.obstetrics import values as v
from rpl_tracker.accounts.models import Clinic, Membership, User
from rpl_tracker.interop.demo_clinic import FOLDER, REFERENCE_DAY, demo_records, moved
from rpl_tracker.interop.importing import import_records
from rpl_tracker.interop.problems import Report
from tests.records import a_clinic, a_user
from workup.checklist.evaluate import evaluate
from workup.checklist.findings import Checklist, Status
from workup.editions import adoption_of
from workup.guidelines import load_all
from workup.load import load
from workup.models import Finding

FIRST_EDITIONS = ("asrm-rpl-2012", "eshre-2022", "rcog-gtg17-2023")


@pytest.fixture
def demo_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Path:
    """Demo settings, and a folder of its own for what `load_demo` notes."""
    settings.DEMO = True
    monkeypatch.setenv("RPL_TRACKER_DATA", str(tmp_path))
    return tmp_path


def bring_demo(today: date) -> Report:
    clinic = a_clinic("demo")
    return import_records(demo_records(today), clinic=clinic, by=a_user(clinic), dry_run=False)


def checklists(on: date) -> list[Checklist]:
    facts = load(list(Patient.objects.select_related("clinic")), recorded_by=on)
    return [evaluate(of, edition, on) for of in facts.values() for edition in load_all().values()]


@pytest.mark.django_db
def test_the_folder_is_read_by_import_records_as_it_is() -> None:
    out = StringIO()
    call_command("import_records", FOLDER, "--clinic", "fresh", "--create-clinic", stdout=out)
    assert Patient.objects.filter(clinic__code="fresh").count() >= 26
    assert "Errors" not in out.getvalue()


@pytest.mark.django_db
def test_every_status_outcome_and_verdict_is_shown() -> None:
    assert bring_demo(REFERENCE_DAY).errors == []
    shown = checklists(REFERENCE_DAY)
    statuses = {finding.status for checklist in shown for finding in checklist.findings}
    assert statuses == set(Status)
    judged = {(c.guideline, p.counted) for c in shown for p in c.definition.pregnancies}
    assert judged >= {(key, counted) for key in FIRST_EDITIONS for counted in (True, False, None)}
    met = {(c.guideline, c.definition.met) for c in shown}
    assert met >= {(key, met) for key in FIRST_EDITIONS for met in (True, False, None)}
    assert {c.definition.in_scope_by for c in shown} >= {None, "second_trimester_loss", "clinician_discretion"}


@pytest.mark.django_db
def test_every_word_of_an_outcome_is_there() -> None:
    bring_demo(REFERENCE_DAY)
    pregnancies = [p for patient in Patient.objects.all() for p in patient.pregnancies.all()]
    assert {p.outcome for p in pregnancies} == set(v.Outcome)
    assert {p.loss_type for p in pregnancies} == {"", *v.LossType}
    assert {p.confirmed_by for p in pregnancies} == {"", *v.Confirmation}
    assert {p.conception for p in pregnancies} == {"", *v.Conception}


@pytest.mark.django_db
@pytest.mark.parametrize("days", [1, 27, 213, 1000])
def test_moved_in_time_it_shows_the_same(days: int) -> None:
    """Month-only dates may round to another month, so statuses that lean on them may differ by a few."""
    today = REFERENCE_DAY + timedelta(days=days)
    report = bring_demo(today)
    assert report.errors == []
    assert {finding.status for c in checklists(today) for finding in c.findings} == set(Status)


@pytest.mark.parametrize(
    ("written", "days", "end", "becomes"),
    [
        ("2026-06-01", 30, False, "2026-07-01"),
        ("2026-05", 1, False, "2026-05"),
        ("2026-05", 1, True, "2026-06"),
        ("2026", 364, False, "2026"),
        ("2026", 365, False, "2027"),
        ("2024-02-29", -1, False, "2024-02-28"),
    ],
)
def test_a_date_keeps_its_precision_when_moved(written: str, days: int, end: bool, becomes: str) -> None:
    assert moved(written, days, end=end) == becomes


@pytest.mark.django_db
def test_load_demo_makes_people_of_every_role(demo_folder: Path) -> None:
    out = StringIO()
    call_command("load_demo", stdout=out)
    roles = dict(Membership.objects.filter(clinic__code="demo").values_list("user__username", "role"))
    assert roles == {"clinician": "clinician", "nurse": "nurse", "viewer": "viewer", "admin": "viewer"}
    assert list(User.objects.filter(is_staff=True).values_list("username", flat=True)) == ["admin"]
    assert Counter(Patient.objects.values_list("assigned_to__username", flat=True))["clinician"] > 10
    notes = demo_folder / "sign-in.txt"
    assert notes.read_text().strip() in out.getvalue()
    assert notes.stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_the_demo_shows_one_local_change_and_one_local_item_and_nobody_has_signed(demo_folder: Path) -> None:
    call_command("load_demo", stdout=StringIO())
    adoption = adoption_of(Clinic.objects.get(code="demo"))
    local = {row.item: row for row in adoption.default.items if row.local}
    assert set(local) == {"sperm_dna", "vitamin_d"}
    assert all(row.local.startswith("invented for the demo") for row in local.values())
    assert adoption.signed_off == frozenset()
    assert Finding.objects.filter(label="Vitamin D (local)").exists()


@pytest.mark.django_db
def test_the_noted_password_signs_in(demo_folder: Path) -> None:
    call_command("load_demo", stdout=StringIO())
    line = next(line for line in (demo_folder / "sign-in.txt").read_text().splitlines() if "nurse" in line)
    assert User.objects.get(username="nurse").check_password(line.split()[1])


@pytest.mark.django_db
def test_a_second_time_it_changes_nothing(demo_folder: Path, django_assert_num_queries: Any) -> None:
    call_command("load_demo", stdout=StringIO())
    notes = (demo_folder / "sign-in.txt").read_text()
    with django_assert_num_queries(1):
        call_command("load_demo", stdout=StringIO())
    assert (demo_folder / "sign-in.txt").read_text() == notes


@pytest.mark.django_db
def test_it_is_refused_without_demo_settings(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo settings only"):
        call_command("load_demo")
    assert not Clinic.objects.filter(code="demo").exists()
