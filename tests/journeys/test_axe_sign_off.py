"""No accessibility fault where an edition is signed off: empty, with what is left, signed, a withdrawal refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.adopting import ESHRE, a_local_item
from tests.journeys.looks import CROSSWISE, Looks
from tests.records import a_clinic, a_user
from workup.models import SignOff

pytestmark = pytest.mark.django_db(transaction=True)


def test_signing_and_withdrawing(looks: Looks, sign_in: Callable[[Page, Any], None]) -> None:
    clinic, page = a_clinic("main"), looks.page
    a_local_item(clinic)
    sign_in(page, a_user(clinic, last_name="Ines Okafor"))
    looks.at(reverse("guideline_sign_off", args=[ESHRE]))
    page.get_by_role("button", name="Sign off in my name").click()
    expect(page.get_by_role("alert")).to_contain_text("Syphilis: not ticked yet")
    looks.here(CROSSWISE)
    for tick in page.locator('input[name="gap"]').all():
        tick.check()
    rows = page.locator('input[name="row"]').count()
    expect(page.get_by_text(f"0 of {rows} rows ticked.")).to_be_visible()
    for button in page.get_by_role("button", name="Tick the").all():
        button.click()
    expect(page.get_by_text(f"{rows} of {rows} rows ticked.")).to_be_visible()
    looks.here(CROSSWISE)
    page.get_by_role("button", name="Sign off in my name").click()
    expect(page.get_by_text("is signed off in Main in your name")).to_be_visible()
    looks.here(CROSSWISE)
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why it is withdrawn.")
    looks.here(CROSSWISE)
    page.get_by_label("Why it is withdrawn").fill("a row was misread")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("a row was misread")).to_be_visible()
    assert SignOff.objects.get().withdrawn_reason == "a row was misread"
