"""Stored rows for tests: small builders, every value invented."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from patients.models import Birth, Condition, Event, Medication, Partner, Patient, Pregnancy
from rpl_tracker.accounts.models import Clinic, Membership, User
from workup.models import Decision, Investigation, UterineFindings

_next = count(1)


def a_clinic(code: str = "main", **more: Any) -> Clinic:
    return Clinic.objects.get_or_create(code=code, defaults={"name": code.title(), **more})[0]


def a_user(clinic: Clinic | None = None, role: str = "clinician", **more: Any) -> User:
    more.setdefault("username", f"{role}{next(_next)}")
    user: User = User.objects.create_user(**more)
    if clinic is not None:
        Membership.objects.create(user=user, clinic=clinic, role=role)
    return user


def a_patient(clinic: Clinic | None = None, **more: Any) -> Patient:
    more = {
        "mrn": f"T{next(_next)}",
        "family_name": "Example",
        "given_names": "Una",
        "date_of_birth": date(1990, 5, 1),
        **more,
    }
    return Patient.objects.create(clinic=clinic or a_clinic(), **more)


def a_partner(patient: Patient, label: str = "P1", **more: Any) -> Partner:
    return Partner.objects.create(patient=patient, label=label, **more)


def a_pregnancy(patient: Patient, number: int = 1, outcome: str = "miscarriage", **more: Any) -> Pregnancy:
    return Pregnancy.objects.create(patient=patient, number=number, outcome=outcome, **more)


def a_birth(pregnancy: Pregnancy, order: int = 1, outcome: str = "live_birth", **more: Any) -> Birth:
    return Birth.objects.create(pregnancy=pregnancy, order=order, outcome=outcome, **more)


def an_event(pregnancy: Pregnancy, kind: str = "scan", **more: Any) -> Event:
    return Event.objects.create(pregnancy=pregnancy, kind=kind, **more)


def a_condition(patient: Patient, code: str, *, present: bool = True, **more: Any) -> Condition:
    return Condition.objects.create(patient=patient, code=code, present=present, **more)


def a_medication(patient: Patient, kind: str = "aspirin", **more: Any) -> Medication:
    return Medication.objects.create(patient=patient, kind=kind, name=more.pop("name", kind), **more)


def an_investigation(patient: Patient, test: str = "tsh", **more: Any) -> Investigation:
    if more.get("status", "final") == "final":
        more.setdefault("value", "" if more.get("word") else "2.1")
    return Investigation.objects.create(patient=patient, test=test, **more)


def a_decision(patient: Patient, item: str = "tsh", **more: Any) -> Decision:
    more = {
        "kind": "declined",
        "reason": "she prefers not to",
        "decided_on": date(2026, 1, 5),
        "decided_by": more.pop("by", None) or a_user(),
        **more,
    }
    return Decision.objects.create(patient=patient, item=item, **more)


def findings_of_uterus(row: Investigation, **more: Any) -> UterineFindings:
    return UterineFindings.objects.create(investigation=row, test=more.pop("test", row.test), **more)
