"""Nothing is lost, in a real browser: the session ends, the network drops, one goes back, one thinks better of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route, expect

from patients import actions
from patients.models import Draft, Medication, Patient, Pregnancy
from rpl_tracker.accounts.actions import create_user
from rpl_tracker.accounts.models import Clinic, Membership, User
from tests.browser import DESKTOP, PHONE, opened_page
from tests.records import a_clinic, a_medication, a_patient, a_pregnancy, a_user
from workup.models import Investigation

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"
LEFT = "This is what you typed until"
SignIn = Callable[[Page, Any], None]


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic(idle_minutes=1)


@pytest.fixture
def patient(clinic: Clinic) -> Patient:
    return a_patient(clinic)


@pytest.fixture
def dora(clinic: Clinic, page: Page, sign_in: SignIn) -> User:
    return signed_in(page, sign_in, "dora", clinic)


def signed_in(page: Page, sign_in: SignIn, name: str, clinic: Clinic) -> User:
    user = someone(name, clinic)
    sign_in(page, user)
    return user


def someone(name: str, clinic: Clinic) -> User:
    user = create_user(username=name, password=PASSWORD)
    Membership.objects.create(user=user, clinic=clinic, role="clinician")
    return user


def type_in(page: Page, name: str, text: str) -> None:
    field = page.locator(f"form.record [name='{name}']")
    field.focus()
    page.keyboard.type(text)


def kept(page: Page, do: Callable[[], None]) -> None:
    """`do` something, and wait until the page has had it kept."""
    with page.expect_response("**/drafts/keep/") as answer:
        do()
    assert answer.value.status == 200


def sign_in_by_hand(page: Page, name: str) -> None:
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.fixture
def locked(page: Page, patient: Patient, dora: User, monkeypatch: pytest.MonkeyPatch) -> Page:
    """A form of results, half typed, when the minute is up."""
    page.clock.install()
    page.goto(reverse("results_panel", args=[patient.pk, "thyroid"]))
    type_in(page, "lab", "North")
    type_in(page, "tsh-value", "<0,0")
    page.locator("[name='tpo-word']").select_option("negative")
    kept(page, lambda: page.clock.run_for(1000))
    with monkeypatch.context() as clock:
        now = time.time() + 61
        clock.setattr("rpl_tracker.accounts.idle.time.time", lambda: now)
        page.clock.fast_forward(61_000)
        page.wait_for_url("**/accounts/login/?next=*")
    expect(page.get_by_text("You were signed out after 1 minute")).to_be_visible()
    page.clock.resume()
    return page


def test_the_page_covers_itself_and_the_same_person_goes_on(locked: Page) -> None:
    assert "<0,0" not in locked.content()
    sign_in_by_hand(locked, "dora")
    expect(locked.get_by_text(LEFT)).to_be_visible()
    expect(locked.locator("[name='tsh-value']")).to_have_value("<0,0")
    expect(locked.locator("[name='tpo-word']")).to_have_value("negative")
    expect(locked.locator("[name=lab]")).to_have_value("North")
    type_in(locked, "tsh-value", "1")
    locked.get_by_role("button", name="Save", exact=True).click()
    expect(locked.get_by_text("2 results saved")).to_be_visible()
    assert set(Investigation.objects.values_list("test", "lab__name")) == {("tsh", "North"), ("tpo", "North")}
    assert not Draft.objects.exists()


def test_somebody_else_who_signs_in_there_sees_nothing_of_it(locked: Page, clinic: Clinic) -> None:
    someone("emil", clinic)
    sign_in_by_hand(locked, "emil")
    expect(locked.locator("[name='tsh-value']")).to_have_value("")
    assert locked.get_by_text(LEFT).count() == 0
    assert "<0,0" not in locked.content()


def test_nothing_is_left_in_the_browser(page: Page, patient: Patient, dora: User) -> None:
    page.goto(reverse("medication_new", args=[patient.pk]))
    kept(page, lambda: type_in(page, "name", "Aspirin"))
    left: list[int] = page.evaluate(
        "async () => [localStorage.length, (await caches.keys()).length, (await indexedDB.databases()).length,"
        " Object.values(sessionStorage).filter(value => value.includes('Aspirin')).length]"
    )
    assert left == [0, 0, 0, 0]


class Network:
    """Lets nothing through while it is down; remembers the forms that got through."""

    def __init__(self, page: Page, place: str) -> None:
        self.down, self.lose_answers, self.arrived, self.tried = False, False, 0, 0
        page.route(place, self.go)

    def go(self, route: Route) -> None:
        if route.request.method != "POST":
            route.fallback()
            return
        self.tried += 1
        if self.down:
            route.abort()
            return
        self.arrived += 1
        if self.lose_answers:
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.fallback()


@pytest.fixture
def network(page: Page) -> Network:
    return Network(page, "**/medications/new/**")


def fill_medication(page: Page, patient: Patient) -> None:
    page.goto(reverse("medication_new", args=[patient.pk]))
    type_in(page, "name", "Aspirin")
    page.locator("[name=kind]").select_option("aspirin")


def test_a_save_that_does_not_get_through_stays_tries_again_and_is_stored_once(
    page: Page, patient: Patient, dora: User, network: Network
) -> None:
    fill_medication(page, patient)
    network.down = True
    page.get_by_role("button", name="Save", exact=True).click()
    status = page.get_by_role("status").filter(has_text="Not saved, trying again")
    expect(status).to_be_visible()
    expect(page.locator("[name=name]")).to_have_value("Aspirin")
    network.down = False
    expect(page.get_by_text("New medication: saved.")).to_be_visible(timeout=15_000)
    assert (Medication.objects.count(), network.arrived) == (1, 1)
    assert network.tried >= 2


def test_a_save_whose_answer_is_lost_is_sent_again_and_stored_once(
    page: Page, patient: Patient, dora: User, network: Network
) -> None:
    fill_medication(page, patient)
    network.lose_answers = True
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Not saved, trying again")).to_be_visible()
    network.lose_answers = False
    expect(page.get_by_text("it is saved once")).to_be_visible(timeout=15_000)
    assert Medication.objects.count() == 1
    assert network.arrived == 2


def test_a_second_button_means_the_same_when_it_is_sent_again(
    page: Page, patient: Patient, dora: User, network: Network
) -> None:
    fill_medication(page, patient)
    network.down = True
    page.get_by_role("button", name="Save and add another medication").click()
    expect(page.get_by_text("Not saved, trying again")).to_be_visible()
    network.down = False
    expect(page.get_by_text("New medication: saved.")).to_be_visible(timeout=15_000)
    assert "/medications/new/" in page.url
    expect(page.locator("[name=name]")).to_have_value("")


def test_an_error_of_the_server_keeps_the_page(page: Page, patient: Patient, dora: User) -> None:
    fill_medication(page, patient)
    page.route(
        "**/medications/new/**",
        lambda route: route.fulfill(status=500, body="no") if route.request.method == "POST" else route.fallback(),
    )
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("the server answered with an error (500)")).to_be_visible()
    expect(page.locator("[name=name]")).to_have_value("Aspirin")
    expect(page.locator("[name=name]")).to_be_editable()
    assert not Medication.objects.exists()


def test_a_draft_waits_for_the_network(page: Page, patient: Patient, dora: User) -> None:
    page.goto(reverse("medication_new", args=[patient.pk]))
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        type_in(page, "name", "Aspirin")
    kept(page, lambda: page.context.set_offline(False))
    assert Draft.objects.get().typed["name"] == ["Aspirin"]


def test_back_after_saving_does_no_harm(page: Page, patient: Patient, dora: User) -> None:
    page.goto(reverse("patient", args=[patient.pk]))
    page.locator("#medication").get_by_role("link", name="Medication").click()
    type_in(page, "name", "Aspirin")
    page.locator("[name=kind]").select_option("aspirin")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("New medication: saved.")).to_be_visible()
    page.go_back()
    page.wait_for_load_state()
    assert page.locator("form.record").count() == 0 or page.locator("[name=name]").input_value() == ""
    page.go_forward()
    page.reload()
    assert Medication.objects.count() == 1


def test_errors_lead_to_their_fields(page: Page, patient: Patient, dora: User) -> None:
    page.goto(reverse("medication_new", args=[patient.pk]))
    type_in(page, "started_on", "some day")
    page.get_by_role("button", name="Save", exact=True).click()
    summary = page.locator(".errors")
    expect(summary).to_be_focused()
    for link in summary.get_by_role("link").all():
        target = page.locator(str(link.get_attribute("href")))
        link.click()
        expect(target).to_be_focused()
        expect(target).to_be_in_viewport()
    expect(page.locator("[name=started_on]")).to_have_value("some day")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_last_step_is_taken_back(
    browser: Browser, live_server: Any, clinic: Clinic, patient: Patient, sign_in: SignIn, size: Any
) -> None:
    row = a_medication(patient, name="Aspirin", dose="75 mg")
    with opened_page(browser, live_server.url, size) as page:
        signed_in(page, sign_in, "dora", clinic)
        page.goto(reverse("medication_edit", args=[patient.pk, row.pk]))
        page.locator("[name=dose]").fill("150 mg")
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("Undone: what was there before stands again")).to_be_visible()
    row.refresh_from_db()
    assert (row.dose, row.version) == ("75 mg", 3)


def test_two_people_at_one_form(page: Page, patient: Patient, dora: User) -> None:
    row = a_pregnancy(patient, note="as it was")
    page.goto(reverse("pregnancy_edit", args=[patient.pk, row.pk]))
    theirs = Pregnancy.objects.get()
    theirs.note, theirs.confirmed_by = "theirs", "histology"
    actions.change(theirs, by=a_user(username="anna"), version=1)
    page.locator("[name=note]").fill("mine")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Stored now: theirs")).to_be_visible()
    expect(page.locator("[name=note]")).to_have_value("mine")
    expect(page.locator("[name=confirmed_by]")).to_have_value("histology")  # which only they changed
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Pregnancy 1: saved.")).to_be_visible()
    row.refresh_from_db()
    assert (row.note, row.confirmed_by) == ("mine", "histology")


def test_of_two_versions_theirs_is_taken_with_one_tick(page: Page, patient: Patient, dora: User) -> None:
    row = a_pregnancy(patient, note="as it was")
    page.goto(reverse("pregnancy_edit", args=[patient.pk, row.pk]))
    theirs = Pregnancy.objects.get()
    theirs.note = "theirs"
    actions.change(theirs, by=a_user(username="anna"), version=1)
    page.locator("[name=note]").fill("mine")
    page.locator("[name=management]").select_option("expectant")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("checkbox", name="Take what is stored for Note").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Pregnancy 1: saved.")).to_be_visible()
    row.refresh_from_db()
    assert (row.note, row.management) == ("theirs", "expectant")
