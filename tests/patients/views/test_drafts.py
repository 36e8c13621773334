"""What is typed and not saved: kept for the one who typed it, in that one form, for a day."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from patients import actions
from patients.models import Draft, Medication, Patient, Pregnancy
from rpl_tracker.accounts.models import Membership
from tests.patients.views.drafting import SAYS, again, keep, place_in
from tests.patients.views.posting import errors_of, fill, shown
from tests.records import a_clinic, a_medication, a_patient, a_pregnancy, a_user, an_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(patient):
    return reverse("pregnancy_new", args=[patient.pk])


@pytest.fixture
def another(clinic):
    """A colleague, signed in on another machine."""
    client = Client()
    client.force_login(a_user(clinic, username="colleague"))
    return client


def test_it_comes_back_exactly(doctor, url):
    typed = {"outcome": "miscarriage", "lmp": "in the sprin", "note": "half a sen\r\n tence", "bleeding": "on"}
    assert keep(doctor, url, **typed).status_code == 200
    restored = again(doctor, url)
    values = shown(restored)
    assert values["lmp"] == ["in the sprin"]
    assert values["outcome"] == ["miscarriage"]
    assert values["note"] == ["half a sen\r\n tence"]
    assert 'class="errors"' not in restored.content.decode()
    assert "is not a date" not in restored.content.decode()
    assert "It is not saved yet" in restored.content.decode()
    at = date_format(timezone.localtime(Draft.objects.get().at), "j M Y, H:i")
    assert f"{SAYS} {at}." in restored.content.decode()


def test_one_more_letter_keeps_all_that_was_typed_before(doctor, url):
    keep(doctor, url, outcome="miscarriage", note="half a sentence")
    keep(doctor, url, lmp="2")  # as the script does it: what the opened form shows, and the letter
    values = shown(again(doctor, url))
    assert [values[name] for name in ("outcome", "note", "lmp")] == [["miscarriage"], ["half a sentence"], ["2"]]


def test_an_address_that_asks_for_it_is_the_same_form(doctor, url):
    keep(doctor, url, note="mine")
    asked = again(doctor, f"{url}?draft=1")
    assert shown(asked)["note"] == ["mine"]
    assert place_in(asked) == url


def test_a_due_date_that_a_scan_proposes_is_not_hidden_by_what_was_left_before(doctor, patient):
    row = a_pregnancy(patient, 1, outcome="ongoing", lmp="2026-01-09", conception="spontaneous")
    scan = an_event(row, on="2026-03-12", crl_mm=30, cardiac_activity="present")
    plain = reverse("pregnancy_edit", args=[patient.pk, row.pk])
    proposing = f"{plain}?scan={scan.pk}&formula=robinson_fleming_1975"
    keep(doctor, plain, note="mine")
    assert "Proposed from the scan of 12 Mar 2026" in doctor.get(proposing).content.decode()
    keep(doctor, proposing, edd="10 Oct 2026")
    left = again(doctor, proposing)
    assert shown(left)["edd"] == ["10 Oct 2026"]
    assert "What was recorded since then is not filled in." in left.content.decode()
    assert shown(again(doctor, plain))["note"] == ["mine"]


def test_boxes_and_repeated_values_come_back(doctor, patient):
    url = reverse("order", args=[patient.pk])
    keep(doctor, url, tests=["tsh", "tpo"], ordered_on="soon")
    values = shown(again(doctor, url))
    assert sorted(values["tests"]) == ["tpo", "tsh"]
    assert values["ordered_on"] == ["soon"]


def test_a_box_that_was_emptied_stays_empty(doctor, patient):
    url = reverse("order", args=[patient.pk]) + "?test=tsh"
    assert shown(doctor.get(url))["tests"] == ["tsh"]
    doctor.post(reverse("keep_draft"), {"ordered_on": "", "draft_place": place_in(doctor.get(url))})
    assert "tests" not in shown(again(doctor, url))


def test_every_line_of_a_panel_comes_back(doctor, patient):
    url = reverse("results_panel", args=[patient.pk, "thyroid"])
    keep(doctor, url, **{"tsh-value": "2,", "tsh-unit": "mIU/L", "tpo-word": "negative", "lab": "North"})
    values = shown(again(doctor, url))
    assert [values[name] for name in ("tsh-value", "tpo-word", "lab")] == [["2,"], ["negative"], ["North"]]


def test_every_line_of_the_conditions_comes_back(doctor, patient):
    url = reverse("conditions", args=[patient.pk])
    keep(doctor, url, **{"she-pcos-state": "present", "she-pcos-since": "201"})
    restored = again(doctor, url)
    assert shown(restored)["she-pcos-since"] == ["201"]
    assert 'class="errors"' not in restored.content.decode()


def test_a_woman_who_is_not_on_record_yet(doctor, clinic):
    url = reverse("patient_new")
    keep(doctor, url, family_name="Halfway")
    assert shown(again(doctor, url))["family_name"] == ["Halfway"]
    assert Draft.objects.get().patient is None
    assert not Patient.objects.exists()
    elsewhere = a_clinic("elsewhere")
    Membership.objects.create(user=doctor.user, clinic=elsewhere, role="clinician")
    doctor.post(reverse("choose_clinic"), {"clinic": elsewhere.pk})
    assert SAYS not in doctor.get(url).content.decode()


def test_a_reason_for_an_error_comes_back(doctor, patient):
    url = reverse("entered_in_error", args=[patient.pk, "medication", a_medication(patient).pk])
    keep(doctor, url, reason="it was anoth")
    assert shown(again(doctor, url))["reason"] == ["it was anoth"]


def test_it_goes_when_the_form_is_saved(doctor, url):
    keep(doctor, url, outcome="miscarriage")
    assert doctor.post(url, shown(again(doctor, url))).status_code == 302
    assert Pregnancy.objects.get().outcome == "miscarriage"
    assert not Draft.objects.exists()


def test_it_stays_when_the_form_is_refused(doctor, url):
    keep(doctor, url, outcome="miscarriage", lmp="sometime")
    assert "is not a date" in errors_of(doctor.post(url, shown(again(doctor, url))))
    assert Draft.objects.exists()


def test_it_goes_when_it_is_discarded_and_the_way_back_stays(doctor, patient, url):
    keep(doctor, url, outcome="miscarriage")
    sent = {"draft_place": place_in(doctor.get(url)), "next": "/back/"}
    answer = doctor.post(reverse("discard_draft"), sent)
    assert answer.url == f"{url}?next=%2Fback%2F"
    fresh = doctor.get(answer.url)
    assert SAYS not in fresh.content.decode()
    assert shown(fresh)["outcome"] == [""]


def overtaken(doctor, patient):
    """The form of a pregnancy whose note she has in a draft, and somebody else has stored otherwise since."""
    row = a_pregnancy(patient, note="as it was")
    url = reverse("pregnancy_edit", args=[patient.pk, row.pk])
    keep(doctor, url, note="mine")
    row.note = "theirs"
    actions.change(row, by=a_user(username="anna"), version=1)
    return url


def test_discarded_the_form_shows_what_is_on_record_now(doctor, patient):
    url = overtaken(doctor, patient)
    assert shown(again(doctor, url))["row_version"] == ["1"]
    fresh = doctor.post(reverse("discard_draft"), {"draft_place": place_in(doctor.get(url))}, follow=True)
    values = shown(fresh)
    assert (values["note"], values["row_version"]) == (["theirs"], ["2"])


@pytest.mark.parametrize(("hours", "offered"), [(23.9, True), (24.1, False)])
def test_it_goes_after_a_day(doctor, url, hours, offered):
    keep(doctor, url, outcome="miscarriage")
    Draft.objects.update(at=timezone.now() - timedelta(hours=hours))
    assert (SAYS in doctor.get(url).content.decode()) is offered
    assert shown(doctor.get(url + "?draft=1"))["outcome"] == (["miscarriage"] if offered else [""])
    Client().force_login(a_user())  # whoever signs in clears away
    assert Draft.objects.exists() is offered


def test_nobody_else_ever_sees_it(doctor, another, url):
    keep(doctor, url, note="a secret of hers")
    for address in (url, url + "?draft=1"):
        page = another.get(address).content.decode()
        assert SAYS not in page
        assert "a secret of hers" not in page
    keep(another, url, note="theirs")
    assert shown(again(doctor, url))["note"] == ["a secret of hers"]
    another.post(reverse("discard_draft"), {"draft_place": place_in(another.get(url))})
    assert shown(again(doctor, url))["note"] == ["a secret of hers"]


def test_each_form_has_its_own(doctor, clinic, patient, url):
    row = reverse("pregnancy_edit", args=[patient.pk, a_pregnancy(patient).pk])
    decision = reverse("decision_new", args=[patient.pk])
    keep(doctor, url, note="new")
    keep(doctor, row, note="first")
    keep(doctor, decision + "?item=tsh&next=/a/", reason="of the TSH")
    assert shown(again(doctor, row))["note"] == ["first"]
    assert shown(again(doctor, decision + "?next=/b/&item=tsh"))["reason"] == ["of the TSH"]
    assert SAYS not in doctor.get(decision + "?item=apl").content.decode()
    assert SAYS not in doctor.get(reverse("pregnancy_new", args=[a_patient(clinic).pk])).content.decode()


def test_what_somebody_stored_meanwhile_leads_to_the_conflict(doctor, patient):
    url = overtaken(doctor, patient)
    answer = doctor.post(url, shown(again(doctor, url)))
    assert answer.status_code == 409
    assert "Stored now: <b>theirs</b> <span>by anna" in answer.content.decode()
    assert shown(answer)["note"] == ["mine"]


def test_what_comes_after_the_form_is_saved_is_not_kept(doctor, url):
    opened = doctor.get(url)
    values = shown(opened) | {"outcome": "miscarriage"}
    assert doctor.post(url, values).status_code == 302
    late = doctor.post(reverse("keep_draft"), {**values, "draft_place": place_in(opened)})
    assert late.status_code == 204
    assert not Draft.objects.exists()


def test_too_much_is_not_kept_and_said(doctor, url):
    assert keep(doctor, url, note="x" * 200_001).status_code == 413
    assert not Draft.objects.exists()


def test_nothing_of_the_sign_in_is_kept(doctor, url):
    keep(doctor, url, note="a NUL \x00 in it", csrfmiddlewaretoken="secret", form_token="number")
    kept = Draft.objects.get().typed
    assert kept["note"] == ["a NUL  in it"]
    assert not {"csrfmiddlewaretoken", "form_token", "draft_place"} & set(kept)


@pytest.mark.parametrize("page", ["keep_draft", "discard_draft"])
def test_four_actors(client, clinic, patient, url, page):
    sent = {"draft_place": url, "note": "x"}
    assert client.post(reverse(page), sent).url.startswith(reverse("account_login"))
    for where, role, status in (("elsewhere", "clinician", 404), ("main", "viewer", 403), ("main", "nurse", 403)):
        client.force_login(a_user(a_clinic(where), role))
        assert client.post(reverse(page), sent).status_code == status
    assert not Draft.objects.exists()
    client.force_login(a_user(clinic))
    assert client.post(reverse(page), sent).status_code in (200, 302)
    assert client.get(reverse(page)).status_code == 405


@pytest.mark.parametrize(
    "place", ["", "/", "/nowhere/", "/patients/new/", "/patients/new/#clinic-x", "https://a.example/"]
)
def test_what_is_no_form_keeps_nothing(doctor, place):
    assert doctor.post(reverse("keep_draft"), {"draft_place": place, "note": "x"}).status_code == 404


def test_the_form_of_a_clinic_that_is_not_ones_own(doctor):
    place = f"/patients/new/#clinic-{a_clinic('elsewhere').pk}"
    assert doctor.post(reverse("keep_draft"), {"draft_place": place}).status_code == 404


def test_a_draft_is_no_part_of_the_record(doctor, patient, url):
    keep(doctor, url, outcome="miscarriage")
    assert not Pregnancy.objects.exists()
    assert not hasattr(Draft, "pgh_event_model")
    fill(doctor, reverse("medication_new", args=[patient.pk]), name="Aspirin", kind="aspirin")
    assert Medication.objects.count() == 1
    assert SAYS in doctor.get(url).content.decode()
