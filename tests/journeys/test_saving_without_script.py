"""Plain saving: the form comes again with everything in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, expect

from tests.records import a_clinic, a_patient, a_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_without_script_a_failed_save_shows_the_form_with_everything_in_it(
    browser: Browser, live_server: Any, client: Client
) -> None:
    patient = a_patient(clinic := a_clinic())
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    client.force_login(a_user(clinic))
    context.add_cookies(
        [{"name": each.key, "value": each.value, "url": live_server.url} for each in client.cookies.values()]
    )
    page = context.new_page()
    page.goto(reverse("medication_new", args=[patient.pk]))
    page.locator("[name=name]").fill("Aspirin")
    page.locator("[name=started_on]").fill("some day")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errors")).to_be_visible()
    expect(page.locator("[name=name]")).to_have_value("Aspirin")
    expect(page.locator("[name=started_on]")).to_have_value("some day")
    context.close()
