"""The workup as lines for a terminal."""

import re

import pytest

from tests.facts import TODAY, miscarriage, partner, pregnancy, result, woman
from tests.workup.checklist.four_losses import four_losses
from tests.workup.checklist.look import ESHRE, RCOG
from workup.checklist.document import document
from workup.checklist.text import text
from workup.guidelines import load_all


def lines(facts, *editions, signed_off=()):
    return text(document(facts, [load_all()[key] for key in editions], TODAY, signed_off)).splitlines()


def test_it_begins_with_who_when_and_the_summary():
    said = lines(four_losses(), ESHRE)
    assert said[0] == "T1, clinic test, as of 2026-11-22"
    assert said[1] == "Pregnancies: 4; US G4 P0040; UK G4 P0+4"


def test_the_head_says_the_run_of_losses_and_the_antibodies():
    said = lines(four_losses(), ESHRE)
    assert said[2].startswith("Losses in a row: ")
    assert said[3] == "Antiphospholipid antibodies (sydney): not tested"


@pytest.mark.parametrize(
    ("pregnancies", "key", "line", "judged"),
    [
        (
            [miscarriage(n, f"202{n}-01-01", 8, days=0) for n in (1, 2)],
            ESHRE,
            "Definition met: 2 of 2 counted",
            "counts",
        ),
        ([miscarriage(1, "2021-01-01", 8, days=0)], ESHRE, "Definition not met: 1 of 2 counted", "counts"),
        ([pregnancy(1, "ectopic", "2021-01-01")], ESHRE, "Definition not met: 0 of 2 counted", "does not count"),
        (
            [pregnancy(1, "unknown", "2021-01-01"), miscarriage(2, "2022-01-01", 8, days=0)],
            ESHRE,
            "Definition cannot tell: 1 of 2 counted",
            "cannot tell",
        ),
    ],
)
def test_met_not_met_and_cannot_tell_are_told_apart(pregnancies, key, line, judged):
    said = lines(woman(pregnancies=pregnancies), key)
    assert line in said
    assert any(each.startswith(f"  1: {judged}: ") for each in said)


def test_a_result_without_a_day_and_counts_are_said():
    said = "\n".join(lines(woman(investigations=[result("fvl", "not_detected")]), ESHRE))
    assert "    date not known: not detected" in said
    assert re.search(r"^\d+ asked: \d+ done, \d+ closed, \d+ open$", said, re.MULTILINE)


def test_a_person_and_a_loss_stand_only_where_an_item_has_one():
    said = "\n".join(lines(woman(pregnancies=[miscarriage(1, "2024", 8)]), ESHRE))
    assert "- TSH: missing" in said
    assert "(partner None)" not in said
    assert "(pregnancy None)" not in said


def test_what_cannot_be_told_is_not_left_blank():
    said = lines(woman(pregnancies=[pregnancy(1, "live_birth", "2020")]), ESHRE)
    assert said[1] == "Pregnancies: 1; US cannot be told; UK cannot be told"
    assert "  pregnancy 1: gestation missing" in said


def test_sign_off_and_gaps_stand_above_the_items():
    said = lines(woman(), RCOG)
    head = next(place for place, line in enumerate(said) if "Green-top" in line)
    assert "NOT SIGNED OFF" in said[head]
    assert said[head + 1].startswith("Not on file for this edition: ")
    assert "; signed off)" in "\n".join(lines(woman(), RCOG, signed_off={RCOG}))


def test_a_finding_shows_status_reading_reason_evidence_grade_and_trust():
    row = result("tsh", 12, "2024-03-01", unit="mIU/L", lower_limit="0.4", upper_limit="4.0")
    said = lines(woman(investigations=[row]), ESHRE)
    at = said.index("- TSH: done, abnormal. TSH on 1 Mar 2024.")
    assert said[at + 1] == "    2024-03-01: 12 mIU/L (0.4-4.0)"
    assert said[at + 2] == "    REC, Strong, Q3; ESHRE 2022, ch. 8; recalled"


def test_partners_and_pregnancies_are_named_and_doubt_is_said():
    facts = woman(partners=[partner("P1")], pregnancies=[miscarriage(1, "2024", 8)])
    said = "\n".join(lines(facts, ESHRE))
    assert "(partner P1): missing" in said
    assert "(pregnancy 1): not retrievable" in said
    assert "recalled low; row not confirmed" in said


def test_negative_is_never_said_alone_while_something_was_not_tested():
    said = "\n".join(lines(woman(investigations=[result("la_interp", "negative", "2024-03-01")]), ESHRE))
    assert "negative so far; not tested: acl_igg, acl_igm, ab2gpi_igg, ab2gpi_igm" in said


def test_a_definition_names_the_door_and_each_pregnancy():
    said = "\n".join(lines(woman(pregnancies=[miscarriage(1, "2024-01-01", 19, days=2)]), RCOG))
    assert "Definition met, by second trimester loss: 0 of 3 counted" in said
    assert "  1: does not count: miscarriage at 19+2" in said
