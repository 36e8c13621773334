"""Results as they were reported (safety.md, H7): comparator, unit, limits and text are kept, nothing is rounded."""

from dataclasses import replace
from decimal import Decimal

import pytest

from patients.obstetrics.values import ResultWord
from tests.facts import collected, day, ordered, result
from workup.checklist.words import describe, joined, ordered_words, sentences, when


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (result("tsh", 12, unit="mIU/L", lower_limit="0.4", upper_limit="4.0"), "12 mIU/L (0.4-4.0)"),
        (result("tsh", "<0.01", unit="mIU/L"), "<0.01 mIU/L"),
        (result("tsh", "0"), "0"),
        (result("ab2gpi_igg", "<3.0", unit="U/mL", upper_limit=20), "<3.0 U/mL (up to 20)"),
        (result("ps_free", 60, unit="%", lower_limit=55), "60 % (from 55)"),
        (result("la_interp", "positive"), "positive"),
        (result("fvl", "not_detected"), "not detected"),
        (result("karyo_blood", "46,XX"), "46,XX"),
        (result("mri", "abnormal", comment="arcuate"), "abnormal: arcuate"),
        (result("tsh", "abnormal", comment="taken late"), "abnormal"),
        (result("karyo_poc", "failed", pregnancy=1), "failed, no result"),
        (result("ana_screen", "not_reported"), "done, result not on hand"),
        (result("tsh"), "no value"),
        (result("karyo_poc", "maternal_cells", pregnancy=1), "maternal cells"),
        (result("ps_free", ">=60", unit="%", lower_limit=55, upper_limit=120), ">=60 % (55-120)"),
        (result("mri", "abnormal"), "abnormal"),
        (result("something_new", "abnormal", comment="kept"), "abnormal"),
    ],
)
def test_a_result_reads_as_the_laboratory_reported_it(row, said):
    assert describe(row) == said


def test_a_number_and_a_word_are_both_said():
    both = replace(result("acl_igg", 12, unit="GPL"), word=ResultWord.NEGATIVE)
    assert describe(both) == "12 GPL, negative"


def test_trailing_zeros_and_a_comparator_in_the_text_are_kept_once():
    row = replace(result("tsh", "<3.0"), value="<3.0")
    assert describe(row) == "<3.0"
    assert describe(replace(row, value="", comparator=None, number=Decimal("1E+2"))) == "100"


@pytest.mark.parametrize(
    ("on", "said"), [("2024-03-01", "TSH on 1 Mar 2024"), ("2024-03", "TSH in Mar 2024"), (None, "TSH, date not known")]
)
def test_when_keeps_the_precision_of_the_date(on, said):
    assert when(result("tsh", 2, on)) == said


def test_orders_and_samples():
    assert ordered_words(ordered("tsh", "2024-03-01")) == "TSH ordered on 1 Mar 2024"
    assert ordered_words(ordered("tsh")) == "TSH ordered, date not known"
    sample = collected("tsh", "2024-03-02", ordered_on=day("2024-03-01"))
    assert ordered_words(sample) == "TSH collected on 2 Mar 2024"
    assert ordered_words(collected("tsh", "2024")) == "TSH collected in 2024"


def test_lists_and_sentences():
    assert [joined(names) for names in ([], ["a"], ["a", "b"])] == ["", "a", "a and b"]
    assert joined(["a", "b", "b", "c"]) == "a, b and c"
    assert sentences("one", "", "two.", "one") == "One. Two."
