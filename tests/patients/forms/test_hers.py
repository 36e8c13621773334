"""Her partners and pregnancies are read once, and what is chosen among them is not read again."""

import pytest
from django.utils.datastructures import MultiValueDict

from patients import actions
from patients.forms.hers import hers_of
from patients.forms.pregnancy import PregnancyForm, next_number
from patients.models import Patient, Pregnancy
from patients.obstetrics.dates import PartialDate
from rpl_tracker.accounts.access import today
from tests.records import a_partner, a_patient, a_pregnancy, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def woman():
    return a_patient()


def form_for(woman, partner):
    sent = {"patient_pk": woman.pk, "number": "1", "outcome": "ectopic", "partner": partner, "row_version": "1"}
    data = MultiValueDict({name: [str(value)] for name, value in sent.items()})
    return PregnancyForm(data, instance=Pregnancy(patient=woman), on=today(woman.clinic))


def test_they_are_read_once_for_a_patient_who_was_read(woman, django_assert_num_queries):
    partner, first = a_partner(woman), a_pregnancy(woman, 3, ended_on=PartialDate(2024))
    with django_assert_num_queries(1):
        hers = hers_of(woman)
        assert (list(hers.partners), list(hers.pregnancies)) == ([partner], [first])
        assert next_number(woman) == 4
        assert hers_of(woman) is hers
    assert hers_of(Patient.objects.get(pk=woman.pk)) is not hers


def test_the_one_chosen_is_the_one_offered(woman, django_assert_num_queries):
    partner = a_partner(woman)
    offered = hers_of(woman).partners
    form = form_for(woman, partner.pk)
    with django_assert_num_queries(1):  # can it be stored?
        assert form.is_valid(), form.errors
    assert form.instance.partner is offered[0]


@pytest.mark.parametrize("whose", ["another woman's", "entered in error", "nobody's", "no number"])
def test_only_what_was_offered_can_be_chosen(woman, whose):
    wrong = a_partner(woman)
    actions.enter_in_error(wrong, by=a_user(), reason="typed twice", version=1)
    typed = {
        "another woman's": a_partner(a_patient()).pk,
        "entered in error": wrong.pk,
        "nobody's": 0,
        "no number": "x",
    }
    form = form_for(woman, typed[whose])
    assert not form.is_valid()
    assert "Select a valid choice" in str(form.errors["partner"])


def test_nobody_may_be_chosen(woman):
    assert form_for(woman, "").is_valid()
