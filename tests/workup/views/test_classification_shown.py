"""The classification criteria on her page: folded under the antibodies, every input in words, never a diagnosis."""

import pytest

from tests.facts import medication, miscarriage, result, woman
from tests.workup.interpretation.aps_cases import conditions, early, record, twice
from tests.workup.views.shown import look, overview

LA = twice("la_interp")


def block(facts, seen=None, **kw):
    (group,) = (group for group in overview(facts, seen, **kw).groups if group.key == "antiphospholipid")
    return group.classification


@pytest.mark.parametrize("guideline", ["eshre-2022", "asrm-rpl-2012", "rcog-gtg17-2023"])
def test_it_stands_under_the_antibodies_of_every_edition_and_nowhere_else(guideline):
    shown = overview(woman(), look(guideline=guideline))
    assert [group.key for group in shown.groups if group.classification] == ["antiphospholipid"]


def test_one_line_says_both_and_what_they_are_for():
    assert block(record(*LA, conditions=conditions("personal_vte"))).summary == (
        "Classification criteria, for research; not a diagnosis: Sydney 2006 met; ACR/EULAR 2023 met"
    )


def test_every_input_has_its_answer_the_facts_and_its_points():
    facts = record(*LA, pregnancies=[early(1), early(2), early(3)])
    sydney, acr = block(facts).criteria
    assert sydney.totals == ()
    assert [one.name[0] for one in acr.inputs] == ["E", "1", "2", "3", "4", "5", "6", "7", "8"]
    obstetric = acr.inputs[4]
    assert (obstetric.answer.word, obstetric.points) == ("Met", "1")
    assert "most in a row: 3, pregnancies 1, 2, 3" in obstetric.told
    assert acr.totals == ("Clinical: 1 point, at least 3 needed", "Laboratory: 5 points, at least 3 needed")
    assert (acr.answer.word, acr.answer.icon) == ("Not met", "i-dash")


def test_what_is_not_recorded_is_named_at_its_input_and_above():
    sydney, acr = block(woman(pregnancies=[miscarriage(1)])).criteria
    assert (sydney.answer.word, acr.answer.word) == ("Cannot tell", "Cannot tell")
    assert "venous thrombosis" in sydney.missing
    assert acr.inputs[1].missing == "venous thrombosis; high-risk profile for venous thrombosis"
    assert acr.inputs[1].points == "0 to 3"
    assert acr.totals[0].startswith("Clinical: 0 to ")


def test_sources_stand_beside_both():
    sydney, acr = block(woman()).criteria
    assert sydney.source.endswith("; confirmed in a public source")
    assert "ash-sap.org" in acr.source


def test_an_antithyroid_drug_without_a_result_is_a_notice_in_every_view():
    drug = medication("antithyroid", "2025-12", name="Propylthiouracil")
    for only_to_do in (True, False):
        (notice,) = overview(woman(medications=[drug]), only_to_do=only_to_do).notices
        assert notice.says.startswith("Propylthiouracil (antithyroid), from Dec 2025, still taken")
    tested = woman(medications=[drug], investigations=[result("tsh", "2", "2026-01-01")])
    assert overview(tested).notices == ()
    assert overview(woman()).notices == ()
