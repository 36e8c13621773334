"""Several patients at once: asked first, stored for all or none, audited for each, and one step back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from patients.models import Patient
from rpl_tracker.accounts.access import today
from rpl_tracker.audit.history import history_of
from tests.records import a_clinic, a_patient, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    return a_clinic("main")


@pytest.fixture
def doctor(clinic):
    return a_user(clinic, username="kern", first_name="Ada", last_name="Kern")


@pytest.fixture
def clinician(client, doctor):
    client.force_login(doctor)
    return client


@pytest.fixture
def women(clinic):
    return [a_patient(clinic, family_name=name) for name in ("Alder", "Birch", "Cedar")]


def send(client, women, do="assign", **more):
    ticked = [str(woman.pk) for woman in women]
    seen = [f"{woman.pk}:{woman.version}" for woman in women]
    return client.post(reverse("group"), {"patient": ticked, "seen": seen, "do": do, **more})


def confirm(client, women, do="assign", **more):
    return send(client, women, do, confirmed="1", **more)


def assigned(women):
    return [Patient.objects.get(pk=woman.pk).assigned_to for woman in women]


def test_it_asks_first_with_the_list_of_names(clinician, women):
    page = send(clinician, women[:2]).content.decode()
    assert "Alder, Una" in page
    assert "Birch, Una" in page
    assert "Cedar, Una" not in page
    assert "Ada Kern" in page
    assert assigned(women) == [None, None, None]


def test_all_are_assigned_and_each_change_is_on_record(clinician, doctor, women):
    assert confirm(clinician, women[:2], who=str(doctor.pk)).status_code == 302
    assert assigned(women) == [doctor, doctor, None]
    for woman in women[:2]:
        (last,) = [
            change for change in history_of(woman) if "assigned_to" in change.fields and change.what == "changed"
        ]
        assert last.username == "kern"
        assert last.fields["assigned_to"] == (None, doctor.pk)


def test_the_next_visit_is_set_and_taken_away(clinician, clinic, women):
    day = today(clinic) + timedelta(days=7)
    confirm(clinician, women, "visit", day=day.isoformat())
    assert {woman.next_visit_on for woman in Patient.objects.all()} == {day}
    confirm(clinician, list(Patient.objects.all()), "visit", day="")
    assert {woman.next_visit_on for woman in Patient.objects.all()} == {None}


def test_a_visit_in_the_past_is_refused(clinician, clinic, women):
    page = confirm(clinician, women, "visit", day=(today(clinic) - timedelta(days=1)).isoformat()).content.decode()
    assert "lies ahead" in page
    assert {woman.next_visit_on for woman in Patient.objects.all()} == {None}


def test_one_step_leads_back(clinician, doctor, women):
    other = a_user(women[0].clinic, last_name="Okafor")
    confirm(clinician, women[:1], who=str(other.pk))
    women = list(Patient.objects.order_by("family_name"))
    confirm(clinician, women, who=str(doctor.pk))
    assert "3 patients assigned to Ada Kern." in clinician.get("/").content.decode()
    clinician.post(reverse("group_undo"))
    assert assigned(women) == [other, None, None]
    assert "assigned to Ada Kern" not in clinician.get("/").content.decode()


def test_who_was_changed_since_stays_as_she_is(clinician, doctor, women):
    confirm(clinician, women, who=str(doctor.pk))
    Patient.objects.filter(pk=women[0].pk).update(note="meanwhile", version=99)
    page = clinician.post(reverse("group_undo"), follow=True).content.decode()
    assert "Undone for 2 patients." in page
    assert "1 stayed as they are now" in page
    assert assigned(women) == [doctor, None, None]


def test_there_is_nothing_to_undo_twice_or_elsewhere(clinician, doctor, women):
    confirm(clinician, women, who=str(doctor.pk))
    clinician.post(reverse("group_undo"))
    page = clinician.post(reverse("group_undo"), follow=True).content.decode()
    assert "nothing to undo" in page


def test_sent_twice_the_step_is_told_and_its_way_back_stays(clinician, doctor, women):
    confirm(clinician, women, who=str(doctor.pk))
    page = confirm(clinician, women, who=str(doctor.pk)).client.get("/").content.decode()
    assert "Nobody was changed: it stands there already." in page
    assert "3 patients assigned to Ada Kern." in page
    clinician.post(reverse("group_undo"))
    assert assigned(women) == [None] * 3


def test_the_way_back_closes_after_a_while(clinician, doctor, women):
    confirm(clinician, women, who=str(doctor.pk))
    session = clinician.session
    session["worklist_undo"] = {**session["worklist_undo"], "at": session["worklist_undo"]["at"] - 601}
    session.save()
    assert "assigned to Ada Kern" not in clinician.get("/").content.decode()
    clinician.post(reverse("group_undo"))
    assert assigned(women) == [doctor] * 3


def test_somebody_else_was_faster_nothing_is_stored(clinician, doctor, women):
    Patient.objects.filter(pk=women[1].pk).update(note="meanwhile", version=2)
    page = confirm(clinician, women, who=str(doctor.pk)).content.decode()
    assert "Nothing was stored" in page
    assert assigned(women) == [None, None, None]
    assert f'value="{women[1].pk}:2"' in page  # what is stored now was seen; saving again stores it
    women[1].version = 2
    confirm(clinician, women, who=str(doctor.pk))
    assert assigned(women) == [doctor] * 3


def test_another_clinics_patient_is_left_out(clinician, doctor, women):
    hers = a_patient(a_clinic("other"), family_name="Elsewhere")
    assert "Elsewhere" not in send(clinician, [*women, hers]).content.decode()
    confirm(clinician, [*women, hers], who=str(doctor.pk))
    assert assigned([hers]) == [None]


def test_a_clinic_changed_in_another_window_is_said(clinician, doctor):
    hers = a_patient(a_clinic("other"), family_name="Elsewhere")
    page = confirm(clinician, [hers], who=str(doctor.pk)).client.get("/").content.decode()
    assert "Was the clinic changed in another window?" in page
    assert "Nobody was ticked" not in page


def test_somebody_who_is_no_member_cannot_be_chosen(clinician, women):
    page = confirm(clinician, women, who=str(a_user(a_clinic("other")).pk)).content.decode()
    assert "Select a valid choice" in page
    assert assigned(women) == [None, None, None]


@pytest.mark.parametrize("ticked", [[], ["x"], ["-1"], ["9" * 30]])
def test_nobody_ticked(clinician, ticked):
    page = clinician.post(reverse("group"), {"patient": ticked, "do": "assign"}, follow=True).content.decode()
    assert "Nobody was ticked" in page


@pytest.mark.parametrize("role", ["nurse", "viewer"])
def test_who_may_not_change_the_record(client, clinic, women, role):
    client.force_login(a_user(clinic, role))
    assert confirm(client, women, who="").status_code == 403
    assert client.post(reverse("group_undo")).status_code == 403
    assert 'name="patient"' not in client.get("/").content.decode()


def test_the_queries_do_not_grow_with_the_group(clinician, clinic, doctor, django_assert_max_num_queries):
    many = [a_patient(clinic, family_name=f"Tree {number}") for number in range(30)]
    with django_assert_max_num_queries(60):
        confirm(clinician, many, who=str(doctor.pk))
