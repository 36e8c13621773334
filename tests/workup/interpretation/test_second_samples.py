"""One low inhibitor, one high prolactin: advice beside the result, marked as recalled."""

import pytest

from patients.obstetrics.interpreted import Mark
from tests.workup.interpretation.said import said
from tests.workup.interpretation.samples import ON, facts, sample, taken
from workup.interpretation.beside import beside

LOW, HIGH = "One low protein S, protein C or antithrombin", "High prolactin"


@pytest.mark.parametrize("test", ["pc_chrom", "pc_clot", "ps_free", "ps_clot", "ps_total", "at_chrom"])
@pytest.mark.parametrize(("value", "needs"), [("59.9", True), ("60", False), ("<60", True), ("<70", False)])
def test_a_low_inhibitor_needs_a_second_sample(test, value, needs):
    one = sample(test, "2024-01-10", value, lower="60")
    assert (LOW in said(one, facts(one))) is needs


def test_without_a_limit_nobody_can_tell():
    one = sample("ps_free", "2024-01-10", "20")
    assert LOW not in said(one, facts(one))


def test_a_low_inhibitor_that_cannot_be_read_has_its_cause_instead():
    one = sample("ps_free", "2024-01-10", "20", lower="60")
    assert LOW not in said(one, facts(one, medications=[taken("oestrogen", "2024-01-01")]))


@pytest.mark.parametrize(("value", "high"), [("25.1", True), ("25", False), (">25", True), ("24", False)])
def test_a_high_prolactin_is_repeated_fasting(value, high):
    one = sample("prl", "2024-01-10", value, upper="25")
    assert (HIGH in said(one, facts(one))) is high


def test_a_low_prolactin_is_not_a_high_one():
    one = sample("prl", "2024-01-10", "1", lower="4", upper="25")
    assert HIGH not in said(one, facts(one))


def test_the_advice_is_a_sentence():
    low, high = sample("ps_free", "2024-01-10", "20", lower="60"), sample("prl", "2024-01-10", "30", upper="25")
    assert said(low, facts(low))[LOW] == "One low value needs a second one before it is called a deficiency"
    assert said(high, facts(high))[HIGH].startswith("Repeat fasting, in the middle of the morning")


def test_the_mark_is_shown():
    one = sample("prl", "2024-01-10", word="abnormal")
    (advice,) = beside(one, facts(one), ON)
    assert (advice.mark, advice.source, advice.acts) == (Mark.RECALLED, "general knowledge, no document on file", True)
