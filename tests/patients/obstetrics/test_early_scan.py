"""Ultrasound criteria of early loss: at, below and beyond each limit, and what is not said is not “no”."""

from decimal import Decimal

import pytest

from patients.obstetrics.early_scan import CRITERIA, Category, read_by_nice, read_scan
from patients.obstetrics.scans import Interval, Sac, Scan
from patients.obstetrics.values import Route

DIAGNOSTIC, SUSPICIOUS, NOT_MET, CANNOT_TELL = (
    Category.DIAGNOSTIC_OF_LOSS, Category.SUSPICIOUS, Category.NOT_MET, Category.CANNOT_TELL,
)  # fmt: skip


def seen(route=Route.TRANSVAGINAL, **known):
    """A scan of which only what is named is recorded; lengths may be written as numbers."""
    return Scan(route=route, **{n: Decimal(str(v)) if n.endswith("_mm") else v for n, v in known.items()})


def ago(fewest, most=None):
    return (Interval(fewest, fewest if most is None else most),)


def sac(mm, *days):
    return (Sac(Decimal(str(mm)), *ago(*days)),)


def category(**known):
    return read_scan(seen(**known)).category


def words(**known):
    return [criterion.words for criterion in read_scan(seen(**known)).fired]


@pytest.mark.parametrize(
    ("crl", "cardiac", "expected"),
    [
        (7.0, False, DIAGNOSTIC),
        (6.9, False, SUSPICIOUS),
        (7.0, True, NOT_MET),
        (6.9, True, NOT_MET),
        (7.0, None, CANNOT_TELL),
        (6.9, None, CANNOT_TELL),
    ],
)
def test_an_embryo(crl, cardiac, expected):
    assert category(crl_mm=crl, embryo=True, cardiac=cardiac) is expected


@pytest.mark.parametrize(
    ("msd", "embryo", "expected"),
    [
        (25, False, DIAGNOSTIC),
        (24.9, False, SUSPICIOUS),
        (16, False, SUSPICIOUS),
        (15.9, False, NOT_MET),
        (25, True, NOT_MET),
        (25, None, CANNOT_TELL),
        (16, None, CANNOT_TELL),
        (15.9, None, NOT_MET),
    ],
)
def test_a_sac(msd, embryo, expected):
    assert category(msd_mm=msd, embryo=embryo) is expected


@pytest.mark.parametrize("field_days", [("sac_without_yolk_ago", 14), ("sac_with_yolk_ago", 11)])
@pytest.mark.parametrize(("off", "expected"), [(0, DIAGNOSTIC), (-1, SUSPICIOUS), (1, DIAGNOSTIC)])
def test_days_after_a_sac(field_days, off, expected):
    field, days = field_days
    assert category(cardiac=False, **{field: ago(days + off)}) is expected
    assert category(embryo=False, **{field: ago(days + off)}) is expected
    assert category(cardiac=True, **{field: ago(days + off)}) is NOT_MET
    assert category(**{field: ago(days + off)}) is CANNOT_TELL


@pytest.mark.parametrize("field", ["sac_without_yolk_ago", "sac_with_yolk_ago"])
def test_six_and_seven_days_after_a_sac(field):
    assert category(cardiac=False, **{field: ago(6)}) is NOT_MET
    assert category(cardiac=False, **{field: ago(7)}) is SUSPICIOUS


def test_days_that_are_known_only_as_a_range():
    assert category(cardiac=False, sac_with_yolk_ago=ago(11, 20)) is DIAGNOSTIC
    assert category(cardiac=False, sac_with_yolk_ago=ago(1, 6)) is NOT_MET
    read = read_scan(seen(cardiac=False, sac_with_yolk_ago=ago(5, 20)))
    assert read.category is CANNOT_TELL
    assert {missing for _, missing in read.undecided} == {"the days between the scans"}
    assert category(cardiac=False, sac_with_yolk_ago=(Interval(),)) is CANNOT_TELL


def test_what_is_suspicious_may_be_more_when_the_days_are_open():
    read = read_scan(seen(crl_mm=5, embryo=True, cardiac=False, sac_with_yolk_ago=ago(8, 15)))
    assert read.category is SUSPICIOUS
    assert "11 days or more" in read.undecided[0][0].words


@pytest.mark.parametrize(
    ("before", "now", "days", "expected"),
    [(11.9, 23.7, 14, True), (11.9, 23.8, 14, False), (11.9, 15, 13, False), (12, 15, 14, False), (6, 11, 14, True)],
)
def test_a_small_sac_that_has_not_doubled(before, now, days, expected):
    fired = words(msd_mm=now, sacs=sac(before, days))
    assert any("not doubled" in criterion for criterion in fired) is expected


@pytest.mark.parametrize(
    ("mm", "days", "cardiac", "expected"),
    [
        (12, 7, False, DIAGNOSTIC),
        (12, 6, False, NOT_MET),
        (11.9, 7, False, NOT_MET),
        (12, 7, True, NOT_MET),
        (12, 7, None, CANNOT_TELL),
    ],
)
def test_no_activity_a_week_after_a_sac_of_12(mm, days, cardiac, expected):
    assert category(cardiac=cardiac, sacs=sac(mm, days)) is expected


@pytest.mark.parametrize(("days", "expected"), [(7, DIAGNOSTIC), (6, SUSPICIOUS)])
def test_an_embryo_still_twice(days, expected):
    assert category(crl_mm=4, embryo=True, cardiac=False, still_ago=ago(days)) is expected
    assert category(crl_mm=4, embryo=True, cardiac=True, still_ago=ago(days)) is NOT_MET


def test_activity_that_has_ceased():
    assert category(crl_mm=4, embryo=True, cardiac=False, activity_before=True) is DIAGNOSTIC
    assert category(crl_mm=4, embryo=True, cardiac=True, activity_before=True) is NOT_MET
    assert category(crl_mm=4, embryo=True, cardiac=False, activity_before=False) is SUSPICIOUS
    assert category(cardiac=None, activity_before=True) is CANNOT_TELL
    assert category(cardiac=False, activity_before=None) is CANNOT_TELL


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"by_lmp": (70, 70), "msd_mm": 18, "embryo": False}, DIAGNOSTIC),
        ({"by_lmp": (69, 69), "msd_mm": 18, "embryo": False}, SUSPICIOUS),
        ({"by_lmp": (70, 70), "msd_mm": 17.9, "embryo": False}, SUSPICIOUS),
        ({"by_lmp": (70, 70), "crl_mm": 3, "embryo": True, "cardiac": False}, DIAGNOSTIC),
        ({"by_lmp": (70, 70), "crl_mm": 2.9, "embryo": True, "cardiac": False}, SUSPICIOUS),
        ({"by_lmp": (70, 70), "crl_mm": 3, "embryo": True, "cardiac": True}, NOT_MET),
    ],
)
def test_from_70_days_on(known, expected):
    assert category(**known) is expected


def test_70_days_with_a_date_that_is_a_month():
    read = read_scan(seen(by_lmp=(60, 90), msd_mm=18, embryo=False))
    assert read.category is SUSPICIOUS
    assert [missing for _, missing in read.undecided] == ["the day of the scan"]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"by_lmp": (42, 42), "embryo": False}, SUSPICIOUS),
        ({"by_lmp": (41, 41), "embryo": False}, NOT_MET),
        ({"by_lmp": (42, 42), "embryo": True}, NOT_MET),
        ({"by_lmp": (42, 42)}, NOT_MET),
        ({"by_lmp": (40, 45), "embryo": False}, CANNOT_TELL),
        ({"empty_amnion": True}, SUSPICIOUS),
        ({"empty_amnion": False}, NOT_MET),
        ({"empty_amnion": None}, NOT_MET),
        ({"yolk_sac_mm": 7.1}, SUSPICIOUS),
        ({"yolk_sac_mm": 7}, NOT_MET),
        ({"msd_mm": 14, "crl_mm": 9.1, "cardiac": True}, SUSPICIOUS),
        ({"msd_mm": 14, "crl_mm": 9, "cardiac": True}, NOT_MET),
    ],
)
def test_other_signs(known, expected):
    assert category(**known) is expected


def test_every_criterion_can_fire_and_names_its_document():
    fired = {
        *words(crl_mm=7, cardiac=False, still_ago=ago(7), activity_before=True, by_lmp=(70, 70), sacs=sac(12, 7)),
        *words(crl_mm=3, cardiac=False, sac_with_yolk_ago=ago(7), sac_without_yolk_ago=ago(7), msd_mm=4, embryo=True),
        *words(msd_mm=25, embryo=False, by_lmp=(42, 42), sac_with_yolk_ago=ago(11), sac_without_yolk_ago=ago(14)),
        *words(still_ago=ago(7), embryo=True, cardiac=False),
        *words(msd_mm=16, embryo=False, empty_amnion=True, yolk_sac_mm=8),
        *words(msd_mm=10, sacs=sac(8, 14)),
    }
    assert fired == {criterion.words for criterion in CRITERIA}
    assert all(criterion.source and criterion.mark for criterion in CRITERIA)


@pytest.mark.parametrize(
    ("known", "fired"),
    [
        ({"crl_mm": 7, "embryo": True, "cardiac": False}, ["CRL 7 mm or more"]),
        ({"crl_mm": 6.9, "embryo": True, "cardiac": False}, ["CRL below 7 mm"]),
        ({"msd_mm": 25, "embryo": False}, ["mean sac diameter 25 mm or more"]),
        ({"msd_mm": 24.9, "embryo": False}, ["mean sac diameter 16 to 24 mm"]),
        ({"cardiac": False, "sac_without_yolk_ago": ago(14)}, ["no embryo with activity 14 days or more"]),
        ({"cardiac": False, "sac_without_yolk_ago": ago(13)}, ["no embryo with activity 7 to 13 days"]),
        ({"cardiac": False, "sac_with_yolk_ago": ago(11)}, ["no embryo with activity 11 days or more"]),
        ({"cardiac": False, "sac_with_yolk_ago": ago(10)}, ["no embryo with activity 7 to 10 days"]),
    ],
)
def test_what_is_diagnostic_is_not_said_to_be_suspicious_as_well(known, fired):
    assert [len(found) for found in (words(**known), fired)] == [1, 1]
    assert words(**known)[0].startswith(fired[0])


def test_the_route_decides_whether_the_criteria_apply():
    loss = {"crl_mm": 9, "embryo": True, "cardiac": False}
    unknown, other = read_scan(seen(None, **loss)), read_scan(seen(Route.TRANSABDOMINAL, **loss))
    assert unknown.category is other.category is CANNOT_TELL
    assert "not recorded" in unknown.because
    assert "transabdominal" in other.because
    assert unknown.fired[0].words.startswith("CRL 7 mm")
    assert read_scan(seen(None, crl_mm=9, embryo=True, cardiac=True)).category is NOT_MET


@pytest.mark.parametrize(
    ("route", "known", "action", "days"),
    [
        (Route.TRANSVAGINAL, {"crl_mm": 6.9, "cardiac": False}, "repeat_scan", 7),
        (Route.TRANSVAGINAL, {"crl_mm": 7.0, "cardiac": False}, "second_opinion_and_or_repeat_scan", 7),
        (Route.TRANSVAGINAL, {"msd_mm": 24.9, "embryo": False}, "repeat_scan", 7),
        (Route.TRANSVAGINAL, {"msd_mm": 25, "embryo": False}, "second_opinion_and_or_repeat_scan", 7),
        (Route.TRANSABDOMINAL, {"crl_mm": 9, "cardiac": False}, "repeat_scan", 14),
        (Route.TRANSABDOMINAL, {"msd_mm": 30, "embryo": False}, "repeat_scan", 14),
        (None, {"crl_mm": 9, "cardiac": False}, "repeat_scan", None),
        (Route.TRANSVAGINAL, {"crl_mm": 9, "cardiac": True}, None, None),
        (Route.TRANSVAGINAL, {"crl_mm": 9, "cardiac": None}, None, None),
        (Route.TRANSVAGINAL, {"msd_mm": 30, "embryo": None}, None, None),
    ],
)
def test_the_next_step_by_nice(route, known, action, days):
    read = read_by_nice(seen(route, **known))
    assert (read.action, read.min_days, read.second_assessor) == (action, days, action is not None)
    assert ("second assessor needed" in read.says) == (action is not None)


def test_the_words_of_nice_say_how_long_and_whether_a_second_opinion_may_do():
    def says(route, crl_mm):
        return read_by_nice(seen(route, crl_mm=crl_mm, cardiac=False)).says

    assert says(Route.TRANSVAGINAL, 6.9) == "scan again after 7 days or more; second assessor needed"
    assert says(Route.TRANSVAGINAL, 7).startswith("second opinion, and/or scan again after 7 days or more")
    assert says(Route.TRANSABDOMINAL, 7).startswith("scan again after 14 days or more")
    assert "7 days or more if it was transvaginal, 14 if transabdominal (not recorded)" in says(None, 7)


def test_no_words_declare_a_loss():
    said = " ".join(c.words for c in CRITERIA).lower()
    assert not [word for word in ("loss", "miscarri", "abortion", "dead", "died", "demise", "fail") if word in said]
    assert set(Category) == {"diagnostic_of_loss", "suspicious", "not_met", "cannot_tell"}
