"""`manage.py load_demo`: the demo clinic with its people and its invented patients, once."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from patients.actions import change, many_changes
from patients.models import Patient
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.actions import add_member, create_clinic, create_user
from rpl_tracker.accounts.models import Clinic, Membership, User
from rpl_tracker.embedded.places import data_folder
from rpl_tracker.interop.demo_clinic import adopt_for_demo, demo_records
from rpl_tracker.interop.demo_uterus import add_findings
from rpl_tracker.interop.importing import import_records
from rpl_tracker.interop.problems import in_words

CLINIC = "demo"
NOTES = "sign-in.txt"  # `make run` shows it
PEOPLE = (
    ("clinician", Membership.Role.CLINICIAN, "everything clinical"),
    ("nurse", Membership.Role.NURSE, "results, orders and events"),
    ("viewer", Membership.Role.VIEWER, "reads"),
    ("admin", Membership.Role.VIEWER, "reads, and the administration under /admin/"),
)


class Command(BaseCommand):
    help = "Make the demo clinic with invented patients. Does nothing when it is there; refused in production."

    def handle(self, *args: Any, **options: Any) -> None:
        if not getattr(settings, "DEMO", False):
            raise CommandError("The demo clinic is for the demo settings only; a real clinic is made in the admin.")
        if Clinic.objects.filter(code=CLINIC).exists():
            self.stdout.write("The demo clinic is there already; nothing was changed.")
            return
        with transaction.atomic():
            clinic = create_clinic(code=CLINIC, name="Demo clinic", time_zone="Europe/London")
            notes = _make_people(clinic)
            adopt_for_demo(clinic, by=User.objects.get(username="admin"))
            _import(clinic)
            where = _keep(notes)
        self.stdout.write(f"{notes}\nThis is kept in {where}.")


def _make_people(clinic: Clinic) -> str:
    """One person of every role, each with a password made up here; returned as the note that says how to sign in."""
    lines = ["The demo's people (passwords made up on this machine):"]
    for name, role, may in PEOPLE:
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        person = create_user(username=name, password=password, last_name=f"Demo {name}", is_staff=name == "admin")
        add_member(user=person, clinic=clinic, role=role)
        lines.append(f"  {name:10} {password}   {may}")
    return "\n".join(lines)


def _import(clinic: Clinic) -> None:
    clinician = User.objects.get(username="clinician")
    report = import_records(demo_records(today(clinic)), clinic=clinic, by=clinician, dry_run=False)
    if not report.ok:
        raise CommandError(in_words(report))
    with many_changes():
        add_findings(clinic, by=clinician)
        for patient in Patient.objects.filter(clinic=clinic).order_by("mrn")[::2]:
            patient.assigned_to = clinician
            change(patient, by=clinician, version=patient.version)


def _keep(notes: str) -> Path:
    """Readable by nobody else."""
    path = data_folder() / NOTES
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(notes + "\n")
    return path
