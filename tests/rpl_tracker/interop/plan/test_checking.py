"""What cannot be true of all her pregnancies together, and what is only warned about."""

from __future__ import annotations

from typing import Any

import pytest

from patients.models import Pregnancy
from rpl_tracker.interop.problems import Report
from tests.records import a_birth, a_clinic, a_patient, a_pregnancy
from tests.rpl_tracker.interop.files import Row, bring, brought, places, warned

pytestmark = pytest.mark.django_db


def preg(number: int, outcome: str = "miscarriage", **more: Any) -> Row:
    return {"mrn": "A1", "number": str(number), "outcome": outcome, **more}


def birth(order: int, outcome: str = "live_birth", **more: Any) -> Row:
    return {"mrn": "A1", "pregnancy": "1", "order": str(order), "outcome": outcome, **more}


def tell(*pregnancies: Row, **sheets: list[Row]) -> Report:
    return bring(pregnancies=list(pregnancies), **sheets)


FIRST = preg(1, lmp="2020-01-01", ended_on="2020-03-01")


@pytest.mark.parametrize(
    ("second", "column"),
    [
        (preg(2, lmp="2020-02-01", ended_on="2020-05-01"), "lmp"),
        (preg(2, lmp="2020-02-15", ended_on="2020-05-01"), "lmp"),  # conceived on 29 February, a day too early
        (preg(2, "ongoing", transfer_date="2020-02-29"), "transfer_date"),
    ],
)
def test_pregnancies_do_not_overlap(second: Row, column: str) -> None:
    report = tell(FIRST, second)
    assert places(report) == [("pregnancies", 3, column)]
    assert "overlaps pregnancy 1" in report.errors[0].message


@pytest.mark.parametrize(
    "second",
    [
        preg(2, lmp="2020-02-16", ended_on="2020-05-01"),  # conceived on the day of the end: half-open
        preg(2, "ongoing", transfer_date="2020-03-01"),
        preg(2, "biochemical", lmp="2020-01-20", ended_on="2020-01-30"),  # ended before its conception: took no time
        preg(2, lmp="2018-01-01", ended_on="2018-03-01"),
    ],
)
def test_pregnancies_may_follow_each_other_closely(second: Row) -> None:
    report = tell(FIRST, second)
    assert report.errors == []
    assert warned(report) == []


def test_an_overlap_with_a_stored_pregnancy_is_found() -> None:
    a_pregnancy(a_patient(mrn="A1"), 1, lmp="2020-01-01", ended_on="2020-03-01")
    report = tell(preg(2, lmp="2020-01-10", ended_on="2020-05-01"))
    assert places(report) == [("pregnancies", 2, "lmp")]


@pytest.mark.parametrize(
    "second",
    [
        preg(2, lmp="2020-02-01", ended_on="2020-04"),
        preg(2, edd="2020-11-01", ended_on="2020-05-01"),
        preg(2, ended_on="2020-04-01", ga_weeks="8", ga_days="0"),
    ],
)
def test_approximate_overlaps_are_warned_about(second: Row) -> None:
    report = tell(FIRST, second)
    assert report.errors == []
    assert [problem.message[:11] for problem in report.warnings] == ["may overlap"]


def test_dates_that_say_nothing_are_not_warned_about() -> None:
    assert tell(FIRST, preg(2, ended_on="2020"), preg(3)).warnings == []


def test_a_second_ongoing_pregnancy_is_refused() -> None:
    report = tell(preg(1, "ongoing"), preg(2, "ongoing"))
    assert places(report) == [("pregnancies", 3, "outcome")]
    assert "beside pregnancy 1" in report.errors[0].message


def test_a_stored_ongoing_pregnancy_counts_too_until_its_end_is_told() -> None:
    a_pregnancy(a_patient(mrn="A1"), 1, "ongoing")
    assert places(tell(preg(2, "ongoing"))) == [("pregnancies", 2, "outcome")]
    assert tell(preg(1), preg(2, "ongoing")).errors == []
    assert set(Pregnancy.objects.values_list("outcome", flat=True)) == {"miscarriage", "ongoing"}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (preg(1, lmp="2020-05-01", ended_on="2020-04-30"), "ended_on"),
        (preg(1, lmp="2020-05-01", ended_on="2020-04"), "ended_on"),
        (preg(1, transfer_date="2020-05-01", ended_on="2019"), "ended_on"),
        (preg(1, lmp="2020-05-01", transfer_date="2020-04-01"), "transfer_date"),
        (preg(1, lmp="2020-05-01", edd="2020-05-01"), "edd"),
        (preg(1, ga_weeks="8", ga_days="7"), "ga_days"),
        (preg(1, ga_days="3"), "ga_days"),
        (preg(1, size_days="3"), "size_days"),
        (preg(1, "ongoing", ended_on="2020"), "outcome"),
        (preg(1, "ectopic", loss_type="embryonic"), "loss_type"),
        (preg(1, embryo_age_days="5"), "embryo_age_days"),
        (preg(1, "live_birth", fetus_count="1", liveborn="2"), "liveborn"),
        (preg(1, "live_birth", liveborn="1", children_alive_now="2"), "children_alive_now"),
        (preg(1, count_override="counted"), "override_reason"),
        (preg(1, override_reason="because"), "override_reason"),
        (preg(1, override_for="eshre-1999"), "override_for"),
        (preg(1, partner="P9"), "partner"),
        (preg(0), "number"),
        (preg(1, fetus_count="0"), "fetus_count"),
    ],
)
def test_what_no_pregnancy_can_be_is_refused_beside_its_column(row: Row, column: str) -> None:
    report = tell(row)
    assert places(report) == [("pregnancies", 2, column)]
    assert report.errors[0].message


@pytest.mark.parametrize(
    ("outcome", "weeks", "days", "warning"),
    [
        ("miscarriage", "23", "6", False),
        ("miscarriage", "24", "0", True),
        ("miscarriage", "23", "", False),
        ("stillbirth", "23", "6", True),
        ("stillbirth", "24", "0", False),
        ("stillbirth", "23", "", True),
        ("termination_medical", "25", "0", False),
        ("miscarriage", "", "", False),
    ],
)
def test_word_and_gestation_are_compared_by_the_clinics_threshold(
    outcome: str, weeks: str, days: str, warning: bool
) -> None:
    report = tell(preg(1, outcome, ga_weeks=weeks, ga_days=days))
    assert report.errors == []
    assert warned(report) == ([("pregnancies", 2, "outcome")] if warning else [])
    assert Pregnancy.objects.get().outcome == outcome


def test_another_threshold_is_the_clinics_own() -> None:
    clinic = a_clinic("au", stillbirth_from_days=140)
    report = bring(clinic, pregnancies=[preg(1, ga_weeks="20", ga_days="0")])
    assert warned(report) == [("pregnancies", 2, "outcome")]
    assert "20+0" in report.warnings[0].message


@pytest.mark.parametrize(("ended_on", "warning"), [("2020-03-25", False), ("2020-03-26", True)])
def test_a_gestation_that_contradicts_the_dates_is_warned_about(ended_on: str, warning: bool) -> None:
    """84 days by LMP beside a stated 10+0 differ by fourteen, 85 by more."""
    report = tell(preg(1, lmp="2020-01-01", ended_on=ended_on, ga_weeks="10", ga_days="0"))
    assert warned(report) == ([("pregnancies", 2, "ga_weeks")] if warning else [])


BORN = preg(1, "live_birth", fetus_count="2", liveborn="2", alive_now="1")


def test_births_agree_with_the_pregnancy() -> None:
    assert tell(BORN, births=[birth(1, alive_now="yes"), birth(2, alive_now="no")]).errors == []


def test_a_fate_that_is_not_recorded_agrees_with_any_number() -> None:
    assert tell(BORN, births=[birth(1, alive_now="yes"), birth(2)]).errors == []


@pytest.mark.parametrize(
    ("births", "column"),
    [
        ([birth(1, alive_now="yes")], "outcome"),
        ([birth(1, alive_now="yes"), birth(2, "stillbirth")], "outcome"),
        ([birth(1, alive_now="yes"), birth(2, alive_now="yes")], "alive_now"),
        ([birth(1, alive_now="no"), birth(2, alive_now="no")], "alive_now"),
    ],
)
def test_births_that_contradict_the_pregnancy_are_refused(births: list[Row], column: str) -> None:
    assert places(tell(BORN, births=births)) == [("births", 1 + len(births), column)]


def test_a_pregnancy_that_contradicts_stored_births_is_refused() -> None:
    a_birth(a_pregnancy(a_patient(mrn="A1"), 1, "live_birth"), 1, alive_now=False)
    assert places(tell(preg(1, "live_birth", liveborn="1", alive_now="1"))) == [
        ("pregnancies", 2, "children_alive_now")
    ]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (birth(1, "stillbirth", alive_now="yes"), "alive_now"),
        (birth(1, alive_now="yes", died_on="2021"), "alive_now"),
        (birth(1, weight_g="9000"), "weight_g"),
        (birth(0), "order"),
    ],
)
def test_what_no_birth_can_be_is_refused(row: Row, column: str) -> None:
    assert places(tell(preg(1, "live_birth"), births=[row])) == [("births", 2, column)]


@pytest.mark.parametrize(
    ("row", "warning"),
    [
        (preg(1, "live_birth", liveborn="0"), True),
        (preg(1, "miscarriage", liveborn="1"), True),
        (preg(1, "miscarriage", liveborn="0"), False),
        (preg(1, "live_birth"), False),
    ],
)
def test_born_alive_and_outcome_are_compared(row: Row, warning: bool) -> None:
    assert warned(tell(row)) == ([("pregnancies", 2, "liveborn")] if warning else [])


def test_an_event_belongs_to_a_pregnancy_and_to_a_day() -> None:
    events: list[Row] = [
        {"mrn": "A1", "pregnancy": "2", "kind": "scan", "ga_weeks": "8"},
        {"mrn": "A1", "pregnancy": "1", "kind": "scan"},
        {"mrn": "A1", "pregnancy": "1", "kind": "scan", "on": "2020", "haematoma_mm_2": "3"},
    ]
    report = tell(preg(1), events=events)
    assert places(report) == [("events", 2, "pregnancy"), ("events", 3, "on"), ("events", 4, "haematoma_mm_2")]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"item": "tsh", "decision": "deferred"}, "review_on"),
        ({"item": "tsh", "decision": "deferred", "review_on": "2023-12-31"}, "review_on"),
        ({"item": "sperm_dna", "decision": "declined"}, "partner"),
        ({"item": "tissue_genetics", "decision": "declined"}, "pregnancy"),
        ({"item": "tsh", "decision": "declined", "partner": "P1"}, "partner"),
        ({"item": "tsch", "decision": "declined"}, "item"),
        ({"item": "tsh", "decision": "declined", "reason": ""}, "reason"),
    ],
)
def test_a_decision_names_what_it_is_about(row: Row, column: str) -> None:
    full = {"mrn": "A1", "reason": "r", "decided_on": "2024-01-01", **row}
    report = bring(partners=[{"mrn": "A1", "partner": "P1"}], pregnancies=[preg(1)], decisions=[full])
    assert places(report) == [("decisions", 2, column)]


def test_who_is_assigned_is_a_user() -> None:
    def assigned(name: str) -> Report:
        row = {"mrn": "A1", "family_name": "E", "given_names": "U", "date_of_birth": "1990-01-01"}
        return bring(patients=[{**row, "assigned_to": name}])

    assert places(assigned("nobody")) == [("patients", 2, "assigned_to")]
    assert warned(assigned("Una")) == []


def test_medication_and_partner_end_after_they_begin() -> None:
    medication = {"mrn": "A1", "name": "n", "class": "other", "started_on": "2024-05", "stopped_on": "2024-04-30"}
    partner = {"mrn": "A1", "partner": "P1", "from_date": "2020-01-02", "to_date": "2020-01-01"}
    report = bring(medications=[medication], partners=[partner])
    assert places(report) == [("partners", 2, "to_date"), ("medications", 2, "stopped_on")]


def test_a_condition_is_of_somebody_known() -> None:
    rows: list[Row] = [{"mrn": "A1", "subject": "P2", "condition": "fibroids"}]
    assert places(bring(conditions=rows)) == [("conditions", 2, "subject")]
    assert brought(partners=[{"mrn": "A1", "partner": "P2"}], conditions=rows).ok
