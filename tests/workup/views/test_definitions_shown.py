"""Which definitions lead, which stand behind one fold, and what each says of her."""

from dataclasses import replace

import pytest

from patients.obstetrics.bodies import DEFINITIONS
from tests.facts import miscarriage, woman
from tests.workup.views.shown import look, overview
from workup.guidelines import load_all
from workup.views.presenters.definitions import choice_name, leading, others, short_name

FIRST = ["ASRM 2012", "ESHRE 2022", "RCOG 2023"]


def short(definitions):
    return [definition.short for definition in definitions]


@pytest.mark.parametrize(
    ("looked_at", "own", "names"),
    [
        ("eshre-2022", "eshre-2022", ["ESHRE 2022", "ASRM 2012", "RCOG 2023"]),
        ("rcog-gtg17-2023", "eshre-2022", ["RCOG 2023", "ESHRE 2022", "ASRM 2012"]),
        ("cngof-2014", "ngf-2024", ["CNGOF 2014", "NGF 2024", *FIRST]),
        ("", "nvog-hm", ["NVOG", *FIRST]),
        ("", "gone-1999", FIRST),
    ],
)
def test_what_is_looked_at_leads_then_the_clinics_own_then_the_first_three(looked_at, own, names):
    assert short(leading(looked_at, own)) == names


@pytest.mark.parametrize("key", [d.key for d in DEFINITIONS.values()])
def test_every_definition_is_shown_exactly_once(key):
    shown = short(leading(key, "eshre-2022")) + short(others(key, "eshre-2022"))
    assert sorted(shown) == sorted(d.short for d in DEFINITIONS.values())


def test_every_edition_has_the_definition_of_its_own_key():
    assert {key: DEFINITIONS[edition.definition].key for key, edition in load_all().items()} == {
        key: key for key in load_all()
    }


def test_a_draft_is_called_one_where_it_is_chosen():
    eshre = load_all()["eshre-2022"]
    assert (short_name(eshre), choice_name(eshre)) == ("ESHRE 2022", "ESHRE 2022")
    assert choice_name(replace(eshre, draft=True)) == "ESHRE 2022 (draft, not verified)"


def other(name, *pregnancies, guideline="eshre-2022"):
    shown = overview(woman(pregnancies=list(pregnancies)), look(guideline=guideline)).picture.others
    (found,) = (o for o in shown if o.verdict.guideline == name)
    return found


def test_the_others_say_verdict_rule_source_and_each_pregnancy():
    found = other("CNGOF 2014", miscarriage(1, weeks=9), miscarriage(2, weeks=15))
    assert (found.verdict.words, found.verdict.counts) == ("Not met", "counts 1, needs 3 in a row")
    assert found.title == "three or more losses before 14+0, in a row"
    assert found.workup_may_start == "after three losses"
    assert found.source
    assert [(number, count.counted) for number, count in found.counts] == [(1, "true"), (2, "false")]
    assert found.counts[1][1].reason == "miscarriage at 15 weeks: not before 14+0"


def test_a_body_without_an_edition_is_judged_too():
    two = [miscarriage(n, weeks=9, by="ultrasound", partner="P1") for n in (1, 2)]
    assert other("RANZCOG 2025", *two).verdict.words == "Met"
    assert other("ACCEPT 2024", *two).verdict.counts == "counts 2, needs 2 with one partner"
    assert other("SOGC 2025", *two).verdict.words == "Met"


def test_the_page_has_a_column_for_each_that_leads_and_a_fold_for_the_rest():
    picture = overview(woman(pregnancies=[miscarriage(1)]), look(guideline="rcog-gtg17-2023")).picture
    assert picture.names == ("RCOG 2023", "ASRM 2012", "ESHRE 2022")
    assert len(picture.names) + len(picture.others) == len(DEFINITIONS)
