"""Plain saving: a form with an error comes again with everything in it, and going back stores nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from patients.models import Birth, Condition, Event, Medication, Partner, Patient, Pregnancy
from rpl_tracker.interop.models import Letter
from tests.records import a_clinic, a_patient, a_pregnancy, a_user
from workup.models import Decision, Investigation

pytestmark = pytest.mark.django_db(transaction=True)
Fill = Callable[[Page], Any]
SAVE = "form.record button.btn-primary"


@pytest.fixture
def patient() -> Patient:
    return a_patient(a_clinic())


@pytest.fixture
def plain(browser: Browser, live_server: Any, client: Client, patient: Patient) -> Iterator[Page]:
    """A page of a doctor's browser that runs no script."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    client.force_login(a_user(patient.clinic))
    context.add_cookies(
        [{"name": each.key, "value": each.value, "url": live_server.url} for each in client.cookies.values()]
    )
    yield context.new_page()
    context.close()


def texts(**typed: str) -> Fill:
    return lambda page: [page.locator(f"form.record [name='{name}']").fill(text) for name, text in typed.items()]


def choices(**chosen: str) -> Fill:
    return lambda page: [page.locator(f"form.record [name='{k}']").select_option(key) for k, key in chosen.items()]


def every(*fills: Fill) -> Fill:
    return lambda page: [fill(page) for fill in fills]


FORMS: list[tuple[str, list[Any], Fill, type[Model]]] = [
    ("patient_new", [], texts(mrn="77", family_name="Once", given_names="Only", date_of_birth="1 May 1990"), Patient),
    ("partner_new", ["her"], texts(family_name="Once"), Partner),
    ("medication_new", ["her"], every(texts(name="Aspirin"), choices(kind="aspirin")), Medication),
    ("pregnancy_new", ["her"], choices(outcome="miscarriage"), Pregnancy),
    ("birth_new", ["her", "hers"], choices(outcome="live_birth"), Birth),
    ("event_new", ["her", "hers"], every(choices(kind="bleed"), texts(on="3 Mar 2024")), Event),
    ("results_panel", ["her", "thyroid"], texts(**{"collected_on": "3 Mar 2024", "tsh-value": "2.1"}), Investigation),
    ("order", ["her"], lambda page: page.locator("[name=tests][value=tsh]").check(), Investigation),
    ("decision_new", ["her"], every(choices(item="tsh", kind="declined"), texts(reason="Not now")), Decision),
    ("conditions", ["her"], choices(**{"she-pcos-state": "present"}), Condition),
    ("letter_new", ["her"], texts(addressee="Dr Far"), Letter),
]


@pytest.mark.parametrize(("form", "where", "fill", "model"), FORMS, ids=[form for form, *_ in FORMS])
def test_without_script_back_and_save_again_stores_no_second_row(
    plain: Page, patient: Patient, form: str, where: list[Any], fill: Fill, model: type[Model]
) -> None:
    hers = a_pregnancy(patient, 1, outcome="live_birth")
    url = reverse(form, args=[{"her": patient.pk, "hers": hers.pk}.get(each, each) for each in where])
    before = model._default_manager.count()
    plain.goto(url)
    fill(plain)
    plain.locator(SAVE).click()
    assert model._default_manager.count() == before + 1, plain.locator("main").inner_text()
    plain.wait_for_url(lambda address: not address.endswith(url))  # whole: nobody goes back from half a page
    plain.go_back()
    assert plain.url.endswith(url)
    plain.locator(SAVE).click()
    assert model._default_manager.count() == before + 1


def test_without_script_a_failed_save_shows_the_form_with_everything_in_it(plain: Page, patient: Patient) -> None:
    plain.goto(reverse("medication_new", args=[patient.pk]))
    plain.locator("[name=name]").fill("Aspirin")
    plain.locator("[name=started_on]").fill("some day")
    plain.locator(SAVE).click()
    expect(plain.locator(".errors")).to_be_visible()
    expect(plain.locator("[name=name]")).to_have_value("Aspirin")
    expect(plain.locator("[name=started_on]")).to_have_value("some day")
