"""The guide in the application: for everybody who is signed in, and the way to it from every page."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from rpl_tracker.help.guide import NAMES, guide_page
from tests.records import a_clinic, a_patient, a_user
from workup.findings import refresh

pytestmark = pytest.mark.django_db
HOME = "/"


def signed_in(client, role="clinician"):
    clinic = a_clinic("main")
    client.force_login(a_user(clinic, role))
    return clinic


@pytest.mark.parametrize("role", ["clinician", "nurse", "viewer"])
def test_every_member_reads_every_page(client, role):
    signed_in(client, role)
    assert client.get(reverse("help")).status_code == 200
    for name in NAMES:
        assert client.get(reverse("help_page", args=[name])).status_code == 200
    for chapter in guide_page("clinicians").chapters:
        page = client.get(chapter.section.address)
        assert f"<title>{chapter.section.title}" in page.content.decode()


def test_an_administrator_without_a_clinic_reads_it_too(client, django_user_model):
    client.force_login(django_user_model.objects.create(username="it", is_staff=True))
    assert client.get(reverse("help_page", args=["administrators"])).status_code == 200


def test_nobody_else_does_and_nothing_is_sent_to_it(client):
    assert client.get("/help/").url.startswith(reverse("account_login"))
    signed_in(client)
    assert client.post("/help/").status_code == 405
    for nowhere in ("/help/settings/", "/help/clinicians/counts/", "/help/glossary/counts/"):
        assert client.get(nowhere).status_code == 404


def test_the_list_names_every_section(client):
    signed_in(client)
    page = client.get("/help/").content.decode()
    assert '<a href="/help/clinicians/enter-results/">Enter results</a>' in page
    assert '<a href="/help/glossary/#counts">Counts</a>' in page


def test_earlier_addresses_lead_to_the_line_of_their_section(client):
    signed_in(client)
    page = client.get("/help/clinicians/").content.decode()
    for anchor, where in (("enter-results", "enter-results/"), ("ask-why", "read-the-checklist/#ask-why")):
        assert f'<a href="/help/clinicians/{where}" id="{anchor}">' in page
    assert "js/guide.js" in page


def test_a_chapter_has_its_heading_once_and_the_way_on(client):
    signed_in(client)
    page = client.get("/help/clinicians/order-tests/").content.decode()
    assert page.count('id="order-tests"') == 1
    assert '<a href="/help/clinicians/order-tests/" aria-current="page">Order tests</a>' in page
    assert '<a rel="prev" href="/help/clinicians/enter-results/">← Enter results</a>' in page
    assert '<a rel="next" href="/help/clinicians/record-a-decision/">Record a decision →</a>' in page
    assert "js/guide.js" not in page


def test_a_page_asks_the_database_for_nothing_of_its_own(client, django_assert_max_num_queries):
    signed_in(client)
    client.get("/help/glossary/")
    with django_assert_max_num_queries(3):  # session, user, memberships
        client.get("/help/glossary/")


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("worklist", "work-from-the-worklist"),
        ("patient_new", "record-a-new-patient"),
        ("import", "import-a-spreadsheet"),
        ("guidelines", "check-a-guideline-and-sign-it-off"),
    ],
)
def test_a_page_leads_to_its_section(client, name, section):
    signed_in(client)
    page = client.get(reverse(name)).content.decode()
    assert f'<a href="/help/clinicians/{section}/">Help on this page</a>' in page
    assert '<a href="/help/">Help</a>' in page


@pytest.mark.parametrize(
    ("name", "section"), [("patient", "read-the-patient-page"), ("compare", "compare-guidelines"),
                          ("letters", "print-or-write-a-letter"), ("results", "enter-results")],
)  # fmt: skip
def test_a_page_about_her_leads_to_its_section(client, name, section):
    woman = a_patient(signed_in(client))
    page = client.get(reverse(name, args=[woman.pk])).content.decode()
    assert f'<a href="/help/clinicians/{section}/">Help on this page</a>' in page


def test_a_page_of_which_the_guide_says_nothing_leads_to_the_list_alone(client):
    signed_in(client)
    page = client.get("/help/").content.decode()
    assert "Help on this page" not in page
    assert '<a href="/help/">Help</a>' in page


def test_the_checklists_words_lead_to_the_glossary(client):
    woman = a_patient(signed_in(client))
    page = client.get(reverse("patient", args=[woman.pk])).content.decode()
    words = re.search(r"<summary>What the words mean</summary>.*?</details>", page, re.DOTALL)
    assert words
    assert 'href="/help/glossary/"' in words[0]


def first_steps(client, role):
    signed_in(client, role)
    return client.get(HOME).content.decode()


def test_an_empty_clinic_shows_a_clinician_the_way(client):
    page = first_steps(client, "clinician")
    for step in ("Record the patient", "Record her pregnancies", "Enter the results", "Read her checklist"):
        assert f"<b>{step}</b>" in page
    assert re.search(r'class="btn btn-primary" href="/patients/new/">New patient<', page)
    assert 'class="btn" href="/import/">Import records<' in page


def test_an_empty_clinic_tells_a_nurse_what_will_be_hers(client):
    page = first_steps(client, "nurse")
    assert "enter her results, order her tests" in page
    assert 'href="/patients/new/"' not in page
    assert 'href="/import/"' not in page


def test_an_empty_clinic_tells_a_viewer_what_will_be_there_to_read(client):
    page = first_steps(client, "viewer")
    assert "you can read her record and her checklist" in page
    assert "enter her results" not in page


def test_a_clinic_whose_patients_do_not_meet_the_definition_is_not_called_empty(client):
    woman = a_patient(signed_in(client))
    refresh([woman.pk])
    page = client.get(HOME).content.decode()
    assert "Record the patient" not in page
    assert "There is nobody on this worklist yet." not in page
