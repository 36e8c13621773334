"""What is written is read back to the letter, and no cell is ever a formula."""

import csv
import io
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from rpl_tracker.interop.export.cells import written
from rpl_tracker.interop.export.files import LONGEST, TooLong, comma_separated, workbook
from rpl_tracker.interop.reading.uploads import read_packed

HEADER = ["mrn", "note"]
# What a form or an import can have stored: no control characters, no blanks at the ends, lines end with one sign.
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n=+-@\"',;#"), max_size=40)
STORED = TEXT.map(written).map(str.strip)
FORMULAS = ("=1+1", "+44 20", "-smoker", "@home", '=HYPERLINK("http://x")', '="x"', "#N/A", "＝1+1", "- 5")


def read(file):
    (table,) = read_packed(file.read()).tables
    assert table.header == tuple(HEADER)
    return [[*cells, *[""] * (len(HEADER) - len(cells))] for _, cells in table.rows]


@pytest.mark.parametrize("write", [workbook, comma_separated])
@given(rows=st.lists(st.tuples(st.just("A1"), STORED).map(list), min_size=1, max_size=5))
@example(rows=[["A1", text] for text in FORMULAS])
@example(rows=[["A1", "_x000D_ and _x0041_"], ["A1", "a\nb"], ["A1", "&lt;b&gt;"]])
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_back(write, rows):
    assert read(write([("patients", HEADER, rows)])) == rows


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_of_a_workbook_says_that_it_is_text(text):
    file = workbook([("patients", HEADER, [["A1", text]])])
    cell = load_workbook(file)["patients"]["B2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_between_commas_is_shown_as_the_text_that_it_is(text):
    with zipfile.ZipFile(comma_separated([("patients", HEADER, [["A1", text]])])) as archive:
        content = archive.read("patients.csv").decode("utf-8-sig")
    cell = list(csv.reader(io.StringIO(content)))[1][1]
    doubled = text.replace('"', '""')
    assert cell == (text if text == "#N/A" else f'="{doubled}"')


@pytest.mark.parametrize("text", ["-5", "-2.50", "12", "2019-05", "<17"])
def test_numbers_and_dates_stay_plain(text):
    with zipfile.ZipFile(comma_separated([("patients", HEADER, [["A1", text]])])) as archive:
        assert archive.read("patients.csv").decode("utf-8-sig").splitlines()[1] == f"A1,{text}"


def test_too_long_a_text_is_not_cut():
    with pytest.raises(TooLong):
        workbook([("patients", HEADER, [["A1", "x" * (LONGEST + 1)]])])
    assert read(comma_separated([("patients", HEADER, [["A1", "x" * (LONGEST + 1)]])]))[0][1] == "x" * (LONGEST + 1)
