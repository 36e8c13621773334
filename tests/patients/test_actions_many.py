"""Many rows of many patients at once: the import's way in."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from patients.actions import Conflict, add_many, change_many, record_changed
from patients.models import Medication, Patient, Pregnancy
from rpl_tracker.audit.history import history_of
from tests.records import a_medication, a_patient, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced() -> Iterator[set[int]]:
    """The patients whose change was announced."""
    heard: set[int] = set()

    def listen(patient_ids: set[int], **_: Any) -> None:
        heard.update(patient_ids)

    record_changed.connect(listen, sender=Patient)
    yield heard
    record_changed.disconnect(listen, sender=Patient)


def test_new_rows_of_several_patients_are_stored_in_order_and_announced(announced):
    one, other, by = a_patient(), a_patient(), a_user()
    rows = [Pregnancy(patient=p, number=n, outcome="miscarriage") for p in (one, other) for n in (1, 2)]
    add_many(rows, by=by)
    assert [row.pk for row in rows] == sorted(row.pk for row in rows)
    assert announced == {one.pk, other.pk}
    assert history_of(rows[0])[0].username == by.username


def test_new_patients_are_announced_too(announced):
    like = a_patient()
    new = Patient(clinic=like.clinic, mrn="N1", family_name="E", given_names="U", date_of_birth=like.date_of_birth)
    add_many([new], by=a_user())
    assert announced == {new.pk}


def test_one_impossible_row_and_none_is_stored(announced):
    patient = a_patient()
    rows = [Pregnancy(patient=patient, number=n, outcome="miscarriage", ga_days=d) for n, d in ((1, None), (2, 3))]
    with pytest.raises(IntegrityError), transaction.atomic():
        add_many(rows, by=a_user())
    assert not Pregnancy.objects.exists()
    assert announced == set()


def test_changed_rows_get_a_new_version_and_their_history(announced):
    rows, by = [a_medication(a_patient(), dose="75 mg") for _ in range(3)], a_user()
    for row in rows:
        row.dose = "100 mg"
        row.name = "not asked to be stored"
    change_many([(row, row.version) for row in rows], ["dose"], by=by)
    assert set(Medication.objects.values_list("dose", "name", "version")) == {("100 mg", "aspirin", 2)}
    assert announced == {row.patient_id for row in rows}
    last = history_of(rows[0])[-1]
    assert (last.username, last.fields["dose"]) == (by.username, ("75 mg", "100 mg"))


@pytest.mark.parametrize("since", [{"version": 2}, {"entered_in_error": True, "error_reason": "not hers"}])
def test_one_row_changed_meanwhile_and_none_is_stored(announced, since):
    rows = [a_medication(a_patient(), dose="75 mg") for _ in range(2)]
    Medication.objects.filter(pk=rows[1].pk).update(**since)
    for row in rows:
        row.dose = "100 mg"
    with pytest.raises(Conflict):
        change_many([(row, 1) for row in rows], ["dose"], by=a_user())
    assert set(Medication.objects.values_list("dose", flat=True)) == {"75 mg"}
    assert announced == set()
