"""Make people and clinics, and end what must end; used by the admin, the commands and the demo."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from rpl_tracker.accounts.models import Clinic, Membership, User


@transaction.atomic
def create_user(
    *,
    username: str,
    password: str | None = None,
    first_name: str = "",
    last_name: str = "",
    email: str = "",
    is_staff: bool = False,
) -> User:
    """A person who can sign in; without a password, one who cannot until an administrator sets it.

    ValidationError when the name is taken (also in other capital letters) or not usable.
    """
    user = User(username=username, first_name=first_name, last_name=last_name, email=email, is_staff=is_staff)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    return user


def create_clinic(*, code: str, name: str, **settings: Any) -> Clinic:
    """A clinic with its settings (fields of `Clinic`). ValidationError names every field that is wrong."""
    clinic = Clinic(code=code, name=name, **settings)
    clinic.full_clean()
    clinic.save()
    return clinic


@transaction.atomic
def add_member(*, user: User, clinic: Clinic, role: str) -> Membership:
    """Give the person this role in the clinic, whatever it was before."""
    found = Membership.objects.select_for_update().filter(user=user, clinic=clinic).first()
    membership = found or Membership(user=user, clinic=clinic)
    membership.role, membership.active = role, True
    membership.full_clean()
    membership.save()
    return membership


@transaction.atomic
def system_account(username: str) -> User:
    """The account that a command acts as, e.g. "import": active, without a password, so nobody signs in with it."""
    found = User.objects.filter(username=username).first()
    return found or create_user(username=username, last_name="(system account)")


@transaction.atomic
def reset_second_factor(user: User) -> None:
    """For someone who lost theirs: take all factors and recovery codes away and end every session."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)


def end_sessions(user: User) -> int:
    """Sign the person out everywhere; the number of sessions ended."""
    running = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [session.pk for session in running if session.get_decoded().get(SESSION_KEY) == str(user.pk)]
    return Session.objects.filter(pk__in=theirs).delete()[0]
