"""Names as they sound to a search: Python and the database say the same."""

import pytest
from django.db.models import Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patients.models import Patient
from patients.spelling import Spelled, spelled
from tests.records import a_patient

LATIN = st.text(st.characters(min_codepoint=1, max_codepoint=0x24F) | st.sampled_from("’ʼ‘ẞaou"), max_size=12)


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Müller", ["Mueller", "muller", "MÜLLER", "MULLER", "Mu\u0308ller"]),
        ("Groß", ["gross", "GROSS", "groẞ"]),
        ("Østergård", ["ostergard", "Oestergaard", "østergaard"]),
        ("Jääskeläinen", ["jaaskelainen", "jaeaeskelaeinen"]),
        ("Łukasik", ["lukasik"]),
        ("Nuñez", ["nunez"]),
        ("O’Brien", ["O'Brien", "O´Brien", "obrien"]),
        ("García-López", ["garcia-lopez"]),
        ("Þórsdóttir", ["thorsdottir"]),
        ("Đorđević", ["dordevic"]),
        ("Çelik", ["celik"]),
        ("Işık", ["isik"]),
        ("Алексеевна", ["АЛЕКСЕЕВНА"]),
    ],
)
def test_one_name_in_several_spellings(stored, typed):
    assert {spelled(text) for text in typed} == {spelled(stored)}


@pytest.mark.parametrize(("one", "other"), [("Möller", "Müller"), ("Marie", "Maria"), ("Beck", "Bek"), ("Ng", "Ngo")])
def test_other_names_stay_other_names(one, other):
    assert spelled(one) != spelled(other)


def test_a_name_in_part_is_part_of_the_name():
    whole = spelled("Schröder")
    for typed in ("Schroeder", "Schroder", "Schröder"):
        assert all(spelled(typed[:end]) in whole for end in range(len(typed) + 1))


@pytest.fixture
def stored(db):
    return Patient.objects.filter(pk=a_patient().pk)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LATIN)
def test_the_database_spells_as_python_does(stored, text):
    assert stored.values_list(Spelled(Value(text)), flat=True)[0] == spelled(text)
