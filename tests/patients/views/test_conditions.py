"""Asked and present, asked and absent, not asked: only what was touched is stored."""

import pytest
from django.urls import reverse

from patients.models import Condition
from patients.obstetrics.dates import PartialDate
from tests.patients.views.posting import errors_of, fill, shown
from tests.records import a_condition, a_partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(patient):
    return reverse("conditions", args=[patient.pk])


def test_present_absent_and_not_asked_are_three_things(doctor, patient, url):
    partner = a_partner(patient)
    fill(doctor, url, **{
        "she-fibroids-state": "present", "she-fibroids-since": "2024", "she-fibroids-note": "small, diffuse",
        "she-personal_vte-state": "absent", f"p{partner.pk}-consanguinity-state": "absent",
    })  # fmt: skip
    stored = {(row.partner_id, row.code): row for row in Condition.objects.all()}
    assert len(stored) == 3
    assert (stored[None, "fibroids"].present, stored[None, "fibroids"].since) == (True, PartialDate(2024))
    assert stored[None, "personal_vte"].present is False
    assert stored[partner.pk, "consanguinity"].present is False


def test_what_was_not_touched_stays_as_it_is(doctor, patient, url):
    row = a_condition(patient, "pcos", note="seen in 2020")
    assert shown(doctor.get(url))["she-pcos-note"] == ["seen in 2020"]
    fill(doctor, url, **{"she-diabetes-state": "absent"})
    row.refresh_from_db()
    assert row.version == 1


def test_a_change_is_a_change_and_not_asked_after_all_is_entered_in_error(doctor, patient, url):
    pcos, diabetes = a_condition(patient, "pcos"), a_condition(patient, "diabetes")
    fill(doctor, url, **{"she-pcos-state": "absent", "she-diabetes-state": ""})
    pcos.refresh_from_db()
    diabetes.refresh_from_db()
    assert (pcos.present, pcos.version, pcos.entered_in_error) == (False, 2, False)
    assert (diabetes.entered_in_error, diabetes.error_reason) == (True, "It had not been asked after all.")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"she-pcos-note": "perhaps"}, "Say whether it is present or absent"),
        ({"she-pcos-state": "present", "she-pcos-since": "05/2020"}, "write the month as a word: May 2020"),
        ({"she-pcos-state": "present", "she-pcos-since": "2099"}, "This lies in the future"),
    ],
)
def test_bad_input_keeps_what_was_typed_and_stores_nothing(doctor, url, typed, words):
    answer = fill(doctor, url, **typed, **{"she-diabetes-state": "absent"})
    assert words in errors_of(answer)
    assert not Condition.objects.exists()
    kept = shown(answer)
    assert {name: kept[name] for name in typed} == {name: [text] for name, text in typed.items()}
    assert kept["she-diabetes-state"] == ["absent"]


def test_somebody_elses_answer_is_shown_and_saving_again_replaces_it(doctor, patient, url):
    opened = shown(doctor.get(url))
    other = a_condition(patient, "pcos", present=True, note="by another")
    answer = doctor.post(url, opened | {"she-pcos-state": "absent"})
    assert answer.status_code == 409
    assert "Somebody else changed this" in errors_of(answer)
    assert "by another" in answer.content.decode()
    other.refresh_from_db()
    assert other.present is True
    assert doctor.post(url, shown(answer)).status_code == 302
    other.refresh_from_db()
    assert (other.present, other.version) == (False, 2)


def test_somebody_elses_answer_elsewhere_does_not_disturb(doctor, patient, url):
    opened = shown(doctor.get(url))
    other = a_condition(patient, "pcos")
    assert doctor.post(url, opened | {"she-diabetes-state": "absent"}).status_code == 302
    other.refresh_from_db()
    assert (other.present, other.version) == (True, 1)
    assert Condition.objects.filter(code="diabetes", present=False).exists()
