"""The person of whom a form was being typed is marked as entered in error meanwhile: nobody else takes the place."""

import pytest
from django.urls import reverse

from patients import actions
from patients.models import Partner
from tests.patients.views.drafting import again, keep
from tests.patients.views.posting import errors_of, shown
from tests.records import a_partner, a_user
from workup.models import Investigation

pytestmark = pytest.mark.django_db
TYPED = {"collected_on": "9 Jan 2026", "ktyp_blood-value": "46,XY"}


@pytest.fixture
def partner(patient):
    return a_partner(patient)


def gone(row):
    actions.enter_in_error(Partner.objects.get(pk=row.pk), by=a_user(), reason="another couple's", version=1)


@pytest.mark.parametrize(("name", "args"), [("results_panel", ["parental_genetics"]), ("order", [])])
def test_what_was_left_for_a_partner_is_not_taken_for_her_own(doctor, patient, partner, name, args):
    url = reverse(name, args=[patient.pk, *args])
    keep(doctor, url, whose=f"partner-{partner.pk}")
    gone(partner)
    page = again(doctor, url)
    assert "Whose" in errors_of(page)
    assert "choose again" in errors_of(page)
    assert shown(page).get("whose", [""]) == [""]
    text = page.content.decode()
    first = text[text.index('name="whose"') :].partition("<option")[2]
    assert first.lstrip().startswith('value=""')


def test_sent_it_is_refused_with_everything_in_it(doctor, patient, partner):
    url = reverse("results_panel", args=[patient.pk, "parental_genetics"])
    opened = shown(doctor.get(url))
    gone(partner)
    answer = doctor.post(url, {**opened, **TYPED, "whose": f"partner-{partner.pk}"})
    assert "choose again" in errors_of(answer)
    assert shown(answer)["collected_on"] == ["9 Jan 2026"]
    assert doctor.post(url, shown(answer)).status_code == 200  # still nobody's
    assert not Investigation.objects.exists()


def test_a_choice_that_is_gone_is_said_wherever_it_was_left(doctor, patient, partner):
    url = reverse("pregnancy_new", args=[patient.pk])
    keep(doctor, url, outcome="miscarriage", partner=str(partner.pk), ended_on="09/05/2019")
    gone(partner)
    said = errors_of(again(doctor, url))
    assert "Partner" in said
    assert "choose again" in said
    assert "two ways" not in said  # what else is wrong is said when it is saved
