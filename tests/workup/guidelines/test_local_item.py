"""What can be a local item, and what marks a row and an edition as the one that was shown."""

from dataclasses import dataclass, make_dataclass, replace
from datetime import date

import pytest

from workup.guidelines import Category, load_all
from workup.guidelines.local import (
    LocalChange,
    adopt,
    digest,
    earlier_digest,
    holds_for,
    problem_of_item,
    row_mark,
)
from workup.guidelines.model import Guideline, Revision

ESHRE = load_all()["eshre-2022"]


@pytest.mark.parametrize(
    ("item", "label", "tests", "subject"),
    [
        ("syphilis", "", [], "patient"),
        ("local-iron", "Iron", ["folate"], "patient"),
        ("local-iron", "Iron", ["folate", "b12"], "patient"),
        ("local-rubella", "Rubella", ["rub"], "partner"),
    ],
)
def test_what_can_be_a_local_item(item, label, tests, subject):
    assert problem_of_item(item, label, tests, subject) is None


@pytest.mark.parametrize(
    ("item", "label", "tests", "subject", "field", "why"),
    [
        ("iron", "Iron", ["folate"], "patient", "item", "no item “iron” in the catalogue"),
        ("local-iron", "", ["folate"], "patient", "label", "Give the clinic's own item a name"),
        ("local-iron", "Iron", [], "patient", "tests", "at least one test"),
        ("local-iron", "Iron", ["nonsense"], "patient", "tests", "no test “nonsense” in the catalogue"),
        ("local-iron", "Iron", ["folate", "nonsense"], "patient", "tests", "no test “nonsense”"),
        ("local-semen", "Semen", ["semen_panel"], "patient", "tests", "Semen analysis is not done on the patient"),
        ("local-iron", "Iron", ["folate", "semen_panel"], "patient", "tests", "Semen analysis is not done"),
    ],
)
def test_what_cannot_and_why(item, label, tests, subject, field, why):
    found = problem_of_item(item, label, tests, subject)
    assert found is not None
    assert found[0] == field
    assert why in found[1]


@dataclass(frozen=True)
class Later(Guideline):
    """An edition as a newer version of the program may know it."""

    country: str = ""


def later(**known):
    return Later(**{name: getattr(ESHRE, name) for name in Guideline.__slots__}, **known)


def test_a_field_that_is_not_used_changes_no_digest():
    assert digest(later()) == digest(ESHRE)
    assert digest(later(country="NL")) != digest(ESHRE)


def test_the_mark_of_a_row_names_its_item_and_changes_with_what_it_says():
    row = ESHRE.item("la")
    changed = adopt(ESHRE, [LocalChange(ESHRE.key, "la", Category.REC, "ours")], [], "Main").item("la")
    item, digits = row_mark(row).split(":")
    assert (item, len(digits)) == ("la", 16)
    assert row_mark(replace(row)) == row_mark(row)
    assert row_mark(changed) != row_mark(row)


TOY = {
    "key": "toy", "title": "Toy é", "body": "B", "edition": "1", "identifier": "i", "definition": "none on file",
    "preferred_uterine": ("us3d",), "gaps": ("a",), "revisions": (Revision(1, date(2020, 1, 1), "first"),), "items": (),
}  # fmt: skip


def test_a_sign_off_on_file_stays_one_for_the_same_edition():
    """Digests are stored: neither a new version nor another order of the fields may make a signed edition unsigned."""
    stored = "8a405de0963e929e852683d5afb15e5e7d074b69cb3615aaca7d380a1f794c7c"
    reordered = make_dataclass("Reordered", [(name, object) for name in reversed(TOY)], frozen=True)
    assert digest(Guideline(**TOY)) == stored
    assert digest(reordered(**TOY)) == stored


def test_a_sign_off_from_before_a_digest_knew_the_definition_stays_one():
    stored = "a3b522ff8cc1bcd6a011f2d89ca6b0de429106c40b88d82633026fa914d094e0"
    asked = Guideline(**{**TOY, "definition": "eshre_2022"})
    assert earlier_digest(asked) == stored
    assert holds_for(stored, asked)


def test_what_was_signed_holds_for_what_was_signed_and_no_longer_after_a_change():
    changed = adopt(ESHRE, [LocalChange(ESHRE.key, "la", Category.NOT, "ours")], [], "Main")
    assert holds_for(digest(ESHRE), ESHRE) is True
    assert holds_for(digest(changed), changed) is True
    assert holds_for(digest(ESHRE), changed) is False
