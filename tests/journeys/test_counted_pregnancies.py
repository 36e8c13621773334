"""Task 4, pregnancies of every kind: fields as they apply, what is hidden, dates read while they are typed."""

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

SignIn = Callable[[Page, Any], None]
pytestmark = pytest.mark.django_db(transaction=True)
PAUSE = 1200  # ms; letters typed sooner in a list of choices belong to the word before, for the browser


@pytest.fixture
def clinic() -> Clinic:
    clinic = a_clinic("main")
    refresh([a_patient(clinic, family_name="Kowalczyk", given_names="Ewa").pk])
    return clinic


@pytest.fixture
def counting(anywhere: Counting, sign_in: SignIn, clinic: Clinic) -> Counting:
    """At the form of a new pregnancy: two presses and one click, or three taps, after the worklist."""
    page = anywhere.page
    sign_in(page, a_user(clinic, first_name="Ada", last_name="Kern"))
    page.goto("/")
    anywhere.find("czyk")
    anywhere.follow(page.get_by_role("link", name="Pregnancy", exact=True))
    anywhere.at_most(presses=2, clicks=1, taps=3)
    assert anywhere.focus == "Outcome"
    return anywhere.begin()


@pytest.fixture
def seen(counting: Counting) -> Page:
    return counting.page


def save(counting: Counting) -> None:
    counting.send()
    expect(counting.page.locator(".messages")).to_contain_text("saved")


def test_task_4_a_miscarriage_with_an_approximate_date_and_a_scan(counting: Counting, seen: Page) -> None:
    counting.pick("Outcome", "Misc")
    counting.give("Ended on", "May 2024")
    counting.give("Gestation when it ended", "9")
    counting.pick("Type of loss", "E")
    counting.pick("Confirmed by", "Ul")
    counting.follow(seen.get_by_role("button", name="Save and add an event"))
    assert counting.focus == "What"
    counting.pick("What", "S")
    counting.give("Gestation", "7+3")
    counting.pick("Cardiac activity", "A")
    counting.give("Crown-rump length (mm)", "9")
    save(counting)
    expect(seen.locator(".messages")).to_contain_text("saved")
    loss, scan = Pregnancy.objects.get(), Event.objects.get()
    assert (loss.ended_on, loss.ga_weeks, loss.ga_days) == (PartialDate(2024, 5), 9, None)
    assert (loss.loss_type, loss.confirmed_by) == ("embryonic", "ultrasound")
    assert (scan.kind, scan.ga_weeks, scan.ga_days, scan.crl_mm) == ("scan", 7, 3, 9)
    counting.at_most(presses=25, clicks=1, taps=17)


def test_task_4_a_scan_is_read_by_one_request_before_it_is_saved(counting: Counting, seen: Page) -> None:
    counting.pick("Outcome", "Ong")
    counting.follow(seen.get_by_role("button", name="Save and add an event"))
    with seen.expect_response(lambda answer: "hx-request" in answer.request.headers):
        counting.pick("What", "S")
    with counting.watching.one_update():
        counting.give("Crown-rump length (mm)", "30")
        counting.leave()
        expect(seen.locator("#reading")).to_contain_text("Robinson 9+6")
    assert not Event.objects.exists()


def test_task_4_a_twin_pregnancy_with_one_loss(counting: Counting, seen: Page) -> None:
    counting.pick("Outcome", "Live")
    counting.give("Ended on", "3 May 2024")
    counting.give("Gestation when it ended", "36+2")
    counting.give("Number of fetuses", "2")
    counting.give("Born alive", "1")
    counting.give("Children alive now", "1")
    counting.follow(seen.get_by_role("button", name="Save and add a birth"))
    assert counting.focus == "Outcome"
    counting.pick("Outcome", "Live")
    counting.follow(seen.get_by_role("button", name="Save and add another birth"))
    expect(seen.locator(".messages")).to_contain_text("New birth, pregnancy 1: saved")
    expect(seen.locator("#id_outcome")).to_be_focused()
    counting.pick("Outcome", "Still")
    counting.give("Gestation", "26")
    save(counting)
    twins = Pregnancy.objects.get()
    assert (twins.fetus_count, twins.liveborn, twins.children_alive_now) == (2, 1, 1)
    assert list(twins.births.order_by("order").values_list("outcome", "ga_weeks")) == [
        ("live_birth", None),
        ("stillbirth", 26),
    ]
    counting.at_most(presses=45, clicks=2, taps=22)


def test_task_4_an_ivf_pregnancy_is_dated_by_its_transfer_and_the_gestation_overruled(
    counting: Counting, seen: Page
) -> None:
    counting.pick("Outcome", "Misc")
    counting.give("Ended on", "11 Mar 2024")
    counting.pick("Conception", "Spo")
    expect(seen.get_by_label("Embryo transfer on")).to_be_hidden()
    seen.wait_for_timeout(PAUSE)
    counting.pick("Conception", "IVF")
    counting.give("Embryo transfer on", "20 Jan 2024")
    counting.give("Age of the embryo (days)", "5")
    counting.go_into("Gestation when it ended", key="Shift+Tab")
    expect(seen.locator("#reading")).to_contain_text("10+0 by the embryo transfer")
    counting.type("9+4")
    save(counting)
    row = Pregnancy.objects.get()
    assert (row.conception, row.transfer_date, row.embryo_age_days) == ("ivf", date(2024, 1, 20), 5)
    assert (row.ga_weeks, row.ga_days) == (9, 4)
    counting.at_most(presses=35, taps=14)


def test_task_4_an_ongoing_pregnancy_with_events(counting: Counting, seen: Page, clinic: Clinic) -> None:
    begun = today(clinic) - timedelta(days=60)
    with seen.expect_response(lambda answer: "hx-request" in answer.request.headers):
        counting.pick("Outcome", "Ong")
    expect(seen.get_by_label("Ended on")).to_be_hidden()
    counting.give("Last menstrual period", in_words(begun))
    with counting.watching.one_update():
        counting.leave()
        expect(seen.locator("#reading")).to_contain_text("8+4 by the last period")
        if not counting.phone:  # where the tap that leaves the field is at the top of the page
            expect(seen.locator("#reading")).to_be_in_viewport()
        expect(seen.locator("#reading")).to_contain_text(in_words(begun + timedelta(days=280)))
    counting.follow(seen.get_by_role("button", name="Save and add an event"))
    counting.pick("What", "B")
    counting.give("Gestation", "7")
    counting.follow(seen.get_by_role("button", name="Save and add another event"))
    expect(seen.locator(".messages")).to_contain_text("New event, pregnancy 1: saved")
    expect(seen.locator("#id_kind")).to_be_focused()
    counting.pick("What", "S")
    counting.give("Day", in_words(today(clinic)))
    counting.pick("Cardiac activity", "P")
    save(counting)
    assert list(Event.objects.order_by("pk").values_list("kind", "cardiac_activity")) == [
        ("bleed", ""),
        ("scan", "present"),
    ]
    counting.at_most(presses=25, clicks=2, taps=16)


def test_task_4_what_a_change_hides_comes_back_or_is_cleared_and_named(counting: Counting, seen: Page) -> None:
    counting.pick("Outcome", "Misc")
    counting.give("Ended on", "May 2024")
    counting.pick("Type of loss", "E")
    counting.go_into("Outcome", key="Shift+Tab")
    counting.pick("Outcome", "Ong")
    expect(seen.get_by_label("Ended on")).to_be_hidden()
    seen.wait_for_timeout(PAUSE)
    counting.pick("Outcome", "Misc")
    expect(seen.get_by_label("Ended on")).to_have_value("May 2024")
    expect(seen.get_by_label("Type of loss")).to_have_value("embryonic")
    seen.wait_for_timeout(PAUSE)
    counting.pick("Outcome", "Ong")
    save(counting)
    expect(seen.locator(".messages")).to_contain_text("Left out, because it does not apply")
    expect(seen.locator(".messages")).to_contain_text("Ended on")
    expect(seen.locator(".messages")).to_contain_text("Type of loss")
    row = Pregnancy.objects.get()
    assert (row.outcome, row.ended_on, row.loss_type) == ("ongoing", None, "")
    counting.at_most(presses=75, taps=16)
