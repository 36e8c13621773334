"""Pages through the whole stack (sessions, permission, audit, templates), against bare pages through the same."""

from __future__ import annotations

import time

from django.test import Client, override_settings
from django.urls import resolve, reverse

from patients.models import Patient
from rpl_tracker.accounts.models import User
from tests.bench.timing import Measured, ratio, seconds
from tests.sweep.pages import ABOUT_HER, OF_THE_CLINIC, Record, clinic_url
from workup import catalogue


def measure(patient: Patient, by: User) -> list[Measured]:
    with override_settings(ROOT_URLCONF="tests.bench.urls"):
        client = Client()
        client.force_login(by)
        return [*_against_bare(client, patient), *_narrowed(client), *_forms(client, patient)]


def _get(client: Client, address: str) -> None:
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})  # as every browser asks
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


def _narrowed(client: Client) -> list[Measured]:
    """The worklist of fewer women against the worklist of all."""
    lines = []
    for work, times, narrow in (
        ("worklist narrowed to one item", 1.3, lambda: _get(client, "/?item=la")),
        ("found by part of a name", 2, lambda: _find(client, "an")),
        ("found by a similar name", 2, lambda: _find(client, "Kowalcyzk")),
    ):
        found, took = ratio(narrow, lambda: _get(client, "/?all=1"), rounds=10)
        lines.append(Measured(work, f"{times} x the worklist", times, found, aside=f"{took * 1000:.0f} ms"))
    return lines


def _find(client: Client, typed: str) -> None:
    answer = client.post(reverse("worklist_search"), {"q": typed}, headers={"Accept-Encoding": "gzip"})
    if answer.status_code != 200:
        raise RuntimeError(f"the search answers {answer.status_code}")


def _forms(client: Client, patient: Patient) -> list[Measured]:
    """CPU of one request for every page with a form: the fastest of ten. Last, how many of them take too long."""
    lines = [_form(client, name, address) for name, address in forms_of(Record.of(patient.clinic))]
    long = sum(not line.met for line in lines)
    share = f"{long} of {len(lines)}"
    return [*lines, Measured("form pages above 10 ms of CPU", "none", 0, 100 * long / len(lines), "%", share)]


def _form(client: Client, name: str, address: str) -> Measured:
    _get(client, address)
    took = min(seconds(lambda: _get(client, address), time.process_time) for _ in range(10))
    return Measured(f"form page: {name}", "10 ms of CPU", 10, took * 1000, unit="ms")


def forms_of(record: Record) -> list[tuple[str, str]]:
    """Name and address of every page that keeps drafts, which every form about a patient does, and of every panel."""
    pages = [(name, place.url(name, record)) for name, place in ABOUT_HER.items() if place.method == "get"]
    pages += [(name, clinic_url(name)) for name in OF_THE_CLINIC]
    forms = [page for page in pages if hasattr(resolve(page[1]).func, "needed") and page[0] != "results_panel"]
    return forms + [
        (f"results, {panel.label}", reverse("results_panel", args=[record.patient.pk, key]))
        for key, panel in catalogue.panels().items()
    ]
