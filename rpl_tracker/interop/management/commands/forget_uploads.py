"""`manage.py forget_uploads`: delete uploads that nobody confirmed; for a timer, beside `clearsessions`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from rpl_tracker.interop.uploads import forget_expired


class Command(BaseCommand):
    help = "Delete uploads of the import page that were never confirmed and are older than half an hour."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_expired()} uploads deleted.")
