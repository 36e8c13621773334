"""Addresses of actions: with the way back, without what a role may not do, without what does not exist."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import RequestFactory

from rpl_tracker.accounts.roles import Permission
from tests.records import a_clinic, a_patient, a_user
from workup.views.presenters.links import Links

pytestmark = pytest.mark.django_db


def links(role="clinician", address="/patients/1/?guideline=eshre-2022"):
    clinic = a_clinic("main")
    request = RequestFactory().get(address)
    request.user = a_user(clinic, role)
    return Links(request, a_patient(clinic))


def test_an_action_knows_the_way_back_to_its_place():
    found = links()
    address = urlsplit(found.to("order", Permission.ORDERS, back="item-tsh", item="tsh", partner=None) or "")
    assert address.path == f"/patients/{found.patient.pk}/orders/new/"
    assert parse_qs(address.query) == {"item": ["tsh"], "next": ["/patients/1/?guideline=eshre-2022#item-tsh"]}


def test_what_stands_in_the_address_cannot_break_out_of_it():
    nasty = links(address="/patients/1/?as_of=%22%3E%3Cscript%3E&show=todo")
    address = nasty.to("order", Permission.ORDERS, item='"><b>') or ""
    assert not {'"', "<", ">"} & set(address)


@pytest.mark.parametrize(
    ("role", "permission", "may"),
    [
        ("clinician", Permission.DECISIONS, True),
        ("nurse", Permission.DECISIONS, False),
        ("nurse", Permission.RESULTS, True),
        ("viewer", Permission.RESULTS, False),
    ],
)
def test_a_role_that_may_not_has_no_link(role, permission, may):
    assert (links(role).to("order", permission) is not None) is may


def test_a_page_that_does_not_exist_has_no_link():
    assert links().to("crystal_ball", Permission.VIEW) is None


def test_somebody_of_another_clinic_has_no_link():
    found = links()
    found.patient = a_patient(a_clinic("other"))
    assert found.to("order", Permission.ORDERS) is None
