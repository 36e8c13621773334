"""Patient, partner, medication: stored by whoever is signed in; what is typed badly stays as it was typed."""

from datetime import date

import pytest
from django.urls import reverse

from patients.models import Medication, Partner, Patient
from patients.obstetrics.dates import PartialDate
from rpl_tracker.accounts.access import CLINIC_KEY
from rpl_tracker.accounts.models import Membership
from rpl_tracker.audit.history import history_of
from tests.patients.views.posting import errors_of, fill, shown
from tests.records import a_clinic, a_medication, a_partner, a_patient, a_user

pytestmark = pytest.mark.django_db
NEW = {"family_name": "Okafor", "given_names": "Ada", "date_of_birth": "9 May 1990", "mrn": "A-17"}


def test_a_new_patient_is_stored_and_her_page_comes_next(doctor, clinic):
    answer = fill(doctor, reverse("patient_new"), **NEW, caffeine_mg_per_day="120", rhd="negative", interpreter="no")
    patient = Patient.objects.get()
    assert answer.url == reverse("patient", args=[patient.pk])
    assert (patient.clinic, patient.date_of_birth, patient.interpreter) == (clinic, date(1990, 5, 9), False)
    assert history_of(patient)[0].username == "dora"


def test_bad_input_keeps_what_was_typed(doctor):
    answer = fill(doctor, reverse("patient_new"), **NEW | {"date_of_birth": "09/05/1990", "weight_kg": "1,200"})
    assert not Patient.objects.exists()
    kept = shown(answer)
    assert (kept["date_of_birth"], kept["weight_kg"], kept["family_name"]) == (["09/05/1990"], ["1,200"], ["Okafor"])
    assert "two ways" in errors_of(answer)
    assert 'href="#id_date_of_birth"' in answer.content.decode()


def test_an_mrn_in_use_is_an_error_beside_it(doctor, clinic):
    a_patient(clinic, mrn="A-17")
    answer = fill(doctor, reverse("patient_new"), **NEW)
    assert "MRN: This MRN is already in use in this clinic" in errors_of(answer)


def test_a_date_of_birth_in_the_future_is_refused(doctor):
    answer = fill(doctor, reverse("patient_new"), **NEW | {"date_of_birth": "1 Jan 2099"})
    assert "This lies in the future" in errors_of(answer)


def test_a_similar_name_and_the_same_birthday_ask_first(doctor, clinic):
    other = a_patient(clinic, family_name="Okafor", given_names="Ada-Mae", date_of_birth=date(1990, 5, 9))
    answer = fill(doctor, reverse("patient_new"), **NEW)
    assert Patient.objects.count() == 1
    assert reverse("patient", args=[other.pk]) in answer.content.decode()
    again = doctor.post(reverse("patient_new"), {**shown(answer), "someone_else": "on"})
    assert again.status_code == 302
    assert Patient.objects.count() == 2


def test_the_same_name_typed_without_its_accents_asks_too(doctor, clinic):
    a_patient(clinic, family_name="Ünlü", given_names="Çiğ", date_of_birth=date(1990, 5, 9))
    fill(doctor, reverse("patient_new"), **NEW | {"family_name": "Unlu", "given_names": "Cig"})
    assert Patient.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"family_name": "Okafor", "given_names": "Ada", "date_of_birth": date(1991, 5, 9)},
        {"family_name": "Lindqvist", "given_names": "Maj", "date_of_birth": date(1990, 5, 9)},
    ],
)
def test_nobody_is_asked_about_somebody_else(doctor, clinic, other):
    a_patient(clinic, **other)
    assert fill(doctor, reverse("patient_new"), **NEW).status_code == 302


def test_the_warning_never_tells_of_another_clinic(doctor):
    a_patient(a_clinic("elsewhere"), family_name="Okafor", given_names="Ada", date_of_birth=date(1990, 5, 9))
    assert fill(doctor, reverse("patient_new"), **NEW).status_code == 302


def test_a_form_opened_in_one_clinic_is_not_saved_into_another(doctor):
    other = a_clinic("zweite")
    Membership.objects.create(user=doctor.user, clinic=other, role="clinician")
    opened = shown(doctor.get(reverse("patient_new")))
    session = doctor.session
    session[CLINIC_KEY] = other.pk
    session.save()
    answer = doctor.post(reverse("patient_new"), opened | NEW)
    assert "changed the clinic" in errors_of(answer)
    assert not Patient.objects.exists()


def test_editing_shows_dates_written_out_and_changes_only_what_was_changed(doctor, patient):
    url = reverse("patient_edit", args=[patient.pk])
    assert shown(doctor.get(url))["date_of_birth"] == ["1 May 1990"]
    fill(doctor, url, height_cm="171,5", smoking="never", next_visit_on="2027-01-08")
    patient.refresh_from_db()
    assert (str(patient.height_cm), patient.smoking, patient.version) == ("171.5", "never", 2)
    changed = set(history_of(patient)[-1].fields)
    assert changed == {"height_cm", "smoking", "next_visit_on", "version"}


def test_while_typing_goes_wrong_the_banner_shows_who_is_stored(doctor, clinic):
    patient = a_patient(clinic, family_name="Stored")
    answer = fill(doctor, reverse("patient_edit", args=[patient.pk]), family_name="Typed", mrn="")
    banner = answer.content.decode().partition("<main")[0]
    assert "Stored" in banner
    assert "Typed" not in banner


def test_a_patient_is_assigned_to_people_of_her_clinic_only(doctor, patient):
    stranger = a_user(a_clinic("elsewhere"))
    answer = fill(doctor, reverse("patient_edit", args=[patient.pk]), assigned_to=stranger.pk)
    assert "Clinician:" in errors_of(answer)
    assert fill(doctor, reverse("patient_edit", args=[patient.pk]), assigned_to=doctor.user.pk).status_code == 302


def test_a_new_partner_gets_the_next_label(doctor, patient):
    a_partner(patient, "P1")
    url = reverse("partner_new", args=[patient.pk])
    assert shown(doctor.get(url))["label"] == ["P2"]
    fill(doctor, url, from_date="2020-03-01", provides_sperm="no")
    assert Partner.objects.get(label="P2").provides_sperm is False


def test_a_partner_of_whom_nothing_is_typed_is_none(doctor, patient):
    url = reverse("partner_new", args=[patient.pk])
    assert "Nothing is typed yet" in errors_of(fill(doctor, url))
    assert not Partner.objects.exists()
    assert fill(doctor, url, label="of 2019").status_code == 302
    assert "Nothing is typed yet" in errors_of(fill(doctor, url))
    row = Partner.objects.get()
    assert fill(doctor, reverse("partner_edit", args=[patient.pk, row.pk])).status_code == 302


def test_a_partner_cannot_end_before_the_beginning_nor_share_a_label(doctor, patient):
    partner = a_partner(patient, "P1", from_date=date(2020, 1, 1))
    answer = fill(doctor, reverse("partner_edit", args=[patient.pk, partner.pk]), to_date="2019-01-01")
    assert "Partner until: The end lies before the beginning" in errors_of(answer)
    answer = fill(doctor, reverse("partner_new", args=[patient.pk]), label="P1")
    assert "Label: This patient already has a partner with this label" in errors_of(answer)


def test_medication_keeps_the_precision_of_its_days(doctor, patient):
    url = reverse("medication_new", args=[patient.pk])
    fill(doctor, url, name="PTU", kind="antithyroid", dose="50 mg", started_on="May 2019", stopped_on="2020")
    stored = Medication.objects.get()
    assert (stored.started_on, stored.stopped_on) == (PartialDate(2019, 5), PartialDate(2020))


def test_medication_that_stops_before_it_starts_is_refused_in_words(doctor, patient):
    row = a_medication(patient)
    url = reverse("medication_edit", args=[patient.pk, row.pk])
    answer = fill(doctor, url, started_on="2020-05-01", stopped_on="2020-04")
    assert "Stopped: It stops before it starts" in errors_of(answer)
    assert shown(answer)["stopped_on"] == ["2020-04"]


def test_the_clinician_of_a_patient_stays_also_after_leaving_the_clinic(doctor, clinic):
    gone = a_user(clinic, username="gone")
    patient = a_patient(clinic, assigned_to=gone)
    gone.memberships.update(active=False)
    fill(doctor, reverse("patient_edit", args=[patient.pk]), language="German")
    patient.refresh_from_db()
    assert (patient.language, patient.assigned_to) == ("German", gone)
    assert "gone" not in doctor.get(reverse("patient_new")).content.decode(), "but is no choice for anybody else"
