"""While a form is saved, her record is held: its actions need no lock and no savepoint, and refuse as ever."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from patients import actions
from patients.models import Medication, Patient, Pregnancy
from tests.records import a_medication, a_patient, a_pregnancy, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    """A patient whose record is held until the end of the test."""
    woman = a_patient()
    with transaction.atomic(), actions.one_writer(Patient.objects.select_for_update().get(pk=woman.pk)):
        yield woman


def sent(queries, words):
    return [query["sql"] for query in queries.captured_queries if words in query["sql"]]


def test_nothing_is_locked_twice_and_there_is_no_savepoint(held, django_assert_max_num_queries):
    with django_assert_max_num_queries(10) as queries:
        actions.add(Medication(patient=held, name="Aspirin", kind="aspirin"), by=a_user())
    assert sent(queries, "SAVEPOINT") == []
    assert len(sent(queries, "FOR UPDATE")) == 1  # with the findings' own reading
    assert Medication.objects.get().version == 1


def test_somebody_elses_record_is_locked_as_ever(held, django_assert_max_num_queries):
    other = a_patient()
    with django_assert_max_num_queries(20) as queries:
        actions.add(Medication(patient=other, name="Aspirin", kind="aspirin"), by=a_user())
    assert len(sent(queries, "FOR UPDATE")) == 2
    assert len(sent(queries, "SAVEPOINT")) == 2


def test_what_is_refused_leaves_the_transaction_to_go_on(held):
    row = a_medication(held)
    stale = Medication.objects.get(pk=row.pk)
    actions.change(row, by=a_user(), version=1)
    with pytest.raises(actions.Conflict):
        actions.change(stale, by=a_user(), version=1)
    with pytest.raises(ValidationError, match="already has a pregnancy"):
        actions.add(Pregnancy(patient=held, number=a_pregnancy(held).number, outcome="ectopic"), by=a_user())
    assert not connection.needs_rollback
    assert Medication.objects.get().version == 2


def test_any_other_error_undoes_everything(monkeypatch):
    woman = a_patient()

    def stop(*args, **more):
        raise IntegrityError

    def one_and_another():
        with transaction.atomic(), actions.one_writer(woman):
            actions.add(Medication(patient=woman, name="Aspirin", kind="aspirin"), by=a_user())
            monkeypatch.setattr(Medication, "save", stop)
            actions.add(Medication(patient=woman, name="Heparin", kind="lmwh"), by=a_user())

    with pytest.raises(IntegrityError):
        one_and_another()
    assert not Medication.objects.exists()


def test_many_changes_without_a_savepoint_go_on_after_what_was_refused_before_anything_was_stored(held):
    stale = a_medication(held)
    actions.change(Medication.objects.get(pk=stale.pk), by=a_user(), version=1)

    def refused():
        with actions.many_changes(savepoint=False):
            actions.change(stale, by=a_user(), version=1)

    with pytest.raises(actions.Conflict):
        refused()
    assert not connection.needs_rollback
    assert Medication.objects.get().version == 2


def test_many_changes_without_a_savepoint_undo_all_when_something_was_stored():
    woman = a_patient()

    def one_and_another():
        with transaction.atomic(), actions.one_writer(woman), actions.many_changes(savepoint=False):
            actions.add(Medication(patient=woman, name="Aspirin", kind="aspirin"), by=a_user())
            actions.add(Medication(patient=woman, name="", kind="lmwh"), by=a_user())

    with pytest.raises(ValidationError):
        one_and_another()
    assert not Medication.objects.exists()


def test_a_new_patient_belongs_to_nobody_who_is_held(held):
    other = a_patient()
    new = Patient(clinic=other.clinic, mrn="new", family_name="E", given_names="U", date_of_birth="1990-05-01")
    assert actions.add(new, by=a_user()).version == 1
