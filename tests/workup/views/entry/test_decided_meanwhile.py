"""Two people decide on one item at the same time: the second is told what the first decided, and nothing is lost."""

from datetime import date

import pytest
from django.urls import reverse

from patients import actions
from tests.patients.views.posting import errors_of, shown
from tests.records import a_decision, a_partner, a_patient, a_pregnancy, a_user
from workup.models import Decision

pytestmark = pytest.mark.django_db
MINE = {"kind": "deferred", "reason": "after the summer", "review_on": "2099-09-01"}


@pytest.fixture
def decide(patient):
    return reverse("decision_new", args=[patient.pk])


@pytest.fixture
def anna():
    return a_user(username="anna", first_name="Anna", last_name="Berg")


def opened(doctor, decide, **asked):
    return shown(doctor.get(decide, {"item": "tsh", **asked}))


def test_the_form_comes_again_with_what_was_decided_and_by_whom(doctor, patient, decide, anna):
    form = opened(doctor, decide)
    a_decision(patient, "tsh", by=anna)
    answer = doctor.post(decide, form | MINE)
    assert answer.status_code == 409
    said = errors_of(answer)
    assert "Decided on meanwhile: Anna Berg, 5 Jan 2026: Declined (she prefers not to)." in said
    assert "Saving again stores yours too" in said
    assert [shown(answer)[name] for name in MINE] == [[value] for value in MINE.values()]
    assert Decision.objects.count() == 1


def test_saving_again_stores_it_beside_the_other(doctor, patient, decide, anna):
    form = opened(doctor, decide)
    a_decision(patient, "tsh", by=anna)
    again = shown(doctor.post(decide, form | MINE))
    assert doctor.post(decide, again).status_code == 302
    assert list(Decision.objects.order_by("pk").values_list("kind", "decided_by__username")) == [
        ("declined", "anna"), ("deferred", doctor.user.username),
    ]  # fmt: skip


def test_a_third_person_is_noticed_too(doctor, patient, decide, anna):
    form = opened(doctor, decide)
    a_decision(patient, "tsh", by=anna)
    again = shown(doctor.post(decide, form | MINE))
    a_decision(patient, "tsh", kind="elsewhere", reason="by her GP", by=anna)
    answer = doctor.post(decide, again)
    assert answer.status_code == 409
    assert "Done elsewhere (by her GP)" in errors_of(answer)
    assert "she prefers not to" not in errors_of(answer)


def test_one_that_was_changed_meanwhile_is_noticed(doctor, patient, decide, anna):
    row = a_decision(patient, "tsh", by=anna)
    form = opened(doctor, decide)
    row.kind, row.review_on = "deferred", date(2027, 2, 1)
    actions.change(row, by=anna, version=row.version)
    said = errors_of(doctor.post(decide, form | MINE))
    assert "Anna Berg, 5 Jan 2026: Deferred, to be looked at again on 1 Feb 2027" in said


def test_one_that_was_on_record_before_is_no_surprise(doctor, patient, decide):
    a_decision(patient, "tsh")
    assert doctor.post(decide, opened(doctor, decide) | MINE).status_code == 302


@pytest.mark.parametrize("about", ["another item", "another woman", "another partner", "another pregnancy", "error"])
def test_a_decision_on_something_else_is_no_conflict(doctor, patient, decide, about):
    first, second = a_partner(patient), a_partner(patient, "P2")
    earlier, later = a_pregnancy(patient), a_pregnancy(patient, 2)
    mine = {
        "another partner": {"item": "sperm_dna", "partner": first.pk},
        "another pregnancy": {"item": "tissue_genetics", "pregnancy": earlier.pk},
    }.get(about, {"item": "tsh"})
    form = opened(doctor, decide, **mine)
    theirs = {
        "another item": lambda: a_decision(patient, "tpo"),
        "another woman": lambda: a_decision(a_patient(), "tsh"),
        "another partner": lambda: a_decision(patient, "sperm_dna", partner=second),
        "another pregnancy": lambda: a_decision(patient, "tissue_genetics", pregnancy=later),
        "error": lambda: a_decision(patient, "tsh", entered_in_error=True, error_reason="typed twice"),
    }
    theirs[about]()
    assert doctor.post(decide, form | MINE).status_code == 302


@pytest.mark.parametrize(("item", "named"), [("sperm_dna", "partner"), ("tissue_genetics", "pregnancy")])
def test_on_the_same_partner_or_pregnancy_it_is_one(doctor, patient, decide, item, named):
    row = a_partner(patient) if named == "partner" else a_pregnancy(patient)
    form = opened(doctor, decide, item=item, **{named: row.pk})
    a_decision(patient, item, **{named: row})
    assert doctor.post(decide, form | MINE).status_code == 409


def test_what_else_is_wrong_is_said_first_and_the_other_decision_is_still_new(doctor, patient, decide):
    form = opened(doctor, decide)
    a_decision(patient, "tsh")
    wrong = doctor.post(decide, form | MINE | {"reason": ""})
    assert "Reason: This field is required" in errors_of(wrong)
    assert doctor.post(decide, shown(wrong) | MINE).status_code == 409


def test_a_form_that_does_not_say_what_it_has_seen_is_shown_everything(doctor, patient, decide):
    a_decision(patient, "tsh")
    assert doctor.post(decide, opened(doctor, decide) | MINE | {"seen": "nonsense"}).status_code == 409
