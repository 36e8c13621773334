"""“Why?” beside every finding: when it is asked for, what decided, what satisfies it, where that stands."""

from __future__ import annotations

import pytest

from tests.facts import TODAY, absent, lifestyle, present, result, woman
from tests.workup.views.shown import look, overview, row
from workup.catalogue.items import items
from workup.checklist.words import test_label as label_of
from workup.guidelines import Category, load_all
from workup.guidelines.local import LocalChange, LocalItem, adopt
from workup.views.looking import Look
from workup.views.presenters.statuses import VERIFICATION
from workup.views.presenters.why import satisfied_by


def why(facts, label, seen=None):
    return dict(row(overview(facts, seen), label).why)


@pytest.mark.parametrize("key", sorted(load_all()))
def test_every_finding_of_every_edition_says_why(key):
    for group in overview(woman(), look(guideline=key)).groups:
        for one in group.rows:
            assert [label for label, _ in one.why] == [
                "Asked for",
                "In her record",
                "What satisfies it",
                "Where it stands",
            ]
            assert all(words for _, words in one.why)


def test_what_no_trigger_asks_for_is_said_by_its_category():
    assert why(woman(), "TSH")["Asked for"] == Category.REC.words


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ([present("personal_vte")], "in her that is so"),
        ([absent("personal_vte"), absent("first_degree_vte_or_thrombophilia")], "in her that is not so"),
        ([], "in her that cannot be told yet"),
    ],
)
def test_a_trigger_is_told_in_words_with_its_answer(conditions, said):
    words = why(woman(conditions=conditions), "Factor V Leiden")["Asked for"]
    assert words.endswith(f"or a first-degree relative has thrombosis or thrombophilia: {said}")


def test_what_decided_is_the_reason_and_the_result():
    facts = woman(investigations=[result("tsh", "2.1", "2026-01-01", upper_limit="4")])
    shown = row(overview(facts), "TSH")
    said = dict(shown.why)["In her record"]
    assert said.startswith(shown.reason.rstrip("."))
    assert said.endswith(shown.evidence[0].words)
    assert "2.1" in said


def test_where_it_stands_has_edition_grade_citation_and_mark():
    said = why(woman(), "TSH")["Where it stands"]
    edition = load_all()["eshre-2022"]
    own = edition.item("tsh")
    assert said.startswith(f"ESHRE 2022, {edition.edition_in_words}, revision {edition.revision.number}; ")
    assert own.citation in said
    assert own.strength is not None
    assert own.strength in said
    assert said.endswith(VERIFICATION[own.verification])


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("tsh", "A valid result of TSH"),
        ("lifestyle", "Height, weight, smoking and alcohol on record"),
        ("blood_group_rhd", "; or ABO group and RhD on record"),
        ("ana", "reported as negative"),
        ("luteal_phase", ", taken outside of pregnancy"),
        ("protein_c", "; or of "),
        ("la", "; after a positive one, a repeat that counts as well"),
    ],
)
def test_what_satisfies_an_item(item, words):
    assert words in satisfied_by(items()[item])


@pytest.mark.parametrize("item", sorted(items()))
def test_every_item_says_what_satisfies_it_in_words(item):
    said = satisfied_by(items()[item])
    assert said[0].isupper() or said[0].isdigit()
    assert "_" not in said


def test_an_edition_that_speaks_of_one_test_names_no_other():
    assert satisfied_by(items()["nk_cells"], frozenset({"nk_blood"})) == f"A valid result of {label_of('nk_blood')}"
    assert label_of("nk_endometrium") in satisfied_by(items()["nk_cells"])


def test_a_local_row_speaks_for_the_clinic_and_names_the_editions_own_word():
    edition = adopt(
        load_all()["eshre-2022"],
        [LocalChange("eshre-2022", "tsh", Category.NOT, "measured by the GP")],
        [LocalItem("vitamin_d", Category.REC, "asked for by our dietician")],
        "Main clinic",
    )
    seen = Look(edition, TODAY, TODAY, (), "")
    changed = why(woman(lifestyle=lifestyle()), "TSH (local)", seen)
    assert changed["Asked for"] == "not used in this clinic: measured by the GP"
    assert "the edition itself: recommended" in changed["Where it stands"]
