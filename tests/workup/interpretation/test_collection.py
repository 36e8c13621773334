"""Beside a result: what the day of collection did to it, by rule, with source and mark."""

import pytest

from patients.obstetrics.interpreted import Mark
from tests.workup.interpretation.said import rules, said
from tests.workup.interpretation.samples import ON, facts, pregnancy, sample, taken
from workup.interpretation.beside import beside
from workup.interpretation.collection import RULES
from workup.interpretation.interference import readability

ENDED = pregnancy(ended="2024-01-20", lmp="2023-12-01")


@pytest.mark.parametrize(
    ("test", "kind", "rule", "mark"),
    [
        ("la_interp", "heparin", "Lupus anticoagulant on unfractionated heparin", Mark.SEEN),
        ("la_interp", "vka", "Lupus anticoagulant on a vitamin K antagonist", Mark.SEEN),
        ("la_interp", "doac", "Lupus anticoagulant on a direct oral anticoagulant", Mark.SEEN),
        ("ps_free", "oestrogen", "Protein S on oestrogen", Mark.SEEN),
        ("pc_chrom", "vka", "Protein C and S on a vitamin K antagonist", Mark.SEEN),
        ("pc_clot", "doac", "Clotting assays on a direct oral anticoagulant", Mark.SEEN),
        ("apcr", "doac", "Activated protein C resistance on a direct oral anticoagulant", Mark.RECALLED),
        ("at_chrom", "lmwh", "Antithrombin on heparin", Mark.SEEN),
    ],
)
def test_a_medication_that_disturbs_is_named_with_its_rule(test, kind, rule, mark):
    one = sample(test, "2024-01-10", "60", word="positive" if test == "la_interp" else None)
    record = facts(one, medications=[taken(kind, "2024-01-01", "2024-02-01")])
    first = beside(one, record, ON)[0]
    assert (first.rule, first.mark, first.acts) == (rule, mark, True)
    assert first.says.startswith("Cannot be read: the tablets")
    assert first.source


@pytest.mark.parametrize("test", ["fvl", "acl_igg", "tsh", "karyo_blood"])
def test_what_no_medication_disturbs_has_no_such_word(test):
    one = sample(test, "2024-01-10", word="negative")
    record = facts(one, medications=[taken("doac", "2024-01-01", "2024-02-01")])
    assert not rules(one, record) & {rule.name for rule in RULES}


@pytest.mark.parametrize(
    ("day", "cannot"), [("2023-11-30", False), ("2023-12-01", True), ("2024-03-01", True), ("2024-03-02", False)]
)
def test_protein_s_from_day_0_until_six_weeks_after(day, cannot):
    one = sample("ps_free", day, "60")
    told = said(one, facts(one, pregnancies=[ENDED]))
    assert ("Protein S in and after a pregnancy" in told) is cannot
    if cannot:
        assert told["Protein S in and after a pregnancy"].endswith("; a new sample from 2 Mar 2024")


def test_a_day_that_may_be_one_of_the_cause_asks_for_the_day():
    one = sample("ps_free", "2024-01", "60")
    record = facts(one, medications=[taken("oestrogen", "2024-01-10", "2024-02-01")])
    (told,) = (s for s in beside(one, record, ON) if s.rule == "Protein S on oestrogen")
    assert told.says.startswith("Cannot be read if it was collected in the days of: the tablets (oestrogen)")
    assert told.acts


def test_the_longer_interval_is_advice_and_marked_as_recalled():
    one = sample("ps_free", "2024-03-05", "60")
    (advice,) = beside(one, facts(one, pregnancies=[ENDED]), ON)
    assert advice.says == "Advice: protein S preferably 3 months or more after a pregnancy"
    assert (advice.mark, advice.acts) == (Mark.RECALLED, False)


def test_tsh_in_pregnancy_is_read_against_pregnancy_limits():
    one = sample("tsh", "2024-01-10", "3")
    assert said(one, facts(one, pregnancies=[ENDED]))["TSH in pregnancy"].startswith("Read against pregnancy limits")
    assert "TSH in pregnancy" not in said(one, facts(one))


@pytest.mark.parametrize(
    ("test", "rule", "words"),
    [
        ("hcy", "Homocysteine in pregnancy", "Homocysteine falls in pregnancy"),
        ("apcr", "Activated protein C resistance in pregnancy", "Unreliable: resistance is acquired in pregnancy"),
    ],
)
def test_what_pregnancy_changes_without_making_it_unreadable(test, rule, words):
    one, after = sample(test, "2024-01-20", "5"), sample(test, "2024-01-21", "5")
    assert said(one, facts(one, pregnancies=[ENDED]))[rule].startswith(words)
    assert rule not in said(after, facts(after, pregnancies=[ENDED]))
    assert readability(one, facts(one, pregnancies=[ENDED]), ON).verdict == "valid"


@pytest.mark.parametrize(
    ("test", "kind", "rule", "words", "mark"),
    [
        ("apcr", "oestrogen", "Activated protein C resistance on oestrogen", "Oestrogen affects", Mark.RECALLED),
        *(("apcr", kind, "Activated protein C resistance on heparin or a vitamin K antagonist", "It may affect",
           Mark.RECALLED) for kind in ("heparin", "lmwh", "vka")),
        ("pc_chrom", "oestrogen", "Protein C on oestrogen", "Oestrogen raises protein C slightly", Mark.RECALLED),
        ("pc_clot", "oestrogen", "Protein C on oestrogen", "Oestrogen raises protein C slightly", Mark.RECALLED),
        ("at_chrom", "vka", "Antithrombin on a vitamin K antagonist", "A vitamin K antagonist may raise", Mark.SEEN),
    ],
)  # fmt: skip
def test_what_a_medication_changes_without_making_it_unreadable(test, kind, rule, words, mark):
    drug = [taken(kind, "2024-01-01", "2024-02-01")]
    one, after = sample(test, "2024-02-01", "90"), sample(test, "2024-02-02", "90")
    (told,) = (told for told in beside(one, facts(one, medications=drug), ON) if told.rule == rule)
    assert (told.says.startswith(words), told.mark, told.acts) == (True, mark, False)
    assert rule not in said(after, facts(after, medications=drug))
    assert readability(one, facts(one, medications=drug), ON).verdict == "valid"


def test_antithrombin_falls_slightly_in_pregnancy():
    one = sample("at_chrom", "2024-01-20", "78")
    (told,) = beside(one, facts(one, pregnancies=[ENDED]), ON)
    assert told.rule == "Antithrombin in pregnancy"
    assert told.says.startswith("Antithrombin falls slightly in pregnancy (collected in pregnancy 1")
    assert told.mark is Mark.SEEN


def test_dates_that_leave_it_open_are_a_warning_and_a_month_is_no_day():
    one = sample("la_interp", "2024-01-10", word="negative")
    open_dates = facts(one, medications=[taken("doac", "2024-01", "2024-02")])
    assert said(one, open_dates)["Lupus anticoagulant on a direct oral anticoagulant"].startswith(
        "May have been disturbed by"
    )
    month = sample("la_interp", "2024-01", word="negative")
    partly = facts(month, medications=[taken("doac", "2024-01-01", "2024-01-10")])
    assert said(month, partly)["Lupus anticoagulant on a direct oral anticoagulant"].startswith(
        "Cannot be read if it was collected in the days of"
    )


def test_neutralised_heparin_leaves_nothing_to_say():
    one = sample("la_interp", "2024-01-10", word="negative", heparin_neutralised=True)
    assert said(one, facts(one, medications=[taken("heparin", "2024-01-01", "2024-02-01")])) == {}
