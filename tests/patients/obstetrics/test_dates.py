from datetime import date

import pytest

from patients.obstetrics.dates import PartialDate, in_words, plus


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "words"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31), "2019"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "Feb 2024"),
        ("2019-05-09", date(2019, 5, 9), date(2019, 5, 9), "9 May 2019"),
    ],
)
def test_a_partial_date_keeps_its_precision(text, earliest, latest, words):
    partial = PartialDate.parse(text)
    assert (partial.earliest, partial.latest, partial.words, str(partial)) == (earliest, latest, words, text)


def test_only_a_full_date_is_exact():
    assert PartialDate.parse("2019-05-09").exact == date(2019, 5, 9)
    assert PartialDate.parse("2019-05").exact is None
    assert PartialDate.of(date(2019, 5, 9)) == PartialDate(2019, 5, 9)


@pytest.mark.parametrize("text", ["", "19", "2019-5", "2019/05", "May 2019", "2019-05-09T00:00", "09.05.2019"])
def test_another_shape_is_refused_in_words(text):
    with pytest.raises(ValueError, match="is not a date; write 2019, 2019-05 or 2019-05-09"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["2019-13", "2019-00", "2019-02-29", "2019-05-00", "0000"])
def test_what_is_in_no_calendar_is_refused(text):
    with pytest.raises(ValueError, match="is in no calendar"):
        PartialDate.parse(text)


def test_a_day_needs_its_month():
    with pytest.raises(ValueError, match="a day needs its month"):
        PartialDate(2019, None, 9)


def test_days_in_words_and_moved():
    assert in_words(date(2026, 11, 2)) == "2 Nov 2026"
    assert plus(date(2024, 2, 28), 2) == date(2024, 3, 1)


def test_days_stop_at_the_ends_of_the_calendar():
    assert plus(date.max, 1) == plus(date(9999, 12, 1), 280) == date.max
    assert plus(date.min, -1) == date.min
    assert plus(date.max, 0) == date.max
