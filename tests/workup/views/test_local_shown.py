"""Local changes and items are marked wherever they show, and every page says whether its edition is signed off."""

import pytest
from django.urls import reverse

from tests.adopting import a_local_change, a_local_item, a_sign_off, an_own_item
from tests.records import a_clinic, a_decision, a_patient, a_pregnancy, a_user
from workup.findings import refresh

pytestmark = pytest.mark.django_db
UNSIGNED = "Not signed off in this clinic"


@pytest.fixture
def clinic():
    return a_clinic()


@pytest.fixture
def patient(clinic):
    woman = a_patient(clinic)
    for number in (1, 2):
        a_pregnancy(woman, number, ga_weeks=8, confirmed_by="ultrasound")
    return woman


@pytest.fixture
def page(client, clinic, patient):
    client.force_login(a_user(clinic))

    def look(name="patient", **query):
        refresh([patient.pk])
        url = reverse(name) if name == "worklist" else reverse(name, args=[patient.pk])
        return client.get(url, query).content.decode()

    return look


def part(html, item):
    """The line of one item of the checklist."""
    return html.split(f'id="item-{item}"')[1].split("</li>\n")[0]


def test_a_local_item_on_her_page(page, clinic):
    a_local_item(clinic)
    html = page()
    said = part(html, "syphilis")
    for words in ("Syphilis (local)", "Local, not the edition", "Asked for in this clinic: our set", "local, Main"):
        assert words in said
    assert "not from a guideline" in said
    assert "recalled" not in said
    assert html.count("Syphilis (local)") >= 3  # at a glance, in the checklist, in what is next
    assert "Local, not the edition" not in part(html, "tsh")


def test_an_item_that_the_clinic_does_not_use(page, clinic):
    a_local_change(clinic, "tsh", "NOT", reason="done by her GP")
    said = part(page(), "tsh")
    assert "Not used here" in said
    assert "Not recommended" not in said
    assert "Not used in this clinic: done by her GP. The edition itself: recommended (Strong)." in said


def test_an_own_item_can_be_ordered_and_decided_on(page, clinic, client, patient):
    an_own_item(clinic)
    said = part(page(), "local-iron-and-vitamins")
    assert "item=local-iron-and-vitamins" in said
    assert 'value="folate"' in page("order", item="local-iron-and-vitamins")
    form = page("decision_new", item="local-iron-and-vitamins")
    assert '<option value="local-iron-and-vitamins" selected>Iron and vitamins (local)</option>' in form
    a_decision(patient, "local-iron-and-vitamins")
    assert "Iron and vitamins" in page() or "iron and vitamins" in page()


def test_the_worklist_marks_what_is_local(page, clinic):
    a_local_item(clinic)
    html = page("worklist")
    assert '<option value="syphilis">Syphilis (local)</option>' in html
    assert "Syphilis (local)" in html.split('class="work"')[1]


@pytest.mark.parametrize("name", ["patient", "worklist"])
def test_not_signed_off_is_said_until_it_is(page, clinic, name):
    assert UNSIGNED in page(name)
    a_sign_off(clinic, by=a_user(clinic, first_name="Una", last_name="Doctor"))
    html = page(name)
    assert UNSIGNED not in html
    assert "Signed off by Una Doctor on 9 Mar 2026, revision 2." in html


@pytest.mark.parametrize("name", ["patient", "order", "decision_new", "results", "conditions", "pregnancy_new"])
def test_every_page_about_her_says_which_of_its_editions_are_not_signed_off(page, clinic, name):
    said = ' <span class="unsigned">not signed off</span>'
    shown = ("ESHRE 2022", "ASRM 2012", "RCOG 2023")
    html = page(name)
    assert all(f"{edition}{said}</dt>" in html for edition in shown)
    a_sign_off(clinic)
    html = page(name)
    assert [f"{edition}{said}</dt>" in html for edition in shown] == [False, True, True]
    for key in ("asrm-rpl-2012", "rcog-gtg17-2023"):
        a_sign_off(clinic, key)
    assert said not in page(name)


def test_another_edition_of_the_page_is_not_signed_off_with_it(page, clinic):
    a_sign_off(clinic)
    assert UNSIGNED in page(guideline="asrm-rpl-2012")


def test_gaps_stand_above_the_list_and_with_the_worklist(page):
    for name in ("patient", "worklist"):
        assert "coeliac serology" in page(name)


def test_her_page_takes_at_most_fifteen_queries(clinic, client, patient, django_assert_max_num_queries):
    for item in ("ana", "la", "fvl"):
        a_local_change(clinic, item)
    a_local_item(clinic)
    an_own_item(clinic)
    a_sign_off(clinic)
    client.force_login(a_user(clinic))
    client.get(reverse("patient", args=[patient.pk]))
    with django_assert_max_num_queries(15):
        client.get(reverse("patient", args=[patient.pk]))


def test_a_decision_on_an_own_item_calls_it_by_its_name(page, clinic, patient):
    an_own_item(clinic)
    a_decision(patient, item="local-iron-and-vitamins", reason="she declined")
    decided = page().split('id="decisions"')[1]
    assert "Iron and vitamins (local)" in decided
    assert "local-iron" not in decided.split("</section>")[0]
