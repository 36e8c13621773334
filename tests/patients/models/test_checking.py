"""One question for all checks, and every broken constraint beside the column that it is about."""

from datetime import date

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from patients.models import Birth, Event, Medication, Partner, Pregnancy
from patients.models.checking import all_checks_hold, column_of
from patients.obstetrics.dates import PartialDate
from tests.records import a_patient, a_pregnancy
from workup.models import Decision, Investigation

pytestmark = pytest.mark.django_db


def errors_of(row):
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    return refused.value.message_dict


@pytest.mark.parametrize(
    ("column", "fields"),
    [
        ("ga_days", {"ga_weeks": 8, "ga_days": 7}),
        ("ended_on", {"lmp": date(2025, 1, 1), "ended_on": PartialDate(2024)}),
        ("loss_type", {"outcome": "ectopic", "loss_type": "fetal"}),
        ("override_reason", {"count_override": "counted"}),
        ("embryo_age_days", {"embryo_age_days": 5}),
    ],
)
def test_the_words_stand_beside_the_column(column, fields):
    row = Pregnancy(patient=a_patient(), number=1, **{"outcome": "miscarriage", **fields})
    assert list(errors_of(row)) == [column]


def test_a_second_ongoing_pregnancy_is_an_error_of_the_outcome():
    patient = a_patient()
    a_pregnancy(patient, 1, outcome="ongoing")
    assert "outcome" in errors_of(Pregnancy(patient=patient, number=2, outcome="ongoing"))


def test_an_overlap_is_an_error_of_the_dates():
    patient = a_patient()
    a_pregnancy(patient, 1, lmp=date(2024, 1, 1), ended_on=PartialDate(2024, 4, 1))
    row = Pregnancy(
        patient=patient, number=2, outcome="ectopic", lmp=date(2024, 2, 1), ended_on=PartialDate(2024, 5, 1)
    )
    assert "lmp" in errors_of(row)


def test_a_pregnancy_dated_by_transfer_alone_overlaps_nothing_by_itself():
    patient = a_patient()
    Pregnancy(patient=patient, number=1, outcome="ongoing", transfer_date=date(2024, 5, 1)).full_clean()
    a_pregnancy(patient, 1, transfer_date=date(2024, 1, 1), ended_on=PartialDate(2024, 2, 20))
    row = Pregnancy(patient=patient, number=2, outcome="ongoing", transfer_date=date(2024, 2, 19))
    assert "lmp" in errors_of(row)


def test_one_query_says_that_all_checks_of_all_rows_hold(django_assert_num_queries):
    patient = a_patient()
    rows = [Investigation(patient=patient, test="tsh", value="2.1") for _ in range(5)]
    with django_assert_num_queries(1):
        assert all_checks_hold(rows)


def test_one_broken_row_among_many_is_noticed():
    patient = a_patient()
    rows = [Investigation(patient=patient, test="tsh", value="2.1"), Investigation(patient=patient, test="tsh")]
    assert not all_checks_hold(rows)
    assert all_checks_hold([])


def test_its_answer_is_that_of_each_constraint_asked_alone():
    patient = a_patient()
    for fields in (
        {}, {"ga_weeks": 8, "ga_days": 6}, {"ga_weeks": 8, "ga_days": 7}, {"ga_days": 1}, {"lmp": date(2024, 1, 1)},
        {"ended_on": PartialDate(2024)}, {"lmp": date(2025, 1, 1), "ended_on": PartialDate(2024)},
        {"count_override": "counted"}, {"loss_type": "fetal"}, {"complications": ["pprom@19+2"]},
        {"lmp": date(2024, 1, 1), "ended_on": PartialDate(2024, 1)}, {"outcome": "nonsense"},
    ):  # fmt: skip
        row = Pregnancy(patient=patient, number=1, **{"outcome": "miscarriage", **fields})
        alone = [c for c in row._meta.constraints if isinstance(c, models.CheckConstraint) and not _holds(c, row)]
        assert all_checks_hold([row]) == (not alone), fields


def _holds(constraint, row):
    try:
        constraint.validate(type(row), row)
    except ValidationError:
        return False
    return True


def test_a_number_that_no_column_holds_is_an_error_of_its_column_and_none_of_the_database():
    row = Pregnancy(patient=a_patient(), number=1, outcome="miscarriage", ga_weeks=99_999)
    assert not all_checks_hold([row])
    assert "ga_weeks" in errors_of(row)


def test_a_text_that_is_too_long_is_an_error_of_its_column_and_none_of_the_database():
    assert set(errors_of(Medication(patient=a_patient(), name="x" * 500, kind="aspirin"))) == {"name"}


def test_a_row_that_is_at_hand_is_not_asked_for(django_assert_num_queries):
    row = Medication(patient=a_patient(), name="Aspirin", kind="aspirin")
    with django_assert_num_queries(0):
        row.clean_fields()
    assert "patient" in errors_of(Medication(patient_id=0, name="Aspirin", kind="aspirin"))


@pytest.mark.parametrize("model", [Birth, Decision, Event, Investigation, Medication, Partner, Pregnancy])
def test_only_constraints_that_no_form_can_break_are_about_no_column(model):
    about_none = {c.name for c in model._meta.constraints if column_of(c, model) == NON_FIELD_ERRORS}
    unlikely = ("_error_has_reason", "_has_outcome", "_has_kind", "_has_name_and_class", "number_keeps_its_text",
                "_says_what_and_whose", "_says_what_on_what", "_has_name")  # fmt: skip
    assert {name for name in about_none if not name.endswith(unlikely)} == set()


def test_every_constraint_that_names_a_column_names_one_of_its_own():
    for model in (Birth, Decision, Event, Investigation, Medication, Partner, Pregnancy):
        names = {field.name for field in model._meta.fields} | {NON_FIELD_ERRORS}
        assert {column_of(c, model) for c in model._meta.constraints} <= names
        assert any(isinstance(c, models.CheckConstraint) for c in model._meta.constraints)
