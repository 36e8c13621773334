"""The predicates about chromosomes: true, false, boundary, cannot tell (rulings.md, 13, 14)."""

import pytest

from patients.obstetrics.values import FetalMorphology
from tests.facts import absent, collected, miscarriage, ordered, partner, pregnancy, present, result, woman
from tests.workup.checklist.look import RCOG
from tests.workup.checklist.test_predicates import ask
from workup.checklist.answers import Answer

BALANCED = "46,XX,t(11;22)(q23.3;q11.2)"
UNBALANCED = "46,XX,der(22)t(11;22)(q23.3;q11.2)"
ALL_ABSENT = (absent("child_with_congenital_anomaly"), absent("family_chromosome_rearrangement"))


def tissue(said, number=1, test="karyo_poc", **known):
    return result(test, said, "2024-01-05", pregnancy=number, **known)


# --- chromosome_risk (ESHRE) -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [None, "P1"])
@pytest.mark.parametrize("code", ["child_with_congenital_anomaly", "family_chromosome_rearrangement"])
def test_chromosome_risk_is_true_with_the_fact_in_either(code, who):
    facts = woman(partners=[partner("P1")], conditions=[*ALL_ABSENT, present(code, who)])
    assert ask("chromosome_risk", facts).value is True


@pytest.mark.parametrize("said", [BALANCED, UNBALANCED])
def test_chromosome_risk_is_true_with_a_rearrangement_in_tissue(said):
    facts = woman(pregnancies=[miscarriage(1)], investigations=[tissue(said)], conditions=ALL_ABSENT)
    assert ask("chromosome_risk", facts) == Answer(True, "structural rearrangement in tissue of pregnancy 1")


def test_chromosome_risk_is_false_when_all_were_asked_and_are_absent():
    his = absent("family_chromosome_rearrangement", "P1")
    facts = woman(partners=[partner("P1")], conditions=[*ALL_ABSENT, his])
    assert ask("chromosome_risk", facts).value is False


def test_chromosome_risk_at_its_boundary_trisomy_is_no_rearrangement_and_no_tissue_is_no_missing_fact():
    trisomy = woman(pregnancies=[miscarriage(1)], investigations=[tissue("47,XX,+21")], conditions=ALL_ABSENT)
    assert ask("chromosome_risk", trisomy).value is False
    assert ask("chromosome_risk", woman(conditions=ALL_ABSENT)).value is False


def test_chromosome_risk_at_its_boundary_a_former_partner_is_not_asked():
    facts = woman(partners=[partner("P0", until="2020-01-01")], conditions=ALL_ABSENT)
    assert ask("chromosome_risk", facts).value is False


def test_chromosome_risk_cannot_tell_until_the_current_partner_was_asked():
    facts = woman(partners=[partner("P1")], conditions=ALL_ABSENT)
    assert ask("chromosome_risk", facts).missing == ("chromosome rearrangement in the family (partner P1)",)


def test_chromosome_risk_cannot_tell_when_only_he_was_asked_about_a_child():
    facts = woman(partners=[partner("P1")], conditions=[absent("child_with_congenital_anomaly", "P1")])
    assert "child with a congenital anomaly" in ask("chromosome_risk", facts).missing


# --- tissue_asked (RCOG) ---------------------------------------------------------------------------------------------


def losses(*gestations, outcome="miscarriage"):
    """Pregnancies 1, 2, ... at these gestations in weeks, or (weeks, days); None = not recorded."""
    split = [g if isinstance(g, tuple) else (g, None) for g in gestations]
    return [pregnancy(n, outcome, "2024-01-01", w, days=d) for n, (w, d) in enumerate(split, start=1)]


def asked_of(pregnancies, number):
    return ask("tissue_asked", woman(pregnancies=pregnancies), edition=RCOG, pregnancy=pregnancies[number - 1])


def test_tissue_asked_is_true_from_the_third_loss_on():
    assert [asked_of(losses(8, 8, 8, 8), n).value for n in (1, 2, 3, 4)] == [False, False, True, True]


def test_tissue_asked_ruling_14_is_true_for_the_third_with_non_visualised_losses_counted_in():
    before = [pregnancy(1, "biochemical"), pregnancy(2, "pul_resolved")]
    assert asked_of([*before, miscarriage(3, "2024")], 3).value is True


@pytest.mark.parametrize(
    ("gestation", "wanted"), [((13, 6), False), ((14, 0), True), ((23, 6), True), ((24, 0), False)]
)
def test_tissue_asked_at_the_boundaries_of_the_second_trimester(gestation, wanted):
    assert asked_of(losses(gestation), 1).value is wanted


@pytest.mark.parametrize("outcome", ["termination_medical", "termination_anomaly"])
def test_tissue_asked_is_false_after_a_termination(outcome):
    answer = asked_of(losses(8, 8, 8, outcome=outcome), 3)
    assert answer == Answer(False, "not asked for after a termination")


def test_tissue_asked_is_false_without_a_loss():
    assert ask("tissue_asked", woman()).value is False


def test_tissue_asked_cannot_tell_without_the_gestation():
    assert asked_of(losses(None), 1) == Answer(None, missing=("gestation of pregnancy 1",))


# --- tissue_unbalanced_or_failed_or_missing (RCOG) -------------------------------------------------------------------

NAME = "tissue_unbalanced_or_failed_or_missing"


def parental(pregnancies, *rows):
    return ask(NAME, woman(pregnancies=pregnancies, investigations=list(rows)), edition=RCOG)


def recent(weeks=15):
    return [miscarriage(1, "2026-11-10", weeks)]


@pytest.mark.parametrize(
    ("test", "said"), [("karyo_poc", UNBALANCED), ("cma_poc", "arr[GRCh38] 22q11.21(18912231_21465672)x1")]
)
def test_tissue_unbalanced_or_failed_or_missing_is_true_when_unbalanced(test, said):
    answer = parental(losses(8), tissue(said, test=test))
    assert answer == Answer(True, "unbalanced structural abnormality in tissue of pregnancy 1")


def test_tissue_unbalanced_or_failed_or_missing_is_true_when_the_test_failed():
    assert parental(losses(8), tissue("failed")) == Answer(True, "the tissue test of pregnancy 1 failed")


def test_tissue_unbalanced_or_failed_or_missing_is_true_when_none_is_available():
    assert parental(losses(8, 8, 8)) == Answer(True, "no tissue available of pregnancy 3")
    assert parental(losses(15), ordered("karyo_poc", "2024-01-02", pregnancy=1)).value is True


@pytest.mark.parametrize("said", [BALANCED, "47,XX,+21", "46,XX", "maternal_cells", "not_reported"])
def test_tissue_unbalanced_or_failed_or_missing_is_false_with_any_other_result(said):
    assert parental(losses(15), tissue(said)).value is False


def test_tissue_unbalanced_or_failed_or_missing_is_false_while_tissue_is_pending():
    assert parental(losses(15), collected("karyo_poc", "2024-01-02", pregnancy=1)).value is False


def test_tissue_unbalanced_or_failed_or_missing_is_false_for_losses_of_which_none_is_asked():
    assert parental(losses(8, 8)).value is False
    assert parental(losses(15, outcome="termination_medical")).value is False
    assert parental([]).value is False


def test_tissue_unbalanced_or_failed_or_missing_at_the_boundary_a_valid_result_mends_a_failed_one():
    assert parental(losses(15), tissue("failed"), tissue("46,XX", test="karyo_poc")).value is False


@pytest.mark.parametrize(("ended", "value"), [("2026-11-08", False), ("2026-11-07", True)])
def test_tissue_unbalanced_or_failed_or_missing_at_the_boundary_day_14_is_still_within(ended, value):
    assert parental([miscarriage(1, ended, 15)]).value is value


def test_tissue_unbalanced_or_failed_or_missing_cannot_tell_without_the_gestation_of_that_loss():
    assert parental(losses(None)) == Answer(None, missing=("gestation of pregnancy 1",))


# --- abnormal_fetal_morphology (NVOG) --------------------------------------------------------------------------------


def formed(morphology, number=1, *others):
    lost = pregnancy(number, "miscarriage", "2024-01-01", 12, fetal_morphology=morphology)
    return ask("abnormal_fetal_morphology", woman(pregnancies=[lost, *others]), pregnancy=lost)


def test_abnormal_fetal_morphology_is_true_when_this_fetus_was_not_formed_normally():
    assert formed(FetalMorphology.ABNORMAL) == Answer(True, "abnormal morphology of the fetus")


def test_abnormal_fetal_morphology_is_false_when_it_was():
    assert formed(FetalMorphology.NORMAL) == Answer(False, "normal morphology of the fetus")


def test_abnormal_fetal_morphology_is_false_without_a_loss():
    assert ask("abnormal_fetal_morphology", woman()).value is False


def test_abnormal_fetal_morphology_at_its_boundary_is_of_this_loss_only():
    other = pregnancy(2, "miscarriage", "2025-01-01", 12, fetal_morphology=FetalMorphology.ABNORMAL)
    assert formed(FetalMorphology.NORMAL, 1, other).value is False
    assert formed(None, 1, other).value is None


def test_abnormal_fetal_morphology_cannot_tell_when_nobody_recorded_it():
    assert formed(None) == Answer(None, missing=("morphology of the fetus of pregnancy 1",))


# --- latest_loss_without_tissue_result (DGGG) ------------------------------------------------------------------------


def latest(pregnancies, *rows):
    return ask("latest_loss_without_tissue_result", woman(pregnancies=pregnancies, investigations=list(rows)))


def test_latest_loss_without_tissue_result_is_true_when_nothing_is_there():
    assert latest(losses(8, 8)) == Answer(True, "no result of tissue of the latest loss (pregnancy 2)")
    assert latest([]).value is True


@pytest.mark.parametrize("said", ["failed", "maternal_cells"])
def test_latest_loss_without_tissue_result_is_true_when_the_result_says_nothing(said):
    assert latest(losses(8), tissue(said)).value is True


def test_latest_loss_without_tissue_result_is_true_with_an_order_alone():
    assert latest(losses(8), ordered("karyo_poc", "2024-01-02", pregnancy=1)).value is True


@pytest.mark.parametrize(
    ("test", "said"),
    [("karyo_poc", "46,XX"), ("karyo_poc", UNBALANCED), ("cma_poc", "normal"), ("cma_poc", "abnormal")],
)
def test_latest_loss_without_tissue_result_is_false_with_any_valid_result(test, said):
    assert latest(losses(8), tissue(said, test=test)) == Answer(False, "the tissue of pregnancy 1 has a result")


def test_latest_loss_without_tissue_result_at_its_boundary_an_earlier_loss_does_not_stand_in():
    assert latest(losses(8, 8), tissue("46,XX", number=1)).value is True
    assert latest(losses(8, 8), tissue("46,XX", number=2)).value is False


@pytest.mark.parametrize("outcome", ["live_birth", "termination", "ectopic", "ongoing"])
def test_latest_loss_without_tissue_result_at_its_boundary_only_losses_are_the_latest(outcome):
    assert latest([*losses(8), pregnancy(2, outcome)], tissue("46,XX")).value is False


@pytest.mark.parametrize("outcome", ["biochemical", "pul_resolved"])
def test_latest_loss_without_tissue_result_at_its_boundary_a_loss_without_tissue_is_one(outcome):
    assert latest([*losses(8), pregnancy(2, outcome)], tissue("46,XX")).value is True


def test_latest_loss_without_tissue_result_cannot_tell_while_a_sample_waits():
    waiting = collected("karyo_poc", "2024-01-02", pregnancy=1)
    assert latest(losses(8), waiting) == Answer(None, missing=("result of the tissue of pregnancy 1",))
    assert latest(losses(8), tissue("not_reported")).missing == ("result of the tissue of pregnancy 1",)
    assert latest(losses(8), waiting, tissue("46,XX")).value is False


def test_latest_loss_without_tissue_result_cannot_tell_when_a_later_outcome_is_not_known():
    later = [*losses(8), pregnancy(2, "unknown")]
    assert latest(later, tissue("46,XX")) == Answer(None, missing=("how pregnancy 2 ended",))
    assert latest(later).value is True
    assert latest([pregnancy(1, "unknown"), *losses(8, 8)[1:]], tissue("46,XX", number=2)).value is False


def test_a_text_that_is_no_karyotype_says_nothing_and_stops_nothing():
    assert parental(losses(15), tissue("46XX")).value is False
    assert parental(losses(15), tissue("arr()", test="cma_poc")).value is False


def test_of_several_the_first_tissue_and_the_last_open_pregnancy_are_named():
    two = [tissue(UNBALANCED, 1), tissue(UNBALANCED, 2)]
    assert parental(losses(8, 8), *two).because.endswith("pregnancy 1")
    facts = woman(pregnancies=losses(8, 8), investigations=two, conditions=ALL_ABSENT)
    assert ask("chromosome_risk", facts).because == "structural rearrangement in tissue of pregnancy 1"
    later = [*losses(8), pregnancy(2, "unknown"), pregnancy(3, "unknown")]
    assert latest(later, tissue("46,XX")).missing == ("how pregnancy 3 ended",)


def test_tissue_asked_is_false_after_every_kind_of_termination():
    for outcome in ("termination", "termination_medical", "termination_anomaly"):
        assert asked_of(losses(8, 8, 8, outcome=outcome), 3) == Answer(False, "not asked for after a termination")
