"""Pregnancies and medication as certain and possible days: interfaces.md, 2a; rulings.md, 1, 10, 11, 23, 27."""

from datetime import date

import pytest

from patients.obstetrics.values import MedicationClass
from tests.facts import absent, present, woman
from tests.workup.interpretation.samples import day, facts, pregnancy, taken
from workup.interpretation.days import Days
from workup.interpretation.exposures import every_medication, medications_of, pregnancies_of, thromboses_of


def run(first, last):
    return Days(day(first) if first else date.min, day(last) if last else date.max)


def course(start, stop):
    [exposure] = medications_of(facts(medications=[taken("vka", start, stop)]), MedicationClass.VKA)
    return exposure


def of_pregnancy(**more):
    [exposure] = pregnancies_of(facts(pregnancies=[pregnancy(**more)]))
    return exposure


@pytest.mark.parametrize(
    ("start", "stop", "certain", "possible"),
    [
        ("2025-03-10", "2025-05-20", ("2025-03-10", "2025-05-20"), ("2025-03-10", "2025-05-20")),
        ("2025-03-10", "2025-03-10", ("2025-03-10", "2025-03-10"), ("2025-03-10", "2025-03-10")),
        ("2025-03-10", None, ("2025-03-10", None), ("2025-03-10", None)),
        ("2025-03", None, ("2025-03-31", None), ("2025-03-01", None)),
        ("2025-03", "2025-05", ("2025-03-31", "2025-05-01"), ("2025-03-01", "2025-05-31")),
        ("2025-03", "2025-03", None, ("2025-03-01", "2025-03-31")),
        ("2025-03", "2025-03-10", ("2025-03-10", "2025-03-10"), ("2025-03-01", "2025-03-10")),
        ("2025-03-20", "2025-03", ("2025-03-20", "2025-03-20"), ("2025-03-20", "2025-03-31")),
        (None, "2025-05-20", ("2025-05-20", "2025-05-20"), (None, "2025-05-20")),
        (None, "2025-05", None, (None, "2025-05-31")),
        (None, None, None, (None, None)),
        ("2025-05-20", "2025-03-10", None, None),
    ],
)
def test_days_of_a_medication(start, stop, certain, possible):
    exposure = course(start, stop)

    assert exposure.certain() == (run(*certain) if certain else None)
    assert exposure.possible() == (run(*possible) if possible else None)


def test_days_after_the_last_dose_are_counted_from_it():
    assert course("2025-03-10", "2025-05-20").certain(13) == run("2025-03-10", "2025-06-02")


def test_a_medication_whose_stop_is_only_a_month_washes_out_from_its_first_day_for_sure():
    assert course("2025-03-10", "2025-05").certain(13) == run("2025-03-10", "2025-05-14")
    assert course("2025-03-10", "2025-05").possible(13) == run("2025-03-10", "2025-06-13")


def test_only_the_class_that_is_asked_for():
    record = facts(medications=[taken("vka", "2025-03-10"), taken("lmwh", "2025-03-10")])

    assert [e.words for e in medications_of(record, MedicationClass.LMWH)] == [
        "the tablets (low molecular weight heparin), from 10 Mar 2025, still taken"
    ]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("heparin", "heparin"),
        ("lmwh", "low molecular weight heparin"),
        ("vka", "vitamin K antagonist"),
        ("doac", "direct oral anticoagulant"),
        ("oestrogen", "oestrogen"),
        ("aspirin", "aspirin"),
    ],
)
def test_a_class_in_words_and_once_where_nobody_named_the_drug(kind, words):
    record = facts(medications=[taken(kind, "2025-03-10", name="Brand"), taken(kind, "2025-03-10", name=words.title())])
    assert [exposure.words for exposure in every_medication(record)] == [
        f"Brand ({words}), from 10 Mar 2025, still taken",
        f"{words}, from 10 Mar 2025, still taken",
    ]


def test_thromboses_are_hers_present_and_dated_each_on_its_day():
    record = woman(
        conditions=[
            present("personal_vte", since="2025-03"),
            present("arterial_thrombosis", since="2024-01-05"),
            present("personal_vte"),
            absent("personal_vte", since="2025-03-01"),
            present("personal_vte", partner="P1", since="2025-03-01"),
            present("diabetes", since="2025-03-01"),
        ]
    )
    month, one_day = thromboses_of(record)
    assert (month.certain(), month.possible()) == (None, run("2025-03-01", "2025-03-31"))
    assert (one_day.certain(89), one_day.words) == (run("2024-01-05", "2024-04-03"), "arterial thrombosis")


def test_words_of_a_medication_without_dates():
    assert course(None, "2025-05").words == "the tablets (vitamin K antagonist), start not recorded to May 2025"


@pytest.mark.parametrize(
    ("dates", "begins"),
    [
        ({"lmp": "2025-01-01"}, "2025-01-01"),
        ({"edd": "2025-10-08"}, "2025-01-01"),
        ({"transfer_date": "2025-01-20", "embryo_age_days": 5}, "2025-01-01"),
        ({"ga_weeks": 10, "ga_days": 0}, "2025-01-01"),
        ({"transfer_date": "2025-01-20", "embryo_age_days": 5, "lmp": "2024-12-20"}, "2025-01-01"),
        ({"edd": "2025-10-08", "lmp": "2024-12-20"}, "2025-01-01"),
        ({}, "2025-03-12"),
    ],
)
def test_pregnant_from_day_0_by_the_first_known_source_to_the_end(dates, begins):
    assert of_pregnancy(ended="2025-03-12", **dates).certain() == run(begins, "2025-03-12")


def test_weeks_alone_leave_the_beginning_open_by_six_days():
    exposure = of_pregnancy(ended="2025-03-12", ga_weeks=10)

    assert exposure.certain() == run("2025-01-01", "2025-03-12")
    assert exposure.possible() == run("2024-12-26", "2025-03-12")


def test_a_partial_end_is_certain_from_its_latest_and_possible_to_its_latest_day():
    exposure = of_pregnancy(ended="2025-03")

    assert exposure.certain() is None
    assert exposure.certain(41) == run("2025-03-31", "2025-04-11")
    assert exposure.possible(41) == run("2025-03-01", "2025-05-11")


def test_a_partial_end_after_a_known_beginning():
    assert of_pregnancy(ended="2025-03", lmp="2025-01-01").certain() == run("2025-01-01", "2025-03-01")
    assert of_pregnancy(ended="2025", lmp="2025-03-01").certain() == run("2025-03-01", "2025-03-01")


def test_ongoing_is_open_ended_and_without_dates_covers_every_day():
    assert of_pregnancy(outcome="ongoing", lmp="2026-10-01").certain(41) == run("2026-10-01", None)
    assert of_pregnancy(outcome="ongoing").certain() == run(None, None)


def test_an_end_before_the_beginning_still_counts_as_an_end():
    assert of_pregnancy(ended="2025-03-12", lmp="2025-06-01").certain(41) == run("2025-03-12", "2025-04-22")


def test_an_end_that_is_not_recorded_follows_from_the_gestation_or_is_open_up_to_280_days():
    assert of_pregnancy(lmp="2025-01-01", ga_weeks=9, ga_days=2).certain() == run("2025-01-01", "2025-03-07")
    without = of_pregnancy(outcome="live_birth", lmp="2025-01-01")
    assert without.certain() == run("2025-01-01", "2025-01-01")
    assert without.possible() == run("2025-01-01", "2025-10-08")


def test_a_past_pregnancy_without_any_date_covers_no_day():
    assert pregnancies_of(facts(pregnancies=[pregnancy(), pregnancy(number=2, ga_weeks=8)])) == ()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"ended": "2025-03-12"}, "pregnancy 1 (ended 12 Mar 2025)"),
        ({"ended": "2025-03"}, "pregnancy 1 (ended Mar 2025)"),
        ({"lmp": "2025-01-01"}, "pregnancy 1 (end not recorded)"),
        ({"outcome": "ongoing", "lmp": "2026-10-01"}, "pregnancy 1 (ongoing)"),
        ({"outcome": "ongoing"}, "pregnancy 1 (ongoing, beginning not recorded)"),
    ],
)
def test_words_of_a_pregnancy(more, words):
    assert of_pregnancy(**more).words == words
