"""A form that is sent again because its answer was lost is stored once, and the page hears where it leads to."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from patients import sent
from patients.models import Draft, Medication, Pregnancy, SentForm
from patients.views.keeping import SENT_TWICE
from rpl_tracker.audit.models import AccessLog
from tests.patients.views.drafting import keep
from tests.patients.views.posting import errors_of, shown
from tests.records import a_medication, a_pregnancy, a_user
from workup.models import Investigation

pytestmark = pytest.mark.django_db
BY_SCRIPT = {"X-Form": "script"}


@pytest.fixture
def url(patient):
    return reverse("medication_new", args=[patient.pk])


@pytest.fixture
def values(doctor, url):
    """The form, opened and filled in."""
    return shown(doctor.get(url)) | {"name": "Aspirin", "kind": "aspirin"}


def test_the_same_form_again_stores_nothing_and_leads_to_the_same_page(doctor, url, values):
    first, second = (doctor.post(url, values) for _ in range(2))
    assert first.url == second.url
    assert SENT_TWICE in doctor.get(second.url).content.decode()
    assert Medication.objects.count() == 1


def test_a_change_that_is_sent_again_meets_no_conflict(doctor, patient):
    row = a_pregnancy(patient)
    url = reverse("pregnancy_edit", args=[patient.pk, row.pk])
    values = shown(doctor.get(url)) | {"note": "mine"}
    assert [doctor.post(url, values).status_code for _ in range(2)] == [302, 302]
    row.refresh_from_db()
    assert (row.note, row.version) == ("mine", 2)


def test_a_panel_that_is_sent_again_asks_nothing(doctor, patient):
    url = reverse("results_panel", args=[patient.pk, "thyroid"])
    values = shown(doctor.get(url)) | {"tsh-value": "2.1", "collected_on": "2 Nov 2025"}
    assert [doctor.post(url, values).status_code for _ in range(2)] == [302, 302]
    assert Investigation.objects.count() == 1


def test_other_content_is_another_form(doctor, url, values):
    doctor.post(url, values)
    doctor.post(url, values | {"name": "Folic acid", "kind": "folic_acid"})
    assert Medication.objects.count() == 2


def test_somebody_else_with_the_same_number_is_somebody_else(doctor, client, clinic, url, values):
    doctor.post(url, values)
    client.force_login(a_user(clinic))
    answer = client.post(url, values)
    assert "on record already" in errors_of(answer)


def test_a_form_that_was_refused_can_be_sent_again(doctor, url, values):
    refused = doctor.post(url, values | {"name": ""})
    assert refused.status_code == 200
    assert not SentForm.objects.exists()
    assert doctor.post(url, values).status_code == 302
    assert Medication.objects.count() == 1


def test_every_form_has_its_own_number(doctor, url, values):
    again = shown(doctor.get(url))
    assert again["form_token"] != values["form_token"]
    assert len(again["form_token"][0]) == 32
    refused = shown(doctor.post(url, values | {"name": ""}))
    assert refused["form_token"] not in (values["form_token"], again["form_token"], [""])


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("patient_new", ()), ("patient_edit", "p"), ("partner_new", "p"), ("medication_new", "p"), ("conditions", "p"),
        ("pregnancy_new", "p"), ("order", "p"), ("decision_new", "p"), ("results_panel", "pt"),
    ],
)  # fmt: skip
def test_every_form_about_a_patient_keeps_and_numbers(doctor, patient, name, args):
    known = {"p": patient.pk, "t": "thyroid"}
    page = doctor.get(reverse(name, args=[known[key] for key in args]))
    assert len(shown(page)["form_token"][0]) == 32
    assert "data-place=" in page.content.decode()
    assert "unsent.js" in page.content.decode()


def test_the_script_is_told_where_to_go_on(doctor, url, values):
    answer = doctor.post(url, values, headers=BY_SCRIPT)
    assert answer.json() == {"go": reverse("patient", args=[Medication.objects.get().patient_id])}
    assert doctor.post(url, values, headers=BY_SCRIPT).json() == answer.json()


def test_the_script_gets_the_form_again_with_its_errors(doctor, url, values):
    answer = doctor.post(url, values | {"name": ""}, headers=BY_SCRIPT)
    assert answer.status_code == 200
    assert "Name" in errors_of(answer)


def test_all_or_none(doctor, url, values, monkeypatch):
    """What is stored, that it was stored, and the draft: one step, also when the server stops in the middle."""
    keep(doctor, url, name="Aspirin")

    def stop(*args, **more):
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(sent, "remember", stop)
        doctor.raise_request_exception = False
        assert doctor.post(url, values).status_code == 500
    assert (Medication.objects.count(), SentForm.objects.count(), Draft.objects.count()) == (0, 0, 1)
    assert doctor.post(url, values).status_code == 302
    assert (Medication.objects.count(), SentForm.objects.count(), Draft.objects.count()) == (1, 1, 0)


def test_what_was_sent_is_forgotten_after_a_day(doctor, url, values):
    doctor.post(url, values)
    SentForm.objects.update(at=timezone.now() - timedelta(hours=25))
    keep(doctor, url, name="x")
    assert not SentForm.objects.exists()


def test_a_refused_form_is_still_a_look(doctor, patient):
    row = a_medication(patient)
    doctor.post(reverse("medication_edit", args=[patient.pk, row.pk]), {"patient_pk": "0"})
    assert AccessLog.objects.get().page == "medication_edit"


def test_a_number_that_is_no_number_does_no_harm(doctor, url, values):
    for token in ("", "x" * 5000, "\x00"):
        assert doctor.post(url, values | {"form_token": token, "name": f"A {len(token)}"}).status_code == 302
    assert Medication.objects.count() == 3
    assert not Pregnancy.objects.exists()
