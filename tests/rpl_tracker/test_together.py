"""Several questions at once are answered as if each had been asked alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import DataError
from django.db.models import F

from patients.models import Birth, Partner, Patient, Pregnancy
from patients.obstetrics.dates import PartialDate
from rpl_tracker.audit.context import acting_as
from rpl_tracker.together import Question, any_of, ask_together, given, insert, tell
from tests.records import a_clinic, a_partner, a_patient, a_pregnancy
from workup.models import ChecklistPeriod, Finding

pytestmark = pytest.mark.django_db


@pytest.fixture
def patient():
    woman = a_patient(a_clinic(), mrn="50% A")
    a_pregnancy(woman, 1, ended_on=PartialDate(2024, 5), partner=a_partner(woman))
    a_pregnancy(woman, 2, ended_on=PartialDate(2025))
    return woman


def a_finding(patient, **more):
    fields = {"item": "tsh", "label": "TSH", "status": "missing", "order": 1, "valid_from": date(2026, 1, 1), **more}
    return Finding(patient=patient, guideline="eshre-2022", **fields)


def test_the_answers_are_those_of_the_questions_in_one_journey(patient, django_assert_num_queries):
    def questions():
        return [
            Pregnancy.objects.filter(patient=patient).select_related("partner", "patient__clinic"),
            Birth.objects.filter(pregnancy__patient=patient),
            Patient.objects.filter(mrn__contains="%").annotate(again=F("mrn")),
            Partner.objects.filter(pk__in=[]),
            Pregnancy.objects.filter(patient=patient).order_by("-number").values_list("number", "ended_on"),
        ]

    with django_assert_num_queries(1):
        answers = ask_together(*questions())
        assert answers[0][0].partner.label
        assert answers[0][0].patient.clinic.name
    assert answers == [list(question) for question in questions()]
    assert answers[2][0].again == "50% A"
    assert answers[4] == [(2, PartialDate(2025)), (1, PartialDate(2024, 5))]


def test_a_question_can_still_be_asked_alone_afterwards(patient):
    question = Pregnancy.objects.filter(patient=patient)
    (before,) = ask_together(question)
    a_pregnancy(patient, 3)
    assert (len(before), len(question)) == (2, 3)


def test_the_history_may_put_its_own_statement_first(patient, django_assert_num_queries):
    change = "UPDATE patients_patient SET mrn = %s WHERE id = %s", ["B2", patient.pk]
    with acting_as("somebody"), django_assert_num_queries(1):
        changed, rows = tell([change, ("SELECT mrn FROM patients_patient WHERE id = %s", [patient.pk])])
    assert (changed, rows) == ([], [("B2",)])
    assert ask_together() == []


def test_rows_are_stored_as_they_are(patient):
    rows = [a_finding(patient, not_before=date(2026, 3, 1), pregnancy=2, open_order=True), a_finding(patient, order=2)]
    tell(insert(rows))
    first, second = Finding.objects.order_by("order")
    assert (first.not_before, first.pregnancy, first.open_order) == (date(2026, 3, 1), 2, True)
    assert (second.not_before, second.pregnancy, second.open_order, second.partner) == (None, None, False, "")
    assert insert([]) == []


def test_what_does_not_fit_its_column_is_refused(patient):
    with pytest.raises(DataError):
        tell(insert([a_finding(patient, status="x" * 25)]))


def test_what_is_no_value_of_a_column_is_refused(patient):
    with pytest.raises(TypeError, match="no column holds object"):
        insert([ChecklistPeriod(patient=patient, valid_from=object())])


def test_a_question_is_made_once_and_asked_with_other_values(patient, django_assert_num_queries):
    other = a_patient(a_clinic(), mrn="B")
    a_pregnancy(other, 5)
    made = []
    question = Question(lambda: made.append(1) or Pregnancy.objects.filter(patient=given("whose")).order_by("number"))
    for whose, numbers in ((patient, [1, 2]), (other, [5]), (patient, [1, 2])):
        with django_assert_num_queries(1):
            assert [row.number for row in question.ask(whose=whose.pk)] == numbers
    assert made == [1]


def test_a_question_gives_rows_as_its_queryset_does(patient):
    rows = Pregnancy.objects.select_related("partner").filter(patient__in=[patient.pk]).order_by("number")
    question = Question(lambda: rows.filter(patient__in=any_of("patients")).order_by("number"))
    found = question.ask(patients=[patient.pk])
    assert [vars(one) | {"_state": 0} for one in found] == [vars(one) | {"_state": 0} for one in rows]
    assert [one.partner and one.partner.label for one in found] == [one.partner and one.partner.label for one in rows]
    assert question.ask(patients=[]) == []


def test_a_question_takes_values_as_they_are(patient):
    question = Question(lambda: Patient.objects.filter(mrn=given("mrn")))
    assert question.ask(mrn="50% A") == [patient]
    assert question.ask(mrn="' OR ''='") == []


def test_a_value_that_is_missing_is_said(patient):
    with pytest.raises(KeyError, match="mrn"):
        Question(lambda: Patient.objects.filter(mrn=given("mrn"))).ask(pk=1)


def test_every_thread_asks_for_itself(patient):
    question = Question(lambda: Patient.objects.filter(pk=given("pk")))
    question.about(pk=patient.pk)
    with ThreadPoolExecutor(1) as others:
        made = others.submit(lambda: question.about(pk=1).statement[0]).result()
    assert made == question.about(pk=1).statement[0]
