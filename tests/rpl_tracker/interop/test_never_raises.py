"""Whatever stands in the cells, the answer is a report: every row counted, and nothing saved by a dry run."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patients.models import Patient
from rpl_tracker.interop.sheets import SHEETS, Sheet
from tests.rpl_tracker.interop.files import bring

TRICKY = [
    "", "0", "1", "2", "6", "7", "-1", "99999999999", "1.5", "1,5", "<17", ">= 40", "≥40", "24-25", "nan", "inf", "1e5",
    "٣", "0000-00-00", "2020-02-30", "2020", "2020-13", "2020-05", "2020-05-09", "2100-12-31", "9999-12-31",
    "0001-01-01",
    "1900-01-01", "yes", "no", "-", "--", "patient", "tissue", "P1", "P2", "A1", "A2", "positive", "normal", "failed",
    "ordered", "final", "cancelled", "ongoing", "miscarriage", "live_birth", "stillbirth", "deferred", "personal_vte",
    "-personal_vte", "pprom@19+2", "pprom@19+9;bleeding", ";", "karyo_blood", "cma_poc", "semen_panel", "tsh", "tsh ",
    "46,XX", "46XX", "46,XX,t(11;22)(q23.3;q11.2)", "arr(1-22,X)x2", "eshre-2022", "other-2022", "sperm_dna",
    "tissue_genetics", "x" * 400, "x" * 5000, "\x00", "\ud800", "\x1b[31m", "'; DROP TABLE patients;--", "=1+1",
    "'", '"',
]  # fmt: skip

cells = st.one_of(st.sampled_from(TRICKY), st.sampled_from(TRICKY), st.text(max_size=30))


def rows_of(sheet: Sheet) -> st.SearchStrategy[list[dict[str, Any]]]:
    words: dict[str, st.SearchStrategy[str]] = {
        "mrn": st.sampled_from(["A1", "A1", "A2", "A3", ""]),
        "pregnancy": st.sampled_from(["1", "2", "", "x"]),
        "number": st.sampled_from(["1", "2", "3", "0"]),
        "date_of_birth": st.sampled_from(["1990-05-01", "1990-05"]),
        "partner": st.sampled_from(["P1", "P2", ""]),
    }
    columns = {column.name: words.get(column.name, cells) for column in sheet.columns}
    return st.lists(st.fixed_dictionaries({}, optional=columns), max_size=3)


sheets = st.fixed_dictionaries({name: rows_of(sheet) for name, sheet in SHEETS.items()})


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(sheets)
def test_arbitrary_cells_never_raise(given_sheets: dict[str, list[dict[str, Any]]]) -> None:
    report = bring(dry_run=True, **given_sheets)
    for name, rows in given_sheets.items():
        assert report.counts[name].rows == len(rows)
        assert all(problem.message for problem in report.errors)
    assert not Patient.objects.exists()


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(SHEETS)), st.data())
def test_one_arbitrary_cell_in_a_sound_row_never_raises(name: str, data: st.DataObject) -> None:
    sheet = SHEETS[name]
    row = {**SOUND[name], data.draw(st.sampled_from([column.name for column in sheet.columns])): data.draw(cells)}
    report = bring(dry_run=True, **{**{k: [v] for k, v in SOUND.items()}, name: [SOUND[name], row]})
    assert report.counts[name].rows == 2


SOUND = {
    "patients": {"mrn": "A1", "family_name": "Example", "given_names": "Una", "date_of_birth": "1990-05-01"},
    "partners": {"mrn": "A1", "partner": "P1"},
    "conditions": {"mrn": "A1", "subject": "patient", "condition": "fibroids"},
    "medications": {"mrn": "A1", "name": "aspirin", "class": "aspirin"},
    "pregnancies": {"mrn": "A1", "number": "1", "outcome": "miscarriage", "lmp": "2020-01-01", "ended_on": "2020-03"},
    "births": {"mrn": "A1", "pregnancy": "1", "order": "1", "outcome": "vanished"},
    "events": {"mrn": "A1", "pregnancy": "1", "kind": "scan", "ga_weeks": "8"},
    "investigations": {"mrn": "A1", "subject": "patient", "test": "tsh", "value": "2.1", "collected_on": "2021-01"},
    "decisions": {"mrn": "A1", "item": "tsh", "decision": "declined", "reason": "r", "decided_on": "2021-01-01"},
}
