"""What stands where: above the fold, on a narrow screen, at 200 %, without script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from patients.models import Patient
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.models import Clinic, User
from tests.journeys.looks import sideways
from tests.records import a_clinic, a_patient, a_user
from tests.workup.views.people import four_losses
from workup.checklist.document import document
from workup.findings import refresh
from workup.guidelines import load_all
from workup.load import load

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[Page, Any], None]
FOLD = 768
ZOOMED: Any = {"width": 683, "height": 384}  # 1366x768 at 200 %
A4: Any = {"width": 703, "height": 1000}  # between the margins
URGENT = {"missing", "repeat_due"}
WORDS = {"missing": "Missing", "repeat_due": "Repeat due", "partial": "Partial", "cannot_tell": "Cannot tell",
         "ordered": "Ordered", "optional": "Optional", "not_retrievable": "Not retrievable",
         "not_recommended": "Not recommended", "not_indicated": "Not indicated"}  # fmt: skip


def bottom(place: Locator) -> float:
    box = place.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def items_by_woman(clinic: Clinic) -> dict[int, list[dict[str, Any]]]:
    """What the clinic's own edition finds for every woman."""
    women = list(Patient.objects.filter(clinic=clinic).select_related("clinic"))
    facts, on = load(women, recorded_by=today(clinic)), today(clinic)
    edition = [load_all()[clinic.default_guideline]]
    return {pk: document(told, edition, on, ())["guidelines"][0]["items"] for pk, told in facts.items()}


def test_counts_and_what_is_missing_or_due_are_above_the_fold(page: Page, sign_in: SignIn, demo: Clinic) -> None:
    """For the women of the demo with the most to be named, and for the real case."""
    found = items_by_woman(demo)
    urgent = {pk: sum(item["status"] in URGENT for item in items) for pk, items in found.items()}
    real = Patient.objects.get(mrn="DEMO-001").pk
    sign_in(page, User.objects.get(username="importer"))
    for pk in {real, *sorted(urgent, key=lambda pk: -urgent[pk])[:3]}:
        page.goto(f"/patients/{pk}/")
        everything_is_above_the_fold(page, found[pk])
    assert max(urgent.values()) >= 8


def everything_is_above_the_fold(page: Page, items: list[dict[str, Any]]) -> None:
    glance = page.locator("#glance")
    for item in items:
        if item["status"] in URGENT:
            assert bottom(glance.get_by_role("link", name=label_of(item), exact=True)) <= FOLD
    for status, word in WORDS.items():
        number = sum(item["status"] == status for item in items)
        if number:
            chip = glance.locator(f".chip[data-status={status}]", has_text=re.compile(rf"{word}\s*{number}$"))
            assert bottom(chip) <= FOLD


def label_of(item: dict[str, Any]) -> str | re.Pattern[str]:
    """The item, and whose it is when that is not said by its name."""
    return re.compile(rf"^{re.escape(item['label'])}(, (partner|pregnancy) .*)?$")


def test_at_200_percent_nothing_is_lost(page: Page, sign_in: SignIn) -> None:
    clinic = a_clinic("main")
    woman = four_losses(clinic)
    sign_in(page, a_user(clinic, last_name="Ines Okafor"))
    page.goto(f"/patients/{woman.pk}/")
    large = seen_on(page)
    page.set_viewport_size(ZOOMED)
    assert sideways(page) <= 0
    assert seen_on(page) == large
    expect(page.get_by_role("searchbox")).to_be_visible()


def seen_on(page: Page) -> set[str]:
    """The words of every link, button and heading that can be seen."""
    words: list[str] = page.locator("a, button, summary, h1, h2, h3, h4").evaluate_all(
        "all => all.filter(each => each.checkVisibility()).map(each => each.textContent.replace(/\\s+/g, ' ').trim())"
    )
    return set(words)


@pytest.mark.parametrize("size", [{"width": 1366, "height": 768}, ZOOMED, {"width": 360, "height": 740}])
def test_who_she_is_stays_in_sight(page: Page, sign_in: SignIn, size: Any) -> None:
    clinic = a_clinic("main")
    woman = four_losses(clinic)
    sign_in(page, a_user(clinic))
    page.set_viewport_size(size)
    for part in ("", "pregnancies/new/", "results/apl/"):
        page.goto(f"/patients/{woman.pk}/{part}")
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        for said in (woman.family_name, woman.mrn, "4 Mar 1996"):
            expect(page.get_by_role("region", name="Patient").get_by_text(said)).to_be_in_viewport()
        strip = page.get_by_role("region", name="Patient").bounding_box()
        assert strip is not None
        assert strip["height"] < size["height"] / 4, "who she is leaves room for what is read"


@pytest.fixture
def without_script(browser: Browser, live_server: Any) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_script_everything_is_read_and_saved(without_script: Page, sign_in: SignIn) -> None:
    page, clinic = without_script, a_clinic("main")
    woman = a_patient(clinic, family_name="Novak", given_names="Jana")
    refresh([woman.pk])
    sign_in(page, a_user(clinic))
    page.goto("/")
    page.get_by_role("searchbox").fill("nova")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="Novak, Jana").click()
    page.get_by_role("region", name="Pregnancies").get_by_role("link", name="Pregnancy").click()
    page.get_by_label("Outcome").select_option(label="Miscarriage")
    page.get_by_label("Ended on").fill("May 2024")
    page.get_by_label("Type of loss").select_option(label="Embryonic")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("region", name="Pregnancies")).to_contain_text("Miscarriage")
    page.get_by_role("link", name="Enter TSH").first.click()
    page.get_by_label("TSH: as reported").fill("2.1")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#item-tsh")).to_contain_text("Done")
    page.get_by_label("Guideline", exact=True).select_option(label="RCOG 2023")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("heading", name="Workup by RCOG 2023")).to_be_visible()
    assert woman.pregnancies.get().loss_type == "embryonic"


def test_without_script_what_is_wrong_is_said(without_script: Page, sign_in: SignIn) -> None:
    page, clinic = without_script, a_clinic("main")
    woman = a_patient(clinic)
    sign_in(page, a_user(clinic))
    page.goto(f"/patients/{woman.pk}/pregnancies/new/")
    page.get_by_label("Ended on").fill("03/04/2024")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("can be read in two ways")
    expect(page.get_by_label("Ended on")).to_have_value("03/04/2024")


def test_on_paper_nothing_of_the_worklist_stands_on_something_else(page: Page, sign_in: SignIn, demo: Clinic) -> None:
    sign_in(page, User.objects.get(username="importer"))
    page.set_viewport_size(A4)
    page.goto("/")
    page.emulate_media(media="print")
    for row in page.locator(".work__row").all():
        needs, metas = row.locator(".needs").bounding_box(), row.locator(".work__metas").bounding_box()
        assert needs is not None
        assert metas is not None
        assert needs["y"] + needs["height"] <= metas["y"]
        assert needs["width"] > A4["width"] / 2
    assert sideways(page) == 0
    expect(page.locator(".work input[type=checkbox]").first).to_be_hidden()
