"""Who stands on the worklist when a journey begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from rpl_tracker.accounts.models import Clinic, User
from tests.journeys.counting import Counting
from tests.records import a_clinic, a_patient, a_pregnancy
from workup.findings import refresh

NAMES = ("Kowalczyk", "Kowalska", "Ölander")


def three_women() -> Clinic:
    """A clinic with three women, each with two losses; two of the names are alike."""
    clinic = a_clinic("main")
    for number, name in enumerate(NAMES):
        woman = a_patient(clinic, family_name=name, given_names="Ewa", mrn=f"0048-{number}")
        for each in (1, 2):
            a_pregnancy(woman, each, ga_weeks=8, confirmed_by="ultrasound", ended_on="2024")
        refresh([woman.pk])
    return clinic


def opened(counting: Counting, sign_in: Callable[[Page, Any], None], doctor: User) -> Counting:
    """Signed in, on the worklist."""
    sign_in(counting.page, doctor)
    counting.page.goto("/")
    return counting
