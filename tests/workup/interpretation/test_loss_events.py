"""Losses and births as answers to the criteria: where a death is placed, what was used, what is missing."""

from datetime import date

import pytest

from patients.obstetrics.facts import ComplicationFact
from patients.obstetrics.values import Complication, FetalMorphology, LossType
from tests.facts import TODAY, miscarriage, ongoing, partial, pregnancy, result, woman
from workup.interpretation.days import Days
from workup.interpretation.loss_events import (
    TEN_WEEKS,
    died_at,
    early_losses,
    explained,
    fetal_death,
    placental,
    preterm_birth,
    within,
)

NORMAL, ABNORMAL = FetalMorphology.NORMAL, FetalMorphology.ABNORMAL
SEVERE = frozenset({Complication.SEVERE_PREECLAMPSIA})


@pytest.mark.parametrize(
    ("loss", "bounds"),
    [
        (miscarriage(1, weeks=9, days=2), (65, 65)),
        (miscarriage(1, weeks=9), (63, 69)),
        (miscarriage(1), None),
        (miscarriage(1, weeks=11, days=0, size_weeks=7, size_days=1), (50, 50)),
        (miscarriage(1, weeks=11, days=0, size_weeks=7), (49, 55)),
        (miscarriage(1, weeks=11, days=0, loss_type=LossType.ANEMBRYONIC), (0, 69)),
        (miscarriage(1, weeks=8, days=0, loss_type=LossType.YOLK_SAC), (56, 56)),
        (miscarriage(1, weeks=8, loss_type=LossType.YOLK_SAC), (56, 62)),
        (miscarriage(1, loss_type=LossType.EMBRYONIC), (0, 69)),
        (miscarriage(1, loss_type=LossType.FETAL), (70, 315)),
        (miscarriage(1, weeks=18, days=0, loss_type=LossType.FETAL), (126, 126)),
        (miscarriage(1, weeks=9, days=0, loss_type=LossType.FETAL), (70, 315)),
        (pregnancy(1, "biochemical"), (0, 69)),
        (pregnancy(1, "pul_resolved", weeks=5, days=3), (38, 38)),
    ],
)
def test_a_death_is_placed_by_size_then_by_type_and_dates(loss, bounds):
    assert died_at(loss, TODAY) == bounds


@pytest.mark.parametrize(
    ("bounds", "answer"),
    [((69, 69), False), ((70, 70), True), ((69, 70), None), ((79, 79), True), ((80, 80), False), ((79, 80), None),
     ((70, 79), True), ((60, 90), None), (None, None)],
)  # fmt: skip
def test_within_counts_its_first_day_and_not_the_one_after_its_last(bounds, answer):
    assert within(bounds, 70, 80) is answer


def test_what_explains_a_loss():
    loss = miscarriage(1, weeks=8)
    assert explained(loss, woman()) is False
    assert explained(miscarriage(1, fetal_morphology=ABNORMAL), woman()) is True
    assert explained(loss, woman(investigations=[result("cma_poc", "arr(16)x3", pregnancy=1)])) is True
    assert explained(loss, woman(investigations=[result("cma_poc", "arr(1-22,X)x2", pregnancy=1)])) is False
    assert explained(loss, woman(investigations=[result("cma_poc", "arr(16)x3", pregnancy=2)])) is False
    assert explained(loss, woman(investigations=[result("histology_poc", "abnormal", pregnancy=1)])) is False


def death(*pregnancies, morphology=True, tissue=()):
    facts = woman(pregnancies=list(pregnancies), investigations=list(tissue))
    return fetal_death(facts, TODAY, TEN_WEEKS, 10_000, morphology=morphology)


def test_a_fetal_death_tells_its_pregnancy_gestation_and_day():
    found = death(miscarriage(1, "2024-01-01", 8), miscarriage(2, "2024-06-02", 18, days=0, fetal_morphology=NORMAL))
    assert found.told == ("pregnancy 2: miscarriage at 18+0",)
    assert found.when == (Days(partial("2024-06-02").earliest, partial("2024-06-02").latest),)
    assert found.missing == ()


def test_everything_that_is_missing_of_a_death_is_named():
    found = death(pregnancy(3, "unknown"))
    assert found.missing == ("how pregnancy 3 ended", "gestation of pregnancy 3", "fetal morphology of pregnancy 3")
    assert found.told == ("pregnancy 3: unknown",)
    assert (found.met, found.when) == (None, ())
    assert death(pregnancy(3, "stillbirth"), morphology=False).missing == ("gestation of pregnancy 3",)


def test_another_explanation_is_told_only_where_it_matters():
    tissue = [result("karyo_poc", "47,XX,+18", pregnancy=1)]
    assert death(miscarriage(1, weeks=18, days=0), tissue=tissue).told == (
        "pregnancy 1: another explanation on record",
    )
    assert death(miscarriage(1, weeks=8, days=0), tissue=tissue).told == ()


def test_a_fetal_loss_of_unknown_gestation_has_no_gestation_to_tell():
    assert death(miscarriage(1, loss_type=LossType.FETAL, fetal_morphology=NORMAL)).told == (
        "pregnancy 1: miscarriage",
    )


def ill(weeks=None, days=None, ended=(38, 0), kind=Complication.SEVERE_PREECLAMPSIA, **known):
    return pregnancy(2, "live_birth", "2024-06-02", ended[0], days=ended[1],
                     complications=(ComplicationFact(kind, weeks, days),), **known)  # fmt: skip


def test_a_complication_tells_its_gestation_and_asks_for_a_missing_one():
    found = placental(woman(pregnancies=[ill(31, 2)]), TODAY, SEVERE)
    assert (found.met, found.told) == (True, ("pregnancy 2: severe preeclampsia at 31+2",))
    assert found.when == (Days(date(2024, 6, 2), date(2024, 6, 2)),)
    open_ = placental(woman(pregnancies=[ill()]), TODAY, SEVERE)
    assert (open_.met, open_.told) == (None, ("pregnancy 2: severe preeclampsia",))
    assert open_.missing == ("gestation of severe preeclampsia in pregnancy 2",)
    assert placental(woman(pregnancies=[ill(kind=Complication.BLEEDING)]), TODAY, SEVERE).met is False


@pytest.mark.parametrize(("ended", "met"), [((33, 6), True), ((33, None), True), ((34, 0), None), ((None, None), None)])
def test_a_complication_without_its_own_gestation_came_before_the_end(ended, met):
    assert placental(woman(pregnancies=[ill(ended=ended)]), TODAY, SEVERE).met is met


@pytest.mark.parametrize(("weeks", "days", "met"), [(33, 6, True), (33, None, True), (34, 0, False), (34, None, False)])
def test_a_complication_counts_before_34_weeks(weeks, days, met):
    assert placental(woman(pregnancies=[ill(weeks, days)]), TODAY, SEVERE).met is met


def test_an_early_birth_tells_its_cause_and_asks_for_the_childs_morphology():
    found = preterm_birth(woman(pregnancies=[ill(ended=(33, 0), fetal_morphology=NORMAL)]), TODAY)
    assert (found.met, found.told) == (True, ("pregnancy 2: birth at 33+0 with severe preeclampsia",))
    open_ = preterm_birth(woman(pregnancies=[ill(ended=(None, None))]), TODAY)
    assert open_.missing == ("gestation of pregnancy 2", "morphology of the child of pregnancy 2")
    assert open_.told == ("pregnancy 2: birth with severe preeclampsia",)


def run(*pregnancies, **known):
    return early_losses(woman(pregnancies=list(pregnancies), **known), TODAY, TEN_WEEKS)


def early(number, ended="2024-01-01"):
    return miscarriage(number, ended, 8, days=0)


def test_the_longest_run_is_told_and_its_last_loss_is_its_day():
    birth = pregnancy(3, "live_birth", weeks=39, days=0)
    found = run(early(1), early(2), birth, early(4), early(5), early(6, "2024-09-09"))
    assert (found.met, found.told) == (True, ("most in a row: 3, pregnancies 4, 5, 6",))
    assert found.when == (Days(partial("2024-09-09").earliest, partial("2024-09-09").latest),)
    assert run(early(1)).told == ("most in a row: 1, pregnancy 1",)
    assert (run().told, run().when, run().met) == (("most in a row: 0",), (), False)


def test_every_third_and_later_loss_of_a_run_is_a_day_of_the_criterion():
    """A birth between two runs, or a long run, must not hide the loss that lies near the antibody."""
    birth = pregnancy(4, "live_birth", weeks=39, days=0)
    two_runs = (early(1), early(2), early(3, "2010-01-01"), birth, early(5), early(6), early(7, "2024-01-01"))
    assert [days.first.year for days in run(*two_runs).when] == [2010, 2024]
    assert run(*two_runs).told == ("most in a row: 3, pregnancies 5, 6, 7",)
    long_run = [early(number, f"20{number + 10}-01-01") for number in range(1, 6)]
    assert [days.first.year for days in run(*long_run).when] == [2013, 2014, 2015]
    assert run(early(1), early(2, "2024-01-01"), miscarriage(3)).when == ()


def test_what_may_belong_to_a_run_is_missing_only_where_it_decides():
    found = run(early(1), miscarriage(2), early(3))
    assert (found.met, found.missing) == (None, ("gestation or outcome of pregnancy 2",))
    assert run(early(1), miscarriage(2)).missing == ()
    two = run(miscarriage(1), early(2), miscarriage(3))
    assert two.missing == ("gestation or outcome of pregnancy 1", "gestation or outcome of pregnancy 3")
    assert run(miscarriage(1), early(2), early(3), early(4)).missing == ()


def test_the_third_loss_that_may_be_one_of_a_run_is_a_day_on_which_the_criterion_may_be_met():
    found = run(early(1, "2022-01-01"), miscarriage(2, "2023-01-01"), early(3, "2024-01-01"))
    assert [one.when.first.year for one in found.perhaps] == [2024]
    assert [one.missing for one in found.perhaps] == [("gestation or outcome of pregnancy 2",)]
    assert run(early(1), miscarriage(2)).perhaps == ()


def test_after_a_birth_the_count_of_possible_losses_begins_anew():
    birth = pregnancy(2, "live_birth", weeks=39, days=0)
    assert run(early(1), birth, early(3), early(4)).met is False
    assert run(early(1), birth, early(3), miscarriage(4), early(5)).met is None


@pytest.mark.parametrize(
    ("between", "met"),
    [
        (ongoing(3), True),
        (pregnancy(3, "termination_medical", weeks=19, days=2), True),
        (pregnancy(3, "termination_anomaly", weeks=24, days=0), False),
        (pregnancy(3, "stillbirth", weeks=30, days=0), False),
    ],
)
def test_what_interrupts_a_run(between, met):
    assert run(early(1), early(2), between, early(4)).met is met
