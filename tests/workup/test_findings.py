"""The stored findings are what the checklist says, today and on every later day, after every change."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from patients import actions
from patients.models import Patient, Pregnancy
from rpl_tracker.accounts.access import today
from tests.records import a_clinic, a_decision, a_medication, a_patient, a_pregnancy, a_user, an_investigation
from workup.checklist.evaluate import evaluate
from workup.findings import differing, refresh
from workup.guidelines import load_all
from workup.load import load_one
from workup.models import ChecklistPeriod, Decision, Finding, Investigation
from workup.worklist import periods

pytestmark = pytest.mark.django_db


@pytest.fixture
def patient():
    woman = a_patient(a_clinic())
    for number in (1, 2):
        a_pregnancy(woman, number, ga_weeks=8, ga_days=number, confirmed_by="ultrasound", ended_on=f"202{number}-05")
    refresh([woman.pk])
    return woman


def stored(patient, on):
    rows = Finding.objects.filter(patient=patient, valid_from__lte=on)
    live = [row for row in rows if row.valid_until is None or row.valid_until > on]
    return {(row.item, row.partner, row.pregnancy): (row.status, row.not_before, row.due, row.reading) for row in live}


def computed(patient, on):
    facts = load_one(patient, recorded_by=today(patient.clinic))
    found = evaluate(facts, load_all()[patient.clinic.default_guideline], on).findings
    return {(f.key, f.partner or "", f.pregnancy): (f.status, f.not_before, f.due, f.reading or "") for f in found}


def test_stored_is_computed(patient):
    on = today(patient.clinic)
    assert stored(patient, on) == computed(patient, on)
    assert stored(patient, on)[("tsh", "", None)][0] == "missing"


def test_a_change_is_there_at_once(patient):
    on = today(patient.clinic)
    actions.add(Investigation(patient=patient, test="tsh", value="2.1", collected_on=str(on)), by=a_user())
    assert stored(patient, on)[("tsh", "", None)][0] == "done"


def test_nothing_has_to_run_at_midnight(patient):
    on = today(patient.clinic)
    row = Investigation(patient=patient, test="la_interp", word="positive", collected_on=str(on))
    actions.add(row, by=a_user())
    for days, status in ((0, "repeat_not_yet"), (83, "repeat_not_yet"), (84, "repeat_due"), (400, "repeat_due")):
        day = on + timedelta(days=days)
        assert stored(patient, day)[("la", "", None)][0] == status
        assert stored(patient, day) == computed(patient, day)


def test_a_deferred_item_comes_back_on_its_day(patient):
    on = today(patient.clinic)
    review = on + timedelta(days=30)
    decision = Decision(
        patient=patient,
        item="tsh",
        kind="deferred",
        reason="bereaved",
        decided_on=on,
        review_on=review,
        decided_by=a_user(),
    )
    actions.add(decision, by=decision.decided_by)
    assert periods(patient.clinic, on).get().review == 0
    assert periods(patient.clinic, review).get().review == 1
    assert stored(patient, review) == computed(patient, review)


def test_every_day_of_the_next_year_agrees(patient):
    on = today(patient.clinic)
    a_medication(patient, "doac", started_on="2026-01-01", stopped_on=str(on + timedelta(days=9)))
    an_investigation(patient, "ps_clot", collected_on=str(on), value="40", number=40)
    an_investigation(patient, "acl_igg", collected_on=str(on - timedelta(days=40)), value="62", number=62, unit="GPL")
    a_pregnancy(patient, 3, ended_on=str(on - timedelta(days=3)), ga_weeks=9)
    refresh([patient.pk])
    for days in range(0, 365, 3):
        day = on + timedelta(days=days)
        assert stored(patient, day) == computed(patient, day), day


def test_outstanding_counts_every_test_without_a_result(patient):
    on = today(patient.clinic)
    a_pregnancy(patient, 4, "ongoing")
    an_investigation(patient, "d_dimer", status="collected", collected_on="2026-01")
    an_investigation(patient, "listeria", status="ordered")
    an_investigation(patient, "toxoplasma", status="cancelled")
    refresh([patient.pk])
    assert periods(patient.clinic, on).get().outstanding == 2


def test_an_override_keeps_her_on_the_worklist(patient):
    row = Pregnancy.objects.filter(patient=patient).first()
    row.count_override, row.override_reason, row.override_for = "not_counted", "not hers", ["eshre-2022"]
    actions.change(row, by=a_user(), version=1)
    period = periods(patient.clinic, today(patient.clinic)).get()
    assert (period.met, period.overruled) == (False, True)


def test_another_edition_is_computed_when_the_clinic_chooses_it(patient, django_capture_on_commit_callbacks):
    clinic = patient.clinic
    clinic.default_guideline = "asrm-rpl-2012"
    with django_capture_on_commit_callbacks(execute=True):
        clinic.save()
    assert ChecklistPeriod.objects.values_list("guideline", flat=True).distinct().get() == "asrm-rpl-2012"
    assert stored(patient, today(clinic))[("glucose", "", None)][0] == "missing"


def test_entered_in_error_leaves_no_findings(patient):
    actions.enter_in_error(patient, by=a_user(), reason="registered twice", version=1)
    assert not Finding.objects.filter(patient=patient).exists()
    assert Patient.objects.filter(pk=patient.pk).exists()


def test_the_check_finds_a_difference(patient):
    assert differing([patient.pk]) == []
    Finding.objects.filter(patient=patient, item="tsh").update(status="done")
    assert differing([patient.pk]) == [patient.pk]
    with pytest.raises(CommandError, match=str(patient.pk)):
        call_command("refresh_checklists", "--check")
    call_command("refresh_checklists")
    call_command("refresh_checklists", "--check")


def test_the_check_finds_a_record_changed_behind_the_back(patient):
    a_decision(patient, "tsh", decided_on=date(2026, 1, 1))
    assert differing([patient.pk]) == [patient.pk]


def test_a_clinic_that_does_not_exist_is_not_called_right():
    a_clinic("main")
    with pytest.raises(CommandError, match="no clinic mian"):
        call_command("refresh_checklists", "--check", clinic="mian")
