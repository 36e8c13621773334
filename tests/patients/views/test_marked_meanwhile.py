"""Somebody marks what a form is about as entered in error while another person types: nothing of it is lost."""

import pytest
from django.urls import reverse

from patients import actions
from tests.patients.views.drafting import SAYS, keep
from tests.patients.views.posting import errors_of, shown
from tests.records import (
    a_birth,
    a_decision,
    a_medication,
    a_partner,
    a_pregnancy,
    a_user,
    an_event,
    an_investigation,
    findings_of_uterus,
)

pytestmark = pytest.mark.django_db
IT_SELF, ABOVE = "marked this as entered in error", "was marked as entered in error meanwhile"


def a_scan(patient):
    return an_investigation(patient, "us3d", word="abnormal", collected_on="2026-03-04")


FORMS = {  # name of the address -> the row that is marked, what is typed, what is said
    "partner_edit": (a_partner, {"given_names": "Tom"}, IT_SELF),
    "medication_edit": (a_medication, {"dose": "75 mg"}, IT_SELF),
    "pregnancy_edit": (a_pregnancy, {"note": "as she told it"}, IT_SELF),
    "birth_edit": (lambda patient: a_birth(a_pregnancy(patient, outcome="live_birth")), {"weight_g": "3100"}, IT_SELF),
    "event_edit": (lambda patient: an_event(a_pregnancy(patient), on="2024"), {"text": "a bleed"}, IT_SELF),
    "investigation_edit": (an_investigation, {"comment": "by telephone"}, IT_SELF),
    "decision_edit": (a_decision, {"reason": "she asked for time"}, IT_SELF),
    "birth_new": (lambda patient: a_pregnancy(patient, outcome="live_birth"), {"outcome": "live_birth"}, ABOVE),
    "event_new": (a_pregnancy, {"kind": "bleed", "on": "2024", "text": "a bleed"}, ABOVE),
    "uterine_findings": (a_scan, {"cavity": "arcuate"}, ABOVE),
}


def mark(row):
    stored = type(row).objects.get(pk=row.pk)
    actions.enter_in_error(stored, by=a_user(), reason="another woman's", version=stored.version)


@pytest.fixture(params=FORMS)
def form(request, patient):
    made, typed, said = FORMS[request.param]
    row = made(patient)
    return row, reverse(request.param, args=[patient.pk, row.pk]), typed, said


def test_what_was_typed_is_shown_again_and_not_saved(doctor, form):
    row, url, typed, said = form
    opened = shown(doctor.get(url))
    mark(row)
    before = type(row).objects.get(pk=row.pk)
    answer = doctor.post(url, opened | typed)
    assert said in errors_of(answer)
    for name, value in typed.items():
        assert shown(answer)[name] == [value]
    assert said in errors_of(doctor.post(url, shown(answer)))  # nor the second time
    assert type(row).objects.get(pk=row.pk).version == before.version


def test_what_was_left_is_shown_too(doctor, form):
    row, url, typed, _ = form
    keep(doctor, url, **typed)
    mark(row)
    page = doctor.get(url)
    assert SAYS in page.content.decode()
    for name, value in typed.items():
        assert shown(page)[name] == [value]


def test_without_anything_typed_there_is_nothing(doctor, form):
    row, url, *_ = form
    mark(row)
    assert doctor.get(url).status_code == 404


def test_marking_what_is_marked_says_so(doctor, patient):
    row = a_pregnancy(patient)
    url = reverse("entered_in_error", args=[patient.pk, "pregnancy", row.pk])
    opened = shown(doctor.get(url))
    mark(row)
    page = doctor.post(url, opened | {"reason": "typed twice"}, follow=True).content.decode()
    assert "This pregnancy was marked as entered in error already" in page


def test_findings_that_were_marked_do_not_come_back_by_themselves(doctor, patient):
    scan = a_scan(patient)
    row = findings_of_uterus(scan, cavity="septate")
    url = reverse("uterine_findings", args=[patient.pk, scan.pk])
    opened = shown(doctor.get(url))
    mark(row)
    answer = doctor.post(url, opened | {"cavity": "arcuate"})
    assert "marked these findings as entered in error" in errors_of(answer)
    assert not type(row).objects.valid().exists()
    assert doctor.post(url, shown(answer)).status_code == 302  # said once, then it is what the person wants
    assert type(row).objects.valid().get().cavity == "arcuate"


def test_findings_of_an_examination_whose_result_was_taken_back(doctor, patient):
    scan = a_scan(patient)
    url = reverse("uterine_findings", args=[patient.pk, scan.pk])
    opened = shown(doctor.get(url))
    scan.status, scan.word = "ordered", ""
    actions.change(scan, by=a_user(), version=1)
    answer = doctor.post(url, opened | {"cavity": "arcuate"})
    assert "took the result of this examination back" in errors_of(answer)
    assert shown(answer)["cavity"] == ["arcuate"]
