"""No accessibility fault on any address of the application: empty, full or wrong, on a desk or a phone, light or dark.

The addresses come from the URL configuration: a page that is looked at nowhere fails `test_every_address_is_looked_at`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.journeys.looks import CROSSWISE, Looks
from tests.records import a_clinic, a_patient, a_pregnancy, a_user
from tests.rpl_tracker.interop.files import write_folder
from tests.sweep.pages import ABOUT_HER, Record, names
from tests.workup.views.people import early_pregnancies, four_losses, large_record
from workup.findings import refresh

pytestmark = pytest.mark.django_db(transaction=True)

FILES = {name for name in ABOUT_HER if name.endswith(("_json", "_pdf"))}
HERS = tuple(name for name, place in ABOUT_HER.items() if place.method == "get" and name not in FILES)
OF_THE_CLINIC = {
    "worklist", "worklist_search", "patient_new", "import", "import_preview", "guidelines", "guideline",
    "guideline_sign_off",  # test_axe_sign_off.py
    "help", "help_page", "help_chapter",  # test_axe_help.py
}  # fmt: skip
AT_THE_DOOR = {  # test_axe_door.py
    "account_login", "account_logout", "account_inactive", "account_signup", "account_reauthenticate",
    "account_change_password", "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp",
    "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_view_recovery_codes", "mfa_list_webauthn",
    "mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn",
}  # fmt: skip
NO_PAGES = {
    "find", "group", "filter_save", "filter_change", "group_undo", "export",  # test_axe_worklist.py; the rest lead on
    "healthz", "session_time", "mfa_login_webauthn", "mfa_reauthenticate_webauthn",  # JSON
    "mfa_download_recovery_codes",  # a text file
    "pregnancy_reading", "event_reading", "results_reading", "uterine_reading",  # parts of a page, looked at there
    "keep_draft", "discard_draft", "undo_step",  # test_axe_unsent.py
    "choose_clinic", "import_confirm", "import_cancel", "account_set_password",  # lead on to another page
    "guideline_sign_off_withdraw",  # test_axe_sign_off.py
}  # fmt: skip


def test_every_address_is_looked_at() -> None:
    assert set(names()) == {*HERS, *OF_THE_CLINIC, *AT_THE_DOOR, *NO_PAGES, *FILES}


@pytest.fixture
def record(page: Page, sign_in: Callable[[Page, Any], None]) -> Record:
    """One woman with a row of every kind; her clinician is signed in."""
    found = Record.of(a_clinic("main"))
    refresh([found.patient.pk])
    sign_in(page, a_user(found.patient.clinic, last_name="Ines Okafor"))
    return found


@pytest.mark.parametrize("name", HERS)
def test_a_page_about_her(looks: Looks, record: Record, name: str) -> None:
    looks.at(ABOUT_HER[name].url(name, record))
    if looks.page.locator("form.record").count():
        looks.spoiled()


def test_panels_of_another_shape(looks: Looks, record: Record) -> None:
    for panel in ("thyroid", "tissue", "male", "uterus", "pregnancy_bloods", "questionnaires"):
        looks.at(reverse("results_panel", args=[record.patient.pk, panel]), by=CROSSWISE)


def test_what_the_rules_say_of_a_pregnancy(looks: Looks, record: Record) -> None:
    """Scans that meet criteria, a due date to take over, anti-D, and the flag at the top."""
    woman = early_pregnancies(record.patient.clinic)
    looks.at(reverse("patient", args=[woman.pk]), by=CROSSWISE)
    going = woman.pregnancies.get(number=2)
    scan = going.pregnancy_events.get(cardiac_activity="present")
    looks.at(reverse("event_edit", args=[woman.pk, scan.pk]), by=CROSSWISE)
    address = reverse("pregnancy_edit", args=[woman.pk, going.pk])
    looks.at(f"{address}?scan={scan.pk}&formula=robinson_fleming_1975", by=CROSSWISE)


def test_a_new_patient(looks: Looks, record: Record) -> None:
    looks.at(reverse("patient_new"))
    looks.spoiled()


def test_somebody_who_may_be_the_same(looks: Looks, record: Record) -> None:
    looks.page.goto(reverse("patient_new"))
    known = {"Family name": record.patient.family_name, "Given names": record.patient.given_names, "MRN": "X1"}
    for label, text in {**known, "Date of birth": str(record.patient.date_of_birth)}.items():
        looks.page.locator("form.record").get_by_label(label).fill(text)
    looks.page.get_by_role("button", name="Save").click()
    looks.page.get_by_role("heading", name=re.compile("Is she one of these")).wait_for()
    looks.here(CROSSWISE)


def test_somebody_else_was_faster(looks: Looks, record: Record) -> None:
    """The state that answers with 409: what is stored stands beside what was typed."""
    address = ABOUT_HER["medication_edit"].url("medication_edit", record)
    looks.page.goto(address)
    another = looks.page.context.new_page()
    for page, dose in ((another, "100 mg"), (looks.page, "75 mg")):
        if page is another:
            page.goto(address)
        page.get_by_label("Dose").fill(dose)
        with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
            page.get_by_role("button", name="Save").click()
    assert answer.value.status == 409
    looks.page.get_by_text("Stored now: 100 mg").wait_for()
    looks.here(CROSSWISE)


def test_her_page_when_nothing_is_known(looks: Looks, record: Record) -> None:
    looks.at(reverse("patient", args=[a_patient(record.patient.clinic).pk]), by=CROSSWISE)


@pytest.mark.parametrize("guideline", ["eshre-2022", "asrm-rpl-2012", "rcog-gtg17-2023"])
def test_her_page_by_each_guideline(looks: Looks, record: Record, guideline: str) -> None:
    woman = four_losses(record.patient.clinic)
    looks.at(f"{reverse('patient', args=[woman.pk])}?guideline={guideline}", by=CROSSWISE)


def test_her_page_on_another_day_or_on_none(looks: Looks, record: Record) -> None:
    looks.at(f"{reverse('patient', args=[record.patient.pk])}?as_of=2025-01-01&show=todo", by=CROSSWISE)
    looks.at(f"{reverse('patient', args=[record.patient.pk])}?as_of=soon&guideline=none", by=CROSSWISE[:1])


def test_the_question_before_a_page_that_does_not_fold(looks: Looks, record: Record) -> None:
    looks.page.goto(f"{reverse('patient', args=[record.patient.pk])}?room=on")
    looks.page.goto(reverse("compare", args=[record.patient.pk]))
    looks.page.get_by_role("heading", name="This page shows every entry").wait_for()
    looks.here(CROSSWISE)


def test_guidelines_beside_each_other(looks: Looks, record: Record) -> None:
    address = reverse("compare", args=[four_losses(record.patient.clinic).pk])
    looks.at(f"{address}?show=differ&with=eshre-2022&with=nvog-hm", by=CROSSWISE)
    looks.at(f"{address}?show=differ&with=nvog-hm&as_of=soon", by=CROSSWISE[:1])


def test_the_guidelines(looks: Looks, record: Record) -> None:
    looks.at(reverse("guidelines"))
    looks.at(reverse("guideline", args=["dggg-015050-2022"]), by=CROSSWISE)


def test_her_page_with_a_large_record(looks: Looks, record: Record) -> None:
    looks.at(reverse("patient", args=[large_record(record.patient.clinic).pk]), by=CROSSWISE[:1])


def test_the_worklist(looks: Looks, record: Record) -> None:
    looks.at("/")
    looks.at("/?state=missing&item=tsh", by=CROSSWISE)
    looks.at("/?state=repeat_due", by=CROSSWISE)


def test_the_worklist_of_an_empty_clinic(looks: Looks, page: Page, sign_in: Callable[[Page, Any], None]) -> None:
    sign_in(page, a_user(a_clinic("empty")))
    looks.at("/")


def test_the_worklist_in_pages(looks: Looks, record: Record) -> None:
    women = [a_patient(record.patient.clinic, family_name=f"Example {number}") for number in range(60)]
    for woman in women:
        a_pregnancy(woman, 1), a_pregnancy(woman, 2)
    refresh([woman.pk for woman in women])
    looks.at("/?page=2", by=CROSSWISE)


def test_what_a_search_finds(looks: Looks, record: Record) -> None:
    for typed in ("Zyx", "nobody", ""):
        looks.page.goto("/")
        looks.page.get_by_role("searchbox").fill(typed)
        with looks.page.expect_navigation():
            looks.page.get_by_role("searchbox").press("Enter")
        looks.here(CROSSWISE)


def test_the_import(looks: Looks, record: Record, tmp_path: Path) -> None:
    good = {"mrn": "B1", "family_name": "Example", "given_names": "Una", "date_of_birth": "1990-05-01"}
    looks.at(reverse("import"))
    looks.page.get_by_role("button", name="Preview").click()
    looks.page.get_by_role("alert").wait_for()
    looks.here(CROSSWISE)
    for rows in ([good], [{**good, "date_of_birth": "1 May"}, {**good, "mrn": "", "shoe_size": "39"}]):
        folder = write_folder(tmp_path / str(len(rows)), patients=rows)
        looks.page.goto(reverse("import"))
        looks.page.locator("input[type=file]").set_input_files(folder / "patients.csv")
        looks.page.get_by_role("button", name="Preview").click()
        looks.page.get_by_role("heading", name="Import: preview").wait_for()
        looks.here(CROSSWISE)
