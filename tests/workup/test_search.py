"""Finding a patient: part of a name or MRN, typing errors forgiven, never another clinic's."""

import pytest
from django.db import connection

from rpl_tracker.accounts.access import today
from tests.records import a_clinic, a_patient
from workup import search
from workup.findings import refresh

pytestmark = pytest.mark.django_db


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


def test_a_similar_name_is_looked_up_in_the_index(clinic):
    """The function of the trigrams reads every row; only the operator is answered by the index of the names."""
    rows = search._similar(search.periods(clinic, today(clinic)), "Kowaclzyk")
    with connection.cursor() as cursor:
        for way in ("seqscan", "indexscan", "nestloop"):  # what is quicker in a clinic of three
            cursor.execute(f"SET LOCAL enable_{way} = off")
    assert "patient_search" in rows.explain()
