"""PHQ-9, GAD-7, EPDS: ranges, bands at each edge, and the self-harm item whatever the total."""

from datetime import date
from decimal import Decimal

import pytest

from patients.obstetrics.interpreted import Mark
from tests.facts import ordered, partner, result, woman
from workup.interpretation.beside import beside
from workup.interpretation.questionnaires import (
    EPDS_CITATION,
    flagged,
    read_questionnaire,
    self_harm_flag,
    total_fault,
)

ON = date(2026, 11, 22)


def total(test, number, item=None, on="2026-11-01", **known):
    return result(test, number, on, self_harm_item=item, **known)


def said(one):
    return [line.says for line in read_questionnaire(one, woman(), ON)]


@pytest.mark.parametrize(("test", "most"), [("phq9", 27), ("gad7", 21), ("epds", 30)])
def test_totals_that_can_be(test, most):
    assert total_fault(test, Decimal(0)) == total_fault(test, Decimal(most)) == ""
    for wrong in (Decimal(-1), Decimal(most + 1), Decimal("3.5"), None):
        assert f"a whole number from 0 to {most}" in total_fault(test, wrong)
    assert total_fault("tsh", Decimal(400)) == total_fault("tsh", None) == ""


@pytest.mark.parametrize(
    ("number", "band"),
    [
        (0, "minimal"), (4, "minimal"), (5, "mild"), (9, "mild"), (10, "moderate"), (14, "moderate"),
        (15, "moderately severe"), (19, "moderately severe"), (20, "severe"), (27, "severe"),
    ],
)  # fmt: skip
def test_bands_of_phq9(number, band):
    assert f"{number} of 27: {band}" in said(total("phq9", number, 0))


@pytest.mark.parametrize(
    ("number", "band"),
    [
        (4, "0 to 4"),
        (5, "5 to 9"),
        (9, "5 to 9"),
        (10, "10 to 14"),
        (14, "10 to 14"),
        (15, "15 to 21"),
        (21, "15 to 21"),
    ],
)
def test_bands_of_gad7(number, band):
    assert f"{number} of 21: {band}" in said(total("gad7", number))


def test_a_total_has_one_band():
    assert said(total("phq9", 3, 0)) == ["3 of 27: minimal"]
    assert said(total("gad7", 3)) == ["3 of 21: 0 to 4"]


@pytest.mark.parametrize(
    ("test", "number", "words", "there"),
    [
        ("phq9", 9, "positive screen", False),
        ("phq9", 10, "positive screen", True),
        ("gad7", 7, "positive by the NHS", False),
        ("gad7", 8, "positive by the NHS", True),
        ("gad7", 9, "positive screen (10", False),
        ("gad7", 10, "positive screen (10", True),
        ("epds", 9, "possible", False),
        ("epds", 10, "possible", True),
        ("epds", 12, "likely", False),
        ("epds", 13, "likely", True),
    ],
)
def test_positive_from(test, number, words, there):
    lines = said(total(test, number, 0 if test != "gad7" else None))
    assert any(words in line for line in lines) is there
    assert any("screening is not a diagnosis" in line for line in lines) is (there or (test != "phq9" and number >= 8))


def acts(one):
    return [line.acts for line in read_questionnaire(one, woman(), ON)]


def test_a_positive_screen_and_a_missing_item_ask_for_something_and_a_band_does_not():
    assert acts(total("phq9", 9, 0)) == [False]
    assert acts(total("phq9", 10, 0)) == [False, True]
    assert acts(total("phq9", 9)) == [True, False]
    assert acts(total("epds", 9, 0)) == [False]


@pytest.mark.parametrize(
    ("test", "item", "number", "source"),
    [
        ("phq9", 1, 9, "general knowledge, no document on file"),
        ("phq9", None, 9, "general knowledge, no document on file"),
        ("epds", 1, 10, EPDS_CITATION),
        ("epds", None, 10, EPDS_CITATION),
    ],
)
def test_the_self_harm_item_has_its_number_and_source(test, item, number, source):
    first, *_ = read_questionnaire(total(test, 5, item), woman(), ON)
    assert (first.says.startswith(f"item {number} (self-harm)"), first.source) == (True, source)


def test_what_has_no_self_harm_item_is_not_flagged():
    assert self_harm_flag(total("gad7", 8, 1)) is None
    assert self_harm_flag(total("tsh", 8, 1)) is None


def test_epds_below_its_cut_points_names_its_authors():
    [line] = read_questionnaire(total("epds", 3, 0), woman(), ON)
    assert "below 10" in line.says
    assert "Cox, Holden, Sagovsky 1987" in line.source
    assert line.mark is Mark.RECALLED


@pytest.mark.parametrize("test", ["phq9", "epds"])
@pytest.mark.parametrize("item", [1, 2, 3])
def test_the_self_harm_item_comes_first_whatever_the_total(test, item):
    first, *_ = read_questionnaire(total(test, 2, item), woman(), ON)
    assert first.says.endswith(f"(self-harm) is {item}, not 0: flagged whatever the total")
    assert first.acts
    assert first.mark is Mark.RECALLED


def test_an_item_of_0_is_not_flagged_and_one_not_recorded_is_not_0():
    assert not any("self-harm" in line for line in said(total("phq9", 8, 0)))
    assert said(total("phq9", 8))[0] == "item 9 (self-harm) is not recorded: a total alone does not answer it"
    assert not any("self-harm" in line for line in said(total("phq9", 0)))
    assert not any("self-harm" in line for line in said(total("gad7", 8)))


def test_what_is_no_total_has_no_band():
    assert not any(" of 27" in line for line in said(total("phq9", "<5", 0)))
    assert not any(" of 27" in line for line in said(total("phq9", "40", 0)))
    assert said(ordered("phq9", "2026-11-01")) == said(result("tsh", "2.0", "2026-11-01")) == []


def test_it_stands_beside_the_result():
    one = total("phq9", 12, 1)
    assert "12 of 27: moderate" in [line.says for line in beside(one, woman(investigations=[one]), ON)]


def flags(*totals):
    return [(one.test, one.self_harm_item) for one in flagged(woman(investigations=list(totals), partners=[partner()]))]


def test_the_newest_answer_of_each_questionnaire_decides():
    early, late = total("phq9", 9, 2, "2026-01-01"), total("phq9", 3, 0, "2026-06-01")
    assert flags(early) == [("phq9", 2)]
    assert flags(early, late) == flags(late, early) == []
    assert flags(early, total("phq9", 3, None, "2026-06-01")) == [("phq9", 2)]
    assert flags(early, total("epds", 3, 0, "2026-06-01")) == [("phq9", 2)]
    same_day = total("phq9", 3, 0, "2026-01-01"), total("phq9", 3, 1, "2026-01-01")
    assert flags(*same_day) == flags(*reversed(same_day)) == [("phq9", 1)]


def test_the_newest_flag_comes_first():
    early, late = total("phq9", 9, 2, "2026-01-01"), total("epds", 9, 1, "2026-06-01")
    assert flags(early, late) == flags(late, early) == [("epds", 1), ("phq9", 2)]


def test_an_undated_one_is_never_overtaken_and_a_partners_is_his_own():
    assert flags(total("phq9", 9, 2, None), total("phq9", 3, 0, "2026-06-01")) == [("phq9", 2)]
    his = total("phq9", 9, 2, "2026-01-01", partner="P1")
    assert flags(his, total("phq9", 3, 0, "2026-06-01")) == [("phq9", 2)]
