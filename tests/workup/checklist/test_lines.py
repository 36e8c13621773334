"""What an edition says before any woman is looked at; that sharing it between editions and women changes nothing."""

from dataclasses import fields, replace
from datetime import date

import pytest

from patients.obstetrics.values import ResultWord, Subject
from tests.facts import decision, medication, miscarriage, partner, result, woman
from tests.patients.obstetrics.strategies import for_all
from tests.workup.checklist.look import ASRM, EDITIONS, ESHRE, RCOG, checklist, finding
from tests.workup.checklist.strategies import DAYS, records
from workup.catalogue.items import Item, Need, items
from workup.checklist.as_of import facts_on
from workup.checklist.evaluate import evaluate, evaluate_day
from workup.checklist.findings import Finding, Status
from workup.checklist.judging import finding_of, outcome_of
from workup.checklist.lines import lines_of, matter_of
from workup.checklist.rows import Day, Target, day_of
from workup.guidelines import load_all

ON = date(2026, 11, 22)


def line(item, edition=ESHRE):
    (found,) = (one for one in lines_of(load_all()[edition]) if one.row.item == item)
    return found


def test_an_edition_is_prepared_once_in_its_own_order():
    guideline = load_all()[ESHRE]
    assert lines_of(guideline) is lines_of(guideline)
    assert tuple(one.row for one in lines_of(guideline)) == guideline.items


def test_an_item_is_the_same_matter_in_every_edition_that_speaks_of_the_same_tests():
    assert line("tsh", ESHRE).matter is line("tsh", RCOG).matter
    assert line("glucose", ESHRE).matter is not line("glucose", ASRM).matter  # ruling 26: fasting glucose only


def test_a_narrowed_item_is_about_fewer_tests():
    whole, part = matter_of(items()["glucose"], ()), matter_of(items()["glucose"], ("fpg",))
    assert part.tests == {"fpg"} < whole.tests
    assert part.enter == ("fpg",)
    assert set(part.enter) < set(whole.enter)


def test_an_alternative_stays_only_when_all_its_tests_are_spoken_of():
    item = Item("x", "X", "g", Subject.PATIENT, ((Need("tsh"), Need("ft4")), (Need("tsh"),)))
    assert matter_of(item, ("tsh",)).alternatives == ((Need("tsh"),),)
    assert matter_of(item, ()).alternatives == item.alternatives
    assert matter_of(item, ()).enter == ("tsh", "ft4")


def test_panels_are_tests_of_the_item_but_nobody_is_asked_to_enter_one():
    la = line("la").matter
    assert "apl_panel" in la.tests
    assert "apl_panel" not in la.enter


@pytest.mark.parametrize(
    ("item", "antibodies"), [("la", ("la_interp",)), ("acl", ("acl_igg", "acl_igm")), ("tsh", ()), ("lifestyle", ())]
)
def test_antibodies_are_those_whose_course_counts(item, antibodies):
    assert line(item).matter.antibodies == antibodies


def test_progesterone_says_something_outside_of_a_pregnancy_only():
    assert line("luteal_phase").matter.outside_pregnancy == {"progesterone"}
    assert not line("tsh").matter.outside_pregnancy


def test_what_one_would_order_is_the_preferred_technique_else_the_first_way():
    assert line("uterine_anatomy").order == load_all()[ESHRE].preferred_uterine[:1]
    assert line("acl").order == ("acl_igg", "acl_igm")
    assert line("lifestyle").order == ()


def test_a_finding_has_every_field_whether_it_is_shared_or_her_own():
    names = {field.name for field in fields(Finding)}
    for found in checklist(woman(investigations=[result("tsh", 2)], pregnancies=[miscarriage(1)])).findings:
        assert vars(found).keys() == names
        assert replace(found) == found


def test_an_item_that_no_record_touches_is_the_same_finding_for_all_women():
    assert finding(woman(), "ana") is finding(woman(mrn="T2"), "ana")
    assert finding(woman(), "ana").status is Status.OPTIONAL


@pytest.mark.parametrize(
    ("item", "record"),
    [
        ("ana", {"investigations": [result("ana_screen", ResultWord.NEGATIVE)]}),
        ("la", {"investigations": [result("apl_panel", ResultWord.NORMAL)]}),
        ("ana", {"decisions": [decision("ana", "declined", "2024-01-01")]}),
        ("tsh", {"medications": [medication("levothyroxine")]}),
        ("tpo", {"medications": [medication("antithyroid")]}),
    ],
)
def test_what_touches_an_item_changes_its_finding(item, record):
    assert finding(woman(**record), item) != finding(woman(), item)


def test_a_drug_touches_no_other_item():
    assert finding(woman(medications=[medication("levothyroxine")]), "ana") is finding(woman(), "ana")


def test_what_depends_on_more_than_results_is_judged_for_every_woman():
    alone = {one.row.item: one.by_results_alone for one in lines_of(load_all()[ESHRE])}
    assert alone["tsh"]
    assert alone["hla"]
    told_by_record = {"lifestyle", "family_history", "psychological_support"}
    triggered = {"fvl", "free_t4", "prolactin", "urinary_tract"}
    of_others = {"male_lifestyle", "parental_karyotype_partner", "tissue_genetics"}
    assert not any(alone[item] for item in told_by_record | triggered | of_others)
    assert not line("fvl", RCOG).by_results_alone  # its category depends on her losses


def each_by_itself(facts, edition, on):
    """Every finding worked out from a fresh record, nothing shared."""
    for one in lines_of(load_all()[edition]):
        for target in Day(facts_on(facts, on), on).targets(one.matter):
            fresh = Day(facts_on(facts, on), on)
            yield finding_of(one, Target(fresh, one.matter, target.partner, target.pregnancy))


@for_all(records(), DAYS)
def test_sharing_between_items_and_editions_changes_no_finding(facts, on):
    day = day_of(facts, on)
    for edition in EDITIONS:
        assert evaluate_day(day, load_all()[edition]).findings == tuple(each_by_itself(facts, edition, on))


@for_all(records(), DAYS, DAYS)
def test_a_day_looked_at_before_changes_nothing(facts, on, before):
    guideline = load_all()[ESHRE]
    evaluate(facts, guideline, before)
    assert evaluate(facts, guideline, on) == evaluate(replace(facts), guideline, on)


def test_an_item_is_worked_out_once_for_all_editions():
    day = day_of(woman(investigations=[result("tsh", 2)]), ON)
    (first,) = day.targets(line("tsh", ESHRE).matter)
    (again,) = day.targets(line("tsh", RCOG).matter)
    assert first is again
    assert outcome_of(first) is outcome_of(again)


def test_two_partners_have_their_own_findings():
    facts = woman(partners=[partner("P1"), partner("P2")])
    found = [f for f in checklist(facts).findings if f.key == "male_lifestyle"]
    assert [f.partner for f in found] == ["P1", "P2"]
    assert finding(facts, "male_lifestyle", on=ON, of="P2").partner == "P2"
