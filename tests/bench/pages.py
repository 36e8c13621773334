"""Pages through the whole stack (sessions, permission, audit, templates), against bare pages through the same."""

from __future__ import annotations

import time

from django.test import Client, override_settings

from patients.models import Patient
from rpl_tracker.accounts.models import User
from tests.bench.timing import Measured, ratio, seconds


def measure(patient: Patient, by: User) -> list[Measured]:
    with override_settings(ROOT_URLCONF="tests.bench.urls"):
        client = Client()
        client.force_login(by)
        return [*_against_bare(client, patient), *_forms(client, patient)]


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status_code}")


def _against_bare(client: Client, patient: Patient) -> list[Measured]:
    lines = []
    for work, target, limit, address, bare in (
        ("worklist page, 50 rows", "1.5 x a bare page with the same table", 1.5, "/?all=1", "/bare/worklist"),
        (
            "patient page",
            "2.5 x a bare page with the same rows",
            2.5,
            f"/patients/{patient.pk}/",
            f"/bare/patient/{patient.pk}",
        ),
    ):
        found, took = ratio(lambda a=address: _get(client, a), lambda b=bare: _get(client, b), rounds=10)
        lines.append(Measured(work, target, limit, found, aside=f"{took * 1000:.0f} ms"))
    return lines


def _forms(client: Client, patient: Patient) -> list[Measured]:
    """CPU of one request: the fastest of ten."""
    home = f"/patients/{patient.pk}"
    lines = []
    for name, address in (
        ("a pregnancy", f"{home}/pregnancies/new/"),
        ("conditions", f"{home}/conditions/"),
        ("results of a panel", f"{home}/results/apl/"),
        ("a medication", f"{home}/medications/new/"),
    ):
        _get(client, address)
        took = min(seconds(lambda a=address: _get(client, a), time.process_time) for _ in range(10))
        lines.append(Measured(f"form page: {name}", "10 ms of CPU", 10, took * 1000, unit="ms"))
    return lines
