"""A partner whose conditions are being typed is marked as entered in error meanwhile."""

import pytest
from django.urls import reverse

from patients import actions
from patients.models import Condition, Partner
from tests.patients.views.drafting import keep
from tests.patients.views.posting import errors_of, shown
from tests.records import a_condition, a_partner, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(patient):
    return reverse("conditions", args=[patient.pk])


def mark(row):
    actions.enter_in_error(Partner.objects.get(pk=row.pk), by=a_user(), reason="another couple's", version=1)


def test_what_was_typed_of_a_partner_who_is_gone_is_said(doctor, patient, url):
    tom = a_partner(patient, family_name="Reed")
    opened = shown(doctor.get(url))
    mark(tom)
    typed = {f"p{tom.pk}-consanguinity-state": "present", f"p{tom.pk}-consanguinity-note": "first cousins"}
    answer = doctor.post(url, opened | typed | {"she-pcos-state": "present"})
    assert answer.status_code == 409
    said = errors_of(answer)
    assert "Consanguinity: present" in said
    assert "first cousins" in said
    assert shown(answer)["she-pcos-state"] == ["present"]
    assert not Condition.objects.exists()
    assert doctor.post(url, shown(answer)).status_code == 302  # said once
    assert Condition.objects.get().code == "pcos"


def test_a_partner_of_whom_nothing_was_typed_is_in_nobodys_way(doctor, patient, url):
    tom = a_partner(patient)
    a_condition(patient, "diabetes", partner=tom, note="type 1")
    opened = shown(doctor.get(url))
    mark(tom)
    assert doctor.post(url, opened | {"she-pcos-state": "present"}).status_code == 302


def test_a_version_that_is_none_is_no_error_page(doctor, url):
    answer = doctor.post(url, shown(doctor.get(url)) | {"she-pcos-seen": "²|||", "she-pcos-state": "present"})
    assert answer.status_code == 302


def test_what_was_left_of_a_partner_who_is_gone_is_said_when_it_is_opened(doctor, patient, url):
    tom = a_partner(patient)
    keep(doctor, url, **{f"p{tom.pk}-consanguinity-state": "absent"})
    mark(tom)
    page = doctor.get(url)
    assert "Consanguinity: absent" in errors_of(page)
    assert f"p{tom.pk}-consanguinity-state" not in shown(page)
    assert doctor.post(url, shown(page)).status_code == 302
