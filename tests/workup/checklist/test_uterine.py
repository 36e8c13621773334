"""What an examiner measured and saw: the names of the signs, and whether anything was measured."""

from decimal import Decimal

import pytest

from workup.catalogue.items import items
from workup.checklist.uterine import UTERINE_TESTS, MusaSign, UterineFindings

WORDS = {
    "myometrial_cysts": "myometrial cysts",
    "hyperechogenic_islands": "hyperechogenic islands",
    "subendometrial_lines": "echogenic subendometrial lines or buds",
    "asymmetrical_thickening": "asymmetrical wall thickening",
    "globular_uterus": "globular uterus",
    "junctional_zone": "irregular or interrupted junctional zone",
    "fan_shaped_shadowing": "fan-shaped shadowing",
    "translesional_vascularity": "translesional vascularity",
    "question_mark_form": "question-mark form",
}


@pytest.mark.parametrize("sign", MusaSign)
def test_every_sign_has_its_words(sign):
    assert sign.words == WORDS[sign]


@pytest.mark.parametrize("name", ["indentation_mm", "angle_deg", "external_cleft_mm", "wall_mm"])
def test_one_number_of_the_four_is_measured_also_when_it_is_nothing(name):
    assert UterineFindings(**{name: Decimal(12)}).measured is True
    assert UterineFindings(**{name: Decimal(0)}).measured is True


def test_what_was_seen_is_not_measured():
    assert UterineFindings(cavity="arcuate", ucv="U0C0V0", adhesions=True).measured is False


def test_findings_are_taken_by_every_examination_of_the_uterus():
    wanted = items()["uterine_anatomy"].tests | items()["adenomyosis"].tests
    assert set(UTERINE_TESTS) == wanted
