"""Filters with a name: each person's own; one of them opens the worklist."""

import pytest
from django.urls import reverse

from rpl_tracker.audit.history import history_of
from tests.records import a_clinic, a_patient, a_pregnancy, a_user
from workup.findings import refresh
from workup.models import SavedFilter
from workup.views.filters import from_query, query_of

pytestmark = pytest.mark.django_db
HOME = "/"


@pytest.fixture
def clinic():
    return a_clinic("main")


@pytest.fixture
def me(clinic):
    return a_user(clinic, "nurse", first_name="Ada", last_name="Kern")


@pytest.fixture
def mine(client, me):
    client.force_login(me)
    return client


def women(clinic, me):
    for name, whose in (("Alder", me), ("Birch", None)):
        woman = a_patient(clinic, family_name=name, assigned_to=whose)
        for number in (1, 2):
            a_pregnancy(woman, number, ga_weeks=8, confirmed_by="ultrasound")
        refresh([woman.pk])


def save(client, name="Mine", query="", **more):
    return client.post(reverse("filter_save"), {"name": name, "query": query, **more}, follow=True)


def test_it_is_saved_and_shown(mine, clinic, me):
    women(clinic, me)
    page = save(mine, query=f"clinician={me.pk}&sort=name").content.decode()
    assert "Saved as “Mine”" in page
    assert "Alder, Una" in page
    assert "Birch, Una" not in page
    assert SavedFilter.objects.get().query == f"clinician={me.pk}&sort=name"


def test_the_same_name_again_takes_the_new_filter(mine):
    save(mine, query="state=missing")
    save(mine, query="state=review")
    assert [row.query for row in SavedFilter.objects.all()] == ["state=review"]


def test_the_worklist_opens_with_it(mine, clinic, me):
    women(clinic, me)
    save(mine, query=f"clinician={me.pk}", opens="on")
    assert "Birch, Una" not in mine.get(HOME).content.decode()
    assert "Birch, Una" in mine.get(HOME, {"all": "1"}).content.decode()
    assert "Birch, Una" in mine.get(HOME, {"sort": "name"}).content.decode()


def test_one_opens_at_a_time(mine):
    save(mine, "First", "state=missing", opens="on")
    save(mine, "Second", "state=review", opens="on")
    assert [row.name for row in SavedFilter.objects.filter(opens=True)] == ["Second"]


@pytest.mark.parametrize(("do", "left"), [("open", [True]), ("close", [False]), ("forget", [])])
def test_what_can_be_done_with_it(mine, do, left):
    save(mine, query="state=missing")
    row = SavedFilter.objects.get()
    mine.post(reverse("filter_change", args=[row.pk]), {"do": do})
    assert [row.opens for row in SavedFilter.objects.all()] == left


def test_nobody_elses_filter_is_seen_or_changed(mine, clinic):
    theirs = SavedFilter.objects.create(user=a_user(clinic), clinic=clinic, name="Theirs", query="state=missing")
    assert "Theirs" not in mine.get(HOME).content.decode()
    assert mine.post(reverse("filter_change", args=[theirs.pk]), {"do": "forget"}).status_code == 404
    assert SavedFilter.objects.filter(pk=theirs.pk).exists()


def test_each_clinic_has_its_own(client, me, mine):
    save(mine, query="state=missing")
    SavedFilter.objects.update(clinic=a_clinic("other"))
    assert "Mine" not in mine.get(HOME).content.decode()


@pytest.mark.parametrize(("name", "said"), [("  ", "give the filter a name"), ("x" * 41, "at most 40 letters")])
def test_a_name_that_is_none(mine, name, said):
    assert said in save(mine, name).content.decode()
    assert not SavedFilter.objects.exists()


def test_no_more_than_twenty(mine):
    for number in range(21):
        page = save(mine, f"F{number}").content.decode()
    assert "20 filters already" in page
    assert SavedFilter.objects.count() == 20


@pytest.mark.parametrize("query", ["q=Kern&state=missing", "state=nonsense", "x" * 5000, "item=tsh&evil=<b>"])
def test_only_a_filter_is_kept(mine, query):
    """What is no filter is left out: a name that somebody puts there does not stay in the database."""
    save(mine, query=query)
    kept = SavedFilter.objects.get().query
    assert kept == query_of(from_query(kept))
    assert not {"Kern", "evil", "nonsense"} & set(kept.replace("&", "=").split("="))


def test_it_is_on_record(mine, me):
    save(mine, query="state=missing")
    assert [(change.what, change.username) for change in history_of(SavedFilter.objects.get())] == [
        ("entered", me.username)
    ]
