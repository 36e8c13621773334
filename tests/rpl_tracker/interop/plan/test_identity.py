"""Which stored row a line speaks of (`interfaces.md`, section 1, Rules)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from patients.models import Condition, Event, Medication, Pregnancy
from rpl_tracker.interop.problems import Report
from tests.records import a_medication, a_patient, a_pregnancy, an_event
from tests.rpl_tracker.interop.files import Row, bring, brought, counts, places
from workup.models import Decision

pytestmark = pytest.mark.django_db

PREGNANCY: Row = {"mrn": "A1", "number": "1", "outcome": "miscarriage"}


def import_events(*events: Row) -> tuple[int, int, int, int]:
    rows = [{"mrn": "A1", "pregnancy": "1", "kind": "scan", **event} for event in events]
    return counts(brought(pregnancies=[PREGNANCY], events=rows), "events")


def import_medication(*rows: Row) -> tuple[int, int, int, int]:
    full = [{"mrn": "A1", "name": "aspirin", "class": "aspirin", **row} for row in rows]
    return counts(brought(medications=full), "medications")


def test_a_medication_is_the_same_by_name_and_start() -> None:
    import_medication({"started_on": "2023-05", "dose": "75 mg"})
    assert import_medication({"started_on": "2023-05", "dose": "100 mg"}) == (0, 1, 0, 0)
    assert import_medication({"started_on": "2023-05-01"}) == (1, 0, 0, 0)
    assert import_medication({}) == (1, 0, 0, 0)
    assert Medication.objects.count() == 3


def test_among_equals_it_is_the_order_that_tells() -> None:
    import_medication({"dose": "75 mg"}, {"dose": "100 mg"})
    assert import_medication({"dose": "75 mg"}, {"dose": "150 mg"}, {"dose": "300 mg"}) == (1, 1, 1, 0)
    assert list(Medication.objects.order_by("pk").values_list("dose", flat=True)) == ["75 mg", "150 mg", "300 mg"]


def test_a_row_entered_in_error_is_not_matched() -> None:
    patient = a_patient(mrn="A1")
    a_medication(patient, name="aspirin", entered_in_error=True, error_reason="hers was another")
    assert import_medication({}) == (1, 0, 0, 0)


def test_events_are_the_same_by_date_or_by_gestation() -> None:
    import_events({"on": "2022-02-01"}, {"ga_weeks": "8"}, {"ga_weeks": "8", "ga_days": "0"})
    again = import_events({"on": "2022-02-01", "crl_mm": "12"}, {"ga_weeks": "8", "crl_mm": "12"})
    assert again == (0, 2, 0, 0)
    assert import_events({"on": "2022-02"}, {"ga_weeks": "8", "ga_days": "1"}) == (2, 0, 0, 0)
    assert import_events({"ga_weeks": "8", "kind": "bleed"}) == (1, 0, 0, 0)


def test_an_event_without_a_date_gets_one_later() -> None:
    import_events({"ga_weeks": "8", "ga_days": "2"})
    assert import_events({"on": "2022-02-01", "ga_weeks": "8", "ga_days": "2"}) == (0, 1, 0, 0)
    assert import_events({"ga_weeks": "8", "ga_days": "2"}) == (0, 0, 1, 0)
    assert Event.objects.count() == 1


def test_a_dated_and_an_undated_event_of_the_same_gestation_stay_two() -> None:
    rows = {"on": "2022-02-01", "ga_weeks": "8"}, {"ga_weeks": "8"}
    import_events(*rows)
    assert import_events(*rows) == (0, 0, 2, 0)
    assert import_events(*reversed(rows)) == (0, 0, 2, 0)


def test_events_of_another_pregnancy_are_others() -> None:
    patient = a_patient(mrn="A1")
    an_event(a_pregnancy(patient, 2), ga_weeks=8)
    assert import_events({"ga_weeks": "8"}) == (1, 0, 0, 0)


def test_a_condition_is_asked_once_of_each_person() -> None:
    def bring_condition(word: str) -> Report:
        return brought(conditions=[{"mrn": "A1", "subject": "patient", "condition": word}])

    bring_condition("-fibroids")
    assert counts(bring_condition("fibroids"), "conditions") == (0, 1, 0, 0)
    assert Condition.objects.get().present is True


def test_a_decision_is_the_same_by_item_whom_and_day() -> None:
    row = {"mrn": "A1", "item": "tsh", "decision": "declined", "reason": "r", "decided_on": "2024-01-01"}
    brought(decisions=[row])
    assert counts(brought(decisions=[{**row, "reason": "other"}]), "decisions") == (0, 1, 0, 0)
    assert counts(brought(decisions=[{**row, "decided_on": "2024-01-02"}]), "decisions") == (1, 0, 0, 0)
    assert Decision.objects.count() == 2


def test_a_blank_cell_leaves_what_is_stored() -> None:
    brought(pregnancies=[{**PREGNANCY, "ga_weeks": "8", "ga_days": "3", "complications": "bleeding", "note": "n"}])
    brought(pregnancies=[{**PREGNANCY, "note": "other"}])
    stored = Pregnancy.objects.get()
    assert (stored.ga_weeks, stored.ga_days, stored.complications, stored.note) == (8, 3, ["bleeding"], "other")


DOUBLES: list[tuple[str, list[Row], str]] = [
    ("patients", [{"mrn": "A2", "family_name": "E", "given_names": "U", "date_of_birth": "1990-01-01"}] * 2, "mrn"),
    ("partners", [{"mrn": "A1", "partner": "P1"}] * 2, "partner"),
    (
        "conditions",
        [{"mrn": "A1", "subject": "patient", "condition": word} for word in ("fibroids", "-fibroids")],
        "condition",
    ),
    ("pregnancies", [PREGNANCY, {**PREGNANCY, "outcome": "ectopic"}], "number"),
]


@pytest.mark.parametrize(("sheet", "rows", "column"), DOUBLES)
def test_the_same_row_told_twice_is_an_error(sheet: str, rows: list[Row], column: str) -> None:
    report = bring(**{sheet: rows})
    assert places(report) == [(sheet, 3, column)]
    assert "row 2 has the same" in report.errors[0].message


def test_the_same_birth_told_twice_is_an_error() -> None:
    birth: dict[str, Any] = {"mrn": "A1", "pregnancy": "1", "order": "1", "outcome": "vanished"}
    report = bring(pregnancies=[PREGNANCY], births=[birth, birth])
    assert places(report) == [("births", 3, "order")]


def test_an_end_may_move_before_the_next_beginning_does() -> None:
    first = {"mrn": "A1", "number": "1", "outcome": "miscarriage", "lmp": "2020-01-01", "ended_on": "2020-03-01"}
    second = {"mrn": "A1", "number": "2", "outcome": "miscarriage", "lmp": "2020-04-01", "ended_on": "2020-06-01"}
    brought(pregnancies=[first, second])
    later = {**second, "lmp": "2020-06-01", "ended_on": "2020-08-01"}
    assert counts(brought(pregnancies=[{**first, "ended_on": "2020-05-20"}, later]), "pregnancies") == (0, 2, 0, 0)
    assert Pregnancy.objects.get(number=2).lmp == date(2020, 6, 1)
