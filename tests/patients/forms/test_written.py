import pytest

from patients.forms.written import read_date
from patients.obstetrics.dates import PartialDate


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("2019", PartialDate(2019)),
        ("2019-05", PartialDate(2019, 5)),
        ("2019-05-09", PartialDate(2019, 5, 9)),
        ("May 2019", PartialDate(2019, 5)),
        (" 9 May 2019 ", PartialDate(2019, 5, 9)),
        ("09 may 2019", PartialDate(2019, 5, 9)),
        ("1 Sept. 2020", PartialDate(2020, 9, 1)),
        ("29 february 2024", PartialDate(2024, 2, 29)),
    ],
)
def test_reads_what_can_be_read_in_one_way(text, meaning):
    assert read_date(text) == meaning


@pytest.mark.parametrize("text", ["09/05/2019", "5/2019", "9.5.2019", "03/02/19"])
def test_refuses_numbers_that_can_be_read_in_two_ways(text):
    with pytest.raises(ValueError, match="two ways"):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("29 February 2023", "in no calendar"),
        ("2023-02-30", "in no calendar"),
        ("2019-5-9", "lacks a zero"),
        ("9 Maj 2019", "no month"),
        ("ju 2019", "not a date"),
        ("last spring", "not a date"),
        ("", "not a date"),
    ],
)
def test_says_what_is_wrong(text, words):
    with pytest.raises(ValueError, match=words):
        read_date(text)


def test_a_month_name_that_could_be_two_is_no_month():
    with pytest.raises(ValueError, match="no month"):
        read_date("9 Mayy 2019")
