"""ISCN microarray results: domain-logic.md, 8."""

import pytest

from workup.interpretation.array import parse_array
from workup.interpretation.karyotype import KaryotypeError


@pytest.mark.parametrize(
    ("text", "normal", "structural"),
    [
        ("arr(1-22,X)x2", True, False),
        ("arr(1-22)x2,(X,Y)x1", True, False),
        ("arr(1-22)x2", True, False),
        ("arr(1-22)×2,(X,Y)×1", True, False),
        ("arr[GRCh38] (1-22,X)x2", True, False),
        ("arr(16)x3", False, False),
        ("arr(1-22)x2,(X)x1", False, False),
        ("arr(X)x1,(Y)x0", False, False),
        ("arr(X)x2,(Y)x1", False, False),
        ("arr(1-22,X)x3", False, False),
        ("arr(1-20,22)x2,(21)x1,(X)x2", False, False),
        ("arr[GRCh38] 22q11.21(18912231_21465672)x1", False, True),
        ("arr[GRCh38]22q11.21(18912231_21465672)x1", False, True),
        ("arr[hg19] 1q21.1q21.2(145413191_147391923)x3dn", False, True),
        ("arr[GRCh37] 8p23.3p22(100_200)x1,22q11.21(100_200)x3", False, True),
        ("arr[GRCh37] 8p23.1(100_200)x2", True, False),
        ("arr[GRCh37] Xp22.31(100_200)x2", True, False),
        ("arr[GRCh37] Yq11.2(100_200)x2", False, True),
        ("arr[GRCh37] 8p23.1(100_200)x2,22q11.21(100_200)x1", False, True),
        ("arr(1-22)x2,(X)x2,(Y)x0", True, False),
        ("arr(21)x1,(X,Y)x1", False, False),
        ("arr(22)x3", False, False),
        ("arr(1)x3", False, False),
    ],
)
def test_what_was_lost_or_gained(text, normal, structural):
    result = parse_array(text)

    assert (result.normal, result.unbalanced_structural) == (normal, structural)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" arr(16)x3", "whitespace"),
        ("46,XX", "syntax"),
        ("arr", "syntax"),
        ("arr 16x3", "syntax"),
        ("arr(16)", "syntax"),
        ("arr(23)x3", "syntax"),
        ("arr(22-1)x2", "syntax"),
        ("arr(1-Y)x2", "syntax"),
        ("arr(X-22)x2", "syntax"),
        ("arr(X-Y)x2", "syntax"),
        ("arr(0-3)x2", "syntax"),
        ("arr(1-)x2", "syntax"),
        ("arr(,16)x3", "syntax"),
        ("arr(16)x33", "syntax"),
        ("arr[GRCh38] 22q11.21(21465672_18912231)x1", "syntax"),
        ("arr[GRCh38] 29q11.21(1_2)x1", "syntax"),
        ("arr[GRCh38] 22q11.21x1", "syntax"),
        ("arr(1-22)x2,(21)x3", "chromosome_twice"),
        ("normal female", "syntax"),
    ],
)
def test_anything_else_is_refused_with_a_reason(text, code):
    with pytest.raises(KaryotypeError) as refused:
        parse_array(text)

    assert refused.value.code == code
    assert str(refused.value)


def test_positions_and_copies_are_kept_as_reported():
    [part] = parse_array("arr[GRCh38] 22q11.21(18912231_21465672)x1").parts

    assert (part.chromosome, part.bands, part.start, part.end, part.copies) == ("22", "q11.21", 18912231, 21465672, 1)


@pytest.mark.parametrize(
    ("text", "normal"),
    [("arr(X)x2,(Y)x0", True), ("arr(X)x3,(Y)x0", False), ("arr(X)x1,(Y)x1", True), ("arr(X)x2,(Y)x1", False)],
)
def test_the_usual_copies_of_x_and_y(text, normal):
    assert parse_array(text).normal is normal


def test_a_run_names_its_first_and_its_last_chromosome_and_those_between():
    assert [chromosome for chromosome, _ in parse_array("arr(2-4)x3").whole] == ["2", "3", "4"]


@pytest.mark.parametrize("text", ["arr(5-5)x2", "arr(5-4)x2", "arr[GRCh38] 22q11.21(100_100)x1"])
def test_a_run_or_a_segment_of_no_length_is_refused(text):
    with pytest.raises(KaryotypeError):
        parse_array(text)
