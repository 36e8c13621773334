"""An exported file imports again: an empty clinic gets the same workup from it, and in the same one nothing changes."""

import json
from datetime import date

import pytest

from patients.models import Patient
from rpl_tracker.accounts.access import today
from rpl_tracker.interop.demo_clinic import demo_records
from rpl_tracker.interop.export.files import comma_separated, workbook
from rpl_tracker.interop.export.rows import headers, rows_of
from rpl_tracker.interop.importing import import_records
from rpl_tracker.interop.reading.uploads import read_packed
from rpl_tracker.interop.sheets import SHEETS
from tests.records import a_clinic, a_patient, a_user, an_investigation
from tests.rpl_tracker.interop.files import source
from tests.rpl_tracker.interop.test_importing import WHOLE
from workup.checklist.document import document
from workup.guidelines import load_all
from workup.load import load
from workup.models import Investigation

pytestmark = pytest.mark.django_db
WRITERS = [workbook, comma_separated]


@pytest.fixture
def clinic():
    return a_clinic("main")


@pytest.fixture
def by(clinic):
    return a_user(clinic, username="kern")


def exported(clinic, write):
    mrns = dict(Patient.objects.valid().filter(clinic=clinic).values_list("pk", "mrn"))
    return read_packed(write((name, header, rows_of(SHEETS[name], mrns)) for name, header in headers().items()).read())


def bring(records, clinic, by):
    report = import_records(records, clinic=clinic, by=by, dry_run=False)
    assert [str(problem) for problem in report.errors] == []
    return report


def workups(clinic):
    """As `workup --format json` prints it, by MRN; the clinic's code aside."""
    on = today(clinic)
    women = list(Patient.objects.valid().filter(clinic=clinic).select_related("clinic"))
    facts = load(women, recorded_by=on)
    found = {w.mrn: document(facts[w.pk], list(load_all().values()), on, signed_off=()) for w in women}
    for each in found.values():
        each["patient"]["clinic"] = ""
    return {mrn: json.dumps(each, sort_keys=True, default=str) for mrn, each in found.items()}


def touched(report):
    return {name: (counts.created, counts.updated) for name, counts in report.counts.items()}


@pytest.mark.parametrize("write", WRITERS)
def test_the_demo_clinic_into_an_empty_one(clinic, by, write):
    bring(demo_records(today(clinic)), clinic, by)
    empty = a_clinic("empty")
    bring(exported(clinic, write), empty, by)
    assert workups(empty) == workups(clinic)
    assert len(workups(empty)) > 20


@pytest.mark.parametrize("write", WRITERS)
def test_into_the_same_clinic_it_changes_nothing(clinic, by, write):
    bring(demo_records(today(clinic)), clinic, by)
    report = bring(exported(clinic, write), clinic, by)
    assert set(touched(report).values()) == {(0, 0)}


def test_every_column_of_every_sheet(clinic, by):
    bring(source(**WHOLE), clinic, by)
    empty = a_clinic("empty")
    bring(exported(clinic, workbook), empty, by)
    first, second = (exported(each, workbook).tables for each in (clinic, empty))
    assert [table.rows for table in first] == [table.rows for table in second]
    filled = {table.name: {h for _, row in table.rows for h, cell in zip(table.header, row, strict=False) if cell}
              for table in first}  # fmt: skip
    given = {name: {column for row in rows for column, cell in row.items() if cell} for name, rows in WHOLE.items()}
    given["pregnancies"] = given["pregnancies"] - {"alive_now"} | {"children_alive_now"}
    for name, columns in given.items():
        assert columns <= filled[name], name


def test_lines_of_a_note_as_a_browser_sends_them(clinic, by):
    a_patient(clinic, mrn="A1", note="first\r\n=second")
    assert touched(bring(exported(clinic, workbook), clinic, by))["patients"] == (0, 0)
    assert Patient.objects.get().note == "first\r\n=second"


def test_a_test_ordered_anew_on_the_day_it_was_cancelled(clinic, by):
    woman = a_patient(clinic, mrn="A1")
    day = date(2026, 3, 1)
    for status in ("cancelled", "ordered"):
        an_investigation(woman, "tsh", status=status, ordered_on=day)
    assert touched(bring(exported(clinic, workbook), clinic, by))["investigations"] == (0, 0)
    bring(exported(clinic, workbook), empty := a_clinic("empty"), by)
    stored = Investigation.objects.filter(patient__clinic=empty).values_list("status", "ordered_on")
    assert set(stored) == {("cancelled", None), ("ordered", day)}


def test_what_was_entered_in_error_stays_behind(clinic, by):
    a_patient(clinic, mrn="A1")
    woman = a_patient(clinic, mrn="A2")
    an_investigation(woman, entered_in_error=True, error_reason="another woman's")
    tables = {table.name: table.rows for table in exported(clinic, workbook).tables}
    assert len(tables["patients"]) == 2
    assert tables["investigations"] == ()
