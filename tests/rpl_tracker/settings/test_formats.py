"""Dates are shown with the month as a word, and never read with day and month as numbers alone."""

import datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils.formats import date_format

DAY = datetime.date(1990, 3, 2)


def test_dates_are_shown_with_a_word_for_the_month():
    assert date_format(DAY) == "2 Mar 1990"
    assert date_format(DAY, "SHORT_DATE_FORMAT") == "2 Mar 1990"
    assert Template("{{ day }}").render(Context({"day": DAY})) == "2 Mar 1990"
    assert date_format(datetime.datetime(1990, 3, 2, 14, 5), "DATETIME_FORMAT") == "2 Mar 1990, 14:05"  # noqa: DTZ001


@pytest.mark.parametrize("typed", ["1990-03-02", "2 Mar 1990", "02 March 1990"])
def test_dates_that_can_mean_one_day_are_read(typed):
    assert forms.DateField().clean(typed) == DAY


@pytest.mark.parametrize("typed", ["02/03/1990", "2.3.1990", "03-02-1990"])
def test_dates_that_can_mean_two_days_are_refused(typed):
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean(typed)
