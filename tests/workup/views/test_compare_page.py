"""Guidelines side by side: who may see it, what it costs, what the address can ask, and what an empty cell says."""

import re

import pytest
from django.test import Client

from patients.models import Patient
from rpl_tracker.audit.models import AccessLog
from tests.records import a_clinic, a_partner, a_patient, a_pregnancy, a_user, an_investigation
from tests.workup.views.people import four_losses, large_record
from workup.guidelines import load_all

pytestmark = pytest.mark.django_db


def page(client: Client, patient: Patient, **query) -> str:
    answer = client.get(f"/patients/{patient.pk}/compare/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def said(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def rows(html: str) -> dict[str, str]:
    """What stands in each line, by its item."""
    lines = re.findall(r"<tr(?: data-differs)?><th scope=\"row\">(.*?)</th>(.*?)</tr>", html, re.S)
    return {name: said(rest) for name, rest in lines}


def cell(html: str, item: str, name: str) -> str:
    (line,) = re.findall(rf"<th scope=\"row\">{re.escape(item)}</th>(.*?)</tr>", html, re.S)
    return said(re.search(rf"<td data-guideline=\"{name}\"[^>]*>(.*?)</td>", line, re.S)[1])


@pytest.fixture
def clinic():
    return a_clinic("main")


@pytest.fixture
def doctor(client, clinic):
    client.force_login(a_user(clinic))
    return client


def test_all_editions_stand_beside_each_other_the_clinics_own_first(doctor, clinic):
    html = page(doctor, a_patient(clinic))
    heads = re.findall(r'<th scope="col"><a href="/guidelines/([a-z0-9-]+)/">', html)
    assert set(heads) == set(load_all())
    assert heads[0] == clinic.default_guideline


@pytest.mark.parametrize("record", [a_patient, four_losses, large_record])
def test_at_most_fifteen_queries_whatever_the_record(doctor, clinic, record, django_assert_max_num_queries):
    patient = record(clinic)
    page(doctor, patient)  # the first request of a session notes when she was seen
    with django_assert_max_num_queries(15):
        page(doctor, patient)


def test_the_look_is_on_record(doctor, clinic):
    patient = a_patient(clinic)
    page(doctor, patient)
    assert AccessLog.objects.filter(patient_id=patient.pk, kind="page", page="compare").count() == 1


def test_editions_are_chosen_in_the_address(doctor, clinic):
    html = page(doctor, a_patient(clinic), **{"with": ["nvog-hm", "rcog-gtg17-2023"]})
    assert re.findall(r'<th scope="col"><a href="/guidelines/([a-z0-9-]+)/">', html) == ["nvog-hm", "rcog-gtg17-2023"]
    assert re.findall(r'value="([a-z0-9-]+)" checked', html) == ["nvog-hm", "rcog-gtg17-2023"]


def test_an_edition_that_is_not_on_file_is_said_and_left_out(doctor, clinic):
    html = page(doctor, a_patient(clinic), **{"with": ["nvog-hm", "made-up"]})
    assert "There is no edition with this key; it is left out." in html
    assert 'data-guideline="NVOG"' in html
    assert 'data-guideline="RCOG 2023"' not in html


def test_disagreements_are_marked_by_word_icon_and_sentence(doctor, clinic):
    html = page(doctor, a_patient(clinic), **{"with": ["nvog-hm", "rcog-gtg17-2023", "eshre-2022"]})
    line = rows(html)["TPO antibodies"]
    assert "Differs" in line
    assert "ESHRE 2022 and RCOG 2023 ask for it; NVOG advises against it." in line
    assert re.search(r'<tr data-differs><th scope="row">TPO antibodies.*?i-differs', html, re.S)
    assert "Agree" in rows(html)["TSH"]


def test_only_disagreements_on_demand(doctor, clinic):
    patient = a_patient(clinic)
    everything, differing = rows(page(doctor, patient)), rows(page(doctor, patient, show="differ"))
    assert set(differing) < set(everything)
    assert differing
    assert all("Differs" in line for line in differing.values())
    assert {name for name, line in everything.items() if "Differs" in line} == set(differing)


def test_asked_and_open_on_demand(doctor, clinic):
    patient = a_patient(clinic)
    an_investigation(patient, "tsh", value="1.2", number="1.2", unit="mIU/L", lower_limit="0.4", upper_limit="4.0")
    shown = rows(page(doctor, patient, show="open"))
    assert "Anticardiolipin antibodies" in shown
    assert "TSH" not in shown


def test_a_choice_keeps_the_others(doctor, clinic):
    html = page(doctor, a_patient(clinic), **{"with": ["nvog-hm"], "as_of": "2026-01-02"})
    assert "?with=nvog-hm&amp;as_of=2026-01-02&amp;show=differ" in html
    assert '<a href="?with=nvog-hm">Show today</a>' in html


def test_nothing_to_disagree_about_is_said(doctor, clinic):
    html = page(doctor, a_patient(clinic), **{"with": ["nvog-hm"], "show": "differ"})
    assert "These guidelines do not differ about her." in html
    assert "Show all 13 items" in html  # its row on tissue has no loss to speak of


def test_an_empty_cell_tells_not_read_from_not_addressed(doctor, clinic):
    html = page(doctor, a_patient(clinic))
    assert cell(html, "Anti-beta2-glycoprotein I antibodies", "RCOG 2023").startswith("Not read Why")
    assert "Not on file: anti-beta2-glycoprotein I antibodies." in html
    assert cell(html, "Homocysteine", "RCOG 2023").startswith("Not addressed Why")
    assert "row not confirmed" in cell(html, "MTHFR c.677C&gt;T", "ESHRE 2022")


def test_gaps_draft_and_sign_off_stand_above_the_items(doctor, clinic):
    html = page(doctor, a_patient(clinic))
    above = said(html[: html.index("<tbody>")])
    assert all(gap in above.replace("&#x27;", "'") for one in load_all().values() for gap in one.gaps)
    assert above.count("Not signed off") == 7
    assert above.count("Draft, not verified") == 1


def test_each_definition_says_whether_it_is_met(doctor, clinic):
    woman = a_patient(clinic)
    for number in (1, 2):
        a_pregnancy(woman, number, ga_weeks=8, ended_on=f"202{number}-03-04", confirmed_by="ultrasound")
    html = page(doctor, woman, **{"with": ["eshre-2022", "rcog-gtg17-2023"]})
    assert re.findall(r'<span class="verdict" data-met="(\w+)">', html) == ["true", "false"]
    assert "Not even on whether recurrent loss is met." in html


def test_a_line_for_each_partner_and_each_loss(doctor, clinic):
    woman = a_patient(clinic)
    a_partner(woman, "P1")
    for number in (1, 2):
        a_pregnancy(woman, number, ga_weeks=8, ended_on=f"202{number}-03-04")
    shown = rows(page(doctor, woman))
    assert "Sperm DNA fragmentation (P1)" in shown
    assert {f"Genetic analysis of pregnancy tissue, pregnancy {n}" for n in (1, 2)} <= set(shown)


def test_as_of_leaves_out_what_is_dated_later(doctor, clinic):
    woman = a_patient(clinic)
    an_investigation(woman, "tpo", value="12", number=12, upper_limit=34, collected_on="2026-06-01")
    before, after = (page(doctor, woman, as_of=day) for day in ("2026-05-31", "2026-06-01"))
    assert cell(before, "TPO antibodies", "RCOG 2023").startswith("Missing")
    assert cell(after, "TPO antibodies", "RCOG 2023").startswith("Done, normal")
    assert "<b>As of 31 May 2026</b>, not today" in before


def test_a_day_that_cannot_be_read_stays_in_its_field(doctor, clinic):
    html = page(doctor, a_patient(clinic), as_of="soon")
    assert 'value="soon"' in html
    assert "This is as of today" in html
    assert 'aria-describedby="compare-problems"' in html


def test_her_page_leads_there_and_keeps_the_day(doctor, clinic):
    woman = a_patient(clinic)
    for query, expected in (({}, ""), ({"as_of": "2026-01-02"}, "?as_of=2026-01-02")):
        html = doctor.get(f"/patients/{woman.pk}/", query).content.decode()
        assert f'<a href="/patients/{woman.pk}/compare/{expected}">Compare guidelines</a>' in html


def test_it_can_only_be_looked_at(doctor, clinic):
    assert doctor.post(f"/patients/{a_patient(clinic).pk}/compare/").status_code == 405
