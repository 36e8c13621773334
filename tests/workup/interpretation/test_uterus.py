"""ESHRE/ESGE 2013, ASRM 2016 and ASRM 2021 from the same numbers: each boundary, each missing number."""

from decimal import Decimal

import pytest

from workup.checklist.uterine import UterineFindings
from workup.interpretation.uterus import Shape, asrm_2016, asrm_2021, eshre_2013


def number(text):
    return None if text is None else Decimal(str(text))


def fundus(depth=None, angle=None, cleft=None, wall=None):
    return UterineFindings(number(depth), number(angle), number(cleft), number(wall))


@pytest.mark.parametrize(
    ("depth", "cleft", "wall", "words"),
    [
        (0, 0, 10, "U0, normal"),
        ("4.9", 0, 10, "U0, normal"),
        (5, 0, 10, "U0, normal"),  # exactly 50 % is still normal
        ("5.1", 0, 10, "U2, septate"),
        (20, "4.9", 10, "U2, septate"),
        (20, "5.1", 10, "U3, bicorporeal"),
        (2, "5.1", 10, "U3, bicorporeal"),
        (5, 5, 10, "U0, normal"),
        (0, 0, None, "U0, normal"),  # nothing is no half of any wall
    ],
)
def test_eshre(depth, cleft, wall, words):
    assert eshre_2013(fundus(depth, None, cleft, wall)).words == words


def test_eshre_names_no_class_on_its_own_line():
    verdict = eshre_2013(fundus(6, None, 5, 10))
    assert verdict.shape is Shape.BETWEEN
    assert "exactly 50 %" in verdict.words


def test_the_angle_does_not_matter_to_eshre():
    assert {eshre_2013(fundus(6, angle, 0, 10)).words for angle in (None, 60, 120)} == {"U2, septate"}


@pytest.mark.parametrize(
    ("depth", "cleft", "wall", "words"),
    [
        (6, None, 10, "cannot tell: external cleft not recorded; it may be U2 or U3"),
        (5, None, 10, "cannot tell: external cleft not recorded; it may be U0 or U3"),
        (None, 2, 10, "cannot tell: internal indentation depth not recorded; it may be U0 or U2"),
        (None, 0, None, "cannot tell: internal indentation depth and wall thickness not recorded; it may be U0 or U2"),
        (6, 2, None, "cannot tell: wall thickness not recorded; it may be U0, U2 or U3"),
        (6, 0, None, "cannot tell: wall thickness not recorded; it may be U0 or U2"),
        (0, 2, None, "cannot tell: wall thickness not recorded; it may be U0 or U3"),
        (None, None, 10, "cannot tell: internal indentation depth and external cleft not recorded; it may be "
                         "U0, U2 or U3"),
    ],
)  # fmt: skip
def test_eshre_names_what_is_missing(depth, cleft, wall, words):
    assert eshre_2013(fundus(depth, None, cleft, wall)) == (verdict := eshre_2013(fundus(depth, 60, cleft, wall)))
    assert (verdict.shape, verdict.words) == (None, words)


def test_eshre_does_not_ask_for_what_would_change_nothing():
    assert eshre_2013(fundus(None, None, 6, 10)).words == "U3, bicorporeal"
    words = "cannot tell: internal indentation depth not recorded"
    assert eshre_2013(fundus(None, None, 5, 10)).words == f"{words}"  # U0, or the line on which neither class begins


@pytest.mark.parametrize(
    ("depth", "angle", "words"),
    [
        ("15.1", "89.9", "septate"),
        (15, "89.9", "grey zone"),
        ("15.1", 90, "grey zone"),
        ("9.9", "90.1", "normal or arcuate"),
        (10, "90.1", "grey zone"),
        ("9.9", 90, "grey zone"),
        ("9.9", 60, "grey zone"),
        (20, 120, "grey zone"),
        (12, None, "grey zone"),  # neither class is left, whatever the angle
        (10, None, "grey zone"),
        (15, None, "grey zone"),
        (None, 90, "grey zone"),
        (0, 170, "normal or arcuate"),
    ],
)
def test_asrm_2016(depth, angle, words):
    assert asrm_2016(fundus(depth, angle)).words == words


@pytest.mark.parametrize(
    ("depth", "angle", "words"),
    [
        ("10.1", "89.9", "septate"),
        (10, "89.9", "not classified"),
        ("10.1", 90, "not classified"),
        (10, "90.1", "arcuate"),
        (10, 90, "not classified"),
        ("10.1", "90.1", "not classified"),
        (None, 90, "not classified"),
        (0, 170, "arcuate"),
    ],
)
def test_asrm_2021(depth, angle, words):
    assert asrm_2021(fundus(depth, angle)).words == words


@pytest.mark.parametrize("rule", [asrm_2016, asrm_2021])
@pytest.mark.parametrize(
    ("depth", "angle", "words", "left"),
    [
        (16, None, "indentation angle not recorded", "septate"),
        (9, None, "indentation angle not recorded", "arcuate"),
        (None, 89, "indentation depth not recorded", "septate"),
        (None, 91, "indentation depth not recorded", "arcuate"),
        (None, None, "indentation depth and indentation angle not recorded", "septate"),
        (0, None, "indentation angle not recorded", "arcuate"),
    ],
)
def test_asrm_names_what_is_missing(rule, depth, angle, words, left):
    verdict = rule(fundus(depth, angle, 2, 10))
    assert verdict.shape is None
    assert verdict.words.startswith(f"cannot tell: {words}; it may be ")
    assert left in verdict.words


def test_the_cleft_and_the_wall_do_not_matter_to_asrm():
    for rule in (asrm_2016, asrm_2021):
        assert rule(fundus(16, 80)) == rule(fundus(16, 80, 9, 10))


@pytest.mark.parametrize(
    ("rule", "depth", "angle", "shape"),
    [
        (asrm_2016, 16, 80, Shape.SEPTATE),
        (asrm_2016, 9, 100, Shape.NORMAL),
        (asrm_2016, 12, 80, Shape.BETWEEN),
        (asrm_2021, 12, 80, Shape.SEPTATE),
        (asrm_2021, 9, 100, Shape.NORMAL),
        (asrm_2021, 12, 100, Shape.BETWEEN),
    ],
)
def test_shapes_to_compare_by(rule, depth, angle, shape):
    assert rule(fundus(depth, angle)).shape is shape


def test_eshre_shapes():
    found = [eshre_2013(fundus(*each)).shape for each in ((2, 0, 0, 10), (6, 0, 0, 10), (6, 0, 6, 10))]
    assert found == [Shape.NORMAL, Shape.SEPTATE, Shape.BICORPOREAL]
