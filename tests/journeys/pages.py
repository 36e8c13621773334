"""One picture of every page, for docs/pages. On demand: `pytest tests/journeys/pages.py`.

Taken from the demo clinic, at a desk; the main pages also on a phone and in the dark. The index is written from the
same list, and `tests/setup/test_pages.py` fails when an address of the application has no picture. Invented patients.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from patients.models import Birth, Event, Medication, Partner, Patient, Pregnancy
from rpl_tracker.accounts.models import Clinic, User
from tests.browser import DESKTOP, FINGERS, PHONE, opened_page
from tests.journeys.page_list import DARK, FOLDER, ON_A_PHONE, PAGES, index
from tests.journeys.pictures import keep, upload
from tests.records import a_birth, a_decision, a_medication, a_partner, a_user, an_event, findings_of_uterus
from tests.rpl_tracker.interop.letters.builders import a_letter
from tests.sweep.pages import ABOUT_HER, Record, clinic_url
from workup.models import Decision, Investigation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.rpl_tracker.accounts.urls")]
AT_THE_DOOR = ("account_login", "account_signup", "account_inactive")
ELSEWHERE = {
    "error_400": "/bad/",
    "error_403": "/patients/new/",
    "error_404": "/nothing-here/",
    "error_405": "/search/",
    "error_500": "/broken/",
    "admin": "/admin/",
}
SignIn = Callable[[Page, Any], None]


def her_record(clinic: Clinic) -> Record:
    """The four losses of the demo, with what that record lacks for a page to be opened."""
    patient = Patient.objects.get(clinic=clinic, mrn="DEMO-001")
    last = Pregnancy.objects.filter(patient=patient).order_by("number").last()
    assert last is not None
    imaging = Investigation.objects.filter(patient=patient, test="mri").first()
    assert imaging is not None
    rows = {
        "partner": Partner.objects.filter(patient=patient).first() or a_partner(patient, given_names="Pavel"),
        "pregnancy": last,
        "birth": Birth.objects.filter(pregnancy=last).first() or a_birth(last, outcome="stillbirth"),
        "event": Event.objects.filter(pregnancy=last).first() or an_event(last),
        "medication": Medication.objects.filter(patient=patient).first() or a_medication(patient),
        "investigation": Investigation.objects.filter(patient=patient, test="fibrinogen").get(),
        "decision": Decision.objects.filter(patient=patient).first() or a_decision(patient, reason="Her wish."),
        "letter": a_letter(patient, addressee="Dr A. Example", body="Dear colleague,\n\nthank you for your letter."),
    }
    found = {name: row.pk for name, row in rows.items()}
    found["scan"] = findings_of_uterus(imaging, wall_mm=11).investigation_id
    return Record(patient, found)


def address(name: str, record: Record) -> str:
    if name in ABOUT_HER:
        return ABOUT_HER[name].url(name, record)
    return ELSEWHERE.get(name) or clinic_url(name)


@pytest.fixture
def record(demo: Clinic) -> Record:
    FOLDER.mkdir(exist_ok=True)
    return her_record(demo)


def test_every_page(page: Page, record: Record, sign_in: SignIn, tmp_path: Path) -> None:
    inside = importer()
    for name in PAGES:
        if name.startswith("account_") or name == "error_403":
            page.context.clear_cookies()
        if name == "error_403":
            sign_in(page, a_user(record.patient.clinic, "viewer", last_name="Vera Lind"))
        elif name not in AT_THE_DOOR:
            sign_in(page, inside)
        if name == "import_preview":
            upload(page, tmp_path)
        else:
            opened(page, name, record)
        keep(page, FOLDER / f"{name}.webp")
    (FOLDER / "README.md").write_text(index(), encoding="utf-8")


def test_the_main_pages_in_the_dark_and_on_a_phone(
    browser: Browser, live_server: Any, record: Record, sign_in: SignIn
) -> None:
    for names, size, scheme, more in ((DARK, DESKTOP, "dark", {}), (ON_A_PHONE, PHONE, "light", FINGERS)):
        with opened_page(browser, live_server.url, size, color_scheme=scheme, **more) as page:
            sign_in(page, importer())
            for name in names:
                if name in AT_THE_DOOR:  # they come last
                    page.context.clear_cookies()
                opened(page, name, record)
                keep(page, FOLDER / f"{name}-{'dark' if scheme == 'dark' else 'phone'}.webp")


def importer() -> User:
    user = User.objects.get(username="importer")
    user.is_staff = user.is_superuser = True
    user.save()
    return user


def opened(page: Page, name: str, record: Record) -> None:
    """By its address, or as it comes about."""
    page.goto("/" if name == "worklist_search" else address(name, record))
    if name == "worklist_search":
        page.get_by_role("searchbox").fill("an")  # several of them
        with page.expect_navigation():
            page.get_by_role("searchbox").press("Enter")
