"""As the laboratory reported it: comparator, decimal and text are kept apart, nothing is rounded or guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workup import catalogue
from workup.forms.reported import as_typed, read_reported

TSH = catalogue.tests()["tsh"]


@pytest.mark.parametrize(
    ("typed", "comparator", "value"),
    [
        ("12", None, "12"),
        (" 3.10 ", None, "3.10"),
        ("<17", "<", "17"),
        ("< 3.0", "<", "3.0"),
        (">= 40", ">=", "40"),
        ("≤0.5", "<=", "0.5"),
        ("-1.2", None, "-1.2"),
        ("0", None, "0"),
    ],
)
def test_a_number_keeps_its_comparator_and_its_text(typed, comparator, value):
    read = read_reported(TSH, typed)
    assert (read.comparator, read.value, read.number) == (comparator, value, Decimal(value))


@pytest.mark.parametrize("typed", ["24-25", "24 25", "1.2 - 1.4", "see letter", "haemolysed"])
def test_what_is_no_number_is_kept_as_it_was_reported(typed):
    assert read_reported(TSH, typed).value == typed
    assert read_reported(TSH, typed).number is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("3,5", "with a point"),
        ("1,200", "with a point"),
        ("1 200", "no mark between thousands"),
        ("<1\N{NO-BREAK SPACE}200.5", "no mark between thousands"),
        ("1’200", "no mark between thousands"),
        ("<", "needs a number"),
        ("12 mIU/L", "Write 12 here and “mIU/L” under Unit"),
        ("<0.5 mg/L", "Write <0.5 here"),
        ("negative", "choose it under Result"),
        ("Not detected", "choose it under Result"),
        ("neg.", "choose it under Result"),
        ("Positiv", "choose it under Result"),
        ("0.1234567", "nothing is rounded"),
        ("12345678901", "nothing is rounded"),
    ],
)
def test_slips_are_refused_in_words(typed, words):
    with pytest.raises(ValueError, match=words):
        read_reported(TSH, typed)


def test_a_titre_keeps_its_shape():
    read = read_reported(catalogue.tests()["ana_titre"], "1:160")
    assert (read.value, read.number) == ("1:160", None)


def test_a_karyotype_is_checked_and_kept():
    blood = catalogue.tests()["karyo_blood"]
    assert read_reported(blood, "46,XX,t(11;22)(q23;q11.2)").value == "46,XX,t(11;22)(q23;q11.2)"
    with pytest.raises(ValueError, match="no valid karyotype"):
        read_reported(blood, "46XX")
    with pytest.raises(ValueError, match="no valid array result"):
        read_reported(catalogue.tests()["cma_poc"], "arr nonsense")


def test_free_text_may_hold_a_comma_and_a_unit():
    assert read_reported(catalogue.tests()["hla_typing"], "A*02:01, B*07").value == "A*02:01, B*07"


@given(
    number=st.decimals(-(10**9), 10**9, allow_nan=False, places=4), sign=st.sampled_from(["", "<", "<=", ">", ">="])
)  # fmt: skip
def test_what_is_stored_is_typed_again_as_it_was(number, sign):
    read = read_reported(TSH, f"{sign}{number:f}")
    assert read.number == number
    assert as_typed(read.value, str(read.comparator or "")) == f"{sign}{number:f}"
