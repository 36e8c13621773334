"""Text of several lines, as a spreadsheet brings it, in fields of one line: neither glued together nor changed."""

import pytest
from django.urls import reverse

from patients import actions
from patients.models import Condition, Pregnancy
from tests.patients.views.posting import shown
from tests.records import a_condition, a_patient, a_pregnancy, a_user, an_investigation

pytestmark = pytest.mark.django_db
LINES = "Dr Far\nHill Road"


@pytest.fixture
def woman(clinic):
    return a_patient(clinic, referred_by=LINES, note="first\nsecond")


def test_a_row_keeps_its_lines_while_nobody_changes_them(doctor, woman):
    url = reverse("patient_edit", args=[woman.pk])
    opened = shown(doctor.get(url))
    assert opened["referred_by"] == ["Dr Far Hill Road"]  # a browser takes a break out of such a field
    assert doctor.post(url, opened | {"language": "German"}).status_code == 302
    woman.refresh_from_db()
    assert (woman.referred_by, woman.language) == (LINES, "German")


def test_what_is_typed_instead_is_stored(doctor, woman):
    url = reverse("patient_edit", args=[woman.pk])
    doctor.post(url, shown(doctor.get(url)) | {"referred_by": "Dr Far, Hill Road"})
    woman.refresh_from_db()
    assert woman.referred_by == "Dr Far, Hill Road"


def test_a_condition_that_nobody_touched_is_not_written(doctor, woman):
    row = a_condition(woman, "pcos", note=LINES)
    url = reverse("conditions", args=[woman.pk])
    opened = shown(doctor.get(url))
    assert opened["she-pcos-note"] == ["Dr Far Hill Road"]
    doctor.post(url, opened | {"she-diabetes-state": "absent"})
    row.refresh_from_db()
    assert (row.version, row.note) == (1, LINES)
    doctor.post(url, shown(doctor.get(url)) | {"she-pcos-state": "absent"})
    row = Condition.objects.get(pk=row.pk)
    assert (row.present, row.note) == (False, LINES)


def test_a_note_of_several_lines_can_be_put_on_one(doctor, woman):
    url = reverse("patient_edit", args=[woman.pk])
    doctor.post(url, shown(doctor.get(url)) | {"note": "first second"})
    woman.refresh_from_db()
    assert woman.note == "first second"


def test_a_result_in_words_keeps_its_lines(doctor, patient):
    row = an_investigation(
        patient, "histology_poc", subject="tissue", pregnancy=a_pregnancy(patient), value="decidua\nvilli"
    )
    url = reverse("investigation_edit", args=[patient.pk, row.pk])
    opened = shown(doctor.get(url))
    assert opened["value"] == ["decidua villi"]
    assert doctor.post(url, opened | {"comment": "by telephone"}).status_code == 302
    row.refresh_from_db()
    assert (row.value, row.comment) == ("decidua\nvilli", "by telephone")


def test_lines_that_only_somebody_else_changed_are_taken(doctor, patient):
    row = a_pregnancy(patient, note="first\nsecond")
    url = reverse("pregnancy_edit", args=[patient.pk, row.pk])
    opened = shown(doctor.get(url))
    theirs = Pregnancy.objects.get(pk=row.pk)
    theirs.note = "first\nsecond\nthird"
    actions.change(theirs, by=a_user(), version=1)
    answer = doctor.post(url, opened | {"note": "first\r\nsecond", "ended_on": "2024"})  # as a browser sends it
    assert answer.status_code == 409
    assert shown(answer)["note"] == ["first\nsecond\nthird"]
    assert shown(answer)["ended_on"] == ["2024"]
