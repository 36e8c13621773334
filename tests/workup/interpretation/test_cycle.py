"""FSH, LH, oestradiol: the day of the cycle is part of the result."""

import pytest

from tests.workup.interpretation.said import said
from tests.workup.interpretation.samples import ON, facts, sample
from workup.interpretation.cycle import read_cycle_day

RULE = "Day of the cycle"


def words(test, value="8", day=3, unit="mIU/mL"):
    one = sample(test, "2024-01-01", value, unit=unit, cycle_day=day)
    return said(one, facts(one)).get(RULE)


@pytest.mark.parametrize("test", ["fsh", "lh", "e2"])
def test_without_its_day_it_says_so(test):
    assert words(test, day=None) == "It depends on the day of the cycle, which is not recorded"


def test_somebody_should_add_the_day_and_nobody_is_asked_once_it_is_there():
    undated, dated = (sample("fsh", "2024-01-01", "8", cycle_day=day) for day in (None, 3))
    assert [one.acts for one in read_cycle_day(undated, facts(undated), ON)] == [True]
    assert [one.acts for one in read_cycle_day(dated, facts(dated), ON)] == [False]


def test_amh_does_not_depend_on_it():
    assert words("amh", day=None) is None


@pytest.mark.parametrize(
    ("day", "value", "told"),
    [
        (2, "9.9", "below 10 mIU/mL, as is usual on day 2 to 5"),
        (5, "9.9", "below 10 mIU/mL, as is usual on day 2 to 5"),
        (3, "10", "10 mIU/mL or more"),
        (1, "9", "is for day 2 to 5"),
        (6, "9", "is for day 2 to 5"),
    ],
)
def test_fsh_has_a_limit_from_day_2_to_5(day, value, told):
    assert told in words("fsh", value, day)


@pytest.mark.parametrize("unit", ["m[IU]/mL", "mIU/mL", "[IU]/L", "IU/L", "U/L", "mU/mL"])
def test_the_limit_in_every_way_to_write_its_unit(unit):
    assert "10 mIU/mL or more" in words("fsh", "10", unit=unit)


def test_a_value_on_either_side_or_in_another_unit_has_no_limit():
    assert words("fsh", "<12") == "Day 3 of the cycle"
    assert words("fsh", "8", unit="ng/mL") == "Day 3 of the cycle"
    assert words("lh", "8") == "Day 3 of the cycle"
