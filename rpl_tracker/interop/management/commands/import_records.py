"""`manage.py import_records PATH`: bring a clinic's spreadsheet in (`interfaces.md`, section 1)."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from rpl_tracker.accounts.commands import actor, clinic_meant
from rpl_tracker.interop.importing import import_records
from rpl_tracker.interop.problems import Report, in_words
from rpl_tracker.interop.reading.paths import PathError, read_path


class Command(BaseCommand):
    help = "Import patients and their history from one .xlsx or a folder of .csv files: all of it, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="an .xlsx file, or a folder of NAME.csv files")
        parser.add_argument("--clinic", metavar="CODE", help="the clinic; may be left out when there is only one")
        parser.add_argument(
            "--create-clinic", action="store_true", help="make the clinic when there is none of this code"
        )
        parser.add_argument("--by", metavar="USERNAME", help="who imports; otherwise the system account “import”")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and save nothing")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        report = self._import(options)
        words = json.dumps(report.as_json(), ensure_ascii=False) if options["format"] == "json" else in_words(report)
        self.stdout.write(words)
        if not report.ok:
            sys.exit(1)

    def _import(self, options: dict[str, Any]) -> Report:
        try:
            source = read_path(options["path"])
        except PathError as error:
            raise CommandError(str(error)) from error
        with transaction.atomic():
            clinic = clinic_meant(options["clinic"], create=options["create_clinic"])
            report = import_records(source, clinic=clinic, by=actor(options["by"]), dry_run=options["dry_run"])
            if report.dry_run or not report.ok:
                transaction.set_rollback(True)  # the clinic and the account are part of "nothing"
        return report
