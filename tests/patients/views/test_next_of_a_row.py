"""A history is typed as a row of forms: each leads on to the next one, and the way back is kept."""

import pytest
from django.urls import reverse

from patients.models import Event, Medication, Pregnancy
from tests.patients.views.posting import errors_of, fill
from tests.records import a_pregnancy

pytestmark = pytest.mark.django_db


def test_one_medication_after_another(doctor, patient):
    new = reverse("medication_new", args=[patient.pk])
    answer = fill(doctor, f"{new}?next=/somewhere/", name="PTU", kind="antithyroid", then="medication")
    assert answer.url == f"{new}?next=%2Fsomewhere%2F"
    assert fill(doctor, answer.url, name="aspirin", kind="aspirin").url == "/somewhere/"
    assert Medication.objects.count() == 2


def test_a_medication_that_cannot_be_saved_leads_nowhere(doctor, patient):
    answer = fill(doctor, reverse("medication_new", args=[patient.pk]), name="PTU", kind="", then="medication")
    assert answer.status_code == 200
    assert "Class" in errors_of(answer)
    assert not Medication.objects.exists()


def test_one_pregnancy_after_another_counts_on(doctor, patient):
    new = reverse("pregnancy_new", args=[patient.pk])
    answer = fill(doctor, new, outcome="biochemical", then="pregnancy")
    fill(doctor, answer.url, outcome="miscarriage")
    assert list(Pregnancy.objects.values_list("number", "outcome")) == [(1, "biochemical"), (2, "miscarriage")]


def test_a_pregnancy_on_record_does_not_offer_another(doctor, patient):
    stored = a_pregnancy(patient)
    page = doctor.get(reverse("pregnancy_edit", args=[patient.pk, stored.pk])).content.decode()
    assert "Save and add an event" in page
    assert "another pregnancy" not in page


@pytest.mark.parametrize("kind", ["scan", "admission", "procedure"])
def test_what_is_measured_in_hospital_or_at_a_procedure_is_kept(doctor, patient, kind):
    """The fluid that is left after an amnioinfusion: 0 is a measurement, not a blank."""
    pregnancy = a_pregnancy(patient, outcome="termination_medical")
    new = reverse("event_new", args=[patient.pk, pregnancy.pk])
    fill(doctor, new, kind=kind, ga="18", fluid="absent", fluid_index_mm="0")
    event = Event.objects.get()
    assert (event.fluid, event.fluid_index_mm) == ("absent", 0)


def test_what_cannot_be_measured_at_a_bleed_is_left_out_aloud(doctor, patient):
    pregnancy = a_pregnancy(patient)
    new = reverse("event_new", args=[patient.pk, pregnancy.pk])
    answer = doctor.get(fill(doctor, new, kind="bleed", ga="9+5", sac_mm="34").url)
    assert Event.objects.get().sac_mm is None
    assert "Left out, because it does not apply to what was chosen: Gestational sac (mm)" in answer.content.decode()
