"""Beside an antiphospholipid antibody: both thresholds by name, the titre, whether it persists."""

import pytest

from patients.obstetrics.values import Subject
from tests.workup.interpretation.said import rules, said
from tests.workup.interpretation.samples import ON, facts, pregnancy, sample, taken
from workup.checklist.facts import AplMode
from workup.interpretation.beside import beside

SYDNEY, ACR = "Threshold, Sydney 2006", "Titre, ACR/EULAR 2023"
PERSISTENCE, TRANSIENCE = "Persistence, 12 weeks apart", "Transient: negative 12 weeks after the first positive"


def acl(value, on="2024-01-10", **more):
    return sample("acl_igg", on, value, unit="GPL", **more)


@pytest.mark.parametrize("mode", list(AplMode))
def test_forty_exactly_is_read_in_both_modes_side_by_side_whatever_the_clinic_uses(mode):
    told = said(acl("40"), facts(acl("40"), mode=mode))
    assert told[SYDNEY] == "negative: low, below the criteria (more than 40 GPL)"
    assert told[ACR] == "moderate (40 to 79 units)"
    assert "Low titre" not in told  # by the other mode it is moderate
    assert (PERSISTENCE in told) is (mode is AplMode.ACR_EULAR)


def test_above_forty_is_positive_in_both_and_asks_for_a_repeat():
    told = said(acl("41"), facts(acl("41")))
    assert told[SYDNEY] == "positive: threshold more than 40 GPL"
    assert told[PERSISTENCE] == "A repeat counts from 3 Apr 2024"


def test_a_low_titre_is_said_to_be_below_the_criteria():
    assert said(acl("28"), facts(acl("28")))["Low titre"] == "low, below the criteria: not positive"
    assert "Low titre" not in said(acl("19"), facts(acl("19")))


@pytest.mark.parametrize("value", [">40", ">=40", "<60"])
def test_a_comparator_over_two_bands_is_the_reason_and_not_the_unit(value):
    one = acl(value, word="positive")
    assert said(one, facts(one))[ACR] == "cannot tell: the value may lie in more than one band"
    assert said(acl(">80"), facts(acl(">80")))[ACR] == "high (80 units or more)"


def test_a_unit_without_bands_says_that_it_cannot_be_told():
    one = sample("ab2gpi_igg", "2024-01-10", "60", unit="CU", upper="20")
    told = said(one, facts(one))
    assert told[SYDNEY] == "positive: laboratory's upper limit 20"
    assert told[ACR] == "cannot tell: the bands are in GPL, MPL or arbitrary units per mL"


@pytest.mark.parametrize(
    ("second", "words"),
    [("2024-04-02", "A repeat counts from 3 Apr 2024"), ("2024-04-03", "Persistent: two positives 12 weeks apart")],
)
def test_persistence_begins_on_day_84(second, words):
    first, later = (sample("la_interp", day, word="positive") for day in ("2024-01-10", second))
    assert said(later, facts(first, later)) == {PERSISTENCE: words}
    assert [one.acts for one in beside(later, facts(first, later), ON)] == [True]


def test_a_transient_positive_is_said_on_both_results():
    first, later = acl("55"), acl("18", "2024-04-17")
    record = facts(first, later)
    assert said(first, record)[TRANSIENCE] == "This positive was transient"
    assert said(later, record)[TRANSIENCE] == "The earlier positive was transient"


def test_an_early_negative_says_that_the_repeat_stands():
    first, later = acl("70", "2024-03-01"), acl("10", "2024-04-05")
    assert said(later, facts(first, later))[PERSISTENCE] == "For the earlier positive a repeat counts from 24 May 2024"


def test_a_lone_negative_has_no_word_on_persistence():
    one = sample("la_interp", "2024-01-10", word="negative")
    assert said(one, facts(one)) == {}


def test_a_positive_without_a_day_has_no_day_of_repeat():
    one = sample("la_interp", None, word="positive")
    assert "its day is not known" in said(one, facts(one))[PERSISTENCE]


def test_what_cannot_be_read_has_no_threshold_but_its_cause():
    one = sample("la_interp", "2024-01-10", word="positive")
    record = facts(one, medications=[taken("doac", "2024-01-01", "2024-02-01")])
    assert rules(one, record) == {"Lupus anticoagulant on a direct oral anticoagulant"}


def test_a_partners_antibody_is_not_followed():
    one = sample("la_interp", "2024-01-10", word="positive", subject=Subject.PARTNER, partner="P1")
    assert said(one, facts(one)) == {}
    his = acl("41", subject=Subject.PARTNER, partner="P1")
    assert said(his, facts(his)) == {}


def test_another_test_has_no_threshold_of_an_antibody():
    one = sample("tsh", "2024-01-10", "5", upper="4")
    assert not {SYDNEY, ACR} & rules(one, facts(one))


def test_a_positive_in_pregnancy_stands_with_its_warning():
    one = sample("la_interp", "2024-01-10", word="positive")
    told = said(one, facts(one, pregnancies=[pregnancy(ended="2024-02-01", lmp="2023-12-01")]))
    assert set(told) == {"Lupus anticoagulant in pregnancy", PERSISTENCE}


def test_what_is_to_be_repeated_asks_something():
    one = acl("70")
    assert {s.rule: s.acts for s in beside(one, facts(one), ON)} == {SYDNEY: False, ACR: False, PERSISTENCE: True}
