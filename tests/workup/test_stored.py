"""The rows behind facts: found by the very fact, not by what it looks like, and never at the price of a query."""

from datetime import date

import pytest

from patients.models import Medication, Pregnancy
from tests.facts import medication
from tests.records import a_clinic, a_medication, a_partner, a_patient, a_pregnancy, an_event
from workup.checklist.as_of import facts_on
from workup.load import load_one, load_pregnancies
from workup.stored import Rows, kept

TODAY = date(2026, 11, 22)


def test_two_equal_facts_keep_their_own_rows():
    rows, first, second = Rows(), medication("aspirin"), medication("aspirin")
    kept(first, "row 1", rows)
    kept(second, "row 2", rows)
    assert (rows.of(first), rows.of(second)) == ("row 1", "row 2")


def test_a_fact_that_was_never_stored_has_no_row():
    assert Rows().of(medication("aspirin")) is None


@pytest.mark.django_db
def test_rows_come_with_the_facts_at_no_further_query(django_assert_num_queries):
    patient = a_patient(a_clinic())
    pregnancy = a_pregnancy(patient, 1, ended_on="2024", note="hers")
    event = an_event(pregnancy, ga_weeks=6)
    drug = a_medication(patient, started_on="2024", stopped_on="2025")
    a_partner(patient, given_names="Jan")
    rows = Rows()
    with django_assert_num_queries(1):
        facts = load_one(patient, recorded_by=TODAY, rows=rows)
    assert rows.of(facts.medications[0]) == drug
    assert rows.of(facts.pregnancies[0].events[0]) == event
    assert [row.note for row in rows.all(Pregnancy)] == ["hers"]
    assert rows.all(Medication) == [drug]


@pytest.mark.django_db
def test_what_looked_different_on_the_day_has_no_row_to_correct():
    patient = a_patient(a_clinic())
    a_medication(patient, started_on="2024-01-01", stopped_on="2025-01-01")
    rows = Rows()
    facts = load_one(patient, recorded_by=TODAY, rows=rows)
    assert rows.of(facts_on(facts, date(2024, 6, 1)).medications[0]) is None
    assert rows.of(facts_on(facts, TODAY).medications[0]) is not None


@pytest.mark.django_db
def test_her_pregnancies_alone_are_the_same_as_among_all_facts(django_assert_num_queries):
    patient = a_patient(a_clinic())
    for number in (2, 1):
        an_event(a_pregnancy(patient, number, ended_on=f"202{number}"), ga_weeks=6)
    with django_assert_num_queries(1):
        alone = load_pregnancies(patient)
    assert alone == load_one(patient, recorded_by=TODAY).pregnancies
