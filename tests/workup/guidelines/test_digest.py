"""What a clinician signs: all that an edition says, local rows and definition, whatever the clinic is called."""

import re
from dataclasses import replace

import pytest

from patients.obstetrics.definitions import DEFINITIONS
from patients.obstetrics.judging import rcog_2023
from patients.obstetrics.values import Subject
from workup.catalogue.items import items
from workup.guidelines import Category, load_all, local
from workup.guidelines.local import (
    DEFINITIONS_OF_EARLIER_DIGESTS,
    LocalChange,
    LocalItem,
    adopt,
    definition_mark,
    digest,
    earlier_digest,
    holds_for,
    row_mark,
)

ESHRE, RCOG = load_all()["eshre-2022"], load_all()["rcog-gtg17-2023"]
SYPHILIS = LocalItem("syphilis", Category.REC, "the antenatal set")
OWN = LocalItem("local-iron", Category.COND, "our own", "Iron", "blood", Subject.PATIENT, ("folate", "b12"))


def change(item, category, reason="our reason"):
    return adopt(ESHRE, [LocalChange(ESHRE.key, item, category, reason)], [], "Main")


def added(*own):
    return adopt(ESHRE, [], own, "Main")


def test_it_is_the_same_for_the_same_rows():
    assert digest(ESHRE) == digest(replace(ESHRE))
    assert len(digest(ESHRE)) == 64


@pytest.mark.parametrize(
    "other",
    [
        change("la", Category.NOT),
        change("la", Category.REC),
        change("la", Category.REC, reason="another reason"),
        added(SYPHILIS),
        added(OWN),
        added(replace(OWN, tests=("folate",))),
        replace(ESHRE, gaps=ESHRE.gaps[1:]),
        replace(ESHRE, definition="rcog-gtg17-2023"),
        replace(ESHRE, preferred_uterine=()),
        replace(ESHRE, items=ESHRE.items[1:]),
        replace(ESHRE, items=tuple(reversed(ESHRE.items))),
    ],
)
def test_it_is_another_for_whatever_else_it_says(other):
    assert digest(other) != digest(ESHRE)


@pytest.mark.parametrize(
    "other",
    [
        {"required": 3}, {"consecutive": True}, {"same_partner": True}, {"same_partner": False},
        {"ceiling": "before 20+0"}, {"non_visualised": "do not count"}, {"verdict": rcog_2023},
        {"second_trimester_loss_in_scope": True}, {"early_workup_from": 2}, {"title": "another"},
        {"workup_may_start": "after three losses"}, {"source": "another"},
    ],
)  # fmt: skip
def test_it_is_another_for_another_definition_of_the_same_name(other, monkeypatch):
    before, earlier, beside = digest(ESHRE), earlier_digest(ESHRE), digest(RCOG)
    assert holds_for(earlier, ESHRE)
    changed = {**DEFINITIONS, "eshre_2022": replace(DEFINITIONS["eshre_2022"], **other)}
    monkeypatch.setattr(local, "DEFINITIONS", changed)
    assert digest(ESHRE) != before
    assert not holds_for(before, ESHRE)
    assert not holds_for(earlier, ESHRE)
    assert digest(RCOG) == beside


def test_it_knows_no_name_of_a_clinic():
    for rows in ({"additions": [SYPHILIS, OWN]}, {"changes": [LocalChange(ESHRE.key, "la", Category.NOT, "x")]}):
        here, there = (adopt(ESHRE, **{"changes": [], "additions": []} | rows, clinic=name) for name in ("A", "B, x"))
        assert here != there
        assert digest(here) == digest(there)
        assert [row_mark(row) for row in here.items] == [row_mark(row) for row in there.items]


def test_a_local_citation_without_its_name_differs_from_the_editions():
    cited = {digest(change("la", Category.REC)), digest(ESHRE), digest(added(SYPHILIS))}
    assert len(cited) == 3


def test_an_earlier_one_holds_for_the_very_rows_only():
    mine = change("la", Category.NOT)
    assert holds_for(earlier_digest(mine), mine)
    assert not holds_for(earlier_digest(mine), ESHRE)
    assert not holds_for(earlier_digest(ESHRE), mine)
    assert earlier_digest(ESHRE) != digest(ESHRE)


def test_every_definition_of_that_time_is_known_by_its_mark():
    assert {guideline.definition for guideline in load_all().values()} == set(DEFINITIONS_OF_EARLIER_DIGESTS)
    assert all(re.fullmatch("[0-9a-f]{16}", mark) for mark in DEFINITIONS_OF_EARLIER_DIGESTS.values())
    assert len({definition_mark(name) for name in DEFINITIONS}) == len(DEFINITIONS)


def test_all_editions_and_their_changes_differ():
    every = [*load_all().values(), added(SYPHILIS), added(OWN), change("la", Category.COND)]
    assert len({digest(one) for one in every}) == len(every)


def test_every_item_of_the_catalogue_can_be_a_local_one():
    assert all(digest(added(LocalItem(key, Category.COND, "x"))) for key in items())
