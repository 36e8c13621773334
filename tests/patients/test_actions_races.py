"""Two people at once, and one form sent twice: nobody is told a lie, nothing is stored twice."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from patients import actions
from patients.models import Event, Medication, Patient
from rpl_tracker.accounts.models import Clinic
from tests.records import a_clinic, a_medication, a_patient, a_pregnancy, a_user, an_event
from workup.findings import differing, refresh
from workup.models import ChecklistPeriod, Decision, Investigation

TOGETHER = 4


def at_once(*tasks: Callable[[], object]) -> list[BaseException | None]:
    """Run all at the same time, each on a connection of its own; what each raised."""
    barrier = threading.Barrier(len(tasks))
    raised: list[BaseException | None] = [None] * len(tasks)

    def run(number: int, task: Callable[[], object]) -> None:
        try:
            barrier.wait(10)
            task()
        except BaseException as error:
            raised[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return raised


@pytest.mark.django_db(transaction=True)
def test_a_new_mrn_typed_by_several_at_once_is_stored_once_and_the_others_are_told():
    clinic, user = a_clinic(), a_user()

    def new() -> None:
        woman = Patient(clinic=clinic, mrn="A1", family_name="E", given_names="U", date_of_birth=date(1990, 5, 1))
        actions.add(woman, by=user)

    raised = at_once(*[new] * TOGETHER)
    assert Patient.objects.count() == 1
    told = [error for error in raised if error is not None]
    assert len(told) == TOGETHER - 1
    assert all(isinstance(error, ValidationError) and "mrn" in error.message_dict for error in told), told


@pytest.mark.django_db(transaction=True)
def test_one_row_changed_by_several_at_once_takes_one_change_and_the_others_are_told():
    row, user = a_medication(a_patient()), a_user()

    def changed(dose: str) -> Callable[[], object]:
        mine = Medication.objects.get(pk=row.pk)
        mine.dose = dose
        return lambda: actions.change(mine, by=user, version=1)

    raised = at_once(*(changed(f"{number} mg") for number in range(TOGETHER)))
    assert sum(isinstance(error, actions.Conflict) for error in raised) == TOGETHER - 1
    row.refresh_from_db()
    winner = raised.index(None)
    assert (row.version, row.dose) == (2, f"{winner} mg")


@pytest.mark.django_db(transaction=True)
def test_a_recomputed_clinic_and_results_entered_meanwhile_leave_true_findings():
    clinic, user = a_clinic(), a_user()
    women = [a_patient(clinic) for _ in range(6)]
    refresh([woman.pk for woman in women])

    def settings() -> None:
        for days in (20, 21, 22):
            mine = Clinic.objects.get(pk=clinic.pk)
            mine.tissue_days = days
            mine.save()

    def results() -> None:
        for woman in reversed(women):
            actions.add(Investigation(patient=woman, test="tsh", value="2.1"), by=user)

    assert at_once(settings, results, lambda: refresh([woman.pk for woman in women])) == [None] * 3
    assert differing([woman.pk for woman in women]) == []
    assert ChecklistPeriod.objects.filter(patient__in=women, valid_until=None).count() == len(women)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "another",
    [
        lambda patient, pregnancy, user: Medication(patient=patient, name="Aspirin", kind="aspirin", dose="75 mg"),
        lambda patient, pregnancy, user: Event(pregnancy=pregnancy, kind="bleed", ga_weeks=9, text="brown"),
        lambda patient, pregnancy, user: Decision(
            patient=patient, item="tsh", kind="declined", reason="no", decided_on=date(2026, 1, 5), decided_by=user
        ),
    ],
)
def test_a_form_sent_twice_stores_once(another):
    patient, user = a_patient(), a_user()
    pregnancy = a_pregnancy(patient, ga_weeks=10)
    first = actions.add(another(patient, pregnancy, user), by=user)
    with pytest.raises(ValidationError, match="on record already"):
        actions.add(another(patient, pregnancy, user), by=user)
    assert type(first).objects.count() == 1
    actions.enter_in_error(first, by=user, reason="wrong woman", version=1)
    actions.add(another(patient, pregnancy, user), by=user)


@pytest.mark.django_db
def test_nothing_is_hung_on_what_was_entered_in_error_meanwhile():
    patient, user = a_patient(), a_user()
    pregnancy = a_pregnancy(patient, ga_weeks=10)
    opened = an_event(pregnancy, kind="bleed", ga_weeks=9)
    actions.enter_in_error(pregnancy, by=user, reason="typed twice", version=1)
    with pytest.raises(ValidationError, match="pregnancy was marked as entered in error"):
        actions.add(Event(pregnancy=pregnancy, kind="scan", ga_weeks=8), by=user)
    opened.text = "red"
    with pytest.raises(ValidationError, match="pregnancy was marked as entered in error"):
        actions.change(opened, by=user, version=1)
    actions.enter_in_error(patient, by=user, reason="not ours", version=1)
    with pytest.raises(ValidationError, match="patient was marked as entered in error"):
        actions.store_together([Investigation(patient=patient, test="tsh", value="2")], [], by=user)
