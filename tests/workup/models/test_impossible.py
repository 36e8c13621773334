"""Investigations and decisions that cannot be true cannot be stored."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from tests.records import a_decision, a_partner, a_patient, a_pregnancy, an_investigation

pytestmark = pytest.mark.django_db


@contextmanager
def at_once():
    """Ask the deferred keys now, not at the end of the transaction."""
    yield
    connection.check_constraints()


def refused(name, make, *args, **kwargs):
    with pytest.raises(DatabaseError, match=name), transaction.atomic(), at_once():
        make(*args, **kwargs)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("tissue_names_the_pregnancy", {"subject": "tissue", "test": "karyo_poc"}),
        ("tissue_tests_are_of_tissue", {"test": "karyo_poc"}),
        ("semen_is_of_a_partner", {"test": "sdf"}),
        ("partner_result_names_the_partner", {"subject": "partner", "test": "karyo_blood"}),
        ("final_has_a_result", {"value": ""}),
        ("final_has_a_result", {"status": "ordered", "value": "2"}),
        ("final_has_a_result", {"status": "collected", "word": "positive"}),
        ("comparator_needs_number", {"comparator": "<"}),
        ("number_keeps_its_text", {"word": "normal", "value": "", "number": 3}),
        ("limits_in_order", {"lower_limit": 4, "upper_limit": 1}),
        ("ordered_before_collected", {"ordered_on": date(2025, 3, 2), "collected_on": "2025-03-01"}),
        ("investigation_cycle_day_possible", {"cycle_day": 0}),
        ("investigation_self_harm_item_possible", {"test": "epds", "self_harm_item": 4}),
        ("self_harm_item_of_a_questionnaire", {"test": "gad7", "self_harm_item": 0}),
        ("self_harm_item_of_a_questionnaire", {"test": "phq9", "status": "ordered", "self_harm_item": 0}),
        ("investigation_word_is_known", {"word": "fine"}),
        ("investigation_status_is_known", {"status": "lost"}),
        ("investigation_says_what_and_whose", {"test": ""}),
    ],
)
def test_impossible_investigation(name, fields):
    refused(name, an_investigation, a_patient(), **fields)


def test_a_partners_result_cannot_sit_on_the_woman():
    patient = a_patient()
    refused("partner_result_names_the_partner", an_investigation, patient, partner=a_partner(patient))


def test_a_partner_of_somebody_else():
    stranger = a_partner(a_patient())
    refused("same_patient", an_investigation, a_patient(), "karyo_blood", subject="partner", partner=stranger)


def test_a_pregnancy_of_somebody_else():
    hers = a_pregnancy(a_patient())
    refused("same_patient", an_investigation, a_patient(), "karyo_poc", subject="tissue", pregnancy=hers, word="failed")
    refused("same_patient", a_decision, a_patient(), "tissue_genetics", pregnancy=hers)


def test_an_order_may_be_collected_in_the_same_month():
    assert an_investigation(a_patient(), ordered_on=date(2025, 3, 20), collected_on="2025-03").pk


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("deferred_has_review_day", {"kind": "deferred"}),
        ("review_after_decision", {"kind": "deferred", "review_on": date(2026, 1, 4)}),
        ("decision_has_reason", {"reason": ""}),
        ("decision_kind_is_known", {"kind": "forgotten"}),
    ],
)
def test_impossible_decision(name, fields):
    refused(name, a_decision, a_patient(), **fields)
