from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from patients.forms.fields import PartialDateFormField, PlainDecimalField, WrittenDateField, YesNoField, without_padding
from patients.obstetrics.dates import PartialDate


@pytest.mark.parametrize("text", ["2019", "2019-05", "2019-05-09"])
def test_a_partial_date_keeps_its_precision_from_and_to_the_page(text):
    field = PartialDateFormField(required=False)
    read = field.clean(text)
    assert str(read) == text
    assert field.clean(field.prepare_value(read)) == read


def test_a_blank_date_is_not_recorded_and_a_required_one_is_asked_for():
    assert PartialDateFormField(required=False).clean("  ") is None
    with pytest.raises(ValidationError, match="required"):
        PartialDateFormField().clean("")


def test_what_was_typed_stays_as_it_was_typed():
    assert PartialDateFormField().prepare_value("5/2019") == "5/2019"


def test_a_partial_date_has_changed_only_when_it_means_something_else():
    field = PartialDateFormField(required=False)
    assert not field.has_changed(PartialDate(2019, 5), "2019-05")
    assert not field.has_changed(None, "")
    assert field.has_changed(PartialDate(2019, 5), "2019")
    assert field.has_changed(PartialDate(2019, 5), "nonsense")


def test_a_full_date_is_read_and_shown_written_out():
    field = WrittenDateField(required=False)
    assert field.clean("2019-05-09") == field.clean("9 May 2019") == date(2019, 5, 9)
    assert field.prepare_value(date(2019, 5, 9)) == "9 May 2019"
    assert field.clean("") is None


def test_a_month_is_never_completed_to_a_day():
    with pytest.raises(ValidationError, match="The day is needed too: 9 May 2019"):
        WrittenDateField(required=False).clean("2019-05")


@pytest.mark.parametrize(("text", "number"), [("3.5", "3.5"), ("3,5", "3.5"), ("0,125", "0.125"), ("1200", "1200")])
def test_a_decimal_comma_is_read(text, number):
    assert PlainDecimalField(required=False).clean(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1,200", "12,345.6", "1,200,000"])
def test_a_comma_that_could_part_thousands_is_refused(text):
    with pytest.raises(ValidationError, match="two ways"):
        PlainDecimalField(required=False).clean(text)


@pytest.mark.parametrize(
    ("number", "places", "shown"),
    [
        ("34.0", 1, "34"),
        ("12.500000", 6, "12.5"),
        ("4.0", 6, "4.0"),
        ("120", 1, "120"),
        ("0.00", 2, "0"),
        ("4.10", None, "4.10"),
    ],
)
def test_the_zeros_of_a_column_go_and_those_of_a_laboratory_stay(number, places, shown):
    assert without_padding(Decimal(number), places) == shown


@pytest.mark.parametrize(("word", "meaning"), [("yes", True), ("no", False), ("", None)])
def test_yes_no_and_not_recorded_are_three_things(word, meaning):
    field = YesNoField(required=False)
    assert field.clean(word) is meaning
    assert field.prepare_value(meaning) == word
    assert not field.has_changed(meaning, word)


def test_no_differs_from_not_recorded():
    assert YesNoField(required=False).has_changed(False, "")
    assert YesNoField(required=False).has_changed(None, "no")
