"""`make bench` looks at every page with a form."""

import pytest
from django.urls import resolve

from tests.bench.pages import forms_of
from tests.records import a_clinic, a_user
from tests.sweep.pages import Record
from workup import catalogue


@pytest.mark.django_db
def test_every_form_and_every_panel_is_measured_and_opens(client):
    clinic = a_clinic()
    client.force_login(a_user(clinic))
    pages = forms_of(Record.of(clinic))
    names = {resolve(address).url_name for _, address in pages}
    assert {"patient_new", "patient_edit", "partner_new", "conditions", "medication_edit", "pregnancy_new", "birth_new",
            "event_edit", "investigation_edit", "uterine_findings", "order", "decision_new"} <= names  # fmt: skip
    assert sum(name.startswith("results, ") for name, _ in pages) == len(catalogue.panels())
    assert {client.get(address).status_code for _, address in pages} == {200}
