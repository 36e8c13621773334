"""Results as reported: nothing clamped, rounded or guessed; what a test does not allow is refused with the reason."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rpl_tracker.interop.problems import Report
from tests.rpl_tracker.interop.files import Row, bring, brought, places, warned
from workup.models import Investigation

pytestmark = pytest.mark.django_db


def result(test: str, **row: str) -> Row:
    return {"mrn": "A1", "subject": "patient", "test": test, "collected_on": "2024-03-01", **row}


def told(row: Row) -> Report:
    sheets = {"partners": [{"mrn": "A1", "partner": "P1"}], "pregnancies": PREGNANCIES}
    return bring(**sheets, investigations=[row])


PREGNANCIES: list[Row] = [{"mrn": "A1", "number": "1", "outcome": "miscarriage"}]


@pytest.mark.parametrize(
    ("typed", "comparator", "value", "number"),
    [
        ("2.1", "", "2.1", "2.1"),
        ("2.10", "", "2.10", "2.10"),
        ("<17", "<", "17", "17"),
        ("< 0.5", "<", "0.5", "0.5"),
        (">=40", ">=", "40", "40"),
        ("≥40", ">=", "40", "40"),
        ("-3", "", "-3", "-3"),
        ("1:160", "", "1:160", None),
        ("not enough serum", "", "not enough serum", None),
    ],
)
def test_a_value_is_kept_as_reported(typed: str, comparator: str, value: str, number: str | None) -> None:
    brought(investigations=[result("tsh", value=typed)])
    stored = Investigation.objects.get()
    assert (stored.comparator, stored.value) == (comparator, value)
    assert stored.number == (None if number is None else Decimal(number))


def test_a_value_told_twice_with_its_sign_is_the_same() -> None:
    brought(investigations=[result("tsh", value="<17")])
    again = brought(investigations=[result("tsh", value="17", comparator="<")])
    assert again.counts["investigations"].unchanged == 1


def test_a_new_value_does_not_keep_the_old_sign() -> None:
    brought(investigations=[result("tsh", value="<17")])
    brought(investigations=[result("tsh", value="18")])
    assert Investigation.objects.get().comparator == ""


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (result("tsh", value="1,5"), "value", "point"),
        (result("tsh", value="1,234.5"), "value", "point"),
        (result("tsh", value="0.0000001"), "value", "decimal places"),
        (result("tsh", value=">5", comparator="<"), "comparator", "contradicts"),
        (result("tsh", value="much", comparator="<"), "value", "needs a number"),
        (result("tsh", result="positive"), "result", "normal, abnormal"),
        (result("fvl", result="positive"), "result", "not_detected, heterozygous, homozygous"),
        (result("acl_igg", result="maternal_cells"), "result", "positive, negative"),
        (result("tshh", value="2"), "test", "tsh"),
        (result("tsh", value="2", lower_limit="4", upper_limit="0.4"), "upper_limit", "above"),
        (result("karyo_blood", value="46XX"), "value", "not a valid karyotype"),
        (result("karyo_blood", value="47,XX"), "value", "not a valid karyotype"),
        (result("karyo_poc", subject="tissue", value="46,XX"), "pregnancy", "required for tissue"),
        (result("karyo_poc", subject="tissue", pregnancy="2", value="46,XX"), "pregnancy", "sheet pregnancies"),
        (result("karyo_poc", value="46,XX"), "subject", "tissue"),
        (result("cma_poc", subject="tissue", pregnancy="1", value="arr 22"), "value", "not a valid array"),
        (result("semen_panel", result="normal"), "subject", "a partner"),
        (result("tsh", subject="P2", value="2"), "subject", "she has P1"),
        (result("tsh", value="2", cycle_day="0"), "cycle_day", "1 or more"),
        (result("tsh", value="2", unit="x" * 31), "unit", "30"),
        (result("tsh", value="2", lab="x" * 121), "lab", "120"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(row: Row, column: str, words: str) -> None:
    report = told(row)
    assert places(report) == [("investigations", 2, column)]
    assert words in report.errors[0].message


@pytest.mark.parametrize(
    "row",
    [
        result("karyo_blood", value="46,XX,t(11;22)(q23.3;q11.2)"),
        result("karyo_blood", subject="P1", value="46,XY"),
        result("cma_poc", subject="tissue", pregnancy="1", result="maternal_cells"),
        result("ana_pattern", value="speckled"),
        result("ana_titre", value="1:160"),
        result("la_interp", result="indeterminate"),
        result("apl_panel", result="normal", collected_on=""),
        result("hla_typing", value="DQA1*05"),
        result("ana_screen", result="not_reported"),
    ],
)
def test_what_a_laboratory_may_report_is_taken(row: Row) -> None:
    assert told(row).errors == []


@pytest.mark.parametrize(("typed", "words"), [("positive", "under result"), ("see letter", "is not a number")])
def test_what_looks_like_a_slip_is_warned_about(typed: str, words: str) -> None:
    report = told(result("tsh", value=typed))
    assert report.errors == []
    assert warned(report) == [("investigations", 2, "value")]
    assert words in report.warnings[0].message


def test_laboratories_are_made_once() -> None:
    rows = [result(test, value="2", lab="Central") for test in ("tsh", "tpo")]
    brought(investigations=rows)
    assert len({stored.lab_id for stored in Investigation.objects.all()}) == 1
