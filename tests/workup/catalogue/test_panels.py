"""The forms on which tests are entered together."""

from collections import Counter

import pytest

from patients.obstetrics.values import Subject
from workup import catalogue
from workup.catalogue import CatalogueError
from workup.catalogue.loading import load_panels


def test_every_test_can_be_entered_on_exactly_one_form():
    on_forms = Counter(key for panel in catalogue.panels().values() for key in panel.tests)

    assert on_forms == Counter(catalogue.tests().keys())


def test_all_antiphospholipid_tests_are_on_one_form():
    assert {"la_interp", "acl_igg", "acl_igm", "ab2gpi_igg", "ab2gpi_igm"} <= set(catalogue.panels()["apl"].tests)


def test_forms_are_for_the_person_whose_sample_it_is():
    panels = catalogue.panels()

    assert panels["male"].subjects == (Subject.PARTNER,)
    assert panels["tissue"].subjects == (Subject.TISSUE,)
    assert panels["parental_genetics"].subjects == (Subject.PATIENT, Subject.PARTNER)
    assert panels["uterus"].subjects == (Subject.PATIENT,)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"tests": ["tsh", "unheard_of"]}, "unheard_of is not in the catalogue"),
        ({"tests": ["sdf"]}, "sdf cannot be entered for everybody"),
        ({"subjects": ["aunt"]}, "“aunt” is none of"),
        ({"colour": "red"}, "colour is unknown"),
    ],
)
def test_loading_refuses_a_form_that_is_not_sound(change, words):
    entry = {"label": "Thyroid", "tests": ["tsh"], "subjects": ["patient"]}

    with pytest.raises(CatalogueError, match=f"panel thyroid.*{words}"):
        load_panels({"thyroid": entry | change}, catalogue.tests())
