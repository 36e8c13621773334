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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("09/05/2019", "can be read in two ways; write the month as a word: 9 May 2019 or 5 Sep 2019."),
        ("9.5.2019", "can be read in two ways; write the month as a word: 9 May 2019 or 5 Sep 2019."),
        ("12/12/2019", "is in figures; write the month as a word: 12 Dec 2019."),
        ("12.11.2019", "can be read in two ways; write the month as a word: 12 Nov 2019 or 11 Dec 2019."),
        ("15.3.2018", "is in figures; write the month as a word: 15 Mar 2018."),
        ("3/15/2018", "is in figures; write the month as a word: 15 Mar 2018."),
        ("13.1.2018", "is in figures; write the month as a word: 13 Jan 2018."),
        ("2018/3/5", "is in figures; write the month as a word: 5 Mar 2018."),
        ("5/2019", "is in figures; write the month as a word: May 2019."),
        ("2019.12", "is in figures; write the month as a word: Dec 2019."),
        ("03/02/19", "can be read in two ways; write the month as a word: 9 May 2019, May 2019 or 2019."),
        ("5/19", "can be read in two ways; write the month as a word: 9 May 2019, May 2019 or 2019."),
        ("31.2.2018", "is in no calendar; write for example 9 May 2019, May 2019 or 2019."),
        ("13/2018", "is in no calendar; write for example 9 May 2019, May 2019 or 2019."),
        ("1.1.0000", "is in no calendar; write for example 9 May 2019, May 2019 or 2019."),
    ],
)
def test_figures_alone_are_refused_with_what_they_can_mean(text, words):
    with pytest.raises(ValueError, match=r"figures|ways|calendar") as refused:
        read_date(text)
    assert str(refused.value) == f"“{text}” {words}"


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
