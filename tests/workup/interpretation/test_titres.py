"""Which titre persists, and on which days an antibody was positive: 40 and 80 units, two samples, what is not known."""

from decimal import Decimal

import pytest

from tests.facts import TODAY, medication, ordered, partial, result, woman
from workup.interpretation.days import Days
from workup.interpretation.titres import persists_at, positive_days, undecided

FIRST, SECOND = "2025-03-01", "2025-05-24"  # twelve weeks to the day


def acl(said, on=FIRST, unit="GPL", **known):
    return result("acl_igg", said, on, unit=unit, **known)


def persists(*rows, level=40, **known):
    return persists_at("acl_igg", Decimal(level), woman(investigations=list(rows), **known), TODAY)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((acl("40"), acl("40", SECOND)), True),
        ((acl("40"), acl("40", "2025-05-23")), False),
        ((acl("39.9"), acl("40", SECOND)), False),
        ((acl("40"), acl("39.9", SECOND)), False),
        ((acl("50"), acl("5", "2025-04-01"), acl("50", SECOND)), True),
        ((acl("50"),), False),
        ((acl("50"), acl("50", "2025-05")), None),  # the 24th or later, or before
        ((acl("50"), acl("5", "2025-05")), False),  # whenever in May it was, there is one positive only
        ((acl("50"), acl("positive", SECOND)), None),  # positive without units: perhaps as high
        ((acl("50"), acl("negative", SECOND)), False),
        ((acl("50"), acl("50", SECOND, unit="U", upper_limit=20)), None),
        ((), None),
        ((acl("failed"), acl("failed", SECOND)), None),
        ((ordered("acl_igg"),), None),
    ],
)
def test_twice_at_the_level_twelve_weeks_apart(rows, expected):
    assert persists(*rows) is expected


def test_each_level_is_asked_for_itself():
    rows = acl("79.9"), acl("80", SECOND)
    assert (persists(*rows, level=40), persists(*rows, level=80)) == (True, False)
    assert persists(acl("80"), acl("80", SECOND), level=80) is True


def la(on=FIRST, said="positive"):
    return result("la_interp", said, on)


def record(*rows, **known):
    return woman(investigations=list(rows), **known)


def test_a_sample_that_may_have_been_spoiled_takes_nothing_from_two_that_were_not():
    heparin = medication("heparin", "2025-06-10", "2025-06-12")
    rows = [la(FIRST), la(SECOND), la("2025-06")]
    assert persists_at("la_interp", Decimal(40), record(*rows, medications=[heparin]), TODAY) is True
    assert persists_at("la_interp", Decimal(40), record(rows[0], rows[2], medications=[heparin]), TODAY) is None


def test_days_of_positive_antibodies():
    facts = record(la(), acl("40", SECOND), acl("39.9", "2025-06-01"), la("2025-07-01", "negative"), acl("positive"))
    assert set(positive_days(facts, TODAY)) == {
        Days(partial(on).earliest, partial(on).latest) for on in (FIRST, SECOND)
    }


def test_what_cannot_be_read_is_no_positive_day():
    heparin = medication("heparin", "2025-02-01", "2025-04-01")
    assert positive_days(record(la(), medications=[heparin]), TODAY) == ()
    assert len(positive_days(record(acl("50"), medications=[heparin]), TODAY)) == 1
    assert positive_days(record(la(said="failed"), acl("failed")), TODAY) == ()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (acl("positive"), True),
        (acl("50", unit="U", upper_limit=20), True),
        (acl("50"), False),
        (acl("5"), False),
        (acl("negative"), False),
        (la(), False),
        (acl("failed"), False),
    ],
)
def test_positive_without_a_number_in_units_is_undecided(row, expected):
    assert undecided(record(row), TODAY) is expected
