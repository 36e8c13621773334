"""The dated rules: read from the file, refused when one is not sound."""

from datetime import date

import pytest

from patients.obstetrics.dates import PartialDate
from workup.interpretation.anti_d_rules import Action, AntiDError, Dated, Happened, on_file, read

SOUND = """
[[rule]]
body = "B"
valid_from = "2020"
events = ["ectopic"]
action = "offer"
source = "S"
mark = "seen"
"""


ALSO = """
[[also]]
body = "X"
valid_from = "2022"
text = "T"
source = "S"
mark = "seen"
"""


def test_every_body_of_the_facts_is_on_file():
    bodies = {rule.body for rule in on_file().rules}
    british = {"NICE NG126", "NICE 2012", "NICE abortion care", "BSH"}
    assert bodies == british | {"ACOG PB 181", "ACOG 2024", "NAF", "Dutch GP standard"}
    assert {also.body for also in on_file().also} == {"SFP 2022", "FIGO 2020, SOGC 448", "Dose from 20+0 on"}


def test_what_was_recalled_says_so():
    recalled = {rule.body for rule in on_file().rules if rule.mark == "recalled"}
    assert recalled == {"ACOG PB 181", "ACOG 2024"}


def test_the_conflict_of_nice_is_kept_as_a_note():
    [none] = [r for r in on_file().rules if r.body == "NICE NG126" and r.action is Action.NONE]
    assert "any surgical procedure" in none.note
    assert none.events == {Happened.ECTOPIC, Happened.MISCARRIAGE, Happened.THREATENED}


def test_only_the_doses_of_the_facts():
    assert {rule.dose_iu for rule in on_file().rules} == {None, 250}


def test_a_beginning_that_is_not_on_file_leaves_open_whether_it_was_in_force():
    [undated] = [rule for rule in on_file().rules if rule.body == "Dutch GP standard"]
    assert (undated.valid.valid_from, undated.ga_min_days, undated.action) == (None, 70, Action.OFFER)
    assert undated.valid.on(date(1990, 1, 1), date(2030, 1, 1)) is None
    ended = Dated(None, PartialDate.parse("2019"))
    assert (ended.on(date(2019, 12, 31), date(2019, 12, 31)), ended.on(date(2020, 1, 1), date(2020, 1, 1))) == (
        None,
        False,
    )


def test_a_sound_rule():
    [rule] = read(SOUND).rules
    assert (rule.body, rule.action, rule.methods, rule.ga_max_days) == ("B", Action.OFFER, frozenset(), None)


def test_a_rule_may_hold_for_one_day_at_one_gestation():
    one = SOUND.replace('"2020"', '"2020-05-05"') + 'valid_to = "2020-05-05"\nga_min_days = 84\nga_max_days = 84\n'
    [rule] = read(one).rules
    day = date(2020, 5, 5)
    assert (rule.valid.on(day, day), rule.ga_min_days, rule.ga_max_days) == (True, 84, 84)
    [also] = read(SOUND + ALSO).also
    assert (also.body, also.text, also.source, also.mark) == ("X", "T", "S", "seen")


@pytest.mark.parametrize(
    ("spoiled", "words"),
    [
        ("", "holds no rule"),
        ("[[rule", "is not TOML"),
        (SOUND.replace('source = "S"\n', ""), "rule 1: source missing"),
        (SOUND.replace('"S"', '""'), "needs a source"),
        (SOUND + "dose = 3\n", "rule 1: dose unknown"),
        (SOUND.replace('["ectopic"]', '["birth"]'), "rule 1: 'birth'"),
        (SOUND.replace('["ectopic"]', "[]"), "needs an event"),
        (SOUND.replace('"offer"', '"give"'), "rule 1: 'give'"),
        (SOUND.replace('"seen"', '"unverified"'), "rule 1: 'unverified'"),
        (SOUND.replace('"2020"', '"2020-13"'), "in no calendar"),
        (SOUND + 'valid_to = "2019"\n', "ends before it begins"),
        (SOUND + "ga_min_days = 84\nga_max_days = 83\n", "wrong order"),
        (SOUND.replace('"offer"', '"none"') + "dose_iu = 250\n", "asks for nothing"),
        (SOUND + '[[also]]\nbody = "X"\n', "also 1"),
        (SOUND + ALSO.replace('"seen"', '"unverified"'), "also 1: 'unverified'"),
        (SOUND + ALSO.replace('"2022"', '"2022-13"'), "also 1: .*in no calendar"),
        (SOUND + '[[also]]\nbody = "X"\ntext = "t"\nsource = "S"\nmark = "seen"\ndose = 1\n', "also 1: dose unknown"),
    ],
)
def test_one_that_is_not_sound(spoiled, words):
    with pytest.raises(AntiDError, match=words):
        read(spoiled)


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        ("2018-12-31", False),
        ("2019-01-01", None),
        ("2019-12-30", None),
        ("2019-12-31", True),
        ("2023-12-31", True),
        ("2024-01-01", True),
        ("2024-01-02", None),
        ("2024-12-31", None),
        ("2025-01-01", False),
    ],
)
def test_in_force(day, in_force):
    valid = Dated(PartialDate(2019), PartialDate(2024))
    on = date.fromisoformat(day)
    assert valid.on(on, on) is in_force
    assert Dated(PartialDate(2019)).on(date(2030, 1, 1), date(2030, 1, 1)) is True
    assert Dated(PartialDate(2019)).on(date.min, date.max) is None
