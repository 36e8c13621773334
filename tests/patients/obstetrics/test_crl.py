"""Gestation by crown-rump length: each formula, its range, its rounding."""

from decimal import Decimal

import pytest

from patients.obstetrics.crl import (
    CrlOutOfRange,
    Formula,
    caveats,
    days_from_crl,
    raw_days,
    read_crl,
    uncertainty_words,
)

TABLE = [  # domain-logic.md, 3.2: Robinson, Hadlock, INTERGROWTH
    (5, "6+0", "6+2", None),
    (10, "7+1", "7+0", None),
    (20, "8+4", "8+4", "8+6"),
    (30, "9+6", "9+6", "9+6"),
    (45, "11+2", "11+2", "11+1"),
    (60, "12+3", "12+3", "12+3"),
    (84, "14+1", "14+2", "14+2"),
]


@pytest.mark.parametrize(("mm", "robinson", "hadlock", "intergrowth"), TABLE)
def test_the_three_formulae_side_by_side(mm, robinson, hadlock, intergrowth):
    read = [reading.words if reading.days is not None else None for reading in read_crl(Decimal(mm))]
    assert read == [robinson, hadlock, intergrowth]


@pytest.mark.parametrize(
    ("formula", "within", "beyond"),
    [
        (Formula.ROBINSON, ("5", "84", "84.0"), ("4.9", "84.1", "120")),
        (Formula.HADLOCK, ("0.1", "120.9"), ("0", "121", "200")),
        (Formula.INTERGROWTH, ("15", "95"), ("14.9", "95.1")),
    ],
)
def test_never_beyond_its_range(formula, within, beyond):
    assert all(days_from_crl(formula, Decimal(mm)) > 35 for mm in within)
    for mm in beyond:
        with pytest.raises(CrlOutOfRange, match="out of range"):
            days_from_crl(formula, Decimal(mm))


def test_out_of_range_says_the_range():
    robinson, hadlock, intergrowth = read_crl(Decimal(200))
    assert (robinson.days, robinson.words) == (None, "out of range (Robinson: 5 to 84 mm)")
    assert hadlock.words == "out of range (Hadlock: 0.1 to 120.9 mm)"
    assert intergrowth.words == "out of range (INTERGROWTH-21st: 15 to 95 mm)"


def test_robinson_has_its_factor_and_intergrowth_a_root():
    assert raw_days(Formula.ROBINSON, Decimal(45)) == pytest.approx(78.735, abs=0.01)
    assert raw_days(Formula.ROBINSON, Decimal(45)) != pytest.approx(77.745, abs=0.1)  # without 1.037
    assert raw_days(Formula.INTERGROWTH, Decimal(30)) == pytest.approx(68.987, abs=0.01)


def test_hadlock_ends_where_it_comes_to_18_weeks():
    assert raw_days(Formula.HADLOCK, Decimal("120.9")) == pytest.approx(126, abs=0.05)


def test_to_the_nearest_day():
    assert raw_days(Formula.ROBINSON, Decimal(84)) == pytest.approx(98.88, abs=0.01)
    assert days_from_crl(Formula.ROBINSON, Decimal(84)) == 99
    assert raw_days(Formula.ROBINSON, Decimal(20)) == pytest.approx(60.4, abs=0.01)
    assert days_from_crl(Formula.ROBINSON, Decimal(20)) == 60


def test_a_longer_embryo_is_never_younger():
    for formula, last in ((Formula.ROBINSON, 840), (Formula.HADLOCK, 1200), (Formula.INTERGROWTH, 950)):
        days = [days_from_crl(formula, Decimal(tenth) / 10) for tenth in range(150, last + 1)]
        assert days == sorted(days)


@pytest.mark.parametrize(("measurements", "days"), [(None, "4.7"), (1, "4.7"), (2, "4.7"), (3, "2.7"), (4, "2.7")])
def test_uncertainty(measurements, days):
    assert f"give or take {days} days" in uncertainty_words(measurements)
    assert ("not recorded" in uncertainty_words(measurements)) == (measurements is None)


def test_caveats():
    assert caveats(Decimal("84.1")) == ("above a CRL of 84 mm the head circumference dates the pregnancy [recalled]",)
    assert caveats(Decimal(84)) == caveats(Decimal(10)) == ()
    assert "few cases" in caveats(Decimal("9.9"))[0]
