"""What the commands share: the clinic that is meant, and who acts."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from rpl_tracker.accounts.actions import create_clinic, system_account
from rpl_tracker.accounts.models import Clinic, User

SYSTEM_ACCOUNT = "import"
FIRST_CLINIC = "main"


def clinic_meant(code: str | None, *, create: bool = False) -> Clinic:
    """By its code, or the only one there is; CommandError names those that exist."""
    found = list(Clinic.objects.filter(code=code) if code else Clinic.objects.all())
    if len(found) == 1:
        return found[0]
    if create and (code or not found):
        return _created(code or FIRST_CLINIC)
    codes = ", ".join(Clinic.objects.order_by("code").values_list("code", flat=True))
    if code:
        hint = f"There is {codes}." if codes else "There is none yet."
        raise CommandError(f"There is no clinic {code}. {hint} --create-clinic makes one when importing.")
    if not codes:
        raise CommandError("There is no clinic yet; import with --clinic CODE --create-clinic makes one.")
    raise CommandError(f"There are several clinics: {codes}. Say which one with --clinic CODE.")


def _created(code: str) -> Clinic:
    try:
        return create_clinic(code=code, name=code)
    except ValidationError as error:
        raise CommandError(f"A clinic cannot be called {code}: {' '.join(error.messages)}") from error


def actor(username: str | None) -> User:
    """The user named, or the system account "import", with which nobody can sign in."""
    if username is None:
        account = system_account(SYSTEM_ACCOUNT)
        if account.is_active and not account.has_usable_password():
            account.is_active = False
            account.save(update_fields=["is_active"])
        return account
    user = User.objects.filter(username__iexact=username).first()
    if user is None:
        raise CommandError(f"There is no user {username}; --by takes the name with which the person signs in.")
    return user
