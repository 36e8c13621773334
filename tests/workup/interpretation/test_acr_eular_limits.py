"""ACR/EULAR 2023 where one day, one point or one antibody decides."""

import pytest

from tests.facts import miscarriage, pregnancy
from tests.workup.interpretation.aps_cases import FIRST, classified, conditions, early, once, record, twice, without
from workup.interpretation.acr_eular import ENTRY, LUPUS, REMARK

LA = twice("la_interp")
LONG_AGO = "2015-04-01"
OLD_RUN = [early(number, LONG_AGO) for number in (1, 2, 3)]
FAR = conditions("personal_vte", since=LONG_AGO)


def acr(facts):
    return classified(facts).acr_eular


def entry(facts):
    return acr(facts).input(ENTRY).finding.met


def test_a_sample_of_the_day_of_the_event_is_near_it():
    assert entry(record(once("la_interp"), conditions=conditions("personal_vte", since=FIRST))) is True


@pytest.mark.parametrize(("ended", "met"), [(FIRST, None), (LONG_AGO, False)])
def test_a_run_that_may_have_been_counts_from_the_day_of_the_sample(ended, met):
    birth = pregnancy(4, "live_birth", "2017-05-01", 39, days=0)
    perhaps = [early(5, ended), miscarriage(6, ended), early(7, ended)]
    assert entry(record(once("la_interp"), pregnancies=[*OLD_RUN, birth, *perhaps])) is met


def test_points_do_not_help_without_the_entry_criterion():
    found = acr(record(*LA, conditions=FAR))
    assert (found.input(ENTRY).finding.met, found.clinical, found.laboratory) == (False, (3, 3), (5, 5))
    assert found.met is False


def test_three_points_that_are_possible_leave_it_open():
    found = acr(without(record(*LA, pregnancies=[early(1), early(2), early(3)]), "plt"))
    assert (found.clinical, found.met) == ((1, 3), None)


@pytest.mark.parametrize(
    ("positive", "untested"),
    [
        ("acl_igg", "la_interp"),
        ("la_interp", "acl_igg"),
        ("la_interp", "ab2gpi_igg"),
        ("la_interp", "acl_igm"),
        ("la_interp", "ab2gpi_igm"),
    ],
)
def test_any_antibody_that_was_not_tested_could_have_been_near(positive, untested):
    said = "positive" if positive == "la_interp" else "90"
    far = record(once(positive, said), conditions=FAR)
    assert (entry(far), entry(without(far, untested))) == (False, None)


def test_a_lupus_anticoagulant_that_cannot_be_interpreted_could_have_been_near():
    assert entry(record(once("la_interp", "indeterminate"), once("acl_igg", "90"), conditions=FAR)) is None


def test_what_was_found_and_what_the_clinician_must_judge_are_said():
    found = acr(record(*LA))
    assert found.input(LUPUS).finding.told == ("Lupus anticoagulant, overall interpretation: persistently positive",)
    assert REMARK in found.remarks
