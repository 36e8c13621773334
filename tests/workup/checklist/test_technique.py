"""Whether the guideline in use prefers another technique, said beside the examination."""

from dataclasses import replace

import pytest

from patients.obstetrics.interpreted import Mark
from tests.facts import result
from workup.checklist.technique import technique_said
from workup.guidelines import Verification, load_all


def said(test, key="eshre-2022"):
    return technique_said(result(test, "normal"), load_all()[key])


@pytest.mark.parametrize(
    ("test", "key", "words"),
    [
        ("us3d", "eshre-2022", "3D ultrasound uterus is a technique that this guideline prefers"),
        ("mri", "eshre-2022", "This guideline prefers transvaginal 3D ultrasound"),
        ("tvus", "eshre-2022", "This guideline prefers transvaginal 3D ultrasound; by 2D alone the item stays partial"),
        ("us3d", "asrm-rpl-2012", "This guideline prefers sonohysterogram, HSG or hysteroscopy"),
        ("hysteroscopy", "asrm-rpl-2012", "Hysteroscopy is a technique that this guideline prefers"),
        ("shg", "asrm-rpl-2012", "Saline sonohysterography is a technique that this guideline prefers"),
        ("hsg", "eshre-2022", "This guideline prefers transvaginal 3D ultrasound"),
        ("mri", "cngof-2014", "Which technique this guideline prefers is not on file"),
        ("tvus", "cngof-2014", "Which technique this guideline prefers is not on file; by 2D alone the item stays "
                               "partial"),
    ],
)  # fmt: skip
def test_technique(test, key, words):
    (one,) = said(test, key)
    assert (one.says, one.acts) == (words, False)


def test_it_names_the_row_and_its_mark():
    (recalled,), (seen,) = said("mri"), said("mri", "rcog-gtg17-2023")
    assert "ESHRE 2022, ch. 9" in recalled.source
    assert (recalled.mark, seen.mark) == (Mark.RECALLED, Mark.SEEN)


@pytest.mark.parametrize(
    ("verification", "mark"),
    [("seen", Mark.SEEN), ("seen_secondary", Mark.SEEN), ("recalled", Mark.RECALLED), ("recalled_low", Mark.RECALLED)],
)
def test_its_mark_is_that_of_the_row(verification, mark):
    edition = load_all()["eshre-2022"]
    row = replace(edition.item("uterine_anatomy"), verification=Verification(verification))
    (one,) = technique_said(result("mri", "normal"), replace(edition, items=(row,)))
    assert one.mark is mark


@pytest.mark.parametrize("test", ["tsh", "renal_us", "adenomyosis_us"])
def test_other_tests_are_silent(test):
    assert said(test) == ()


def test_an_edition_without_the_row_is_silent():
    assert said("us3d", "ngf-2024") == ()
