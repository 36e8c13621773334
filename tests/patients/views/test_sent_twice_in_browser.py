"""An impatient hand: two clicks on a button send one form, and what was left out can be sent right after."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import expect

from patients.models import Medication
from rpl_tracker.interop.models import Upload
from rpl_tracker.interop.reading.uploads import pack
from rpl_tracker.interop.uploads import keep
from tests.records import a_clinic, a_patient, a_user

TWICE = """form => {
    const found = document.querySelector(form);
    found.requestSubmit();
    setTimeout(() => found.requestSubmit(), 40);
}"""
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(page):
    """Every form that the browser sends."""
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    return sent


def send_twice(page, form="form.record"):
    """The second time before the answer to the first has come, as a slow double click does, on a loaded page."""
    page.wait_for_load_state()
    page.evaluate(TWICE, form)


def test_a_double_click_stores_once_and_says_so(page, sign_in, asked):
    patient = a_patient(clinic := a_clinic())
    sign_in(page, a_user(clinic))
    page.goto(reverse("medication_new", args=[patient.pk]))
    page.locator("[name=kind]").select_option("aspirin")
    send_twice(page)  # the name is missing
    name = page.locator("[name=name]")
    expect(page.locator(".errors")).to_be_visible()
    name.fill("Aspirin")
    send_twice(page)
    expect(page.get_by_text("New medication: saved.")).to_be_visible()
    assert Medication.objects.count() == 1
    assert len([url for url in asked if "medications" in url]) == 2


def test_a_double_click_imports_once_and_says_so(page, sign_in, asked):
    clinic = a_clinic()
    sign_in(page, user := a_user(clinic))
    content = b"mrn,family_name,given_names,date_of_birth\nA1,Example,Una,1990-05-01\n"
    upload = keep(pack([SimpleUploadedFile("patients.csv", content)]), clinic=clinic, by=user)
    page.goto(reverse("import_preview", args=[upload.key]))
    send_twice(page, "form[action*=confirm]")
    expect(page.get_by_text("Imported: 1 rows new")).to_be_visible()
    assert len([url for url in asked if "confirm" in url]) == 1
    assert not Upload.objects.exists()
