"""Normal, abnormal or not read, by printed limits and words: interfaces.md, 2; rulings.md, 13, 21, 32."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.workup.interpretation.samples import ON, facts, sample
from workup.checklist.facts import AplMode
from workup.interpretation.apl import AplStatus, antibody_reading
from workup.interpretation.reading import apl_item_reading, combine, reading_of, repeat_advice, tsh_out_of_range


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0.39", "abnormal"),
        ("0.4", "normal"),
        ("2", "normal"),
        ("4.0", "normal"),
        ("4.01", "abnormal"),
        ("0", "abnormal"),
        ("<0.01", "abnormal"),
        ("<0.4", "abnormal"),
        ("<=0.4", "not_read"),
        ("<3", "not_read"),
        (">4", "abnormal"),
        (">=4", "not_read"),
        (">100", "abnormal"),
        ("see report", "not_read"),
        (None, "not_read"),
    ],
)
def test_a_number_between_two_limits(value, expected):
    assert reading_of(sample("tsh", "2025-01-01", value, lower="0.4", upper="4.0")) == expected


@pytest.mark.parametrize(
    ("value", "limits", "expected"),
    [
        ("33", {"upper": "34"}, "normal"),
        ("<34", {"upper": "34"}, "normal"),
        ("<60", {"upper": "34"}, "not_read"),
        ("35", {"upper": "34"}, "abnormal"),
        ("55", {"lower": "50"}, "normal"),
        (">50", {"lower": "50"}, "normal"),
        (">30", {"lower": "50"}, "not_read"),
        ("49", {"lower": "50"}, "abnormal"),
        ("0", {"upper": "0"}, "normal"),
        ("5", {}, "not_read"),
    ],
)
def test_a_number_with_one_limit_or_none(value, limits, expected):
    assert reading_of(sample("tpo", "2025-01-01", value, **limits)) == expected


@pytest.mark.parametrize(
    ("word", "limits", "expected"),
    [
        (
            "abnormal",
            {"lower": "0.4", "upper": "4.0"},
            "abnormal",
        ),  # the laboratory calls it abnormal within its limits
        ("normal", {"lower": "0.4", "upper": "1.0"}, "abnormal"),  # or outside them normal
        ("normal", {}, "normal"),
        ("abnormal", {}, "abnormal"),
    ],
)
def test_word_and_limits_together_are_abnormal_when_either_is(word, limits, expected):
    assert reading_of(sample("tsh", "2025-01-01", "2", word=word, **limits)) == expected


@pytest.mark.parametrize(
    ("test", "word", "expected"),
    [
        ("fvl", "not_detected", "normal"),
        ("fvl", "heterozygous", "abnormal"),
        ("mthfr677", "homozygous", "abnormal"),
        ("mri", "normal", "normal"),
        ("mri", "abnormal", "abnormal"),
        ("rpr", "positive", "abnormal"),
        ("ana_screen", "negative", "normal"),
        ("cbc", "abnormal", "abnormal"),
        ("rub", "positive", "not_read"),  # immune, which is neither
        ("rub", "negative", "not_read"),
        ("hla_typing", None, "not_read"),
        ("karyo_poc", "failed", "not_read"),
        ("tsh", "indeterminate", "not_read"),
        ("cma_poc", "maternal_cells", "not_read"),
        ("tsh", "not_reported", "not_read"),
        ("la_interp", "positive", "abnormal"),
        ("no_such_test", "abnormal", "abnormal"),
    ],
)
def test_a_word(test, word, expected):
    assert reading_of(sample(test, "2025-01-01", word=word)) == expected


def test_what_cannot_be_read_is_not_read_whatever_the_number():
    assert reading_of(sample("tsh", "2025-01-01", "12", word="indeterminate", upper="4")) == "not_read"


@pytest.mark.parametrize(
    ("said", "reading"),
    [
        ({"word": "positive"}, "abnormal"),
        ({"word": "negative"}, "normal"),
        ({"word": "failed"}, "not_read"),
        ({}, "not_read"),
    ],
)
def test_an_antibody_that_cannot_be_read_is_not_read(said, reading):
    assert reading_of(sample("la_interp", "2024-01-01", **said)) == reading


def test_an_antibody_is_read_by_its_thresholds_in_the_clinics_mode():
    at_40 = sample("acl_igg", "2025-01-01", "40", unit="GPL", upper="20")

    assert reading_of(at_40) == "normal"
    assert reading_of(at_40, AplMode.ACR_EULAR) == "abnormal"


@pytest.mark.parametrize(
    ("value", "upper", "expected"),
    [("1:160", "80", "abnormal"), ("1:80", "80", "normal"), ("1:160", None, "not_read"), ("160", "80", "abnormal")],
)
def test_a_titre_against_the_printed_one(value, upper, expected):
    assert reading_of(sample("ana_titre", "2025-01-01", value, upper=upper)) == expected


@pytest.mark.parametrize(
    ("test", "value", "word", "expected"),
    [
        ("karyo_blood", "46,XX", None, "normal"),
        ("karyo_blood", "46,XX,inv(9)(p12q13)", None, "normal"),
        ("karyo_blood", "46,XX,9qh+", None, "normal"),
        ("karyo_blood", "46,XX,t(11;22)(q23.3;q11.2)", None, "abnormal"),
        ("karyo_poc", "47,XX,+16", None, "abnormal"),
        ("karyo_poc", "trisomy 16", None, "not_read"),
        ("cma_poc", "arr(1-22,X)x2", None, "normal"),
        ("cma_poc", "arr(16)x3", None, "abnormal"),
        ("cma_poc", "trisomy 16", "abnormal", "abnormal"),
        ("cma_poc", "arr(16)x3", "normal", "abnormal"),
    ],
)
def test_chromosomes(test, value, word, expected):
    assert reading_of(sample(test, "2025-01-01", value, word=word)) == expected


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        (["normal", "normal"], "normal"),
        (["normal", "not_read"], "not_read"),
        (["not_read", "abnormal"], "abnormal"),
        (["abnormal", "normal"], "abnormal"),
        ([], "not_read"),
    ],
)
def test_several_results_of_one_item(readings, expected):
    assert combine(readings) == expected


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([AplStatus.PERSISTENTLY_POSITIVE, AplStatus.NEGATIVE], "abnormal"),
        ([AplStatus.TRANSIENT, AplStatus.NEGATIVE], "normal"),
        ([AplStatus.SINGLE_POSITIVE_REPEAT_DUE], "abnormal"),
        ([AplStatus.NEGATIVE, AplStatus.INDETERMINATE], "not_read"),
        ([AplStatus.NEGATIVE, AplStatus.NOT_TESTED], "not_read"),
    ],
)
def test_antibodies_of_one_item(statuses, expected):
    untested = antibody_reading("acl_igg", facts(), ON)
    assert apl_item_reading(replace(untested, status=status) for status in statuses) == expected


@pytest.mark.parametrize(
    ("value", "limits", "word", "clinics", "expected"),
    [
        ("3.0", {"lower": "0.4", "upper": "4.0"}, None, None, False),
        ("4.5", {"lower": "0.4", "upper": "4.0"}, None, None, True),
        ("0.1", {"lower": "0.4", "upper": "4.0"}, None, None, True),
        ("3.0", {"lower": "0.4", "upper": "4.0"}, None, "2.5", True),
        ("2.5", {"lower": "0.4", "upper": "4.0"}, None, "2.5", False),
        ("4.2", {"lower": "0.4", "upper": "4.0"}, None, "4.5", False),  # the clinic's limit replaces the printed one
        ("0.1", {"lower": "0.4", "upper": "4.0"}, None, "2.5", True),
        ("3.0", {}, None, "2.5", True),
        ("3.0", {}, None, None, None),
        ("<5", {"upper": "4.0"}, None, None, None),
        ("3.0", {"upper": "4.0"}, "abnormal", None, True),
        (None, {}, "abnormal", None, True),
        (None, {}, "normal", None, False),
        (None, {}, "not_reported", None, None),
        ("9", {"upper": "4"}, "indeterminate", None, None),
    ],
)
def test_whether_a_tsh_asks_for_a_free_t4(value, limits, word, clinics, expected):
    inv = sample("tsh", "2025-01-01", value, word=word, **limits)

    assert tsh_out_of_range(inv, None if clinics is None else Decimal(clinics)) is expected


@pytest.mark.parametrize(
    ("test", "value", "words"),
    [
        ("ps_free", "40", "second one"),
        ("pc_clot", "40", "second one"),
        ("at_chrom", "40", "second one"),
        ("ps_free", "60", None),
        ("ps_free", "200", None),  # high, not low
        ("prl", "200", "fasting"),
        ("prl", "100", None),
        ("prl", "10", None),  # low
        ("tsh", "40", None),
    ],
)
def test_which_abnormal_result_is_worth_repeating(test, value, words):
    advice = repeat_advice(sample(test, "2025-01-01", value, lower="55", upper="125"))

    assert (advice is None) is (words is None)
    assert words is None or words in advice


def test_low_for_sure_or_no_advice():
    assert repeat_advice(sample("ps_free", "2025-01-01", "<60", lower="55")) is None
    assert repeat_advice(sample("ps_free", "2025-01-01", "<55", lower="55")) is not None
