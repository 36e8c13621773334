"""A sure event too far from the antibody, and another that may have been near it: cannot tell, not "not met"."""

import pytest

from patients.obstetrics.facts import ComplicationFact
from patients.obstetrics.values import Complication, FetalMorphology
from tests.facts import miscarriage, partner, pregnancy, present, result
from tests.workup.interpretation.aps_cases import (
    EVENT,
    classified,
    conditions,
    early,
    once,
    record,
    twice,
    without,
)
from workup.interpretation.acr_eular import ENTRY
from workup.interpretation.sydney import EARLY, INTERVAL

LA = twice("la_interp")  # 1 March and 1 June 2025
LONG_AGO = "2015-04-01"  # more than five years before both
NORMAL = FetalMorphology.NORMAL
EXCLUDED = (
    result("us3d", "normal", EVENT), result("tsh", "2", EVENT, lower_limit=0.4, upper_limit=4),
    result("karyo_blood", "46,XX", EVENT), result("karyo_blood", "46,XY", EVENT, partner="P1"),
)  # fmt: skip
OLD_RUN = [early(number, LONG_AGO) for number in (1, 2, 3)]
BIRTH = pregnancy(4, "live_birth", "2017-05-01", 39, days=0)


def sydney_of(*pregnancies, rows=LA, **known):
    return classified(record(*rows, *EXCLUDED, pregnancies=pregnancies, partners=[partner()], **known)).sydney


def unplaced(number, ended=EVENT):
    """A loss of which the gestation is not recorded."""
    return miscarriage(number, ended)


def birth(number):
    return pregnancy(number, "live_birth", "2018-05-01", 39, days=0)


@pytest.mark.parametrize(
    ("later", "met", "missing"),
    [
        ((), False, ()),
        ((BIRTH, early(5), early(6)), False, ()),  # two near it are no run
        ((BIRTH, early(5), early(6), early(7)), True, ()),
        ((BIRTH, early(5), unplaced(6), early(7)), None, ("gestation or outcome of pregnancy 6",)),
        ((BIRTH, unplaced(5), early(6), early(7)), None, ("gestation or outcome of pregnancy 5",)),
        ((BIRTH, unplaced(5), early(6)), False, ()),
        ((BIRTH, early(5), unplaced(6), early(7, LONG_AGO)), False, ()),  # its third lies as far away
        ((BIRTH, early(5), birth(6), unplaced(7), early(8)), False, ()),
        ((early(4),), True, ()),  # one more of the same run, near the antibody
        ((unplaced(4),), None, ("gestation or outcome of pregnancy 4",)),
        ((pregnancy(4, "unknown", EVENT),), None, ("gestation or outcome of pregnancy 4",)),
        ((unplaced(4, LONG_AGO),), False, ()),
        ((unplaced(4, None),), None, ("gestation or outcome of pregnancy 4",)),  # nobody knows when
    ],
)
def test_an_old_run_and_what_came_after_it(later, met, missing):
    interval = sydney_of(*OLD_RUN, *later).input(INTERVAL).finding
    assert (interval.met, interval.missing) == (met, missing)


def test_cannot_tell_is_the_answer_as_a_whole_and_names_what_would_tell():
    found = sydney_of(*OLD_RUN, BIRTH, early(5), unplaced(6), early(7))
    assert found.met is None
    assert "gestation or outcome of pregnancy 6" in found.missing
    assert found.input(INTERVAL).finding.told == ("Obstetric (c): cannot be told",)
    assert sydney_of(*OLD_RUN, BIRTH, early(5), early(6)).met is False
    assert sydney_of(*OLD_RUN, BIRTH, early(5), early(6), early(7)).met is True


def test_only_pregnancies_of_the_run_that_decides_are_named():
    losses = [unplaced(1), birth(2), early(3), unplaced(4), early(5)]
    assert sydney_of(*losses).input(EARLY).finding.missing == ("gestation or outcome of pregnancy 4",)


@pytest.mark.parametrize(
    ("second", "met"),
    [
        (miscarriage(2, EVENT, 18, days=0, fetal_morphology=NORMAL), True),
        (miscarriage(2, EVENT, 18, days=0), None),  # morphology not recorded
        (miscarriage(2, LONG_AGO, 18, days=0), False),
        (miscarriage(2, EVENT, 9, days=6), False),
        (miscarriage(2, EVENT, 18, days=0, fetal_morphology=FetalMorphology.ABNORMAL), False),
        (pregnancy(2, "unknown", EVENT, 18, days=0, fetal_morphology=NORMAL), None),
    ],
)
def test_an_old_fetal_death_and_another(second, met):
    old = miscarriage(1, LONG_AGO, 18, days=0, fetal_morphology=NORMAL)
    assert sydney_of(old, second).met is met


@pytest.mark.parametrize(("morphology", "ended", "met"), [(NORMAL, EVENT, True), (None, EVENT, None),
                                                          (None, LONG_AGO, False)])  # fmt: skip
def test_an_old_preterm_birth_and_another(morphology, ended, met):
    ill = (ComplicationFact(Complication.SEVERE_PREECLAMPSIA),)
    old = pregnancy(1, "live_birth", LONG_AGO, 31, days=0, complications=ill, fetal_morphology=NORMAL)
    second = pregnancy(2, "live_birth", ended, 32, days=0, complications=ill, fetal_morphology=morphology)
    assert sydney_of(old, second).met is met


@pytest.mark.parametrize(
    ("there", "unasked", "met", "missing"),
    [
        (EVENT, (), True, ()),
        (LONG_AGO, (), False, ()),
        (LONG_AGO, ("arterial_thrombosis",), None, ("arterial thrombosis",)),
    ],
)
def test_an_old_thrombosis_and_one_that_was_not_asked(there, unasked, met, missing):
    asked = conditions("personal_vte", since=there, unasked=unasked)
    found = classified(record(*LA, conditions=asked)).sydney
    assert (found.met, found.missing) == (met, missing)


def test_an_antibody_that_was_not_tested_could_have_been_positive_in_time():
    old = record(*LA, conditions=conditions("personal_vte", since=LONG_AGO))
    found = classified(without(old, "acl_igg")).sydney
    assert (found.met, found.missing) == (None, ("Anticardiolipin IgG",))
    assert classified(old).sydney.met is False


def test_pending_exclusions_of_a_run_that_is_too_far_away_do_not_leave_it_open():
    facts = record(*LA, pregnancies=OLD_RUN, partners=[partner()])
    assert classified(facts).sydney.met is False
    assert classified(record(*LA, pregnancies=[early(1), early(2), early(3)])).sydney.met is None


def test_without_a_persistent_antibody_nothing_is_near():
    assert sydney_of(*OLD_RUN, unplaced(4), rows=[once("la_interp")]).met is False


class TestAcrEular:
    def entry(self, *pregnancies, **known):
        return classified(record(*LA, pregnancies=pregnancies, **known)).acr_eular.input(ENTRY).finding.met

    @pytest.mark.parametrize(
        ("later", "met"),
        [
            ((), False),
            ((BIRTH, early(5), early(6), early(7)), True),
            ((BIRTH, early(5), unplaced(6), early(7)), None),
            ((unplaced(4),), None),
            ((unplaced(4, LONG_AGO),), False),
        ],
    )
    def test_an_old_run_and_what_came_after_it(self, later, met):
        assert self.entry(*OLD_RUN, *later) is met

    def test_the_risk_profile_is_no_event(self):
        far = conditions("personal_vte", since=LONG_AGO, unasked=("vte_high_risk_profile",))
        assert self.entry(conditions=far) is False
        weighed = [*conditions(since=LONG_AGO, unasked=("arterial_thrombosis", "cvd_high_risk_profile"))]
        old = present("arterial_thrombosis", since=LONG_AGO)
        assert self.entry(conditions=[*weighed, old]) is False

    @pytest.mark.parametrize(
        ("code", "unasked"),
        [
            ("heart_valve_thickening", "heart_valve_vegetation"),
            ("aps_microvascular_suspected", "aps_microvascular_established"),
        ],
    )
    def test_what_was_not_asked_beside_an_old_event_may_be_near(self, code, unasked):
        far = conditions(code, since=LONG_AGO)
        assert self.entry(conditions=far) is False
        assert self.entry(conditions=conditions(code, since=LONG_AGO, unasked=(unasked,))) is None
