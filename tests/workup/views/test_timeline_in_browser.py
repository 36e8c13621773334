"""The pictures of her page in a real browser: unfolded, on a phone, in the dark, folded for her partner, on paper."""

import pytest
from playwright.sync_api import expect

from tests.journeys.looks import Looks
from tests.records import a_clinic, a_medication, a_partner, a_user, an_investigation
from tests.workup.views.people import four_losses

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def address(page, sign_in):
    clinic = a_clinic("main")
    patient = four_losses(clinic)
    a_partner(patient, "P2", family_name="Example")
    a_medication(patient, "heparin", name="Heparin", started_on="2026-03", stopped_on="2026-05-02")
    for value, number, on in (("5.1", 5.1, "2026-01-10"), ("3.2", 3.2, "2026-04-02")):
        an_investigation(patient, "tsh", value=value, number=number, unit="mIU/L", upper_limit=4, collected_on=on)
    sign_in(page, a_user(clinic))
    return f"/patients/{patient.pk}/"


def test_the_pictures_can_be_read_by_everybody(page, axe, address):
    looks = Looks(page, axe)
    looks.at(address)
    expect(page.get_by_role("img", name="TSH in mIU/L: 5.1 on 10 Jan 2026, 3.2 on 2 Apr 2026; limit 4")).to_be_visible()
    expect(page.get_by_role("img", name="Heparin. Medication that disturbs tests.")).to_be_visible()


def test_folded_for_her_partner_and_printed_it_says_so(page, axe, address):
    page.goto(address)
    page.get_by_role("link", name="Partner in the room").first.click()
    expect(page.get_by_text("Some entries are folded away")).to_be_visible()
    expect(page.get_by_text("Ended for medical reasons")).to_have_count(0)
    Looks(page, axe).here()
    page.emulate_media(media="print")
    expect(page.get_by_text("Some entries are folded away")).to_be_visible()
    expect(page.locator("#timeline .time")).to_be_visible()


def test_another_page_about_her_asks_before_it_opens(page, axe, address):
    page.goto(f"{address}?room=on")
    page.get_by_role("link", name="Compare guidelines").click()
    expect(page.get_by_role("heading", name="This page shows every entry")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("Ended")
    Looks(page, axe).here()
    page.get_by_role("link", name="Show this page").click()
    expect(page.get_by_role("heading", name="Compare guidelines", exact=False).first).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Back to the folded page").click()
    expect(page.get_by_text("Some entries are folded away")).to_be_visible()
