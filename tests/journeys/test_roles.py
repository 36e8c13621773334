"""What a nurse and a viewer find: everything to read, and only what they may do."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from patients.models import Patient
from rpl_tracker.accounts.models import Clinic
from tests.journeys.hands import Hands
from tests.records import a_clinic, a_user
from tests.workup.views.people import four_losses
from workup.findings import refresh

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic("main")


@pytest.fixture
def marta(clinic: Clinic) -> Patient:
    woman = four_losses(clinic)
    refresh([woman.pk])
    return woman


def offers(page: Page, *verbs: str) -> set[str]:
    """Which of these words links of her page begin with."""
    links = page.get_by_role("main").get_by_role("link")
    return {verb for verb in verbs if links.filter(has_text=re.compile(rf"^\s*{verb}( |$)")).count()}


def open_her_page(hands: Hands) -> None:
    hands.page.goto("/")
    hands.page.get_by_role("link", name="Kovács, Marta").press("Enter")
    expect(hands.page.get_by_role("heading", name="Workup by ESHRE 2022")).to_be_visible()


def test_a_nurse_enters_orders_and_notes_events(
    page: Page, hands: Hands, sign_in: Callable[[Page, Any], None], clinic: Clinic, marta: Patient
) -> None:
    sign_in(page, a_user(clinic, "nurse", last_name="Nina Berg"))
    open_her_page(hands)
    no_word_of_a_clinician(page)
    assert offers(page, "Enter", "Order", "Results") == {"Enter", "Order", "Results"}
    hands.follow("Enter TSH")
    hands.give({"Collected or done on": "9 May 2026", "TSH: as reported": "2.1", "TSH: unit": "mIU/L"})
    hands.press("Save")
    expect(page.locator("#item-tsh .chip")).to_have_text("Done, not read")
    hands.follow("Order TPO antibodies")
    hands.press("Order")
    expect(page.locator("#item-tpo .chip")).to_have_text("Ordered")
    page.get_by_text("Why each counts or not").press("Enter")
    hands.follow("Add event (pregnancy 4)")
    hands.give({"What": "Scan", "Gestation": "15+3", "Heart rate (per min)": "150"})
    hands.press("Save")
    page.get_by_text("Why each counts or not").press("Enter")
    expect(page.get_by_role("list", name="Events of pregnancy 4")).to_contain_text("150")


def no_word_of_a_clinician(page: Page) -> None:
    """No decision, no pregnancy, no condition, no patient: those are a clinician's."""
    assert (
        offers(page, "Decide", "Change", "Edit", "Record", "Pregnancy", "Medication", "Partner(?! in the room)")
        == set()
    )
    for name in ("New patient", "Import"):
        expect(page.get_by_role("link", name=name)).to_have_count(0)


def test_a_viewer_reads(
    page: Page, hands: Hands, sign_in: Callable[[Page, Any], None], clinic: Clinic, marta: Patient
) -> None:
    sign_in(page, a_user(clinic, "viewer", last_name="Vera Lind"))
    open_her_page(hands)
    no_word_of_a_clinician(page)
    page.get_by_text("Why each counts or not").press("Enter")
    assert offers(page, "Enter", "Order", "Add event", "Results") == set()
    expect(page.get_by_role("region", name="Next")).to_contain_text("Order TSH and TPO antibodies")
    expect(page.get_by_role("region", name="Results", exact=True)).to_contain_text("367")


def test_who_types_the_address_of_what_he_may_not_do_is_told_so(
    page: Page, sign_in: Callable[[Page, Any], None], clinic: Clinic, marta: Patient
) -> None:
    sign_in(page, a_user(clinic, "nurse"))
    answer = page.goto(f"/patients/{marta.pk}/decisions/new/?item=tsh")
    assert answer is not None
    assert answer.status == 403
    page.get_by_role("link", name="Worklist").press("Enter")
    expect(page.get_by_role("heading", name="Worklist")).to_be_visible()
