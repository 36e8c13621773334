"""The search in the bar: a partial update by POST, and Enter."""

import pytest
from django.urls import reverse

from tests.records import a_clinic, a_patient, a_user
from workup.findings import refresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    return a_clinic("main")


@pytest.fixture
def member(client, clinic):
    client.force_login(a_user(clinic, "viewer"))
    return client


def a_woman(clinic, name, **more):
    woman = a_patient(clinic, family_name=name, **more)
    refresh([woman.pk])
    return woman


def typed(client, text, **more):
    return client.post(reverse("find"), {"q": text, **more}, headers={"HX-Request": "true"}).content.decode()


def test_what_is_found_is_a_link_to_her_page(member, clinic):
    woman = a_woman(clinic, "Maple", mrn="Q-77")
    page = typed(member, "apl")
    assert f'href="{reverse("patient", args=[woman.pk])}"' in page
    assert "Q-77" in page
    assert "<html" not in page


def test_another_clinics_patient_is_not_found(member):
    a_woman(a_clinic("other"), "Maple")
    assert "Nobody in this clinic is found" in typed(member, "Maple")


def test_nothing_typed_shows_nothing(member, clinic):
    a_woman(clinic, "Maple")
    assert "Maple" not in typed(member, "  ")
    assert "found for" not in typed(member, "  ")


def test_what_is_typed_is_escaped(member):
    assert "<script>" not in typed(member, "<script>")


def test_it_is_sent_by_post_only(member):
    assert member.get(reverse("find"), {"q": "Maple"}).status_code == 405


def test_at_most_eight_queries(member, clinic, django_assert_max_num_queries):
    a_woman(clinic, "Maple")
    typed(member, "Maple")
    for text in ("Maple", "Mapel", "nobody"):
        with django_assert_max_num_queries(8):
            typed(member, text)


def test_enter_opens_the_only_one(member, clinic):
    woman = a_woman(clinic, "Maple")
    a_woman(clinic, "Oak")
    answer = member.post(reverse("worklist_search"), {"q": "mapl", "bar": "1"})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("patient", args=[woman.pk])


@pytest.mark.parametrize("text", ["example, no", "Mapel", ""])
def test_enter_lists_everything_else(member, clinic, text):
    a_woman(clinic, "Maple")
    assert member.post(reverse("worklist_search"), {"q": text, "bar": "1"}).status_code == 200


def test_every_page_of_somebody_signed_in_has_it(member, clinic):
    woman = a_woman(clinic, "Maple")
    for address in (reverse("worklist"), reverse("patient", args=[woman.pk]), reverse("mfa_index")):
        assert 'id="find"' in member.get(address).content.decode(), address
