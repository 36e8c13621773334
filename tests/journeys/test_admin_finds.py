"""A clinician who administers finds a patient from the administration as from everywhere; a look is on record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rpl_tracker.audit.models import AccessLog
from tests.journeys.looks import CROSSWISE, Looks
from tests.records import a_clinic, a_patient, a_user
from workup.findings import refresh

pytestmark = pytest.mark.django_db(transaction=True)


def test_by_the_keyboard_from_a_list_and_the_look_is_on_record(
    page: Page, sign_in: Callable[[Page, Any], None], axe: Any
) -> None:
    patient = a_patient(a_clinic("main"), family_name="Hazelnut", mrn="Q-118")
    a_patient(a_clinic("other"), family_name="Hazelwood", mrn="Q-119")
    refresh([patient.pk])
    sign_in(page, a_user(patient.clinic, is_staff=True))
    page.goto(reverse("admin:index"))
    page.keyboard.press("/")
    page.keyboard.type("hazel")
    expect(page.get_by_role("link", name="Hazelnut")).to_be_visible()
    expect(page.get_by_role("link", name="Hazelwood")).to_have_count(0)
    assert "azel" not in page.url
    Looks(page, axe).here(CROSSWISE)
    page.locator("#find").press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('patient', args=[patient.pk])}")
    assert AccessLog.objects.filter(patient_id=patient.pk, kind="page").exists()


def test_who_has_no_clinic_is_offered_no_patient(client: Any) -> None:
    client.force_login(a_user(is_staff=True, is_superuser=True))
    page = client.get(reverse("admin:index")).content.decode()
    assert 'id="find"' not in page
    assert "Worklist" not in page


def test_the_bar_of_the_application_and_of_the_administration_are_one(client: Any) -> None:
    client.force_login(a_user(a_clinic("main"), is_staff=True))
    bars = [client.get(address).content.decode() for address in ("/", reverse("admin:index"))]
    for bar in bars:
        assert f'hx-post="{reverse("find")}"' in bar
        assert f'action="{reverse("worklist_search")}"' in bar
    assert "theme.js" not in bars[1]
