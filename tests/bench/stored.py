"""What reads and writes the database: loading, the whole clinic, saving, importing."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from datetime import date
from itertools import count

from django.db import connection, transaction

from patients.actions import add
from patients.models import Birth, Condition, Event, Medication, Partner, Patient, Pregnancy
from rpl_tracker.accounts.models import Clinic, User
from rpl_tracker.interop.importing import import_records
from tests.bench.people import read_validate_insert, sheets
from tests.bench.timing import Measured, ratio
from workup.checklist.evaluate import evaluate
from workup.guidelines import Guideline
from workup.load import load, load_one
from workup.models import Decision, Investigation

CHUNK = 500
TABLES = (Partner, Condition, Medication, Pregnancy, Investigation, Decision)
CHILDREN = (Birth, Event)


def one_patient(patient: Patient, on: date, guideline: Guideline) -> Measured:
    """Reading and evaluating, against prefetching the same rows as objects."""
    related = (
        "partners", "conditions", "medications", "pregnancies__births", "pregnancies__pregnancy_events",
        "investigations__lab", "investigations__uterine_findings", "decisions__decided_by",
    )  # fmt: skip

    def bare() -> None:
        list(Patient.objects.filter(pk=patient.pk).select_related("clinic").prefetch_related(*related))

    def ours() -> None:
        again = Patient.objects.select_related("clinic").get(pk=patient.pk)
        evaluate(load_one(again, recorded_by=on), guideline, on)

    found, took = ratio(ours, bare, rounds=15)
    return Measured(
        "one patient from the database",
        "2 x the bare prefetch of the same rows",
        2,
        found,
        aside=f"{took * 1000:.1f} ms",
    )


def _chunks(clinic: Clinic) -> Iterator[list[int]]:
    ids = list(Patient.objects.filter(clinic=clinic).order_by("pk").values_list("pk", flat=True))
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def whole_clinic(clinic: Clinic, on: date, guideline: Guideline) -> list[Measured]:
    """All patients against one edition, against reading the same rows without making anything of them."""

    def bare() -> None:
        for ids in _chunks(clinic):
            list(Patient.objects.filter(pk__in=ids).values_list())
            for table in TABLES:
                list(table.objects.filter(patient__in=ids, entered_in_error=False).values_list())
            for table in CHILDREN:
                list(table.objects.filter(pregnancy__patient__in=ids).values_list())

    def ours() -> None:
        for ids in _chunks(clinic):
            chunk = list(Patient.objects.filter(pk__in=ids).select_related("clinic"))
            for facts in load(chunk, recorded_by=on).values():
                evaluate(facts, guideline, on)

    women = Patient.objects.filter(clinic=clinic).count()
    peak = _peak_of(ours)
    found, took = ratio(ours, bare, rounds=1)
    speed = f"{women / took:,.0f} patients/s"
    return [
        Measured(
            f"{women:,} patients against one edition", "2 x values_list reading of the same rows", 2, found, aside=speed
        ),
        Measured("   its peak of memory", "250 MB", 250, peak, unit="MB"),
    ]


def _peak_of(work: object) -> float:
    """Megabytes of a process of its own."""
    connection.close()
    reader, writer = os.pipe()
    if os.fork() == 0:
        work()  # type: ignore[operator]
        os.write(writer, str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024).encode())
        os._exit(0)
    os.close(writer)
    os.wait()
    return float(os.read(reader, 20) or "inf")


def saving(patient: Patient, by: User) -> Measured:
    """Permission is the view's; here: checks, audit, version and the refreshed findings, against the row alone."""
    days = (date.fromordinal(day) for day in count(date(2010, 1, 1).toordinal()))

    def row() -> Investigation:
        return Investigation(
            patient=patient, test="tsh", value="2.1", number=2, unit="mIU/L", collected_on=next(days).isoformat()
        )

    def bare() -> None:
        with transaction.atomic():
            row().save(force_insert=True)

    found, took = ratio(lambda: add(row(), by=by), bare, rounds=15)
    return Measured("save a result, findings refreshed", "5 x a bare save", 5, found, aside=f"{took * 1000:.1f} ms")


def importing(clinic: Clinic, by: User, on: date, patients: int) -> Measured:
    sources = (sheets(patients, on, prefix) for prefix in "ABCDEFGH")
    found, took = ratio(
        lambda: import_records(next(sources), clinic=clinic, by=by, dry_run=False),
        lambda: read_validate_insert(next(sources), clinic, by),
        rounds=1,
    )
    return Measured(
        f"import {patients:,} patients", "1.5 x reading + validating + bulk insert", 1.5, found, aside=f"{took:.1f} s"
    )
