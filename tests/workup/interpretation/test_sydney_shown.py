"""What Sydney 2006 says beside its answer: category, triple positivity, interval, the day of the sample."""

import pytest

from tests.facts import TODAY, medication
from tests.workup.interpretation.aps_cases import classified, conditions, once, record, twice, without
from workup.interpretation.apl import read_apl
from workup.interpretation.sydney import INTERVAL, LABORATORY, category_words

LA = twice("la_interp")


def sydney(facts):
    return classified(facts).sydney


def of(facts, name):
    return sydney(facts).input(name).finding


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (twice("la_interp"), "Category IIa (lupus anticoagulant only)"),
        (twice("acl_igg", "60"), "Category IIb (anticardiolipin only)"),
        (twice("acl_igg", "60") + twice("acl_igm", "60"), "Category IIb (anticardiolipin only)"),
        (twice("ab2gpi_igg", "60"), "Category IIc (anti-beta2-glycoprotein I only)"),
        (twice("la_interp") + twice("ab2gpi_igg", "60"), "Category I (more than one laboratory criterion)"),
        ([once("la_interp")], ""),
    ],
)
def test_the_category_of_a_report(rows, words):
    assert category_words(read_apl(record(*rows), TODAY)) == words


def test_a_category_is_so_far_while_an_antibody_is_open():
    facts = without(record(*LA), "ab2gpi_igg")
    words = category_words(read_apl(facts, TODAY))
    assert words == (
        "Category IIa (lupus anticoagulant only) so far; nothing can be said of Anti-beta2-glycoprotein I IgG"
    )


def test_the_interval_is_said_criterion_by_criterion():
    late = record(*LA, conditions=conditions("personal_vte", since="2019-06-01"))
    assert of(late, INTERVAL).told == ("Vascular: not kept: criteria do not apply",)
    kept = of(record(*LA, conditions=conditions("personal_vte")), INTERVAL)
    assert (kept.told, kept.missing) == (("Vascular: kept",), ())
    undated = of(record(*LA, conditions=conditions("personal_vte", since=None)), INTERVAL)
    assert undated.told == ("Vascular: cannot be told",)
    assert undated.missing == ("dates of the event and of the antibody",)


def test_an_interval_is_shown_only_between_two_criteria_that_are_met():
    names = {one.name for one in sydney(record(once("la_interp"), conditions=conditions("personal_vte"))).inputs}
    assert INTERVAL not in names
    assert INTERVAL not in {one.name for one in sydney(record(*LA)).inputs}


def test_the_remarks_name_the_category_and_what_the_day_may_have_done():
    assert sydney(record(*LA)).remarks == ("Category IIa (lupus anticoagulant only)",)
    assert sydney(record(once("la_interp"))).remarks == ()
    on_lmwh = record(*LA, medications=[medication("lmwh", "2025-02-01", "2025-03-10")])
    assert sydney(on_lmwh).remarks[1] == (
        "Possible on a trough sample only, more than 12 hours after a dose (collected on "
        "lmwh (low molecular weight heparin), from 1 Feb 2025 to 10 Mar 2025)"
    )


def test_the_laboratory_criterion_shows_every_antibody():
    told = of(record(*LA), LABORATORY).told
    assert told[0] == "Lupus anticoagulant, overall interpretation: persistently positive"
    assert len(told) == 5


def test_triple_positivity_is_remarked():
    rows = [*LA, *twice("acl_igg", "95"), *twice("ab2gpi_igg", "110")]
    assert any(remark.startswith("Triple positive") for remark in sydney(record(*rows)).remarks)
    assert not any(remark.startswith("Triple") for remark in sydney(record(*LA)).remarks)
