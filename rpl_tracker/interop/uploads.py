"""Keep an upload until it is confirmed: preview, import, forget."""

from __future__ import annotations

from django.db import transaction

from rpl_tracker.accounts.models import Clinic, User
from rpl_tracker.interop.importing import import_records
from rpl_tracker.interop.models import Upload
from rpl_tracker.interop.problems import Report
from rpl_tracker.interop.reading.uploads import read_packed


@transaction.atomic
def keep(content: bytes, *, clinic: Clinic, by: User) -> Upload:
    """Look at what was sent and keep it with what there is to say. Whatever this person sent before is forgotten."""
    forget_expired()
    Upload.objects.filter(user=by).delete()
    report = import_records(read_packed(content), clinic=clinic, by=by, dry_run=True)
    return Upload.objects.create(user=by, clinic=clinic, content=content, report=report.as_json())


@transaction.atomic
def bring_in(upload: Upload, *, by: User) -> Report | None:
    """Read it anew and import it, then forget it.

    None, and nothing saved, when the outcome would not be the one that was previewed (the record has changed since, or
    there are errors): the upload then holds the new preview.
    """
    with transaction.atomic():
        source = read_packed(bytes(upload.content))
        report = import_records(source, clinic=upload.clinic, by=by, dry_run=False)
        as_previewed = report.ok and report.as_json()["counts"] == upload.report["counts"]
        transaction.set_rollback(not as_previewed)
    if as_previewed:
        upload.delete()
        return report
    upload.report = report.as_json()
    upload.save(update_fields=["report"])
    return None


def forget_expired() -> int:
    """Delete what was never confirmed; the number of uploads."""
    return Upload.objects.expired().delete()[0]
