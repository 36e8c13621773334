"""ANA: the denominator is an integer, a pattern without its titre is incomplete."""

from decimal import Decimal

import pytest

from patients.obstetrics.values import InvestigationStatus, Subject
from tests.facts import TODAY
from tests.workup.interpretation.said import said
from tests.workup.interpretation.samples import facts, sample
from workup.checklist.facts import Investigation
from workup.interpretation.nuclear_antibodies import denominator_of, read_ana


def titre(value, on="2024-01-01"):
    return sample("ana_titre", on, value)


def titre_words(one):
    return said(one, facts(one))["ANA titre"]


def pattern_words(value, *others):
    one = sample("ana_pattern", "2024-01-01", value)
    return said(one, facts(one, *others))["ANA pattern"]


@pytest.mark.parametrize(
    ("value", "denominator"),
    [
        ("1:160", 160),
        ("1/160", 160),
        ("1 : 80", 80),
        ("160", 160),
        ("1:1", 1),
        ("1:0", None),
        ("weak", None),
        ("0.5", None),
    ],
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


@pytest.mark.parametrize("denominator", [40, 80, 160, 320, 640, 1280])
def test_a_step_of_the_series_is_no_other_dilution(denominator):
    assert "usual series" not in titre_words(titre(f"1:{denominator}"))


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
    "other",
    [
        sample("ana_titre", "2024-01-01", "1:80", status=InvestigationStatus.ORDERED),
        sample("ana_titre", "2024-01-01", "1:80", subject=Subject.PARTNER),
        sample("rubella", "2024-01-01", "1:80"),
    ],
)
def test_a_pattern_needs_a_final_titre_of_her_own(other):
    assert "incomplete" in pattern_words("AC-1", other)


def test_only_a_pattern_without_its_titre_asks_for_something():
    one = sample("ana_pattern", "2024-01-01", "AC-1")
    assert [read_ana(one, facts(one, *others), TODAY)[0].acts for others in ((), (titre("1:80"),))] == [True, False]


NAMES = {
    0: "negative", 1: "homogeneous", 2: "DFS", 3: "centromere", 4: "speckled", 5: "speckled", 8: "nucleolar",
    9: "nucleolar", 10: "nucleolar", **dict.fromkeys(range(15, 24), "cytoplasmic"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "name"), NAMES.items())
def test_a_pattern_by_its_code_has_its_name(code, name):
    assert f"({name})" in pattern_words(f"AC-{code}")
    assert f"({name})" in pattern_words(f"ac {code}")


@pytest.mark.parametrize(
    "one",
    [
        sample("tsh", "2024-01-01", "2"),
        sample("ana_screen", "2024-01-01", "1:80"),
        sample("ana_pattern", "2024-01-01", word="not_reported"),
        sample("ana_titre", "2024-01-01", "1:80", subject=Subject.PARTNER),
    ],
)
def test_nothing_is_said_of_other_tests_of_no_value_and_of_his(one):
    assert read_ana(one, facts(one), TODAY) == ()


def test_two_codes_have_two_names():
    assert "(homogeneous, nucleolar)" in pattern_words("AC-1 and AC-8")


@pytest.mark.parametrize("value", ["AC-6", "AC-7", "AC-11", "AC-14", "AC-24", "speckled"])
def test_a_code_that_is_not_on_file_and_plain_words_stay_as_they_are(value):
    assert pattern_words(value).startswith(f"Pattern {value};")
