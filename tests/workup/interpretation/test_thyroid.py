"""Thyroid: which limit fired, overt, subclinical, TPO, a drug without a result."""

from dataclasses import replace
from decimal import Decimal

import pytest

from patients.obstetrics.values import InvestigationStatus, Subject
from tests.workup.interpretation.said import said
from tests.workup.interpretation.samples import ON, facts, sample, taken
from workup.checklist.facts import ClinicSettings
from workup.interpretation.thyroid import antithyroid_without_result, read_thyroid

DAY = "2024-01-10"
LIMIT, OVERT, SUBCLINICAL = "TSH upper limit", "Overt hypothyroidism", "Subclinical hypothyroidism"
REFLEX, TEN, OLDER = "Free T4 after a TSH outside its limits", "TSH of 10 or more", "TSH limit of 2.5"


def tsh(value, upper=None, lower=None, unit="mIU/L", on=DAY):
    return sample("tsh", on, value, upper=upper, lower=lower, unit=unit)


def free_t4(value, on=DAY, test="ft4", **limits):
    return sample(test, on, value, unit="ng/dL", **({"lower": "0.8", "upper": "1.8"} | limits))


def told(one, *others, clinic=None):
    settings = ClinicSettings(tsh_upper=None if clinic is None else Decimal(clinic))
    return said(one, replace(facts(one, *others), settings=settings))


@pytest.mark.parametrize(
    ("value", "upper", "clinic", "words"),
    [
        ("4.1", None, None, "Above 4.0 (published; no other is on record)"),
        ("4.0", None, None, "Not above 4.0 (published; no other is on record)"),
        ("4.1", "4.2", None, "Not above 4.2 (printed with the result)"),
        ("4.3", "4.2", None, "Above 4.2 (printed with the result)"),
        ("2.6", "4.2", "2.5", "Above 2.5 (set by this clinic)"),
        ("2.5", "4.2", "2.5", "Not above 2.5 (set by this clinic)"),
        ("4.5", "5.0", "4.0", "Above 4.0 (set by this clinic)"),
        ("<3", "2", None, "Cannot tell: the value may lie on either side of 2 (printed with the result)"),
    ],
)
def test_the_limit_that_was_used_is_named(value, upper, clinic, words):
    assert told(tsh(value, upper), clinic=clinic)[LIMIT] == words


def test_a_limit_of_ours_does_not_read_another_unit_but_a_printed_one_does():
    assert told(tsh("3", unit="ng/mL"))[LIMIT].startswith("Cannot tell")
    assert told(tsh("3", "2", unit="ng/mL"))[LIMIT] == "Above 2 (printed with the result)"


@pytest.mark.parametrize(
    "unit",
    ["", "m[IU]/L", "mIU/L", " miu/l ", "u[IU]/mL", "uIU/mL", "\u00b5IU/mL", "\u03bcIU/mL", "mU/L", "uU/mL"],
)
def test_every_spelling_of_the_same_unit_is_read(unit):
    assert told(tsh("4.1", unit=unit))[LIMIT].startswith("Above 4.0")


def acts(one, *others, clinic=None):
    settings = ClinicSettings(tsh_upper=None if clinic is None else Decimal(clinic))
    record = replace(facts(one, *others), settings=settings)
    return {line.rule: line.acts for line in read_thyroid(one, record, ON)}


def test_what_asks_for_something_and_what_informs():
    assert acts(tsh("3"), clinic="2.5") == {LIMIT: False, OLDER: False, REFLEX: True}
    assert acts(tsh("12", "4"), free_t4("0.7")) == {LIMIT: False, TEN: True, OVERT: True}
    assert acts(tsh("5", "4"), free_t4("1")) == {LIMIT: False, SUBCLINICAL: True}
    assert acts(tsh("5", "4"), free_t4("1", lower=None)) == {LIMIT: False, SUBCLINICAL: True}
    assert acts(tsh("5", "4"), free_t4("1.9")) == {LIMIT: False, REFLEX: True}
    assert acts(tsh("0.1", "4", "0.4"), free_t4("1")) == {LIMIT: False, REFLEX: False}
    antibody = sample("tpo", DAY, "60", upper="34")
    assert [acts(antibody, *row) for row in ((), (tsh("3"),), (tsh("5"),))] == [{"TPO antibodies": True}] * 3
    assert acts(sample("tpo", DAY, "60")) == {"TPO antibodies": False}


@pytest.mark.parametrize(
    ("free", "rule"),
    [
        (sample("ft4", DAY, word="normal"), SUBCLINICAL),
        (sample("ft4", DAY, word="abnormal"), SUBCLINICAL),
        (free_t4(">1.9"), REFLEX),
        (free_t4("<0.7"), OVERT),
    ],
)
def test_a_free_t4_by_word_or_comparator(free, rule):
    assert set(told(tsh("5", "4"), free)) == {LIMIT, rule}
    by_this = "subclinical by this definition" in told(tsh("5", "4"), free).get(SUBCLINICAL, "")
    assert by_this is (free.word == "normal")


def test_two_free_t4_of_the_day_that_differ():
    low, normal, high = free_t4("0.7"), free_t4("1"), free_t4("1.9")
    assert OVERT in told(tsh("5", "4"), low, normal)
    assert "Cannot tell" in told(tsh("5", "4"), normal, high)[SUBCLINICAL]


def test_his_thyroid_and_what_cannot_be_read_say_nothing():
    his = sample("tsh", DAY, "9", upper="4", subject=Subject.PARTNER, partner="P1")
    failed = sample("tpo", DAY, "60", word="failed", upper="34")
    assert read_thyroid(his, facts(his), ON) == read_thyroid(failed, facts(failed), ON) == ()
    assert read_thyroid(free_t4("0.7"), facts(free_t4("0.7")), ON) == ()


def test_a_tsh_by_word_alone_has_no_limit():
    one = sample("tsh", DAY, word="abnormal")
    assert told(one) == {}


@pytest.mark.parametrize(
    ("free", "rule", "words"),
    [
        (free_t4("0.7"), OVERT, "overt hypothyroidism by this definition"),
        (free_t4("0.8"), SUBCLINICAL, "subclinical by this definition"),
        (free_t4("1.8"), SUBCLINICAL, "subclinical by this definition"),
        (free_t4("1.9"), REFLEX, "neither overt nor subclinical"),
        (free_t4("1.2", lower=None, upper=None), SUBCLINICAL, "Cannot tell"),
        (free_t4("1.2", lower=None), SUBCLINICAL, "Cannot tell"),
        (free_t4("0.7", test="ft4_si"), OVERT, "overt"),
    ],
)
def test_a_high_tsh_with_the_free_t4_of_the_same_day(free, rule, words):
    found = told(tsh("5", "4"), free)
    assert words in found[rule]
    assert set(found) == {LIMIT, rule}


@pytest.mark.parametrize("other", [(), (free_t4("0.7", "2024-01-11"),), (free_t4("0.7", "2024-01"),)])
def test_without_a_free_t4_of_that_day_it_is_asked_for(other):
    assert told(tsh("5", "4"), *other)[REFLEX].startswith("Outside its limits: a free T4 of the same day is not on")


@pytest.mark.parametrize(
    ("others", "named"),
    [
        ((), ""),
        (
            (free_t4("0.7", "2024-01-11"),),
            "; that of 11 Jan 2024 was not used, because it is not known to be of the day",
        ),
        ((free_t4("0.7", "2024-01"),), "; that of Jan 2024 was not used"),
        ((free_t4("0.7", None),), "; that of an unknown day was not used"),
        ((free_t4("0.7", "2024-01-11"), free_t4("0.9", "2024-02-01")), "; that of 11 Jan 2024 and 1 Feb 2024 was not"),
    ],
)
def test_a_free_t4_of_another_day_is_named_because_it_was_not_used(others, named):
    said = told(tsh("5", "4"), *others)[REFLEX]
    assert said.startswith(f"Outside its limits: a free T4 of the same day is not on record{named}")
    assert ("was not used" in said) is bool(others)


def test_beside_one_of_the_day_another_is_not_spoken_of():
    assert "was not used" not in told(tsh("5", "4"), free_t4("0.7"), free_t4("0.7", "2024-01-11"))[OVERT]


@pytest.mark.parametrize("status", ["ordered", "collected"])
def test_a_free_t4_without_a_result_is_none(status):
    under_way = replace(free_t4("0.7", "2024-01-11"), status=InvestigationStatus(status))
    assert "was not used" not in told(tsh("5", "4"), under_way)[REFLEX]


def test_a_tsh_of_a_month_has_no_free_t4_of_its_day():
    month = tsh("5", "4", on="2024-01")
    assert "that of 10 Jan 2024 was not used" in told(month, free_t4("0.7", "2024-01-10"))[REFLEX]


def test_a_low_tsh_asks_for_a_free_t4_too_and_is_no_hypothyroidism():
    low = tsh("0.1", "4", "0.4")
    assert "is not on record" in told(low)[REFLEX]
    assert set(told(low, free_t4("0.7"))) == {LIMIT, REFLEX}
    assert REFLEX not in told(tsh("0.4", "4", "0.4"))


@pytest.mark.parametrize(("value", "ten"), [("9.9", False), ("10", True), (">10", True)])
def test_ten_or_more(value, ten):
    assert (TEN in told(tsh(value, "4"))) is ten


@pytest.mark.parametrize(
    ("value", "clinic", "said_so"),
    [("2.5", "2.5", False), ("2.6", "2.5", True), ("4.0", "2.5", True), ("4.1", "2.5", False), ("3", "4.0", False)],
)
def test_between_the_two_limits_the_older_one_is_put_in_its_place(value, clinic, said_so):
    assert (OLDER in told(tsh(value), clinic=clinic)) is said_so


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ((), "no TSH of the same day is on record"),
        ((tsh("4.0"),), "Positive, TSH up to 4: inform her"),
        ((tsh("4.1"),), "Positive"),
        ((tsh("<5"),), "Positive"),
        ((tsh("3", on="2024-01-11"),), "no TSH of the same day is on record"),
    ],
)
def test_tpo_above_its_limit(others, words):
    assert words in told(sample("tpo", DAY, "60", upper="34"), *others)["TPO antibodies"]


def test_tpo_at_its_limit_says_nothing_and_without_one_cannot_tell():
    assert told(sample("tpo", DAY, "34", upper="34")) == {}
    assert told(sample("tpo", DAY, "60"))["TPO antibodies"].startswith("Cannot tell")


def test_an_antithyroid_drug_without_any_thyroid_result_is_said():
    drug = taken("antithyroid", "2025-12", name="Propylthiouracil")
    notice = antithyroid_without_result(facts(medications=[drug]))
    assert notice.says == (
        "Propylthiouracil (antithyroid), from Dec 2025, still taken: no TSH or free T4 result is on record"
    )
    assert notice.acts


@pytest.mark.parametrize(
    ("one", "said_so"),
    [
        (tsh("2"), False),
        (free_t4("1"), False),
        (sample("tpo", DAY, "10"), True),
        (replace(tsh("2"), status=InvestigationStatus.ORDERED), True),
        (sample("tsh", DAY, "2", subject=Subject.PARTNER, partner="P1"), True),
    ],
)
def test_her_own_final_tsh_or_free_t4_ends_it(one, said_so):
    drug = taken("antithyroid", "2025-12", "2026-01")
    assert (antithyroid_without_result(facts(one, medications=[drug])) is not None) is said_so


def test_another_drug_is_not_said():
    assert antithyroid_without_result(facts(medications=[taken("levothyroxine", "2025-12")])) is None
