"""ANA: the denominator is an integer, a pattern without its titre is incomplete."""

from decimal import Decimal

import pytest

from tests.workup.interpretation.said import said
from tests.workup.interpretation.samples import facts, sample
from workup.checklist.facts import Investigation
from workup.interpretation.nuclear_antibodies import denominator_of


def titre(value, on="2024-01-01"):
    return sample("ana_titre", on, value)


def titre_words(one):
    return said(one, facts(one))["ANA titre"]


def pattern_words(value, *others):
    one = sample("ana_pattern", "2024-01-01", value)
    return said(one, facts(one, *others))["ANA pattern"]


@pytest.mark.parametrize(
    ("value", "denominator"),
    [("1:160", 160), ("1/160", 160), ("1 : 80", 80), ("160", 160), ("1:0", None), ("weak", None), ("0.5", None)],
)
def test_the_denominator_is_a_whole_number(value, denominator):
    assert denominator_of(titre(value)) == denominator


def test_a_fraction_is_no_titre():
    assert denominator_of(Investigation("ana_titre", number=Decimal("80.5"), value="80.5")) is None
    assert denominator_of(Investigation("ana_titre", number=Decimal("NaN"), value="NaN")) is None


@pytest.mark.parametrize(
    ("value", "common", "clinics"),
    [
        ("1:40", "below", "below"),
        ("1:80", "at or above", "below"),
        ("1:160", "at or above", "at or above"),
        ("1:1280", "at or above", "at or above"),
    ],
)
def test_both_cut_offs_are_said_and_whose_counts(value, common, clinics):
    words = titre_words(titre(value))
    assert f"{common} the common cut-off 1:80" in words
    assert f"{clinics} 1:160" in words
    assert "the cut-off is the laboratory's" in words
    assert "usual series" not in words


def test_another_dilution_is_said():
    assert "not a step of the usual series" in titre_words(titre("1:100"))


def test_a_comparator_is_kept_and_compared_with_nothing():
    words = titre_words(titre("<80"))
    assert words.startswith("Titre <1:80")
    assert "cut-off 1:80" not in words


def test_what_is_no_titre_says_so():
    assert titre_words(titre("weak")).startswith("Cannot tell")


def test_a_titre_without_a_value_says_nothing():
    one = sample("ana_titre", "2024-01-01", word="negative")
    assert "ANA titre" not in said(one, facts(one))


def test_a_pattern_needs_a_titre_of_the_same_day():
    assert "incomplete" in pattern_words("AC-1")
    assert "incomplete" in pattern_words("AC-1", titre("1:80", "2024-01-02"))
    assert "incomplete" in pattern_words("AC-1", titre("weak"))
    assert "incomplete" not in pattern_words("AC-1", titre("1:80"))


@pytest.mark.parametrize(
    ("value", "name"),
    [("AC-1", "homogeneous"), ("AC-5", "speckled"), ("AC-10", "nucleolar"), ("AC-15", "cytoplasmic"),
     ("AC-23", "cytoplasmic"), ("ac 3", "centromere")],
)  # fmt: skip
def test_a_pattern_by_its_code_has_its_name(value, name):
    assert f"({name})" in pattern_words(value)


@pytest.mark.parametrize("value", ["AC-6", "AC-24", "speckled"])
def test_a_code_that_is_not_on_file_and_plain_words_stay_as_they_are(value):
    assert pattern_words(value).startswith(f"Pattern {value};")
