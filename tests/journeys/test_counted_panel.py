"""A full antiphospholipid panel with the keyboard alone, and the order of its repeat with the second button."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from patients.models import Patient
from patients.obstetrics.dates import in_words
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.models import Clinic
from tests.journeys.counting import Counting
from tests.records import a_clinic, a_patient, a_pregnancy, a_user, an_investigation
from workup.findings import refresh
from workup.models import Investigation, Laboratory

SignIn = Callable[[Page, Any], None]
pytestmark = pytest.mark.django_db(transaction=True)
ELISA = ("acl_igg", "acl_igm", "ab2gpi_igg", "ab2gpi_igm")
UNITS = {"acl_igg": "GPL", "acl_igm": "MPL", "ab2gpi_igg": "U/mL", "ab2gpi_igm": "U/mL"}
NAMES = ("Anticardiolipin IgG", "Anticardiolipin IgM", "Anti-beta2-glycoprotein I IgG", "Anti-beta2-glycoprotein I IgM")
VALUES = ("55", "4", "<2", "12")


@pytest.fixture
def clinic() -> Clinic:
    clinic = a_clinic("main")
    her = a_patient(clinic, family_name="Kowalczyk", given_names="Ewa")
    for each in (1, 2):
        a_pregnancy(her, each, ga_weeks=8, confirmed_by="ultrasound", ended_on="2024")
    refresh([her.pk])
    return clinic


@pytest.fixture
def counting(at_desk: Counting, sign_in: SignIn, clinic: Clinic) -> Counting:
    return opened(at_desk, sign_in, clinic)


def opened(counting: Counting, sign_in: SignIn, clinic: Clinic) -> Counting:
    sign_in(counting.page, a_user(clinic, first_name="Ada", last_name="Kern"))
    counting.page.goto("/")
    return counting


def known_laboratory(clinic: Clinic) -> None:
    """Another patient's panel of the same laboratory, so that units and limits are known."""
    lab, other = Laboratory.objects.create(clinic=clinic, name="Northgate"), a_patient(clinic, family_name="Other")
    for test in ELISA:
        an_investigation(other, test, value="3", number=3, lab=lab, unit=UNITS[test], upper_limit=20)


def open_panel(counting: Counting) -> None:
    """From the worklist to the panel, without the pointer."""
    counting.find("czyk")
    counting.tab_to("Enter Lupus anticoagulant")
    with counting.to_next_page():
        counting.press("Enter")
    expect(counting.page.get_by_label("Collected or done on")).to_be_focused()


def fill_header(counting: Counting, clinic: Clinic, lab: str) -> None:
    counting.type(in_words(today(clinic)))
    counting.press("Tab")
    counting.type(lab)
    counting.tab_to("Lupus anticoagulant, overall interpretation: result", most=3)
    counting.choose("p")
    counting.press("Tab", "ArrowDown")
    assert counting.focus == "Anticardiolipin IgG: as reported"


def down(counting: Counting, values: tuple[str, ...], key: str = "ArrowDown") -> None:
    """A column, value by value."""
    for number, value in enumerate(values):
        if number:
            counting.press(key)
        counting.type(value)


def reading(counting: Counting, clinic: Clinic) -> None:
    """Said before anything is stored: what the results say, and from when a repeat counts."""
    counts = f"a repeat counts from {in_words(today(clinic) + timedelta(days=84))}"
    expect(counting.page.locator("#read-la_interp")).to_contain_text(counts)
    expect(counting.page.locator("#read-acl_igg")).to_contain_text(counts)
    expect(counting.page.locator("#read-la_interp")).to_be_in_viewport()
    expect(counting.page.locator("#read-acl_igg")).to_be_in_viewport()
    assert not Investigation.objects.filter(patient=Patient.objects.get(family_name="Kowalczyk")).exists()


def test_task_3_with_a_laboratory_that_is_known(counting: Counting, clinic: Clinic) -> None:
    known_laboratory(clinic)
    open_panel(counting)
    counting.begin()
    fill_header(counting, clinic, "Northgate")
    down(counting, VALUES)
    with counting.watching.one_update():
        counting.press("Tab")
        reading(counting, clinic)
        expect(counting.page.locator("#read-ab2gpi_igm")).not_to_be_empty()
    with counting.to_next_page():
        counting.press("Enter")
    expect(counting.page.locator(".messages")).to_contain_text("5 results saved")
    counting.at_most(presses=11)
    her = {row.test: row for row in Investigation.objects.filter(patient__family_name="Kowalczyk")}
    assert {row.unit for test, row in her.items() if test in ELISA} == {"GPL", "MPL", "U/mL"}
    assert {row.lab.name for row in her.values()} == {"Northgate"}
    assert her["ab2gpi_igg"].comparator == "<"


def panel_on_a_phone(counting: Counting, clinic: Clinic) -> None:
    """From the worklist to a panel with its day, its first result and its four values, by taps and letters."""
    counting.find("czyk")
    counting.follow(counting.page.get_by_role("link", name="Enter Lupus anticoagulant").first)
    counting.begin()
    counting.give("Collected or done on", in_words(today(clinic)))
    counting.pick("Lupus anticoagulant, overall interpretation: result", "p")
    for test, typed in zip(NAMES, VALUES, strict=True):
        counting.give(f"{test}: as reported", typed)


def read_on_a_phone(counting: Counting, clinic: Clinic) -> None:
    counting.leave()
    counts = f"a repeat counts from {in_words(today(clinic) + timedelta(days=84))}"
    expect(counting.page.locator("#read-acl_igg")).to_contain_text(counts)
    assert not Investigation.objects.filter(patient__family_name="Kowalczyk").exists()


def test_task_3_on_a_phone(in_hand: Counting, sign_in: SignIn, clinic: Clinic) -> None:
    known_laboratory(clinic)
    counting = opened(in_hand, sign_in, clinic)
    panel_on_a_phone(counting, clinic)
    expect(counting.field("Laboratory")).to_have_value("Northgate")  # the clinic's last one; a tap would not replace it
    read_on_a_phone(counting, clinic)
    counting.send()
    expect(counting.page.locator(".messages")).to_contain_text("5 results saved")
    counting.at_most(taps=9)


def test_task_3_on_a_phone_with_a_laboratory_that_is_new(in_hand: Counting, sign_in: SignIn, clinic: Clinic) -> None:
    counting = opened(in_hand, sign_in, clinic)
    panel_on_a_phone(counting, clinic)
    counting.give("Laboratory", "Southgate")
    for test, unit in zip(NAMES, UNITS.values(), strict=True):
        counting.give(f"{test}: unit", unit)
        counting.give(f"{test}: upper limit", "20")
    read_on_a_phone(counting, clinic)
    counting.send()
    expect(counting.page.locator(".messages")).to_contain_text("5 results saved")
    counting.at_most(taps=18)
    stored = Investigation.objects.filter(test__in=ELISA)
    assert set(stored.values_list("test", "unit", "upper_limit")) == {(test, UNITS[test], 20) for test in ELISA}
    assert {row.lab.name for row in stored} == {"Southgate"}


def test_a_first_positive_with_the_order_of_its_repeat_on_a_phone(
    in_hand: Counting, sign_in: SignIn, clinic: Clinic
) -> None:
    known_laboratory(clinic)
    counting = opened(in_hand, sign_in, clinic)
    panel_on_a_phone(counting, clinic)
    read_on_a_phone(counting, clinic)
    counting.follow(counting.page.get_by_role("button", name="Save and order the repeat"))
    repeat_is_ordered(counting, clinic)
    counting.at_most(taps=9)


def test_a_reading_that_comes_in_moves_no_field_from_under_the_finger(
    in_hand: Counting, sign_in: SignIn, clinic: Clinic
) -> None:
    known_laboratory(clinic)
    counting, top = opened(in_hand, sign_in, clinic), "at => at.getBoundingClientRect().top"
    counting.find("czyk")
    counting.follow(counting.page.get_by_role("link", name="Enter Lupus anticoagulant").first)
    counting.page.wait_for_load_state("networkidle")
    coming: list[Route] = []
    counting.page.route("**/reading/", lambda route: coming.append(route))
    counting.give("Anticardiolipin IgG: as reported", "55")
    counting.click(next_field := counting.field("Anticardiolipin IgM: as reported"))
    stood = next_field.evaluate(top)
    wait_until(lambda: bool(coming), counting.page)
    coming[0].continue_()
    expect(counting.page.locator("#read-acl_igg")).to_contain_text("positive")
    assert abs(next_field.evaluate(top) - stood) <= 2
    assert counting.focus == "Anticardiolipin IgM: as reported"


def wait_until(met: Callable[[], bool], page: Page) -> None:
    while not met():
        page.wait_for_timeout(50)


def test_task_3_with_a_laboratory_that_is_new_units_and_limits_typed_too(counting: Counting, clinic: Clinic) -> None:
    open_panel(counting)
    counting.begin()
    fill_header(counting, clinic, "Southgate")
    down(counting, VALUES)
    counting.press("Tab")
    down(counting, tuple(reversed(UNITS.values())), "ArrowUp")
    counting.press("Tab", "Tab")
    down(counting, ("20",) * 4)
    counting.press("Tab")
    reading(counting, clinic)
    with counting.to_next_page():
        counting.press("Enter")
    expect(counting.page.locator(".messages")).to_contain_text("5 results saved")
    counting.at_most(presses=20)
    assert set(Investigation.objects.filter(test__in=ELISA).values_list("test", "unit")) == set(UNITS.items())


def test_a_first_positive_is_saved_with_the_order_of_its_repeat(counting: Counting, clinic: Clinic) -> None:
    known_laboratory(clinic)
    open_panel(counting)
    counting.begin()
    fill_header(counting, clinic, "Northgate")
    down(counting, VALUES)
    counting.press("Tab")
    second = counting.page.get_by_role("button", name="Save and order the repeat")
    expect(second).to_be_visible()
    with counting.to_next_page():
        counting.click(second)
    repeat_is_ordered(counting, clinic)
    counting.at_most(presses=10, clicks=1)


def repeat_is_ordered(counting: Counting, clinic: Clinic) -> None:
    counts = in_words(today(clinic) + timedelta(days=84))
    expect(counting.page.locator(".messages")).to_contain_text(f"Anticardiolipin IgG, counts from {counts}")
    expect(counting.page.get_by_role("region", name="Results outstanding")).to_contain_text("Anticardiolipin IgG")
    orders = Investigation.objects.filter(status="ordered").order_by("test")
    assert [row.test for row in orders] == ["acl_igg", "la_interp"]


def test_a_negative_panel_offers_no_repeat(counting: Counting, clinic: Clinic) -> None:
    open_panel(counting)
    counting.type(in_words(today(clinic)))
    counting.tab_to("Lupus anticoagulant, overall interpretation: result", most=4)
    counting.choose("n")
    counting.press("Tab")
    expect(counting.page.locator("#read-la_interp")).to_contain_text("negative")
    expect(counting.page.get_by_role("button", name="Save and order the repeat")).to_have_count(0)


def test_results_of_two_women_one_after_the_other_without_the_pointer(counting: Counting, clinic: Clinic) -> None:
    known_laboratory(clinic)
    refresh(Patient.objects.values_list("pk", flat=True))
    for name in ("Kowalczyk", "Other"):
        counting.begin()
        counting.find(name)
        for key, to in (("e", "Antiphospholipid antibodies"), ("Enter", "Collected or done on")):
            with counting.to_next_page():
                counting.press(key)
            expect(counting.page.locator(":focus")).to_be_visible()
            assert counting.focus == to
        assert counting.count["presses"] == 4
        fill_header(counting, clinic, "Northgate")
        counting.type("3")
        with counting.to_next_page():
            counting.press("Enter")
        expect(counting.page.locator(".messages")).to_contain_text("2 results saved")
        counting.at_most(presses=11)
