"""Compute the stored findings anew, or check that they are what they should be."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from patients.models import Patient
from rpl_tracker.accounts.commands import clinic_meant
from workup.findings import differing, refresh


class Command(BaseCommand):
    help = "Compute anew what the worklist shows. With --check: compare, change nothing, fail on a difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare; exit status 1 on a difference")
        parser.add_argument("--clinic", metavar="CODE", help="only this clinic's patients")

    def handle(self, *args: Any, check: bool, clinic: str | None, **options: Any) -> None:
        patients = Patient.objects.all() if clinic is None else Patient.objects.filter(clinic=clinic_meant(clinic))
        ids = list(patients.values_list("pk", flat=True))
        if not check:
            refresh(ids)
            self.stdout.write(f"{len(ids)} patients computed.")
        elif wrong := differing(ids):
            numbers = ", ".join(str(pk) for pk in wrong)
            raise CommandError(f"Stored findings differ for {len(wrong)} patients: {numbers}. Run refresh_checklists.")
        else:
            self.stdout.write(f"{len(ids)} patients checked: what is stored is right.")
