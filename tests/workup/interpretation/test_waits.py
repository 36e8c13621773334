"""Longer published intervals: up to which day each is said, by source and mark; none of them decides anything."""

from dataclasses import replace
from datetime import date

import pytest

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.interpreted import Mark
from patients.obstetrics.values import ConditionCode, Subject
from tests.workup.interpretation.samples import ON, day, facts, pregnancy, sample, taken
from workup.checklist.facts import Condition
from workup.interpretation.collection import read_collection_day
from workup.interpretation.interference import readability
from workup.interpretation.waits import WAITS

VKA_LA = "advice: ISTH 2009 waits 1 to 2 weeks after a vitamin K antagonist, or for an INR below 1.5"
AFTER_PREGNANCY = "advice: protein S preferably 3 months or more after a pregnancy"
AFTER_VKA = "advice: some sources wait 4 to 6 weeks after a vitamin K antagonist"
AFTER_DOAC = "advice: sources wait 2 to 5 days after a direct oral anticoagulant"
AFTER_ANY = "advice: a source waits 2 to 4 weeks after an anticoagulant"
FIRST_MONTHS = "advice: a source does not test during the first 3 months of anticoagulation"
AFTER_THROMBOSIS = "advice: wait 3 months or more after an acute thrombosis"
LONG = ("2024-01-01", "2025-05-20")  # taken for more than a year
SHORT = ("2025-05-10", "2025-05-20")


def advice(test, collected, **known):
    return readability(sample(test, collected, "80"), facts(**known), ON).advice


def next_day(text):
    return date.fromordinal(day(text).toordinal() + 1).isoformat()


def thrombosis(since, code="personal_vte", **more):
    when = None if since is None else PartialDate.parse(since)
    return Condition(ConditionCode(code), more.pop("there", True), since=when, **more)


def with_conditions(test, collected, *conditions):
    return readability(sample(test, collected, "80"), replace(facts(), conditions=conditions), ON).advice


@pytest.mark.parametrize(
    ("test", "kind", "words", "last"),
    [
        ("la_interp", "vka", VKA_LA, "2025-06-02"),  # day 14 is 3 June
        ("pc_chrom", "vka", AFTER_VKA, "2025-06-30"),  # day 42 is 1 July
        ("ps_free", "vka", AFTER_VKA, "2025-06-30"),
        ("at_chrom", "doac", AFTER_DOAC, "2025-05-24"),
        ("apcr", "doac", AFTER_DOAC, "2025-05-24"),
        ("ps_clot", "doac", AFTER_DOAC, "2025-05-24"),
        *((test, kind, AFTER_ANY, "2025-06-16")  # day 28 is 17 June
          for test in ("pc_chrom", "pc_clot", "ps_free", "ps_clot", "ps_total", "at_chrom", "apcr")
          for kind in ("heparin", "lmwh", "vka", "doac")),
    ],
)  # fmt: skip
def test_a_wait_after_a_medication_is_said_until_it_is_over(test, kind, words, last):
    drug = {"medications": [taken(kind, *LONG)]}
    assert words in advice(test, "2025-05-20", **drug)  # also while it is taken
    assert words in advice(test, last, **drug)
    assert words not in advice(test, next_day(last), **drug)
    assert words not in advice(test, "2023-12-31", **drug)


@pytest.mark.parametrize("kind", ["heparin", "lmwh", "vka", "doac"])
@pytest.mark.parametrize("test", ["pc_chrom", "ps_free", "at_chrom", "apcr"])
def test_the_first_three_months_of_anticoagulation(test, kind):
    still = {"medications": [taken(kind, "2025-01-31", None)]}
    assert FIRST_MONTHS not in advice(test, "2025-01-30", **still)
    assert FIRST_MONTHS in advice(test, "2025-01-31", **still)
    assert FIRST_MONTHS in advice(test, "2025-04-29", **still)
    assert FIRST_MONTHS not in advice(test, "2025-04-30", **still)


def test_treatment_that_ended_within_three_months_of_its_start_is_counted_from_its_start():
    drug = {"medications": [taken("lmwh", *SHORT)]}
    assert FIRST_MONTHS in advice("ps_free", "2025-08-09", **drug)
    assert FIRST_MONTHS not in advice("ps_free", "2025-08-10", **drug)


@pytest.mark.parametrize(
    ("start", "collected", "said"),
    [
        ("2025-01", "2025-04-29", True),  # it may have begun on 31 January
        ("2025-01", "2025-04-30", False),
        ("2025-01", "2024-12-31", False),
        (None, "2025-05-01", True),
    ],
)
def test_a_start_that_is_known_in_part_may_be_as_late_as_it_can(start, collected, said):
    assert (FIRST_MONTHS in advice("ps_free", collected, medications=[taken("lmwh", start, None)])) is said


def test_an_unknown_start_lies_before_the_end():
    drug = {"medications": [taken("lmwh", None, "2025-01-31")]}
    assert FIRST_MONTHS in advice("ps_free", "2025-04-29", **drug)
    assert FIRST_MONTHS not in advice("ps_free", "2025-04-30", **drug)


def test_three_months_after_a_pregnancy_are_calendar_months():
    ended = {"pregnancies": [pregnancy(ended="2024-11-30", lmp="2024-09-20")]}
    assert AFTER_PREGNANCY in advice("ps_free", "2025-02-27", **ended)
    assert AFTER_PREGNANCY not in advice("ps_free", "2025-02-28", **ended)
    assert AFTER_PREGNANCY not in advice("pc_chrom", "2025-02-01", **ended)


@pytest.mark.parametrize("code", ["personal_vte", "arterial_thrombosis"])
@pytest.mark.parametrize("test", ["pc_chrom", "ps_free", "at_chrom"])
def test_three_months_after_a_thrombosis(test, code):
    clot = thrombosis("2025-01-15", code)
    assert with_conditions(test, "2025-01-14", clot) == ()
    assert with_conditions(test, "2025-04-14", clot) == (AFTER_THROMBOSIS,)
    assert with_conditions(test, "2025-04-15", clot) == ()


@pytest.mark.parametrize(
    "condition",
    [
        thrombosis(None),
        thrombosis("2025-01-15", there=False),
        thrombosis("2025-01-15", partner="P1"),
        thrombosis("2025-01-15", "thyroid_disease"),
    ],
)
def test_no_dated_thrombosis_of_hers_no_word(condition):
    assert with_conditions("ps_free", "2025-02-01", condition) == ()


def test_resistance_is_not_said_to_be_disturbed_by_a_thrombosis():
    assert with_conditions("apcr", "2025-02-01", thrombosis("2025-01-15")) == ()


@pytest.mark.parametrize("test", ["fvl", "pt20210", "mthfr677", "hcy", "acl_igg", "tsh", "karyo_blood"])
def test_what_nothing_disturbs_waits_for_nothing(test):
    record = {"medications": [taken("vka", *SHORT)], "pregnancies": [pregnancy(ended="2025-05-20")]}
    assert advice(test, "2025-05-21", **record) == ()


@pytest.mark.parametrize("kind", ["oestrogen", "aspirin", "levothyroxine"])
def test_what_is_no_anticoagulant_is_waited_for_by_nobody(kind):
    assert advice("ps_free", "2025-05-21", medications=[taken(kind, *SHORT)]) == ()


def test_a_wait_is_said_once_however_many_drugs_there_were():
    drugs = [taken("lmwh", *SHORT), taken("vka", *SHORT)]
    told = read_collection_day(sample("at_chrom", "2025-05-25", "80"), facts(medications=drugs), ON)
    said = [one.says for one in told]
    assert said.count("Advice: a source waits 2 to 4 weeks after an anticoagulant") == 1
    assert said.count("Advice: a source does not test during the first 3 months of anticoagulation") == 1


def test_nobody_elses_sample_waits():
    semen = sample("ps_free", "2025-05-21", "80", subject=Subject.PARTNER)
    assert readability(semen, facts(medications=[taken("vka", *SHORT)]), ON).advice == ()


def test_a_wait_moves_no_day_and_makes_nothing_unreadable():
    drug = facts(medications=[taken("vka", *LONG)])
    on_it = readability(sample("pc_chrom", "2025-05-20", "80"), drug, ON)
    assert (on_it.verdict, on_it.not_before) == ("unreadable", day("2025-06-03"))
    after = readability(sample("pc_chrom", "2025-06-03", "80"), drug, ON)
    assert (after.verdict, after.not_before, after.advice) == ("valid", None, (AFTER_VKA, AFTER_ANY))


@pytest.mark.parametrize(
    ("words", "source", "mark"),
    [
        (VKA_LA, "ISTH 2009", Mark.SEEN),
        (AFTER_PREGNANCY, "no document", Mark.RECALLED),
        (AFTER_VKA, "no document", Mark.RECALLED),
        (AFTER_DOAC, "no document", Mark.RECALLED),
        (AFTER_ANY, "admittomedicine.pages.dev", Mark.SEEN),
        (FIRST_MONTHS, "PMC4715840", Mark.SEEN),
        (AFTER_THROMBOSIS, "three months: no document", Mark.RULE),
    ],
)
def test_each_has_its_source_and_mark(words, source, mark):
    (wait,) = (wait for wait in WAITS if wait.words == words)
    assert source in wait.basis.source
    assert wait.basis.mark is mark
    assert len(WAITS) == 7


def test_a_course_that_ended_before_it_began_was_no_course():
    assert not advice("la_interp", "2025-06-01", medications=[taken("vka", "2025-05-25", "2025-05-20")])
    assert not advice("ps_free", "2025-06-01", medications=[taken("doac", "2025-05-25", "2025-05-20")])
