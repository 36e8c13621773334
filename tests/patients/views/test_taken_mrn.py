"""An MRN that is in use leads to the woman who has it, in the same clinic and nowhere else."""

import pytest
from django.urls import reverse

from tests.patients.views.posting import errors_of, fill, shown
from tests.records import a_clinic, a_patient

pytestmark = pytest.mark.django_db
NEW = {"family_name": "Okafor", "given_names": "Ada", "date_of_birth": "9 May 1990", "mrn": "A-17"}
WORDS = "A patient of this clinic has this MRN."


def way_to(patient):
    return f'{WORDS} <a href="{reverse("patient", args=[patient.pk])}">Open her page</a>'


@pytest.mark.parametrize("typed", ["A-17", " A-17 "])
def test_the_error_leads_to_her_and_keeps_what_was_typed(doctor, clinic, typed):
    other = a_patient(clinic, mrn="A-17", family_name="Quist")
    answer = fill(doctor, reverse("patient_new"), **NEW | {"mrn": typed})
    page = answer.content.decode()
    assert "MRN: This MRN is already in use in this clinic" in errors_of(answer)
    assert way_to(other) in page
    assert "Quist" not in page  # whose page it is, is seen there, and that look is on record
    assert shown(answer)["family_name"] == ["Okafor"]


def test_an_mrn_that_is_changed_to_one_in_use_leads_to_her_too(doctor, clinic, patient):
    other = a_patient(clinic, mrn="A-17")
    answer = fill(doctor, reverse("patient_edit", args=[patient.pk]), mrn="A-17")
    assert way_to(other) in answer.content.decode()


def test_the_same_mrn_in_another_clinic_is_in_nobodys_way(doctor):
    a_patient(a_clinic("north"), mrn="A-17")
    assert fill(doctor, reverse("patient_new"), **NEW).status_code == 302


def test_another_error_beside_it_says_nothing_of_the_other_clinic(doctor):
    a_patient(a_clinic("north"), mrn="A-17")
    answer = fill(doctor, reverse("patient_new"), **NEW | {"family_name": ""})
    assert WORDS not in answer.content.decode()


@pytest.mark.parametrize("mrn", ["", "x" * 41, "A\x0017"])
def test_an_mrn_that_is_wrong_in_itself_leads_nowhere(doctor, clinic, mrn):
    a_patient(clinic, mrn="A-17")
    answer = fill(doctor, reverse("patient_new"), **NEW | {"mrn": mrn})
    assert answer.status_code == 200
    assert WORDS not in answer.content.decode()


def test_nobody_is_named_who_was_entered_in_error(doctor, clinic):
    a_patient(clinic, mrn="A-17", entered_in_error=True, error_reason="typed twice")
    assert fill(doctor, reverse("patient_new"), **NEW).status_code == 302
