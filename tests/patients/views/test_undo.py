"""The last step is taken back by writing the earlier values anew; never over what somebody else wrote since."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from patients import actions
from patients.models import Birth, Condition, Event, Medication, Patient, Pregnancy, SentForm
from rpl_tracker.accounts.models import Membership
from rpl_tracker.audit.history import history_of
from tests.patients.views.posting import fill
from tests.records import a_birth, a_clinic, a_condition, a_medication, a_pregnancy, a_user, an_event
from workup.models import Finding, Investigation

pytestmark = pytest.mark.django_db


def undo_in(page):
    """Where the button of the page leads to."""
    found = re.search(r'class="undo" method="post" action="([^"]+)"', page.content.decode())
    assert found, "no undo is offered"
    return found[1]


def saved(client, url, **typed):
    """Save the form; the page after it."""
    answer = fill(client, url, **typed)
    assert answer.status_code == 302
    return client.get(answer.url)


def undo(client, page):
    """Press the button; the page after it."""
    return client.post(undo_in(page), follow=True)


def test_a_new_row_is_marked_and_says_by_whom(doctor, patient):
    page = saved(doctor, reverse("medication_new", args=[patient.pk]), name="Aspirin", kind="aspirin")
    assert "Undone" in undo(doctor, page).content.decode()
    row = Medication.objects.get()
    assert (row.entered_in_error, row.error_reason, row.version) == (True, "undone by dora", 2)
    assert [change.username for change in history_of(row)] == ["dora", "dora"]


def test_a_change_is_written_back_and_both_stay_in_the_history(doctor, patient):
    row = a_pregnancy(patient, ga_weeks=8, note="as it was", complications=["bleeding"])
    page = saved(doctor, reverse("pregnancy_edit", args=[patient.pk, row.pk]), note="mine", ga="9+1", lmp="1 May 2024")
    undo(doctor, page)
    row.refresh_from_db()
    assert (row.note, row.ga_weeks, row.ga_days, row.lmp, row.version) == ("as it was", 8, None, None, 3)
    assert row.complications == ["bleeding"]
    assert [change.fields["note"] for change in history_of(row)[1:]] == [("as it was", "mine"), ("mine", "as it was")]
    assert history_of(row)[-1].source == "undo"


def test_what_was_entered_in_error_is_taken_back_with_what_hung_on_it(doctor, patient):
    row = a_pregnancy(patient)
    hanging = an_event(row, on="2024"), a_birth(row, outcome="vanished")
    page = saved(doctor, reverse("entered_in_error", args=[patient.pk, "pregnancy", row.pk]), reason="another woman")
    assert not Event.objects.valid().exists()
    undo(doctor, page)
    for each in (row, *hanging):
        each.refresh_from_db()
        assert (each.entered_in_error, each.error_reason) == (False, "")


def test_a_whole_panel_and_what_it_completed(doctor, patient):
    order = Investigation.objects.create(patient=patient, test="tsh", status="ordered")
    url = reverse("results_panel", args=[patient.pk, "thyroid"])
    page = saved(doctor, url, **{"tsh-value": "2.1", "tpo-word": "negative", "collected_on": "2 Nov 2025"})
    undo(doctor, page)
    order.refresh_from_db()
    assert (order.status, order.value, order.collected_on) == ("ordered", "", None)
    assert list(Investigation.objects.valid()) == [order]


def test_several_conditions_at_once(doctor, patient):
    known = a_condition(patient, "pcos", note="since school")
    url = reverse("conditions", args=[patient.pk])
    page = saved(doctor, url, **{"she-pcos-state": "", "she-pcos-note": "", "she-diabetes-state": "absent"})
    assert list(Condition.objects.valid().values_list("code", flat=True)) == ["diabetes"]
    undo(doctor, page)
    known.refresh_from_db()
    assert list(Condition.objects.valid()) == [known]
    assert known.note == "since school"


def test_the_findings_follow(doctor, patient):
    a_pregnancy(patient, 1, ga_weeks=8), a_pregnancy(patient, 2, ga_weeks=8)
    before = set(Finding.objects.filter(patient=patient).values_list("item", "status"))
    page = saved(doctor, reverse("results_panel", args=[patient.pk, "thyroid"]), **{"tsh-value": "2.1"})
    during = set(Finding.objects.filter(patient=patient).values_list("item", "status"))
    undo(doctor, page)
    after = set(Finding.objects.filter(patient=patient).values_list("item", "status"))
    assert during != after
    assert before <= after


def test_a_new_patient(doctor):
    typed = {"family_name": "Wrong", "given_names": "Una", "date_of_birth": "1 May 1990", "mrn": "W1"}
    answer = undo(doctor, saved(doctor, reverse("patient_new"), **typed))
    assert answer.redirect_chain == [(reverse("worklist"), 302)]
    assert Patient.objects.get(mrn="W1").error_reason == "undone by dora"


def test_a_patient_entered_in_error_comes_back(doctor, patient):
    row = a_medication(patient)
    page = saved(doctor, reverse("entered_in_error", args=[patient.pk, "patient", patient.pk]), reason="twice")
    answer = undo(doctor, page)
    assert answer.redirect_chain == [(reverse("patient", args=[patient.pk]), 302)]
    row.refresh_from_db()
    assert not row.entered_in_error


def test_not_when_somebody_changed_it_since(doctor, patient):
    row = a_medication(patient, name="Aspirin")
    page = saved(doctor, reverse("medication_edit", args=[patient.pk, row.pk]), dose="75 mg")
    theirs = Medication.objects.get()
    theirs.dose = "150 mg"
    actions.change(theirs, by=a_user(), version=theirs.version)
    assert "medication was changed since then, so nothing was undone" in undo(doctor, page).content.decode()
    row.refresh_from_db()
    assert row.dose == "150 mg"


def test_all_or_none(doctor, patient):
    url = reverse("results_panel", args=[patient.pk, "thyroid"])
    page = saved(doctor, url, **{"tsh-value": "2.1", "tpo-word": "negative"})
    one = Investigation.objects.get(test="tsh")
    one.comment = "looked at"
    actions.change(one, by=a_user(), version=1)
    undo(doctor, page)
    assert Investigation.objects.valid().count() == 2


def test_not_when_something_hangs_on_it_since(doctor, patient):
    page = saved(doctor, reverse("pregnancy_new", args=[patient.pk]), outcome="miscarriage")
    actions.add(Event(pregnancy=Pregnancy.objects.get(), kind="scan", on="2024"), by=a_user())
    assert "recorded below this pregnancy since then" in undo(doctor, page).content.decode()
    assert Event.objects.valid().exists()


def test_not_when_the_earlier_value_can_no_longer_be(doctor, patient):
    row = a_pregnancy(patient, 1)
    page = saved(doctor, reverse("pregnancy_edit", args=[patient.pk, row.pk]), number="2")
    actions.add(Pregnancy(patient=patient, number=1, outcome="miscarriage"), by=a_user())
    assert "can no longer be so, and nothing was undone" in undo(doctor, page).content.decode()
    row.refresh_from_db()
    assert row.number == 2


def test_only_once(doctor, patient):
    page = saved(doctor, reverse("medication_new", args=[patient.pk]), name="Aspirin", kind="aspirin")
    undo(doctor, page)
    assert "undone already" in undo(doctor, page).content.decode()
    assert Medication.objects.get().version == 2


def test_it_is_offered_once_and_nothing_is_offered_for_nothing(doctor, patient):
    page = saved(doctor, reverse("medication_new", args=[patient.pk]), name="Aspirin", kind="aspirin")
    undo_in(page)
    assert 'class="undo"' not in doctor.get(reverse("patient", args=[patient.pk])).content.decode()
    unchanged = saved(doctor, reverse("conditions", args=[patient.pk]))
    assert 'class="undo"' not in unchanged.content.decode()


def test_four_actors(doctor, clinic, patient):
    page = saved(doctor, reverse("medication_new", args=[patient.pk]), name="Aspirin", kind="aspirin")
    step, asked = undo_in(page), Client()
    assert asked.post(step).url.startswith(reverse("account_login"))
    for where, role, status in (("elsewhere", "clinician", 404), ("main", "viewer", 403), ("main", "clinician", 404)):
        asked.force_login(a_user(a_clinic(where), role))
        assert asked.post(step).status_code == status
    assert not Medication.objects.get().entered_in_error
    assert doctor.get(step).status_code == 405


def test_not_of_another_patient_and_not_after_a_day(doctor, clinic, patient):
    from tests.records import a_patient

    page = saved(doctor, reverse("medication_new", args=[patient.pk]), name="Aspirin", kind="aspirin")
    other = undo_in(page).replace(f"/{patient.pk}/", f"/{a_patient(clinic).pk}/", 1)
    assert doctor.post(other).status_code == 404
    SentForm.objects.update(at=timezone.now() - timedelta(hours=25))
    assert doctor.post(undo_in(page)).status_code == 404


def test_not_by_somebody_whose_role_has_changed(doctor, patient):
    page = saved(doctor, reverse("medication_new", args=[patient.pk]), name="Aspirin", kind="aspirin")
    Membership.objects.filter(user=doctor.user).update(role="nurse")
    assert doctor.post(undo_in(page)).status_code == 403


def test_children_that_were_added_and_marked_in_one_step_have_their_way_back(doctor, patient):
    whole = a_pregnancy(patient)
    child = a_birth(whole, outcome="vanished")
    page = saved(doctor, reverse("entered_in_error", args=[patient.pk, "birth", child.pk]), reason="no twin")
    undo(doctor, page)
    assert Birth.objects.valid().get() == child
