"""Finding a patient: part of a name or MRN, typing errors forgiven, never another clinic's."""

import json
from datetime import date
from string import ascii_lowercase

import pytest
from django.db import connection

from patients.models import Patient
from rpl_tracker.accounts.access import today
from tests.records import a_clinic, a_patient
from workup import search
from workup.findings import refresh

pytestmark = pytest.mark.django_db
BORN = date(1990, 5, 1)


@pytest.fixture
def clinic():
    clinic = a_clinic("main")
    women = [
        a_patient(clinic, family_name="Kowalczyk", given_names="Ewa", mrn="00482-137"),
        a_patient(clinic, family_name="Kowalska", given_names="Anna", mrn="00482-138"),
        a_patient(clinic, family_name="Ölander", given_names="Maj-Britt", mrn="Q77"),
        a_patient(clinic, family_name="Müller", given_names="Ida", mrn="Q78"),
        a_patient(clinic, family_name="García-López", given_names="Inés", mrn="Q79"),
        a_patient(clinic, family_name="O’Brien", given_names="Sinéad", mrn="Q80"),
    ]
    hers = a_patient(a_clinic("other"), family_name="Kowalczyk", given_names="Ewa", mrn="00482-137")
    refresh([woman.pk for woman in [*women, hers]])
    return clinic


def names(clinic, typed):
    rows, more = search.few(clinic, today(clinic), search.cleaned(typed))
    assert not more
    return [row.patient.family_name for row in rows]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kow", ["Kowalczyk", "Kowalska"]),
        ("czyk", ["Kowalczyk"]),
        ("kow anna", ["Kowalska"]),
        ("anna kow", ["Kowalska"]),
        ("482-138", ["Kowalska"]),
        ("q77", ["Ölander"]),
        ("öl", ["Ölander"]),
        ("britt", ["Ölander"]),
        ("kovalczyk", ["Kowalczyk"]),  # v for w
        ("Kowaclzyk", ["Kowalczyk"]),  # two letters in the wrong order
        ("olander", ["Ölander"]),  # without the dots
        ("mueller", ["Müller"]),
        ("muell", ["Müller"]),
        ("muller", ["Müller"]),
        ("garcia lopez", ["García-López"]),
        ("lop", ["García-López"]),
        ("obrien", ["O’Brien"]),
        ("o'brien", ["O’Brien"]),
        ("Zimmermann", []),
        ("'", []),
        ("%", []),
    ],
)
def test_part_of_a_name_or_mrn_with_typing_errors(clinic, typed, found):
    assert set(names(clinic, typed)) >= set(found)
    assert names(clinic, typed)[:1] == found[:1]


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("czyk", True), ("482-138", True), ("müller ida", True), ("o’b", True),
        ("kow", False), ("Kowaclzyk", False), ("muller", False), ("nobody", False),
    ],
)  # fmt: skip
def test_only_what_fits_to_the_letter_is_the_only_one(clinic, typed, one):
    """A similar name, or another spelling, never opens a page by itself: that would be somebody else's record."""
    assert (search.only(clinic, today(clinic), typed) is not None) is one


def test_a_few_are_shown_and_that_there_are_more(clinic):
    refresh([a_patient(clinic, family_name=f"Alder {number}").pk for number in range(search.FEW + 1)])
    rows, more = search.few(clinic, today(clinic), "alder")
    assert len(rows) == search.FEW
    assert more


def test_what_is_typed_is_cleaned():
    assert search.cleaned("  Kow\0al \n ska ") == "Kowal ska"
    assert len(search.cleaned("x" * 500)) == search.LONGEST


@pytest.mark.usefixtures("as_owner")
def test_a_large_clinic_is_searched_by_its_index(clinic):
    """The function of the trigrams reads every row; only the operator is answered by the index of the names."""
    letters = ascii_lowercase
    names = ["".join(letters[(number // 3**place * 7 + place) % 26] for place in range(8)) for number in range(3000)]
    Patient.objects.bulk_create(
        Patient(clinic=clinic, mrn=f"L{number}", family_name=name, date_of_birth=BORN)
        for number, name in enumerate(names)
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('patient_search')")  # as the database does by and by
        cursor.execute("ANALYZE patients_patient")
        for way in ("seqscan", "indexscan"):  # quicker up to some thousand women
            cursor.execute(f"SET LOCAL enable_{way} = off")
    for rows in (search._similar(clinic, today(clinic), "Kowaclzyk"), search._fitting(clinic, today(clinic), "kow")):
        assert "patient_search" in rows.explain()


def test_names_are_read_once_before_the_database_has_counted_its_rows(clinic):
    """As after an import: it takes its tables for empty, and would read every name again for every period."""
    for rows in (search._similar(clinic, today(clinic), "Zimmermann"), search._fitting(clinic, today(clinic), "zim")):
        plan = json.loads(rows.explain(analyze=True, format="json"))[0]["Plan"]
        reads = [
            node for node in every(plan) if "regexp_replace" in node.get("Filter", "") + node.get("Recheck Cond", "")
        ]
        assert [node["Actual Loops"] for node in reads] == [1]


def every(node):
    yield node
    for child in node.get("Plans", ()):
        yield from every(child)
