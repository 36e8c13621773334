"""Signing an edition off, and withdrawing that: a clinician of the clinic, in their own name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from rpl_tracker.accounts.models import Clinic, User
from rpl_tracker.audit.context import acting_as
from workup.guidelines import Guideline
from workup.guidelines.local import digest
from workup.models import SignOff

GONE = "This sign-off was withdrawn already; nothing was changed."


def sign_off(
    *, clinic: Clinic, guideline: Guideline, rows: Collection[str], gaps: Sequence[str], note: str, by: User, on: date
) -> SignOff:
    """Record that `by` has checked `rows` (items), which are all of the edition as the clinic uses it, and its gaps.

    ValidationError when a row was not checked or a gap is not named, or when the same person has signed this already.
    """
    every = [row.item for row in guideline.items]
    if set(rows) != set(every):
        raise ValidationError("Every row of the edition is checked, or it is not signed off.")
    if set(gaps) != set(guideline.gaps):
        raise ValidationError("Every gap of the edition is named, or it is not signed off.")
    signed = SignOff(
        clinic=clinic,
        edition=guideline.key,
        revision=guideline.revision.number,
        digest=digest(guideline),
        signed_by=by,
        signed_on=on,
        items=[item for item in every if item in rows],
        gaps=list(guideline.gaps),
        note=note,
    )
    with transaction.atomic(), acting_as(by, source="action"):
        signed.full_clean()
        signed.save()
    return signed


def withdraw(signed: SignOff, *, reason: str, by: User, on: date) -> SignOff:
    """Take a sign-off back, with the reason. ValidationError when somebody has done so already, or without a reason."""
    with transaction.atomic(), acting_as(by, source="action"):
        stored = SignOff.objects.select_for_update().get(pk=signed.pk)
        if stored.withdrawn_on is not None:
            raise ValidationError(GONE)
        stored.withdrawn_by, stored.withdrawn_on, stored.withdrawn_reason = by, on, reason
        stored.full_clean()
        stored.save(update_fields=["withdrawn_by", "withdrawn_on", "withdrawn_reason"])
    return stored
