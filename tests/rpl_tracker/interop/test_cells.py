"""What a cell may hold, and what it says to someone who wrote something else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.values import ConditionCode, Smoking
from rpl_tracker.interop import cells
from rpl_tracker.interop.cells import CellError
from rpl_tracker.interop.sheets import SHEETS


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.full_date, "2019-05-09", date(2019, 5, 9)),
        (cells.full_date, "2024-02-29", date(2024, 2, 29)),
        (cells.full_date, "1900-01-01", date(1900, 1, 1)),
        (cells.partial_date, "2019", PartialDate(2019)),
        (cells.partial_date, "2019-05", PartialDate(2019, 5)),
        (cells.partial_date, "2019-05-09", PartialDate(2019, 5, 9)),
        (cells.whole, "0", 0),
        (cells.whole, "007", 7),
        (cells.decimal, "2.30", Decimal("2.30")),
        (cells.decimal, "-1", Decimal("-1")),
        (cells.yes_no, "yes", True),
        (cells.yes_no, "No", False),
        (cells.one_of(Smoking), "never", Smoking.NEVER),
        (cells.label, "P1", "P1"),
        (cells.condition, "fibroids", (ConditionCode.FIBROIDS, True)),
        (cells.condition, "-personal_vte", (ConditionCode.PERSONAL_VTE, False)),
        (cells.weeks, "45", 45),
        (cells.days, "6", 6),
        (cells.complications, "pprom@19+2; bleeding ;infection@8", ["pprom@19+2", "bleeding", "infection@8"]),
        (cells.words_apart, "eshre-2022; asrm-rpl-2012;", ["eshre-2022", "asrm-rpl-2012"]),
    ],
)
def test_a_cell_is_read_as_it_was_typed(read: Any, cell: str, value: Any) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell", "advice"),
    [
        (cells.full_date, "2019-05", "a month or a year alone"),
        (cells.full_date, "09/05/2019", "write it as 2019-05-09"),
        (cells.full_date, "2019-02-30", "in no calendar"),
        (cells.full_date, "1899-12-31", "check the year"),
        (cells.full_date, "2101-01-01", "check the year"),
        (cells.full_date, "٢٠١٩-05-09", "write it as 2019-05-09"),
        (cells.partial_date, "May 2019", "2019, 2019-05 or 2019-05-09"),
        (cells.partial_date, "2019-5", "2019, 2019-05 or 2019-05-09"),
        (cells.partial_date, "2019-13", "in no calendar"),
        (cells.whole, "1.0", "whole number"),
        (cells.whole, "-1", "whole number"),
        (cells.whole, "about 3", "whole number"),
        (cells.decimal, "1,5", "1.5"),
        (cells.decimal, "24-25", "text column"),
        (cells.decimal, "<5", "not one number"),
        (cells.decimal, "1e5", "not one number"),
        (cells.decimal, "NaN", "not one number"),
        (cells.yes_no, "true", "neither yes nor no"),
        (cells.one_of(Smoking), "Sometimes", "never, former, current"),
        (cells.label, "tissue", "choose a short one"),
        (cells.condition, "--fibroids", "write one of"),
        (cells.condition, "vte", "personal_vte"),
        (cells.weeks, "46", "0 to 45"),
        (cells.days, "7", "0 to 6"),
        (cells.complications, "pprom@19+7", "0 to 6"),
        (cells.complications, "pprom@19.2", "pprom@19+2"),
        (cells.complications, "fever", "severe_preeclampsia"),
        (cells.text, "a\x00b", "no text"),
    ],
)
def test_a_cell_that_cannot_be_read_says_what_to_write(read: Any, cell: str, advice: str) -> None:
    with pytest.raises(CellError, match=advice.replace("+", r"\+")):
        read(cell)


@given(st.sampled_from([column for sheet in SHEETS.values() for column in sheet.columns]), st.text(max_size=40))
def test_any_text_is_read_or_refused_with_words(column: Any, cell: str) -> None:
    try:
        column.read(cell)
    except CellError as refused:
        words = str(refused)
    else:
        words = "read"
    assert words


@given(st.decimals(-10_000, 10_000, places=3, allow_nan=False, allow_infinity=False))
def test_a_number_keeps_its_digits(number: Decimal) -> None:
    assert str(cells.decimal(format(number, "f"))) == format(number, "f")


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from([4, 7, 10]))
def test_a_date_keeps_its_precision(day: date, length: int) -> None:
    assert str(cells.partial_date(day.isoformat()[:length])) == day.isoformat()[:length]


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=list(SHEETS))
def test_the_identity_of_a_sheet_is_made_of_its_columns(sheet: Any) -> None:
    names = {column.name for column in sheet.columns}
    assert set(sheet.identity) <= names
    assert len(names) == len(sheet.columns)
