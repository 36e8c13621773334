"""The same for the administration: every model that is registered, as list, form and history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.db.models import Model
from django.urls import reverse
from playwright.sync_api import Browser, Page

from patients.models import Patient
from rpl_tracker.accounts.models import User
from rpl_tracker.audit.models import TrailPage
from tests.adopting import a_local_change, a_local_item, a_sign_off
from tests.journeys.looks import CROSSWISE, DESK, Looks
from tests.records import a_clinic, a_condition, a_user, an_investigation, findings_of_uterus
from tests.sweep.pages import Record
from workup.models import Laboratory

pytestmark = pytest.mark.django_db(transaction=True)
MODELS: list[type[Model]] = list(admin.site._registry)


@pytest.fixture
def administrator(db: None) -> User:
    """An administrator of a clinic with a row of every kind."""
    record = Record.of(a_clinic("main"))
    a_condition(record.patient, "fibroids")
    Laboratory.objects.create(clinic=record.patient.clinic, name="Northgate Laboratory")
    a_local_change(record.patient.clinic)
    a_local_item(record.patient.clinic)
    a_sign_off(record.patient.clinic)
    findings_of_uterus(an_investigation(record.patient, "us3d"), cavity="septate")
    return a_user(record.patient.clinic, is_staff=True)


@pytest.fixture
def inside(
    browser: Browser, live_server: Any, sign_in: Callable[[Page, Any], None], axe: Any, administrator: User
) -> Iterator[Looks]:
    """In a browser of its own: the rules' own script breaks the policy there, which a watched page would report."""
    context = browser.new_context(base_url=live_server.url, viewport=DESK, reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, administrator)
    yield Looks(page, axe)
    context.close()


def addresses(model: type[Model], admin_of: Any, request: Any) -> Iterator[str]:
    """List, new, one row, its history."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    yield reverse(f"{name}_changelist")
    if admin_of.has_add_permission(request):
        yield reverse(f"{name}_add")
    row = None if model is TrailPage else model._default_manager.first()  # a page without a table
    if row is not None:
        yield reverse(f"{name}_change", args=[quote(row.pk)])
        yield reverse(f"{name}_history", args=[quote(row.pk)])


@pytest.mark.parametrize("app", sorted({model._meta.app_label for model in MODELS}))
def test_the_administration(inside: Looks, administrator: User, rf: Any, app: str) -> None:
    inside.page.goto(reverse("patient", args=[Patient.objects.get().pk]))  # so that there is a look on record
    request = rf.get("/")
    request.user = administrator
    for model in (model for model in MODELS if model._meta.app_label == app):
        found = list(addresses(model, admin.site._registry[model], request))
        assert len(found) > 2 or model is TrailPage, f"there is no row of {model._meta.label} to look at"
        for address in found:
            inside.at(address, by=CROSSWISE)


def test_the_doors_of_the_administration(inside: Looks) -> None:
    inside.at(reverse("admin:index"))
    inside.at(reverse("admin:password_change"), by=CROSSWISE)
    for label in {model._meta.app_label for model in MODELS}:
        inside.at(reverse("admin:app_list", args=[label]), by=CROSSWISE)
