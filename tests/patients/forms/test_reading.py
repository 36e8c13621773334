"""What the dates of a pregnancy say while it is typed."""

from datetime import date

import pytest

from patients.forms.reading import read
from patients.models import Pregnancy
from patients.obstetrics.dates import PartialDate

ON = date(2026, 11, 22)
LMP = date(2026, 1, 1)


def row(number=2, outcome="miscarriage", **more):
    return Pregnancy(number=number, outcome=outcome, **more)


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({"lmp": LMP, "ended_on": PartialDate(2026, 3, 12)}, "10+0 by the last period"),
        ({"edd": date(2026, 10, 8), "ended_on": PartialDate(2026, 3, 12)}, "10+0 by the due date"),
        ({"transfer_date": date(2026, 1, 20), "embryo_age_days": 5, "ended_on": PartialDate(2026, 3, 12)},
         "10+0 by the embryo transfer"),
        ({"lmp": LMP, "ended_on": PartialDate(2026, 3)}, ""),
        ({"lmp": LMP}, ""),
        ({"ga_weeks": 9, "ended_on": PartialDate(2026, 3, 12)}, ""),
    ],
)  # fmt: skip
def test_gestation_by_the_dates_alone(dates, words):
    assert read(row(**dates), [], ON).computed == words


def test_a_due_date_only_while_it_goes_on():
    assert read(row(outcome="ongoing", lmp=date(2026, 9, 1)), [], ON).due == "8 Jun 2027"
    assert read(row(lmp=LMP, ended_on=PartialDate(2026, 3, 12)), [], ON).due == ""


def test_contradictions_and_overlaps_are_named_for_this_pregnancy_only():
    mine = row(lmp=LMP, ended_on=PartialDate(2026, 3, 12), ga_weeks=6)
    others = [
        row(1, ended_on=PartialDate(2026, 2, 20), ga_weeks=8, pk=1),
        row(3, ended_on=PartialDate(2019, 5), ga_weeks=20, pk=3),
        row(4, ended_on=PartialDate(2019, 3), ga_weeks=8, pk=4),
    ]
    contradiction, overlap = read(mine, others, ON).warnings
    assert contradiction.startswith("The stated gestation")
    assert "1 and 2 overlap" in overlap


def test_the_stored_row_itself_does_not_overlap_itself():
    stored = row(lmp=LMP, ended_on=PartialDate(2026, 3, 12), pk=9)
    assert read(row(lmp=LMP, ended_on=PartialDate(2026, 3, 12), pk=9), [stored], ON).warnings == ()


def test_an_outcome_not_chosen_yet_is_no_error():
    assert read(row(number=None, outcome=""), [], ON).computed == ""


def test_the_clinics_word_for_a_late_loss():
    late = row(ended_on=PartialDate(2026, 3, 12), ga_weeks=21, ga_days=0)
    assert read(late, [], ON).warnings == ()
    (said,) = read(late, [], ON, 140).warnings
    assert said == "Ended at 21+0; this clinic says stillbirth from 20+0 on."
