"""A form that is sent twice within a moment, or by two people at once, stores its results and orders once."""

import pytest
from django.test import Client
from django.urls import reverse

from rpl_tracker.audit.history import history_of
from tests.patients.test_actions_races import TOGETHER, at_once
from tests.patients.views.posting import shown
from tests.records import a_clinic, a_patient, a_user, an_investigation
from workup.models import Investigation, Laboratory

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(clinic) -> Client:
    browser = Client()
    browser.force_login(a_user(clinic))
    return browser


def sent_together(url, clinic, **typed) -> list[int]:
    """The status that each of several people gets who open the form, type the same, and send it at the same time."""
    browsers = [signed_in(clinic) for _ in range(TOGETHER)]
    forms = [{**shown(browser.get(url)), **typed} for browser in browsers]
    statuses = [0] * TOGETHER

    def send(number: int) -> None:
        statuses[number] = browsers[number].post(url, forms[number]).status_code

    assert at_once(*(lambda number=number: send(number) for number in range(TOGETHER))) == [None] * TOGETHER
    return sorted(statuses)


def test_results_of_one_sample_are_stored_once():
    patient = a_patient(clinic := a_clinic())
    url = reverse("results_panel", args=[patient.pk, "thyroid"])
    statuses = sent_together(url, clinic, collected_on="9 Jan 2026", **{"tsh-value": "2.4"})
    assert statuses == [200] * (TOGETHER - 1) + [302]
    assert Investigation.objects.get().value == "2.4"


def test_one_order_is_completed_once():
    patient = a_patient(clinic := a_clinic())
    an_investigation(patient, "tsh", status="ordered", ordered_on="2026-01-08")
    url = reverse("results_panel", args=[patient.pk, "thyroid"])
    statuses = sent_together(url, clinic, collected_on="9 Jan 2026", lab="Northgate", **{"tsh-value": "2.4"})
    assert statuses == [200] * (TOGETHER - 1) + [302]
    assert (Investigation.objects.get().value, Investigation.objects.get().status) == ("2.4", "final")


def test_one_test_is_ordered_once():
    patient = a_patient(clinic := a_clinic())
    statuses = sent_together(reverse("order", args=[patient.pk]), clinic, tests=["tsh"], ordered_on="9 Jan 2026")
    assert statuses == [200] * (TOGETHER - 1) + [302]
    assert Investigation.objects.get().status == "ordered"


def test_a_new_laboratory_typed_for_several_women_at_once_is_one():
    clinic = a_clinic()
    women = [a_patient(clinic) for _ in range(TOGETHER)]
    browsers = [signed_in(clinic) for _ in women]
    urls = [reverse("results_panel", args=[woman.pk, "thyroid"]) for woman in women]
    typed = {"tsh-value": "2.4", "collected_on": "9 Jan 2026", "lab": "Northgate"}
    forms = [{**shown(browser.get(url)), **typed} for browser, url in zip(browsers, urls, strict=True)]
    sends = (
        lambda browser=browser, url=url, form=form: browser.post(url, form)
        for browser, url, form in zip(browsers, urls, forms, strict=True)
    )
    assert at_once(*sends) == [None] * TOGETHER
    lab = Laboratory.objects.get()
    assert [row.lab for row in Investigation.objects.select_related("lab")] == [lab] * TOGETHER
    assert [change.what for change in history_of(lab)] == ["entered"]
