"""Sydney 2006: every clinical criterion, the laboratory one, the interval; met, not met, cannot tell."""

import pytest

from patients.obstetrics.facts import ComplicationFact
from patients.obstetrics.values import Complication, FetalMorphology, LossType
from tests.facts import absent, miscarriage, partner, pregnancy, present, result
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
from workup.interpretation.sydney import EARLY, FETAL_DEATH, INTERVAL, LABORATORY, PRETERM, VASCULAR

LA = twice("la_interp")
EXCLUDED = (
    result("us3d", "normal", EVENT), result("tsh", "2", EVENT, lower_limit=0.4, upper_limit=4),
    result("karyo_blood", "46,XX", EVENT), result("karyo_blood", "46,XY", EVENT, partner="P1"),
)  # fmt: skip


def sydney(facts):
    return classified(facts).sydney


def of(facts, name):
    return sydney(facts).input(name).finding


def fetal(weeks, days=0, morphology="normal", **known):
    shape = FetalMorphology(morphology) if morphology else None
    return miscarriage(1, EVENT, weeks, days=days, fetal_morphology=shape, **known)


def born(weeks, days, kind="severe_preeclampsia", morphology="normal", ended=EVENT):
    shape = FetalMorphology(morphology) if morphology else None
    what = (ComplicationFact(Complication(kind)),) if kind else ()
    return pregnancy(1, "live_birth", ended, weeks, days=days, fetal_morphology=shape, complications=what)


@pytest.mark.parametrize("code", ["personal_vte", "arterial_thrombosis", "aps_microvascular_established"])
def test_a_thrombosis_and_a_persistent_antibody_meet_it(code):
    found = sydney(record(*LA, conditions=conditions(code)))
    assert found.met is True
    assert found.input(VASCULAR).finding.met is True
    assert found.missing == ()


def test_suspected_microvascular_disease_is_no_confirmed_thrombosis():
    assert sydney(record(*LA, conditions=conditions("aps_microvascular_suspected"))).met is False


def test_a_thrombosis_that_was_not_asked_is_named():
    found = sydney(record(*LA, conditions=conditions(unasked=("personal_vte",))))
    assert found.met is None
    assert found.missing == ("venous thrombosis",)


@pytest.mark.parametrize(
    ("loss", "met"),
    [
        (fetal(10, 0), True),
        (fetal(9, 6), False),
        (fetal(18), True),
        (fetal(10, None), True),
        (fetal(9, None), False),
        (fetal(None, None), None),
        (fetal(18, morphology=None), None),
        (fetal(18, morphology="abnormal"), False),
        (fetal(11, loss_type=LossType.EMBRYONIC), False),
        (fetal(11, size_weeks=7, size_days=2), False),
        (fetal(None, None, loss_type=LossType.FETAL), True),
        (pregnancy(1, "stillbirth", EVENT, 30, days=0, fetal_morphology=FetalMorphology.NORMAL), True),
        (pregnancy(1, "termination", EVENT, 18, days=0, fetal_morphology=FetalMorphology.NORMAL), False),
        (pregnancy(1, "unknown", EVENT, 18, days=0, fetal_morphology=FetalMorphology.NORMAL), None),
    ],
)
def test_the_death_of_a_normal_fetus_at_ten_weeks_or_later(loss, met):
    assert of(record(*LA, pregnancies=[loss]), FETAL_DEATH).met is met
    assert sydney(record(*LA, pregnancies=[loss])).met is met


def test_what_is_missing_of_a_fetal_death_is_named():
    assert of(record(*LA, pregnancies=[fetal(18, morphology=None)]), FETAL_DEATH).missing == (
        "fetal morphology of pregnancy 1",
    )


@pytest.mark.parametrize(
    ("said", "met"),
    [
        ("47,XX,+16", False),
        ("46,XX", True),
        ("maternal_cells", True),
        ("failed", True),
        ("45,XX,rob(13;14)(q10;q10)", True),
    ],
)
def test_abnormal_tissue_is_another_explanation(said, met):
    tissue = result("karyo_poc", said, EVENT, pregnancy=1)
    assert of(record(*LA, tissue, pregnancies=[fetal(18)]), FETAL_DEATH).met is met


def test_tissue_of_another_loss_explains_nothing():
    tissue = result("karyo_poc", "47,XX,+16", EVENT, pregnancy=2)
    assert of(record(*LA, tissue, pregnancies=[fetal(18)]), FETAL_DEATH).met is True


@pytest.mark.parametrize(
    ("child", "met"),
    [
        (born(33, 6), True),
        (born(34, 0), False),
        (born(31, 0, "placental_insufficiency"), True),
        (born(31, 0, "placental_insufficiency_severe"), True),
        (born(31, 0, "pprom"), False),
        (born(31, 0, None), False),
        (born(31, 0, morphology=None), None),
        (born(31, 0, morphology="abnormal"), False),
        (born(None, None), None),
    ],
)
def test_the_birth_of_a_normal_neonate_before_34_weeks(child, met):
    assert of(record(*LA, pregnancies=[child]), PRETERM).met is met
    assert sydney(record(*LA, pregnancies=[child])).met is met


def three(*more, rows=EXCLUDED, middle=None, **known):
    losses = [early(1), middle or early(2), early(3)]
    return record(*LA, *rows, pregnancies=[*losses, *more], partners=[partner()], **known)


def test_three_early_losses_with_everything_excluded():
    assert of(three(), EARLY).met is True
    assert sydney(three()).met is True
    assert of(three(), EARLY).told == (
        "most in a row: 3, pregnancies 1, 2, 3", "3D ultrasound uterus normal", "TSH 2 (0.4-4)",
        "both parental karyotypes without a rearrangement",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("left_out", "pending"),
    [(0, "pending: exclusion of an anatomical cause"), (1, "pending: exclusion of a hormonal cause"),
     (2, "pending: exclusion of a parental"), (3, "pending: exclusion of a parental")],
)  # fmt: skip
def test_each_exclusion_is_pending_until_it_is_recorded(left_out, pending):
    rows = [row for place, row in enumerate(EXCLUDED) if place != left_out]
    found = sydney(three(rows=rows))
    assert found.met is None
    assert len(found.missing) == 1
    assert found.missing[0].startswith(pending)


@pytest.mark.parametrize("said", ["46,XX,t(11;22)(q23.3;q11.2)", "47,XX,+mar"])
def test_a_parents_rearrangement_is_another_cause(said):
    assert of(three(rows=[*EXCLUDED[:2], result("karyo_blood", said, EVENT), EXCLUDED[3]]), EARLY).met is False


def test_a_malformation_is_another_cause_and_its_absence_an_exclusion():
    assert of(three(conditions=[*conditions(), present("uterine_anomaly")]), EARLY).met is False
    asked = [*conditions(), absent("uterine_anomaly")]
    assert of(three(rows=EXCLUDED[1:], conditions=asked), EARLY).met is True


def test_an_abnormal_image_or_tsh_leaves_it_pending():
    image = result("us3d", "abnormal", EVENT)
    high = result("tsh", "9", EVENT, lower_limit=0.4, upper_limit=4)
    assert of(three(rows=[image, *EXCLUDED[1:]]), EARLY).met is None
    assert of(three(rows=[EXCLUDED[0], high, *EXCLUDED[2:]]), EARLY).met is None


@pytest.mark.parametrize(
    ("middle", "met"),
    [
        (miscarriage(2, EVENT, 9, days=6), True),
        (miscarriage(2, EVENT, 10, days=0), False),
        (pregnancy(2, "biochemical", EVENT), True),
        (pregnancy(2, "live_birth", EVENT, 39, days=0), False),
        (miscarriage(2, EVENT), None),
        (pregnancy(2, "unknown", EVENT), None),
        (miscarriage(2, EVENT, 8, days=0, fetal_morphology=FetalMorphology.ABNORMAL), False),
    ],
)
def test_in_a_row_means_nothing_between(middle, met):
    assert of(three(middle=middle), EARLY).met is met


@pytest.mark.parametrize("between", ["ectopic", "molar", "termination"])
def test_what_neither_adds_nor_resets(between):
    losses = [early(1), pregnancy(2, between, EVENT, 7, days=0), early(3), early(4)]
    assert of(record(*LA, *EXCLUDED, pregnancies=losses, partners=[partner()]), EARLY).met is True


def test_two_losses_are_not_three_and_ask_for_no_exclusion():
    found = of(record(*LA, pregnancies=[early(1), early(2)]), EARLY)
    assert (found.met, found.missing) == (False, ())


@pytest.mark.parametrize(
    ("rows", "met"),
    [
        (twice("la_interp"), True),
        ([once("la_interp")], False),
        (twice("la_interp", second="2025-05-23"), False),
        (twice("la_interp", second="2025-05-24"), True),
        (twice("acl_igg", "41"), True),
        (twice("acl_igg", "40"), False),
        (twice("ab2gpi_igm", "21"), True),
        (twice("ab2gpi_igm", "20"), False),
        ([], False),
    ],
)
def test_one_antibody_twice_twelve_weeks_apart(rows, met):
    facts = record(*rows, conditions=conditions("personal_vte"))
    assert of(facts, LABORATORY).met is met
    assert sydney(facts).met is met


def test_an_antibody_that_was_not_tested_is_named():
    facts = without(record(conditions=conditions("personal_vte")), "acl_igm")
    assert sydney(facts).met is None
    assert sydney(facts).missing == ("Anticardiolipin IgM",)


@pytest.mark.parametrize(
    ("since", "met"),
    [
        ("2024-12-07", True),  # 84 days before the first
        ("2024-12-08", True),  # 83 before the first, but more before the second
        ("2025-03-09", True),  # 84 days before the second
        ("2025-03-10", False),  # 83 days before the second
        ("2020-03-01", True),
        ("2019-06-01", False),
        (None, None),
        ("2025", None),
    ],
)
def test_the_interval_between_event_and_antibody(since, met):
    facts = record(*LA, conditions=conditions("personal_vte", since=since))
    assert of(facts, INTERVAL).met is met
    assert sydney(facts).met is met


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (record(*LA, conditions=conditions("personal_vte", since="2010")), None),
        (record(*LA, conditions=conditions("personal_vte", since="2010", unasked=("arterial_thrombosis",))),
         ("arterial thrombosis",)),
        (without(record(*LA, conditions=conditions("personal_vte", since="2010")), "acl_igm"),
         ("Anticardiolipin IgM",)),
    ],
)  # fmt: skip
def test_too_far_away_is_not_kept_unless_what_is_not_recorded_may_have_been_near(facts, missing):
    found = of(facts, INTERVAL)
    assert found.met is (None if missing else False)
    assert found.missing == (missing or ())


def test_five_years_to_the_day_is_kept_and_a_day_more_is_not():
    rows = twice("la_interp", first="2025-03-01", second="2025-06-01")
    assert sydney(record(*rows, conditions=conditions("personal_vte", since="2020-03-01"))).met is True
    assert sydney(record(*rows, conditions=conditions("personal_vte", since="2020-02-28"))).met is False
