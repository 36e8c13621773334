"""Pregnancies of every kind at the keyboard: fields as they apply, what is hidden, dates read while they are typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from patients.models import Event, Pregnancy
from patients.obstetrics.dates import PartialDate, in_words
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.models import Clinic
from tests.journeys.counting import Counting
from tests.records import a_clinic, a_patient, a_user
from workup.findings import refresh

pytestmark = pytest.mark.django_db(transaction=True)
PAUSE = 1200  # ms; letters typed sooner in a list of choices belong to the word before, for the browser


@pytest.fixture
def clinic() -> Clinic:
    clinic = a_clinic("main")
    refresh([a_patient(clinic, family_name="Kowalczyk", given_names="Ewa").pk])
    return clinic


@pytest.fixture
def counting(page: Page, sign_in: Callable[[Page, Any], None], clinic: Clinic) -> Counting:
    """At the form of a new pregnancy, two presses and one click after the worklist."""
    sign_in(page, a_user(clinic, first_name="Ada", last_name="Kern"))
    page.goto("/")
    counting = Counting(page)
    counting.find("czyk")
    with counting.to_next_page():
        counting.click(page.get_by_role("link", name="Pregnancy", exact=True))
    counting.at_most(presses=2, clicks=1)
    assert counting.focus == "Outcome"
    return counting.begin()


def typed(counting: Counting, field: str, text: str) -> None:
    counting.tab_to(field)
    counting.type(text)


def chosen(counting: Counting, field: str, letters: str) -> None:
    counting.tab_to(field)
    counting.choose(letters)


def save(counting: Counting) -> None:
    with counting.to_next_page():
        counting.press("Enter")
    expect(counting.page.locator(".messages")).to_contain_text("saved")


def test_task_4_a_miscarriage_with_an_approximate_date_and_a_scan(counting: Counting, page: Page) -> None:
    counting.choose("Misc")
    typed(counting, "Ended on", "May 2024")
    typed(counting, "Gestation when it ended", "9")
    chosen(counting, "Type of loss", "E")
    chosen(counting, "Confirmed by", "Ul")
    with counting.to_next_page():
        counting.click(page.get_by_role("button", name="Save and add an event"))
    assert counting.focus == "What"
    counting.choose("S")
    typed(counting, "Gestation", "7+3")
    chosen(counting, "Cardiac activity", "A")
    typed(counting, "Crown-rump length (mm)", "9")
    save(counting)
    expect(page.locator(".messages")).to_contain_text("saved")
    loss, scan = Pregnancy.objects.get(), Event.objects.get()
    assert (loss.ended_on, loss.ga_weeks, loss.ga_days) == (PartialDate(2024, 5), 9, None)
    assert (loss.loss_type, loss.confirmed_by) == ("embryonic", "ultrasound")
    assert (scan.kind, scan.ga_weeks, scan.ga_days, scan.crl_mm) == ("scan", 7, 3, 9)
    counting.at_most(presses=25, clicks=1)


def test_task_4_a_twin_pregnancy_with_one_loss(counting: Counting, page: Page) -> None:
    counting.choose("Live")
    typed(counting, "Ended on", "3 May 2024")
    typed(counting, "Gestation when it ended", "36+2")
    typed(counting, "Number of fetuses", "2")
    typed(counting, "Born alive", "1")
    typed(counting, "Children alive now", "1")
    with counting.to_next_page():
        counting.click(page.get_by_role("button", name="Save and add a birth"))
    assert counting.focus == "Outcome"
    counting.choose("Live")
    with counting.to_next_page():
        counting.click(page.get_by_role("button", name="Save and add another birth"))
    expect(page.locator(".messages")).to_contain_text("New birth, pregnancy 1: saved")
    expect(page.locator("#id_outcome")).to_be_focused()
    counting.choose("Still")
    typed(counting, "Gestation", "26")
    save(counting)
    twins = Pregnancy.objects.get()
    assert (twins.fetus_count, twins.liveborn, twins.children_alive_now) == (2, 1, 1)
    assert list(twins.births.order_by("order").values_list("outcome", "ga_weeks")) == [
        ("live_birth", None),
        ("stillbirth", 26),
    ]
    counting.at_most(presses=45, clicks=2)


def test_task_4_an_ivf_pregnancy_is_dated_by_its_transfer_and_the_gestation_overruled(
    counting: Counting, page: Page
) -> None:
    counting.choose("Misc")
    typed(counting, "Ended on", "11 Mar 2024")
    chosen(counting, "Conception", "Spo")
    expect(page.get_by_label("Embryo transfer on")).to_be_hidden()
    page.wait_for_timeout(PAUSE)
    counting.choose("IVF")
    typed(counting, "Embryo transfer on", "20 Jan 2024")
    typed(counting, "Age of the embryo (days)", "5")
    counting.tab_to("Gestation when it ended", key="Shift+Tab")
    expect(page.locator("#reading")).to_contain_text("10+0 by the embryo transfer")
    counting.type("9+4")
    save(counting)
    row = Pregnancy.objects.get()
    assert (row.conception, row.transfer_date, row.embryo_age_days) == ("ivf", date(2024, 1, 20), 5)
    assert (row.ga_weeks, row.ga_days) == (9, 4)
    counting.at_most(presses=35)


def test_task_4_an_ongoing_pregnancy_with_events(counting: Counting, page: Page, clinic: Clinic) -> None:
    begun = today(clinic) - timedelta(days=60)
    counting.choose("Ong")
    expect(page.get_by_label("Ended on")).to_be_hidden()
    typed(counting, "Last menstrual period", in_words(begun))
    counting.press("Tab")
    expect(page.locator("#reading")).to_contain_text("8+4 by the last period")
    expect(page.locator("#reading")).to_contain_text(in_words(begun + timedelta(days=280)))
    with counting.to_next_page():
        counting.click(page.get_by_role("button", name="Save and add an event"))
    counting.choose("B")
    typed(counting, "Gestation", "7")
    with counting.to_next_page():
        counting.click(page.get_by_role("button", name="Save and add another event"))
    expect(page.locator(".messages")).to_contain_text("New event, pregnancy 1: saved")
    expect(page.locator("#id_kind")).to_be_focused()
    counting.choose("S")
    typed(counting, "Day", in_words(today(clinic)))
    chosen(counting, "Cardiac activity", "P")
    counting.press("Tab")
    save(counting)
    assert list(Event.objects.order_by("pk").values_list("kind", "cardiac_activity")) == [
        ("bleed", ""),
        ("scan", "present"),
    ]
    counting.at_most(presses=25, clicks=2)


def test_task_4_what_a_change_hides_comes_back_or_is_cleared_and_named(counting: Counting, page: Page) -> None:
    counting.choose("Misc")
    typed(counting, "Ended on", "May 2024")
    chosen(counting, "Type of loss", "E")
    counting.tab_to("Outcome", key="Shift+Tab")
    counting.choose("Ong")
    expect(page.get_by_label("Ended on")).to_be_hidden()
    page.wait_for_timeout(PAUSE)
    counting.choose("Misc")
    expect(page.get_by_label("Ended on")).to_have_value("May 2024")
    expect(page.get_by_label("Type of loss")).to_have_value("embryonic")
    page.wait_for_timeout(PAUSE)
    counting.choose("Ong")
    counting.tab_to("Save")
    save(counting)
    expect(page.locator(".messages")).to_contain_text("Left out, because it does not apply")
    expect(page.locator(".messages")).to_contain_text("Ended on")
    expect(page.locator(".messages")).to_contain_text("Type of loss")
    row = Pregnancy.objects.get()
    assert (row.outcome, row.ended_on, row.loss_type) == ("ongoing", None, "")
    counting.at_most(presses=75)


def test_task_4_on_a_phone(phone: Page, sign_in: Callable[[Page, Any], None], clinic: Clinic) -> None:
    sign_in(phone, a_user(clinic, first_name="Ada", last_name="Kern"))
    phone.goto("/")
    counting = Counting(phone)
    counting.click(phone.get_by_role("searchbox"))
    counting.type("czyk")
    with counting.to_next_page():
        counting.click(phone.locator("#found").get_by_role("link", name="Kowalczyk"))
    with counting.to_next_page():
        counting.click(phone.get_by_role("link", name="Pregnancy", exact=True))
    assert counting.focus == "Outcome"
    counting.choose("Misc")
    counting.click(phone.get_by_label("Ended on"))
    counting.type("May 2024")
    with counting.to_next_page():
        counting.click(phone.get_by_role("button", name="Save", exact=True))
    assert Pregnancy.objects.get().outcome == "miscarriage"
    counting.at_most(presses=4, clicks=5)
