"""The import asks the database as often for forty patients as for ten."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.rpl_tracker.interop.files import Row, Sheets, a_patient_row, brought


def clinic_of(number: int) -> Sheets:
    """So many patients with four pregnancies, eight results and a little of everything else each."""
    sheets: Sheets = {}

    def add(sheet: str, **row: str) -> None:
        sheets.setdefault(sheet, []).append({"mrn": mrn, **row})

    for position in range(number):
        mrn = f"M{position}"
        sheets.setdefault("patients", []).append(a_patient_row(mrn, height_cm="160", weight_kg="60"))
        add("partners", partner="P1", smoking="never")
        add("conditions", subject="patient", condition="-personal_vte")
        add("medications", name="aspirin", **{"class": "aspirin"})
        for year in range(4):
            dates: Row = {"lmp": f"201{year}-01-01", "ended_on": f"201{year}-03-01"}
            add("pregnancies", number=str(year + 1), partner="P1", outcome="miscarriage", **dates)
            add("births", pregnancy=str(year + 1), order="1", outcome="miscarried")
            add("events", pregnancy=str(year + 1), kind="scan", ga_weeks="7", crl_mm="10")
        for test in ("tsh", "tpo", "acl_igg", "acl_igm", "prl", "hba1c", "fpg", "vitd"):
            add("investigations", subject="patient", test=test, collected_on="2020-05-05", value="3.1", lab="Central")
        add("decisions", item="ana", decision="declined", reason="r", decided_on="2020-06-06")
    return sheets


def queries(sheets: Sheets) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        brought(**sheets)
    return len(asked)


@pytest.mark.django_db
def test_new_patients_cost_no_query_each() -> None:
    brought(**clinic_of(1))
    few, many = clinic_of(10), clinic_of(40)
    for sheets, letter in ((few, "F"), (many, "N")):
        for rows in sheets.values():
            for row in rows:
                row["mrn"] = letter + row["mrn"]
    assert queries(many) <= queries(few)


@pytest.mark.django_db
def test_patients_that_are_on_record_already_cost_no_query_each() -> None:
    brought(**clinic_of(40))
    assert queries(clinic_of(40)) <= queries(clinic_of(10)) < 40


@pytest.mark.django_db
def test_changed_rows_cost_no_query_each() -> None:
    brought(**clinic_of(40))
    few, many = clinic_of(10), clinic_of(40)
    for sheets, value in ((few, "4.1"), (many, "5.1")):
        for row in sheets["investigations"]:
            row["value"] = value
    assert queries(many) <= queries(few)
