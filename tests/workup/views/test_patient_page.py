"""Her page: who may see it, what stands on it, what it costs, and that nothing of her reaches address, title or log."""

import re
from datetime import date

import pytest
from django.test import Client

from patients.models import Patient
from rpl_tracker.accounts.access import today
from rpl_tracker.audit.models import AccessLog
from tests.records import a_clinic, a_patient, a_pregnancy, a_user, an_event, an_investigation
from tests.workup.views.people import four_losses, large_record

pytestmark = pytest.mark.django_db
MARKER = "Zzmarker"


def page(client: Client, patient: Patient, **query: str):
    return client.get(f"/patients/{patient.pk}/", query)


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def clinic():
    return a_clinic("main")


@pytest.fixture
def doctor(client, clinic):
    client.force_login(a_user(clinic))
    return client


def test_anonymous_people_are_led_to_the_sign_in(client, clinic):
    assert page(client, a_patient(clinic)).url.startswith("/accounts/login/")


def test_another_clinics_patient_is_not_found(doctor):
    assert page(doctor, a_patient(a_clinic("other"))).status_code == 404


def test_a_patient_entered_in_error_is_not_found(doctor, clinic):
    gone = a_patient(clinic, entered_in_error=True, error_reason="twice")
    assert page(doctor, gone).status_code == 404


def test_nothing_is_changed_here(doctor, clinic):
    assert doctor.post(f"/patients/{a_patient(clinic).pk}/").status_code == 405


@pytest.mark.parametrize("record", [a_patient, four_losses, large_record])
def test_at_most_fifteen_queries_whatever_the_record(doctor, clinic, record, django_assert_max_num_queries):
    patient = record(clinic)
    page(doctor, patient)  # the first request of a session notes when she was seen
    with django_assert_max_num_queries(15):
        assert page(doctor, patient).status_code == 200


def test_every_look_is_on_record(doctor, clinic):
    patient = a_patient(clinic)
    page(doctor, patient)
    assert (
        AccessLog.objects.filter(patient_id=patient.pk, clinic_id=clinic.pk, kind="page", page="patient").count() == 1
    )


def test_a_look_that_is_refused_is_not_on_record(doctor):
    page(doctor, a_patient(a_clinic("other")))
    assert AccessLog.objects.count() == 0


def test_the_browser_keeps_nothing(doctor, clinic):
    assert page(doctor, a_patient(clinic))["Cache-Control"] == "no-store"


def test_no_name_and_no_mrn_in_title_or_address(doctor, clinic, caplog):
    patient = a_patient(clinic, family_name=MARKER, given_names=MARKER, mrn=MARKER)
    answer = page(doctor, patient)
    html = answer.content.decode()
    assert MARKER in html
    assert MARKER not in re.search(r"<title>(.*?)</title>", html, re.S)[1]
    assert not [address for address in re.findall(r'(?:href|action|src)="([^"]*)"', html) if MARKER in address]
    assert MARKER not in caplog.text


def test_what_was_typed_is_shown_as_text(doctor, clinic):
    nasty = "<script>alert(1)</script>\"'"
    patient = a_patient(clinic, family_name=nasty, given_names=nasty)
    pregnancy = a_pregnancy(patient, 1, note=nasty, ended_on="2024")
    an_event(pregnancy, ga_weeks=5, text=nasty)
    an_investigation(patient, "mri", word="abnormal", comment=nasty)
    html = page(doctor, patient).content.decode()
    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;") >= 5


def test_nothing_inline_that_the_policy_would_refuse(doctor, clinic):
    html = page(doctor, four_losses(clinic)).content.decode()
    assert not re.search(r"<[^>]+\sstyle=", html)
    assert not re.search(r"<[^>]+\son[a-z]+=", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)


def test_her_banner_names_her_and_what_is_met(doctor, clinic):
    said = text(page(doctor, four_losses(clinic)))
    assert "Kovács, Marta" in said
    assert "482 0137" in said
    assert "G4 P0040" in said
    assert "G4 P0+4" in said
    assert "RhD not recorded" in said
    assert "Cannot tell counts 1, needs 2" in said


def test_the_editions_gaps_and_the_missing_sign_off_stand_above_the_items(doctor, clinic):
    html = page(doctor, a_patient(clinic)).content.decode()
    first_item = html.index('class="finding')
    assert html.index("Not on file for this edition:") < first_item
    assert html.index("Not signed off in this clinic.") < first_item


def test_another_edition_is_one_choice_away(doctor, clinic):
    assert "Workup by RCOG 2023" in text(page(doctor, a_patient(clinic), guideline="rcog-gtg17-2023"))


def test_the_clinics_own_edition_is_the_default(doctor, clinic):
    clinic.default_guideline = "asrm-rpl-2012"
    clinic.save()
    assert "Workup by ASRM 2012" in text(page(doctor, a_patient(clinic)))


def test_a_look_back_leaves_out_what_came_later_and_says_so(doctor, clinic):
    patient = a_patient(clinic)
    an_investigation(patient, "tsh", collected_on="2026-03-10", ordered_on=date(2026, 3, 10))
    shown = page(doctor, patient, as_of="2026-03-09")
    assert "As of 9 Mar 2026 , not today" in text(shown)
    assert "No result is on record on this day" in text(shown)
    assert "2.1" in text(page(doctor, patient, as_of="10 Mar 2026"))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"guideline": "nice-1850"}, "There is no edition with this key"),
        ({"as_of": "02/03/2026"}, "can be read in two ways"),
        ({"as_of": "2026-02-30"}, "is in no calendar"),
        ({"as_of": "2026-03"}, "needs a full date"),
        ({"as_of": "x" * 5000}, "is not a date"),
        ({"as_of": "9999-12-31"}, "As of 31 Dec 9999"),
        ({"as_of": "0001-01-01"}, "As of 1 Jan 1"),
        ({"show": "nonsense"}, "Workup by ESHRE 2022"),
    ],
)
def test_an_address_that_cannot_be_used_says_what_is_wrong(doctor, clinic, query, said):
    answer = page(doctor, four_losses(clinic), **query)
    assert answer.status_code == 200
    assert said in text(answer)


def test_what_was_typed_as_a_date_stays_in_the_field(doctor, clinic):
    html = page(doctor, a_patient(clinic), as_of="02/03/2026").content.decode()
    assert 'value="02/03/2026"' in html


def test_only_what_is_to_do(doctor, clinic):
    html = page(doctor, a_patient(clinic), show="todo").content.decode()
    assert 'data-status="missing"' in html
    assert 'id="item-nk_cells"' not in html


def verbs(html: str) -> set[str]:
    """The actions offered beside findings."""
    return set(re.findall(r"<a href=[^>]+>(\w+)<span class=\"visually-hidden\"> ", html))


def test_a_viewer_reads_and_is_offered_nothing(client, clinic):
    patient = four_losses(clinic)
    client.force_login(a_user(clinic, "viewer"))
    html = page(client, patient).content.decode()
    assert verbs(html) == set()
    assert "next=" not in html


def test_a_nurse_is_not_offered_decisions_or_the_record(client, clinic):
    patient = four_losses(clinic)
    client.force_login(a_user(clinic, "nurse"))
    html = page(client, patient).content.decode()
    assert not {"Decide", "Change", "Record"} & verbs(html)


def test_every_action_leads_back_to_where_it_was_begun(doctor, clinic):
    html = page(doctor, four_losses(clinic), guideline="eshre-2022").content.decode()
    places = set(re.findall(r'id="([^"]+)"', html))
    backs = re.findall(r"next=(%2Fpatients%2F\d+%2F%3Fguideline%3Deshre-2022)%23([\w.-]+)", html)
    assert backs
    assert {place for _, place in backs} - places == set()
    assert len(backs) == html.count("next=")


def test_today_is_the_clinics_own(doctor, clinic):
    clinic.time_zone = "Pacific/Kiritimati"
    clinic.save()
    assert f'value="{today(clinic).day} ' in page(doctor, a_patient(clinic)).content.decode()


def test_links_inside_the_page_lead_somewhere(doctor, clinic):
    html = page(doctor, large_record(clinic)).content.decode()
    places = re.findall(r'id="([^"]+)"', html)
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', html)) - set(places) == set()


def test_beside_a_result_stand_the_sentence_the_rule_its_source_and_its_mark(doctor, clinic):
    patient = a_patient(clinic)
    an_investigation(patient, "prl", number=40, value="40", upper_limit=25, collected_on="2026-01-01")
    shown = " ".join(page(doctor, patient).content.decode().split())
    assert "Repeat fasting, in the middle of the morning" in shown
    assert "High prolactin · general knowledge, no document on file ·" in shown
    assert "recalled, not confirmed in the original" in shown
