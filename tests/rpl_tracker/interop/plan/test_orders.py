"""From order to result: a row with `ordered_on` completes the open order of that day."""

from __future__ import annotations

from datetime import date

import pytest

from patients.obstetrics.dates import PartialDate
from rpl_tracker.interop.problems import Report
from tests.records import a_patient, an_investigation
from tests.rpl_tracker.interop.files import Row, bring, brought, counts, places
from workup.models import Investigation

pytestmark = pytest.mark.django_db

ORDER: Row = {"status": "ordered", "ordered_on": "2024-03-01"}
SAMPLE: Row = {"status": "collected", "ordered_on": "2024-03-01", "collected_on": "2024-03-04"}
RESULT: Row = {"ordered_on": "2024-03-01", "collected_on": "2024-03-04", "value": "2.1"}


def full(rows: tuple[Row, ...]) -> list[Row]:
    return [{"mrn": "A1", "subject": "patient", "test": "tsh", **row} for row in rows]


def tell(*rows: Row) -> tuple[int, int, int, int]:
    return counts(brought(investigations=full(rows)), "investigations")


def refused(*rows: Row) -> Report:
    return bring(investigations=full(rows))


def test_order_sample_and_result_are_one_investigation() -> None:
    assert tell(ORDER) == (1, 0, 0, 0)
    assert tell(SAMPLE) == (0, 1, 0, 0)
    assert tell(RESULT) == (0, 1, 0, 0)
    stored = Investigation.objects.get()
    assert (stored.status, stored.value, stored.ordered_on) == ("final", "2.1", date(2024, 3, 1))
    assert stored.collected_on == PartialDate(2024, 3, 4)


@pytest.mark.parametrize("earlier", [ORDER, SAMPLE])
def test_an_earlier_stage_told_again_changes_nothing(earlier: Row) -> None:
    tell(RESULT)
    assert tell(earlier) == (0, 0, 1, 0)
    assert Investigation.objects.get().status == "final"


def test_all_stages_in_one_file_are_one_investigation() -> None:
    for rows in ((ORDER, SAMPLE, RESULT), (RESULT, SAMPLE, ORDER)):
        Investigation.objects.all().update(entered_in_error=True, error_reason="of the last round")
        assert tell(*rows) == (1, 0, 2, 0)
        assert tell(*rows) == (0, 0, 3, 0)


def test_an_order_of_another_day_or_test_stays_open() -> None:
    tell({**ORDER, "ordered_on": "2024-02-01"}, {**ORDER, "test": "tpo"})
    assert tell(RESULT) == (1, 0, 0, 0)
    assert Investigation.objects.filter(status="ordered").count() == 2


def test_a_result_without_its_order_leaves_an_undated_order_alone() -> None:
    tell(ORDER)
    assert tell({"value": "2.1"}) == (1, 0, 0, 0)
    assert Investigation.objects.filter(status="ordered").count() == 1


def test_an_order_leaves_an_undated_result_alone() -> None:
    tell({"value": "2.1"})
    assert tell(ORDER) == (1, 0, 0, 0)
    assert Investigation.objects.filter(status="final").get().value == "2.1"


def test_the_same_day_is_the_same_sample_whatever_else_differs() -> None:
    tell({"collected_on": "2024-03-04", "value": "2.1"})
    assert tell({**RESULT, "value": "2.2"}) == (0, 1, 0, 0)
    assert tell({"collected_on": "2024-03", "value": "2.2"}) == (1, 0, 0, 0)


def test_an_order_is_cancelled() -> None:
    tell(ORDER)
    assert tell({**ORDER, "status": "cancelled"}) == (0, 1, 0, 0)
    assert Investigation.objects.get().status == "cancelled"


def test_a_comment_alone_leaves_an_order_open() -> None:
    tell(ORDER)
    assert tell({"ordered_on": "2024-03-01", "comment": "fasting"}) == (0, 1, 0, 0)
    assert Investigation.objects.get().status == "ordered"


def test_an_order_of_a_partner_is_not_the_patients() -> None:
    order = {**ORDER, "mrn": "A1", "test": "karyo_blood"}
    partner = [{"mrn": "A1", "partner": "P1"}]
    brought(partners=partner, investigations=[{**order, "subject": "P1"}, {**order, "subject": "patient"}])
    result = {"ordered_on": "2024-03-01", "collected_on": "2024-03-04", "value": "46,XY"}
    brought(partners=partner, investigations=[{**order, **result, "status": "final", "subject": "P1"}])
    assert Investigation.objects.get(subject="partner").value == "46,XY"
    assert Investigation.objects.get(subject="patient").status == "ordered"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"status": "final", "collected_on": "2024-03-04"}, "value"),
        ({"collected_on": "2024-03-04"}, "value"),
        ({"status": "ordered", "ordered_on": "2024-03-01", "value": "2.1"}, "status"),
        ({"status": "collected", "collected_on": "2024-03-01", "result": "normal"}, "status"),
        ({"ordered_on": "2024-03-05", "collected_on": "2024-03-04", "value": "2.1"}, "collected_on"),
    ],
)
def test_a_status_that_does_not_fit_is_refused(row: Row, column: str) -> None:
    assert places(refused(row)) == [("investigations", 2, column)]


def test_a_result_on_record_is_not_cancelled_by_a_file() -> None:
    an_investigation(a_patient(mrn="A1"), "tsh", collected_on=date(2024, 3, 4))
    report = refused({"status": "cancelled", "collected_on": "2024-03-04"})
    assert places(report) == [("investigations", 2, "status")]
