"""Bands of units: low 20-39, moderate 40-79, high from 80 (domain-logic.md, 4.2 and 4.4)."""

import pytest

from tests.workup.interpretation.samples import sample
from workup.interpretation.titre import band_of


@pytest.mark.parametrize(
    ("value", "band"),
    [
        ("19.9", "negative"),
        ("20", "low"),
        ("39.9", "low"),
        ("40", "moderate"),
        ("79.9", "moderate"),
        ("80", "high"),
        (">80", "high"),
        (">=80", "high"),
        ("<20", "negative"),
    ],
)
def test_a_band_begins_with_its_first_unit(value, band):
    assert band_of(sample("acl_igg", "2024-01-01", value, unit="GPL")) == band


@pytest.mark.parametrize("value", ["<40", "<60", ">20", ">=40", ">79", "<=20", "<80"])
def test_a_comparator_that_spans_two_bands_decides_none(value):
    assert band_of(sample("acl_igg", "2024-01-01", value, unit="GPL")) is None


@pytest.mark.parametrize(
    ("test", "unit", "band"),
    [
        ("acl_igm", "[MPL'U]", "moderate"),
        ("ab2gpi_igg", "[arb'U]/mL", "moderate"),
        ("ab2gpi_igm", "U/mL", "moderate"),
        ("ab2gpi_igm", "arb'U/mL", "moderate"),
        ("ab2gpi_igg", "CU", None),
        ("ab2gpi_igg", "", None),
        ("acl_igg", "U/mL", None),
        ("acl_igg", "", None),
        ("la_interp", "GPL", None),
    ],
)
def test_the_bands_are_in_named_units(test, unit, band):
    assert band_of(sample(test, "2024-01-01", "60", unit=unit)) == band


def test_no_number_no_band():
    assert band_of(sample("acl_igg", "2024-01-01", word="positive", unit="GPL")) is None
