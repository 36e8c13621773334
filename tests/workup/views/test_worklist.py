"""The home page: who needs something, what, and nobody else's patients."""

from datetime import timedelta

import pytest
from django.urls import reverse

from patients.obstetrics.dates import in_words
from rpl_tracker.accounts.access import today
from tests.records import a_clinic, a_patient, a_pregnancy, a_user, an_investigation
from workup.findings import refresh

pytestmark = pytest.mark.django_db
HOME = "/"


@pytest.fixture
def clinic():
    return a_clinic("main", name="Main clinic")


@pytest.fixture
def member(client, clinic):
    client.force_login(a_user(clinic, "viewer"))
    return client


def a_woman(clinic, name, losses=2, **more):
    patient = a_patient(clinic, family_name=name, **more)
    for number in range(1, losses + 1):
        a_pregnancy(patient, number, ga_weeks=8, confirmed_by="ultrasound")
    return patient


def ready(*patients):
    refresh([patient.pk for patient in patients])


def test_says_what_is_missing(member, clinic):
    ready(a_woman(clinic, "Alder"))
    page = member.get(HOME).content.decode()
    assert "Alder, Una" in page
    assert "Missing" in page
    assert "TSH" in page
    assert "Definition met" in page


def test_another_clinics_patients_are_not_there(member, clinic):
    ready(a_woman(a_clinic("other"), "Birch"))
    assert "Birch, Una" not in member.get(HOME).content.decode()
    assert "Birch, Una" not in member.post("/search/", {"q": "Birch"}).content.decode()


def test_nobody_sees_it_without_signing_in(client):
    assert client.get(HOME).status_code == 302
    assert client.post("/search/", {"q": "a"}).status_code == 302


def test_without_a_clinic_it_says_what_to_do(client):
    client.force_login(a_user())
    answer = client.get(HOME)
    assert answer.status_code == 403
    assert "administrator" in answer.content.decode()


def test_the_rest_is_one_click_away(member, clinic):
    ready(a_woman(clinic, "Cedar", losses=1))
    assert "Cedar" not in member.get(HOME).content.decode()
    assert "?rest=1" in member.get(HOME).content.decode()
    assert "Cedar" in member.get(HOME, {"rest": "1"}).content.decode()


def test_what_cannot_be_told_is_on_the_list(member, clinic):
    patient = a_patient(clinic, family_name="Elm")
    a_pregnancy(patient, 1, "biochemical")
    a_pregnancy(patient, 2, "biochemical")
    ready(patient)
    page = member.get(HOME).content.decode()
    assert "Elm" in page
    assert "Cannot tell" in page


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ({"state": "missing"}, True),
        ({"state": "repeat_due"}, False),
        ({"item": "tsh"}, True),
        ({"item": "tsh", "state": "missing"}, True),
        ({"item": "la", "state": "repeat_due"}, False),
        ({"state": "nonsense"}, True),
        ({"item": "nonsense", "clinician": "x", "page": "y"}, True),
        ({"clinician": "999999"}, False),
    ],
)
def test_filters_live_in_the_address(member, clinic, query, there):
    ready(a_woman(clinic, "Fir"))
    page = member.get(HOME, query).content.decode()
    assert ("Fir, Una" in page) is there
    assert there or "Clear the filter" in page


def test_filter_by_clinician(member, clinic):
    doctor = a_user(clinic, first_name="Ada", last_name="Kern")
    ready(a_woman(clinic, "Gean", assigned_to=doctor), a_woman(clinic, "Hazel"))
    page = member.get(HOME, {"clinician": doctor.pk}).content.decode()
    assert "Gean" in page
    assert "Hazel" not in page
    assert "Ada Kern" in page


@pytest.mark.parametrize(
    ("query", "only"),
    [
        ("?all=1", ""),
        ("?state=missing&item=tsh", "; only: Missing, TSH"),
        ("?clinician=0", "; only: assigned to nobody yet"),
        ("?clinician={me}", "; only: assigned to Ana Alder"),
        ("?clinician=999999999", "; only: assigned to a former colleague"),
    ],
)
def test_on_paper_its_day_and_what_it_is_narrowed_to(client, clinic, query, only):
    me = a_user(clinic, first_name="Ana", last_name="Alder")
    client.force_login(me)
    page = client.get(HOME + query.format(me=me.pk)).content.decode()
    assert f"As of {in_words(today(clinic))}{only}. The live record may differ from this page." in page


def test_results_outstanding_are_named_with_their_days(member, clinic):
    patient = a_woman(clinic, "Ivy")
    on = today(clinic)
    an_investigation(patient, "d_dimer", status="collected", collected_on=str(on - timedelta(days=9)))
    ready(patient)
    page = member.get(HOME, {"state": "outstanding"}).content.decode()
    assert "Ivy" in page
    assert "D-dimer" in page
    assert "9 days ago" in page


def test_repeats_say_from_when(member, clinic):
    due, later = a_woman(clinic, "Juniper"), a_woman(clinic, "Larch")
    on = today(clinic)
    an_investigation(due, "la_interp", word="positive", value="", collected_on=str(on - timedelta(days=84)))
    an_investigation(later, "la_interp", word="positive", value="", collected_on=str(on - timedelta(days=83)))
    ready(due, later)
    page = member.get(HOME, {"state": "repeat_due"}).content.decode()
    assert "Juniper" in page
    assert "Larch" not in page
    assert "Repeat later" in member.get(HOME, {"item": "la"}).content.decode()


def test_a_repeat_ordered_ahead_is_one_line_that_says_so(member, clinic):
    woman, on = a_woman(clinic, "Rowan"), today(clinic)
    an_investigation(woman, "la_interp", word="positive", value="", collected_on=str(on - timedelta(days=10)))
    an_investigation(woman, "la_interp", status="ordered", ordered_on=on - timedelta(days=3), value="")
    ready(woman)
    page = member.get(HOME).content.decode()
    assert "Lupus anticoagulant (ordered)" in page
    assert f"from {in_words(on + timedelta(days=74))}" in page
    assert "3 days ago" not in page


@pytest.mark.parametrize("typed", ["Maple", "maple", "apl", "Q-77", "Maple Una", "Mapel"])
def test_search_by_part_of_a_name_or_mrn(member, clinic, typed):
    ready(a_woman(clinic, "Maple", losses=0, mrn="Q-77"), a_woman(clinic, "Oak"))
    answer = member.post("/search/", {"q": typed})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Maple, Una" in page
    assert "Oak, Una" not in page


def test_a_search_is_in_no_address(member, clinic):
    ready(a_woman(clinic, "Pine"))
    assert member.get("/search/", {"q": "Pine"}).status_code == 405
    page = member.post("/search/", {"q": "Pine"}, headers={"HX-Request": "true"}).content.decode()
    assert "Pine" in page
    assert "<html" not in page
    assert "q=Pine" not in page


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "\\", "\0", "a\0b", "'; drop", "x" * 500, "Zzz"])
def test_a_search_that_finds_nobody_says_what_to_do(member, clinic, typed):
    ready(a_woman(clinic, "Rowan"))
    answer = member.post("/search/", {"q": typed})
    assert answer.status_code == 200
    assert "Rowan, Una" not in answer.content.decode()


def test_an_empty_clinic_says_what_to_do(member):
    assert "There is nobody on this worklist yet" in member.get(HOME).content.decode()


def test_a_woman_without_pregnancies_is_not_said_to_have_had_losses(member, clinic):
    ready(a_woman(clinic, "Alder", losses=0))
    page = member.get(HOME).content.decode()
    assert "A woman whose pregnancies are not recorded is among them." in page
    assert "whose losses do not meet" not in page
    assert "1 more who does not meet the definition, or not yet" in page


def test_names_are_escaped(member, clinic):
    ready(a_woman(clinic, "<b>Sloe"))
    assert "<b>Sloe" not in member.get(HOME).content.decode()


def test_pages(member, clinic):
    ready(*(a_woman(clinic, f"Tree{number:02}") for number in range(52)))
    first, second = (member.get(HOME, {"page": page}).content.decode() for page in (1, 2))
    assert "Tree49" in first
    assert "Tree50" not in first
    assert "1 to 50 of 52" in first
    assert "Tree51" in second
    assert "Tree51" in member.post("/search/", {"q": "Tree", "page": "2"}).content.decode()


def test_who_comes_next_is_first(member, clinic):
    on = today(clinic)
    ready(
        a_woman(clinic, "Later", next_visit_on=on + timedelta(days=9)),
        a_woman(clinic, "Past", next_visit_on=on - timedelta(days=9)),
        a_woman(clinic, "Today", next_visit_on=on),
    )
    page = member.get(HOME).content.decode()
    assert page.index("Today, Una") < page.index("Later, Una") < page.index("Past, Una")


@pytest.mark.parametrize("size", [1, 12])
def test_at_most_ten_queries_whatever_the_clinic(client, clinic, size, django_assert_max_num_queries):
    women = [a_woman(clinic, f"Tree{number}") for number in range(size)]
    for woman in women:
        an_investigation(woman, "d_dimer", status="ordered")
    ready(*women)
    client.force_login(a_user(clinic))
    client.get(HOME)
    with django_assert_max_num_queries(10):
        assert client.get(HOME, {"state": "missing", "item": "tsh"}).status_code == 200
    with django_assert_max_num_queries(10):
        assert client.post(reverse("worklist_search"), {"q": "Tree"}).status_code == 200
