"""Totals of questionnaires on the forms, in the import and on her page."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.patients.views.posting import errors_of, fill
from tests.records import an_investigation
from tests.rpl_tracker.interop.files import bring
from workup import catalogue
from workup.models import Investigation

pytestmark = pytest.mark.django_db
DAY = "9 Jan 2026"
PANEL = next(key for key, panel in catalogue.panels().items() if "epds" in panel.tests)


@pytest.fixture
def panel(patient):
    return reverse("results_panel", args=[patient.pk, PANEL])


def whose(client, address):
    found = re.search(r'<option value="([^"]+)"[^>]*>[^<]*herself', client.get(address).content.decode())
    return {"whose": found[1]} if found else {}


def enter(doctor, panel, **values):
    return fill(doctor, panel, **{"collected_on": DAY, **whose(doctor, panel), **values})


def test_a_total_and_its_item(doctor, panel):
    answer = enter(doctor, panel, **{"phq9-value": "12", "phq9-self_harm_item": "1", "gad7-value": "7"})
    assert answer.status_code == 302
    rows = {row.test: (row.number, row.self_harm_item) for row in Investigation.objects.all()}
    assert rows == {"phq9": (Decimal(12), 1), "gad7": (Decimal(7), None)}


def test_an_item_of_0_is_not_a_blank(doctor, panel):
    enter(doctor, panel, **{"epds-value": "3", "epds-self_harm_item": "0"})
    assert Investigation.objects.get().self_harm_item == 0


@pytest.mark.parametrize(
    ("test", "typed", "most"),
    [("phq9", "28", 27), ("gad7", "22", 21), ("epds", "31", 30), ("phq9", "3.5", 27), ("gad7", "mild", 21)],
)
def test_an_impossible_total_is_refused_with_the_range(doctor, panel, test, typed, most):
    answer = enter(doctor, panel, **{f"{test}-value": typed})
    assert f"a whole number from 0 to {most}" in errors_of(answer)
    assert not Investigation.objects.exists()


def test_an_item_without_its_total(doctor, panel):
    assert "needs the total" in errors_of(enter(doctor, panel, **{"phq9-self_harm_item": "2", "gad7-value": "3"}))


def test_only_two_questionnaires_have_the_item(doctor, patient, panel):
    page = doctor.get(panel).content.decode()
    assert 'name="phq9-self_harm_item"' in page
    assert 'name="epds-self_harm_item"' in page
    assert 'name="gad7-self_harm_item"' not in page
    assert "Item 10 (self-harm), 0 to 3" in page
    other = an_investigation(patient, "tsh", collected_on="2026-01-01")
    assert (
        "self_harm_item" not in doctor.get(reverse("investigation_edit", args=[patient.pk, other.pk])).content.decode()
    )


def test_the_item_is_corrected_on_its_own_form(doctor, patient):
    row = an_investigation(patient, "epds", value="8", number=8, self_harm_item=0, collected_on="2026-01-01")
    address = reverse("investigation_edit", args=[patient.pk, row.pk])
    assert fill(doctor, address, self_harm_item="2").status_code == 302
    assert Investigation.objects.get().self_harm_item == 2
    assert "0 to 30" in errors_of(fill(doctor, address, value="31"))


def page(doctor, patient):
    text = doctor.get(reverse("patient", args=[patient.pk])).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_flag_stands_at_the_top_of_her_page_in_words(doctor, patient):
    an_investigation(patient, "phq9", value="2", number=2, self_harm_item=1, collected_on="2026-01-09")
    text = page(doctor, patient)
    assert (
        "Self-harm item: PHQ-9 total, 9 Jan 2026. Item 9 (self-harm) is 1, not 0: flagged whatever the total." in text
    )


def test_no_flag_without_an_answer_above_0(doctor, patient):
    an_investigation(patient, "phq9", value="20", number=20, collected_on="2026-01-09")
    an_investigation(patient, "epds", value="20", number=20, self_harm_item=0, collected_on="2026-01-09")
    text = page(doctor, patient)
    assert "Self-harm item:" not in text
    assert "item 9 (self-harm) is not recorded" in text


def imported(test, value):
    row = {"mrn": "A1", "subject": "patient", "test": test, "collected_on": "2024-03-01", "value": value}
    return bring(investigations=[row])


@pytest.mark.parametrize(("test", "value"), [("phq9", "28"), ("gad7", "-1"), ("epds", "30.5")])
def test_the_import_rejects_an_impossible_total(test, value):
    report = imported(test, value)
    assert not report.ok
    [error] = report.errors
    assert (error.column, error.value) == ("value", value)
    assert "a whole number from 0 to" in error.message


@pytest.mark.parametrize(("test", "value"), [("phq9", "27"), ("gad7", "0"), ("epds", "30")])
def test_the_import_takes_every_possible_total(test, value):
    assert imported(test, value).ok
    assert Investigation.objects.get().number == Decimal(value)
    assert Investigation.objects.get().collected_on.exact == date(2024, 3, 1)
