"""Listens: a form that comes too late is kept, and whoever signs in clears away what is older than a day."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from patients.drafts import forget_expired
from rpl_tracker.accounts.idle import came_too_late


@receiver(came_too_late)
def keep(request: HttpRequest, **_: Any) -> str:
    """What became of the form, in words; blank when it is none."""
    from patients.views.drafts import keep_what_came_too_late  # views come after the models

    return keep_what_came_too_late(request)


@receiver(user_logged_in)
def clear(**_: Any) -> None:
    """Nothing that was typed stays longer than it has to."""
    forget_expired()
