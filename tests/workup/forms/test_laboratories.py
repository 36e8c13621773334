"""A laboratory by the name that people type: found whatever its capitals, made when it is new, and only then."""

import pytest
from django.core.exceptions import ValidationError

from tests.records import a_clinic
from workup.forms.laboratories import laboratory_named, laboratory_of, new_laboratory
from workup.models import Laboratory

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return Laboratory.objects.create(clinic=a_clinic(), name="Northgate")


@pytest.mark.parametrize("typed", ["Northgate", " northgate ", "NORTHGATE"])
def test_capitals_and_blanks_around_do_not_matter(north, typed, django_assert_num_queries):
    assert laboratory_of(north.clinic, typed) == north
    with django_assert_num_queries(0):
        assert laboratory_of(north.clinic, typed, known=north) is north


def test_the_known_one_is_only_probably_the_one(north):
    south = Laboratory.objects.create(clinic=north.clinic, name="Southgate")
    assert laboratory_of(north.clinic, "southgate", known=north) == south
    assert laboratory_of(north.clinic, "East", known=north) is None
    assert laboratory_of(north.clinic, "  ", known=north) is None


def test_another_clinics_is_not_this_clinics(north):
    assert laboratory_of(a_clinic("other"), "Northgate") is None


def test_a_new_one_is_made_and_a_known_or_blank_one_is_not(north):
    for typed, found in (("northgate", north), (" ", None)):
        with laboratory_named(north.clinic, typed) as lab:
            assert lab == found
    with laboratory_named(north.clinic, " East  side ") as lab:
        assert lab.name == "East side"
    assert Laboratory.objects.get(pk=lab.pk) == lab
    assert Laboratory.objects.count() == 2


def test_it_stays_only_when_what_is_stored_with_it_does(north):
    def refused():
        with new_laboratory(north.clinic, "East"):
            raise ValidationError("refused")

    with pytest.raises(ValidationError):
        refused()
    assert list(Laboratory.objects.all()) == [north]
