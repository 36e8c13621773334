"""Conversion per analyte: only by factors on file, the comparator kept, the reported value untouched."""

from decimal import Decimal

import pytest

from patients.obstetrics.interpreted import Mark
from tests.workup.interpretation.said import said
from tests.workup.interpretation.samples import ON, facts, sample
from workup.interpretation.beside import beside
from workup.interpretation.units import converted


@pytest.mark.parametrize(
    ("test", "value", "unit", "words"),
    [
        ("prl", "1", "ng/mL", "21.2 mIU/L"),
        ("prl", "25", "ng/mL", "530 mIU/L"),
        ("prl", "530", "mIU/L", "25.0 ng/mL"),
        ("prl", "530", "m[IU]/L", "25.0 ng/mL"),
        ("vitd", "20", "ng/mL", "49.9 nmol/L"),
        ("vitd", "50", "nmol/L", "20.0 ng/mL"),
        ("hba1c", "5.7", "%", "38.8 mmol/mol"),
        ("hba1c", "6.5", "%", "47.5 mmol/mol"),
        ("hba1c_ifcc", "48", "mmol/mol", "6.54 %"),
        ("ft4", "1", "ng/dL", "12.9 pmol/L"),
        ("ft4_si", "12.87", "pmol/L", "1.00 ng/dL"),
        ("amh", "2", "ng/mL", "14.3 pmol/L"),
        ("testo", "40", "ng/dL", "1.39 nmol/L"),
        ("prl", "0", "ng/mL", "0 mIU/L"),
        ("prl", "1000", "ng/mL", "21200 mIU/L"),
        ("prl", "1001", "ng/mL", "21221 mIU/L"),
        ("prl", "530", "mU/L", "25.0 ng/mL"),
    ],
)
def test_by_the_factor_of_the_analyte(test, value, unit, words):
    assert converted(sample(test, "2024-01-01", value, unit=unit)).words == words


@pytest.mark.parametrize(
    ("test", "unit"),
    [
        ("fpg", "mg/dL"),  # no factor on file
        ("tsh", "mIU/L"),
        ("prl", "nmol/L"),
        ("vitd", "mIU/L"),
        ("prl", ""),
        ("amh", "ng/dL"),
    ],
)
def test_without_a_factor_on_file_nothing_is_computed(test, unit):
    assert converted(sample(test, "2024-01-01", "5", unit=unit)) is None


def test_the_number_and_its_unit_are_there_for_a_program():
    found = converted(sample("vitd", "2024-01-01", "20", unit="ng/mL"))
    assert (found.number, found.unit) == (Decimal("49.92"), "nmol/L")


def test_without_a_number_nothing_is_computed():
    assert converted(sample("prl", "2024-01-01", word="normal", unit="ng/mL")) is None


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
def test_a_comparator_stays(sign):
    assert converted(sample("prl", "2024-01-01", f"{sign}2", unit="ng/mL")).words == f"{sign}42.4 mIU/L"


def test_it_is_said_to_be_computed_and_the_result_stays_as_it_was():
    one = sample("prl", "2024-01-01", "2", unit="ng/mL")
    (told,) = beside(one, facts(one), ON)
    assert told.says == "Computed: about 42.4 mIU/L; the reported value stands"
    assert told.mark is Mark.RECALLED
    assert (one.value, one.unit) == ("2", "ng/mL")
    assert said(sample("prl", "2024-01-01", "2", unit="pg"), facts()) == {}
