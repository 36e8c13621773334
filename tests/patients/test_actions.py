"""The only way in: one transaction, audited, no lost update, nothing deleted, announced."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from patients import actions
from patients.models import Event, Patient, Pregnancy
from rpl_tracker.audit.history import history_of
from tests.records import a_birth, a_clinic, a_patient, a_pregnancy, a_user, an_event, an_investigation
from workup.models import Investigation

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """The patients of every announcement, in order."""
    calls = []

    def listen(patient_ids, **kwargs):
        calls.append(set(patient_ids))

    actions.record_changed.connect(listen, sender=Patient)
    yield calls
    actions.record_changed.disconnect(listen, sender=Patient)


def test_adding_stores_and_announces_and_says_who(heard):
    patient, user = a_patient(), a_user()
    row = actions.add(Pregnancy(patient=patient, number=1, outcome="miscarriage"), by=user)
    [change] = history_of(row)
    assert (change.what, change.username) == ("entered", user.username)
    assert heard == [{patient.pk}]


def test_a_new_patient_is_announced_by_her_own_number(heard):
    new = Patient(clinic=a_clinic(), mrn="A9", family_name="E", given_names="U", date_of_birth="1990-01-01")
    actions.add(new, by=a_user())
    assert heard == [{new.pk}]


def test_what_cannot_be_true_is_refused_in_words_and_not_announced(heard):
    row = Pregnancy(patient=a_patient(), number=1, outcome="miscarriage", ga_weeks=8, ga_days=7)
    with pytest.raises(ValidationError, match="seven days are a week more"):
        actions.add(row, by=a_user())
    assert (Pregnancy.objects.count(), heard) == (0, [])


def test_changing_raises_the_version_and_keeps_before_and_after():
    row = a_pregnancy(a_patient())
    row.ga_weeks = 8
    actions.change(row, by=a_user(), version=1)
    row.refresh_from_db()
    assert (row.ga_weeks, row.version) == (8, 2)
    assert history_of(row)[-1].fields["ga_weeks"] == (None, 8)


def test_a_stale_change_is_refused_and_shows_what_is_stored():
    row = a_pregnancy(a_patient())
    first, second = (Pregnancy.objects.get(pk=row.pk) for _ in range(2))
    first.ga_weeks, second.ga_weeks = 8, 9
    actions.change(first, by=a_user(), version=1)
    with pytest.raises(actions.Conflict) as conflict:
        actions.change(second, by=a_user(), version=1)
    assert conflict.value.stored.ga_weeks == 8
    row.refresh_from_db()
    assert row.ga_weeks == 8


def test_a_row_entered_in_error_cannot_be_changed_any_more():
    row, user = a_pregnancy(a_patient()), a_user()
    actions.enter_in_error(row, by=user, reason="another woman's", version=1)
    row.ga_weeks = 5
    with pytest.raises(actions.Conflict):
        actions.change(row, by=user, version=2)


def test_entered_in_error_takes_along_what_hangs_on_it():
    pregnancy = a_pregnancy(a_patient(), outcome="live_birth")
    event, birth = an_event(pregnancy, on="2025"), a_birth(pregnancy)
    tissue = an_investigation(pregnancy.patient, "karyo_poc", subject="tissue", pregnancy=pregnancy, word="failed")
    actions.enter_in_error(pregnancy, by=a_user(), reason="typed twice", version=1)
    for row in (pregnancy, event, birth, tissue):
        row.refresh_from_db()
        assert (row.entered_in_error, row.error_reason) == (True, "typed twice")


def test_entered_in_error_needs_a_reason():
    row = a_pregnancy(a_patient())
    with pytest.raises(ValidationError, match="Say why"):
        actions.enter_in_error(row, by=a_user(), reason="", version=1)
    row.refresh_from_db()
    assert not row.entered_in_error


def test_many_changes_are_announced_once(heard):
    one, two, user = a_patient(), a_patient(), a_user()
    with actions.many_changes():
        for patient in (one, two, one):
            number = Pregnancy.objects.filter(patient=patient).count() + 1
            actions.add(Pregnancy(patient=patient, number=number, outcome="ectopic"), by=user)
        assert heard == []
    assert heard == [{one.pk, two.pk}]


def test_many_changes_fall_together(heard):
    user = a_user()
    patient = a_patient()

    def both():
        with actions.many_changes():
            actions.add(Pregnancy(patient=patient, number=1, outcome="ectopic"), by=user)
            actions.add(Pregnancy(patient=patient, number=2, outcome=""), by=user)

    with pytest.raises(ValidationError):
        both()
    assert (Pregnancy.objects.count(), heard) == (0, [])


@pytest.mark.parametrize("door", ["bulk", "queryset", "raw"])
def test_every_door_is_audited(door):
    row = a_pregnancy(a_patient())
    if door == "bulk":
        Pregnancy.objects.bulk_update([Pregnancy(pk=row.pk, ga_weeks=9)], ["ga_weeks"])
    elif door == "queryset":
        Pregnancy.objects.filter(pk=row.pk).update(ga_weeks=9)
    else:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE patients_pregnancy SET ga_weeks = 9 WHERE id = %s", [row.pk])
    assert history_of(row)[-1].fields["ga_weeks"] == (None, 9)


def test_events_and_results_know_their_patient():
    pregnancy = a_pregnancy(a_patient())
    event = Event(pregnancy=pregnancy, kind="scan")
    assert event.patient_pk == pregnancy.patient_id
    assert Investigation(patient=pregnancy.patient).patient_pk == pregnancy.patient_id
