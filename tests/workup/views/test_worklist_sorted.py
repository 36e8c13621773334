"""The order of the worklist, and whose women it shows."""

from datetime import timedelta

import pytest

from rpl_tracker.accounts.access import today
from tests.records import a_clinic, a_patient, a_pregnancy, a_user, an_investigation
from workup.findings import refresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    return a_clinic("main")


def a_woman(clinic, name, waiting=(), tests=(), **more):
    woman = a_patient(clinic, family_name=name, **more)
    for number in (1, 2):
        a_pregnancy(woman, number, ga_weeks=8, confirmed_by="ultrasound")
    for dates in waiting:
        an_investigation(woman, "d_dimer", **dates)
    for test in tests:
        an_investigation(woman, test, collected_on="2026-01-01")
    refresh([woman.pk])
    return woman


def order(client, **query):
    page = client.get("/", query).content.decode()
    return sorted((name for name in ("Alder", "Birch", "Cedar", "Elm") if f"{name}, Una" in page), key=page.index)


def ordered(clinic, days):
    return {"status": "ordered", "ordered_on": today(clinic) - timedelta(days=days)}


def collected(clinic, days):
    return {"status": "collected", "collected_on": str(today(clinic) - timedelta(days=days))}


@pytest.fixture
def trees(client, clinic):
    on = today(clinic)
    a_woman(clinic, "Cedar", waiting=[ordered(clinic, 3)], next_visit_on=on + timedelta(days=5))
    a_woman(clinic, "Alder", waiting=[ordered(clinic, 1), collected(clinic, 20)])
    a_woman(clinic, "Elm", tests=["tsh", "tpo_abs"])
    a_woman(clinic, "Birch", waiting=[{"status": "ordered"}], next_visit_on=on)
    client.force_login(a_user(clinic))
    return client


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("", ["Birch", "Cedar", "Alder", "Elm"]),
        ("visit", ["Birch", "Cedar", "Alder", "Elm"]),
        ("name", ["Alder", "Birch", "Cedar", "Elm"]),
        ("waiting", ["Alder", "Cedar", "Birch", "Elm"]),
        ("missing", ["Alder", "Birch", "Cedar", "Elm"]),
        ("nonsense", ["Birch", "Cedar", "Alder", "Elm"]),
    ],
)
def test_the_order_is_in_the_address(trees, sort, names):
    assert order(trees, sort=sort) == names


def test_who_lacks_least_is_last(trees):
    assert order(trees, sort="missing")[-1] == "Elm"


def test_a_sort_stays_when_the_list_is_narrowed(trees):
    assert "sort=name" in trees.get("/", {"sort": "name"}).content.decode()
    assert order(trees, sort="name", state="outstanding") == ["Alder", "Birch", "Cedar"]


def test_mine_and_nobodys(client, clinic):
    me = a_user(clinic)
    a_woman(clinic, "Alder", assigned_to=me)
    a_woman(clinic, "Birch")
    a_woman(clinic, "Cedar", assigned_to=a_user(clinic))
    client.force_login(me)
    page = client.get("/").content.decode()
    assert f'<option value="{me.pk}">Me</option>' in page
    assert order(client, clinician=me.pk) == ["Alder"]
    assert order(client, clinician=0) == ["Birch"]
