"""One question says whether rows can be stored, and every broken constraint stands beside the column it is about."""

from datetime import date

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from patients import actions
from patients.models import Birth, Condition, Event, Medication, Partner, Pregnancy
from patients.models.checking import all_hold, asked_once, changed, column_of
from patients.obstetrics.dates import PartialDate
from tests.records import a_birth, a_condition, a_medication, a_partner, a_patient, a_pregnancy, a_user
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
        assert all_hold(rows)


def test_one_broken_row_among_many_is_noticed():
    patient = a_patient()
    rows = [Investigation(patient=patient, test="tsh", value="2.1"), Investigation(patient=patient, test="tsh")]
    assert not all_hold(rows)
    assert all_hold([])


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
        assert all_hold([row]) == (not alone), fields


def _holds(constraint, row):
    try:
        constraint.validate(type(row), row)
    except ValidationError:
        return False
    return True


def same(row, **other):
    """A new row with the values of a stored one, and other ones."""
    values = {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}
    return type(row)(**{**values, "id": None, **other})


UNIQUE = {
    "pregnancy": (lambda her: a_pregnancy(her, 1), {"number": 2}),
    "partner": (lambda her: a_partner(her, label="A"), {"label": "B"}),
    "condition of hers": (lambda her: a_condition(her, "pcos"), {"code": "diabetes"}),
    "birth": (lambda her: a_birth(a_pregnancy(her)), {"order": 2}),
    "patient": (lambda her: her, {"mrn": "another"}),
}


@pytest.mark.parametrize("kind", UNIQUE)
def test_what_must_be_unique_is_asked_along(kind, django_assert_num_queries):
    stored, apart = UNIQUE[kind][0](a_patient()), UNIQUE[kind][1]
    note = {"error_reason": ""}
    with django_assert_num_queries(4):
        assert all_hold([stored])  # a row is no other row than itself
        assert not all_hold([same(stored, version=7, **note)])
        assert all_hold([same(stored, version=7, **apart)])
        assert all_hold([same(stored, entered_in_error=True, error_reason="typed twice")])


def test_a_row_entered_in_error_takes_no_place():
    patient = a_patient()
    first = a_pregnancy(patient, 1, outcome="ongoing")
    second = Pregnancy(patient=patient, number=1, outcome="ongoing")
    assert not all_hold([second])
    actions.enter_in_error(first, by=a_user(), reason="another woman's", version=1)
    assert all_hold([second])


def test_an_unknown_part_makes_nothing_the_same_but_no_partner_is_always_the_same():
    patient = a_patient()
    a_condition(patient, "pcos")
    assert not all_hold([Condition(patient=patient, code="pcos", present=False)])
    assert all_hold([Condition(patient=patient, partner=a_partner(patient), code="pcos", present=False)])


@pytest.mark.parametrize(
    ("lmp", "ended_on", "holds"),
    [
        (date(2024, 2, 1), PartialDate(2024, 5, 1), False),
        (date(2024, 2, 1), PartialDate(2024, 5), True),  # only full dates say anything
        (date(2024, 4, 1), PartialDate(2024, 6, 1), True),
        (None, PartialDate(2024, 3, 1), True),
    ],
)
def test_an_overlap_is_asked_along(lmp, ended_on, holds):
    patient = a_patient()
    stored = a_pregnancy(patient, 1, lmp=date(2024, 1, 1), ended_on=PartialDate(2024, 4, 1))
    row = Pregnancy(patient=patient, number=2, outcome="ectopic", lmp=lmp, ended_on=ended_on)
    assert all_hold([row]) == holds
    assert all_hold([stored])
    assert all_hold([same(row, patient_id=a_patient().pk)])


def test_nothing_is_hung_on_what_was_entered_in_error():
    patient = a_patient()
    partner, row = a_partner(patient), Pregnancy(patient=patient, number=1, outcome="ectopic")
    row.partner = partner
    assert all_hold([row])
    actions.enter_in_error(partner, by=a_user(), reason="typed twice", version=1)
    assert not all_hold([row])


def test_a_new_row_is_on_record_already_when_every_column_says_the_same():
    stored = a_medication(a_patient(), dose="75 mg")
    assert not all_hold([same(stored)])
    assert all_hold([same(stored, dose="100 mg")])
    assert all_hold([same(stored, stopped_on=PartialDate(2030))])
    assert all_hold([stored])


def test_what_a_form_found_its_action_does_not_ask_again_until_something_changes(django_assert_num_queries):
    row = Medication(patient=a_patient(), name="Aspirin", kind="aspirin")
    with asked_once():
        with django_assert_num_queries(1), asked_once():
            assert all_hold([row])
            assert all_hold([row])
        row.name = "Heparin"
        with django_assert_num_queries(2):
            assert all_hold([row])
            changed()
            assert all_hold([row])
    with django_assert_num_queries(1):
        assert all_hold([row])


def test_what_does_not_hold_is_asked_every_time(django_assert_num_queries):
    row = Medication(patient=a_patient(), name="", kind="aspirin")
    with asked_once(), django_assert_num_queries(2):
        assert not all_hold([row])
        assert not all_hold([row])


@pytest.mark.parametrize(
    ("column", "value"), [("name", "a\x00b"), ("started_on", "never"), ("version", 2**40), ("patient_id", "x")]
)
def test_what_cannot_be_told_does_not_hold(column, value, django_assert_num_queries):
    row = Medication(patient=a_patient(), name="Aspirin", kind="aspirin")
    setattr(row, column, value)
    with django_assert_num_queries(0):
        assert not all_hold([row])


def test_words_that_look_like_what_cannot_be_told_can_be(django_assert_num_queries):
    assert all_hold([Medication(patient=a_patient(), name=r"\u0000 %s %(x)s \" '", kind="aspirin")])


def test_a_constraint_that_it_cannot_ask_for_is_no_silent_yes():
    class Odd(models.BaseConstraint):
        pass

    from patients.models.checking import _rule

    with pytest.raises(TypeError, match="odd"):
        _rule(Odd(name="odd"), Medication)


def test_a_number_that_no_column_holds_is_an_error_of_its_column_and_none_of_the_database():
    row = Pregnancy(patient=a_patient(), number=1, outcome="miscarriage", ga_weeks=99_999)
    assert not all_hold([row])
    assert "ga_weeks" in errors_of(row)


def test_a_text_that_is_too_long_is_an_error_of_its_column_and_none_of_the_database():
    assert set(errors_of(Medication(patient=a_patient(), name="x" * 500, kind="aspirin"))) == {"name"}


def test_whether_what_it_names_is_on_record_is_asked_with_the_rest(django_assert_num_queries):
    row = Medication(patient_id=a_patient().pk, name="Aspirin", kind="aspirin")
    with django_assert_num_queries(1):
        row.full_clean()
    assert set(errors_of(Medication(patient_id=0, name="Aspirin", kind="aspirin"))) == {"patient"}
    assert set(errors_of(Medication(name="Aspirin", kind="aspirin"))) == {"patient"}


def test_a_column_that_a_form_could_not_read_has_its_own_words_already():
    row = Medication(patient_id=0, name="", kind="aspirin")
    with pytest.raises(ValidationError) as refused:
        row.validate_constraints(exclude={"patient"})
    assert "patient" not in refused.value.message_dict


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
