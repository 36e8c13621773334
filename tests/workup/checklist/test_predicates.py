"""Each named predicate: true, false, at its boundary, and when nobody can tell (rulings.md, 13, 15, 30)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from patients.obstetrics.values import CountOverride
from tests.facts import TODAY, absent, miscarriage, ordered, partner, pregnancy, present, result, woman
from tests.workup.checklist.look import ESHRE, RCOG
from workup.checklist.answers import Answer, Situation, any_true
from workup.checklist.facts import ClinicSettings
from workup.checklist.predicates import PREDICATES


def ask(name, facts, **whom):
    return PREDICATES[name](Situation(facts, TODAY, whom.pop("edition", ESHRE), **whom))


# --- An OR over facts ------------------------------------------------------------------------------------------------


def test_one_true_is_enough_whatever_is_missing():
    assert any_true([Answer(None, missing=("a",)), Answer(True, "b")]) == Answer(True, "b")


def test_false_only_when_all_are():
    assert any_true([Answer(False, "no a"), Answer(False, "no b")]) == Answer(False, "no a; no b")


def test_else_it_names_everything_that_is_missing():
    open_ones = [Answer(None, missing=("a",)), Answer(False), Answer(None, missing=("b", "a"))]
    assert any_true(open_ones) == Answer(None, missing=("a", "b"))


# --- thrombophilia_risk ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["personal_vte", "first_degree_vte_or_thrombophilia"])
def test_thrombophilia_risk_is_true_with_either_fact(code):
    assert ask("thrombophilia_risk", woman(conditions=[present(code)])).value is True


def test_thrombophilia_risk_is_false_when_both_were_asked_and_are_absent():
    asked = [absent("personal_vte"), absent("first_degree_vte_or_thrombophilia")]
    answer = ask("thrombophilia_risk", woman(conditions=asked))
    assert answer == Answer(False, "venous thrombosis: no; first-degree relative with thrombosis or thrombophilia: no")


def test_thrombophilia_risk_at_its_boundary_takes_no_other_fact_and_no_other_person():
    others = [present("arterial_thrombosis"), present("inherited_thrombophilia_known"), present("aps_known")]
    his = [present("personal_vte", "P1"), present("first_degree_vte_or_thrombophilia", "P1")]
    facts = woman(conditions=[*others, *his], partners=[partner("P1")])
    assert ask("thrombophilia_risk", facts).value is None


def test_thrombophilia_risk_cannot_tell_with_one_question_open():
    answer = ask("thrombophilia_risk", woman(conditions=[absent("personal_vte")]))
    assert answer == Answer(None, missing=("first-degree relative with thrombosis or thrombophilia",))


# --- hyperprolactinaemia_symptoms ------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["oligo_amenorrhoea", "galactorrhoea"])
def test_hyperprolactinaemia_symptoms_is_true_with_either_symptom(code):
    assert ask("hyperprolactinaemia_symptoms", woman(conditions=[present(code)])).value is True


def test_hyperprolactinaemia_symptoms_is_false_when_both_are_absent():
    facts = woman(conditions=[absent("oligo_amenorrhoea"), absent("galactorrhoea")])
    assert ask("hyperprolactinaemia_symptoms", facts).value is False


def test_hyperprolactinaemia_symptoms_at_its_boundary_present_wins_over_an_older_absent():
    facts = woman(conditions=[absent("galactorrhoea"), present("galactorrhoea")])
    assert ask("hyperprolactinaemia_symptoms", facts).value is True


def test_hyperprolactinaemia_symptoms_cannot_tell_when_nothing_was_asked():
    answer = ask("hyperprolactinaemia_symptoms", woman())
    assert answer.missing == ("infrequent or absent periods", "galactorrhoea")


# --- abnormal_tsh ----------------------------------------------------------------------------------------------------


def tsh(value, on="2024-03-01", **known):
    return result("tsh", value, on, unit="mIU/L", **{"lower_limit": 0.4, "upper_limit": 4, **known})


@pytest.mark.parametrize("value", [12, 0.1, ">100"])
def test_abnormal_tsh_is_true_outside_the_printed_limits(value):
    answer = ask("abnormal_tsh", woman(investigations=[tsh(value)]))
    assert answer.value is True
    assert "TSH on 1 Mar 2024" in answer.because


def test_abnormal_tsh_is_true_when_the_laboratory_says_so():
    said = result("tsh", "abnormal", "2024-03-01")
    assert ask("abnormal_tsh", woman(investigations=[said])).value is True


def test_abnormal_tsh_is_false_inside_the_printed_limits():
    assert ask("abnormal_tsh", woman(investigations=[tsh(2)])).value is False


@pytest.mark.parametrize(("value", "abnormal"), [(0.4, False), (0.39, True), (4.0, False), (4.01, True)])
def test_abnormal_tsh_at_the_boundary_the_limit_itself_is_normal(value, abnormal):
    assert ask("abnormal_tsh", woman(investigations=[tsh(value)])).value is abnormal


def test_abnormal_tsh_takes_the_newest_and_a_clinics_own_limit_where_it_is_set():
    rows = [tsh(12, "2023-03-01"), tsh(3, "2024-03-01")]
    assert ask("abnormal_tsh", woman(investigations=rows)).value is False
    strict = ClinicSettings(tsh_upper=Decimal("2.5"))
    assert ask("abnormal_tsh", woman(investigations=rows, settings=strict)).value is True


def test_abnormal_tsh_cannot_tell_without_a_tsh():
    assert ask("abnormal_tsh", woman()).missing == ("TSH",)


def test_abnormal_tsh_cannot_tell_without_limits_and_word():
    bare = tsh(5, lower_limit=0.4, upper_limit=4)
    answer = ask("abnormal_tsh", woman(investigations=[replace(bare, lower_limit=None, upper_limit=None)]))
    assert answer.missing == ("limits of the TSH (TSH on 1 Mar 2024: 5 mIU/L)",)


# --- uterine_malformation --------------------------------------------------------------------------------------------


def test_uterine_malformation_is_true_with_the_condition():
    normal = result("us3d", "normal", "2024-01-01")
    facts = woman(conditions=[present("uterine_anomaly")], investigations=[normal])
    assert ask("uterine_malformation", facts).value is True


@pytest.mark.parametrize("test", ["us3d", "shg", "hsg", "mri", "hysteroscopy"])
def test_uterine_malformation_is_false_when_not_asked_and_all_imaging_is_normal(test):
    assert ask("uterine_malformation", woman(investigations=[result(test, "normal")])).value is False


def test_uterine_malformation_is_false_when_asked_and_absent():
    facts = woman(conditions=[absent("uterine_anomaly")], investigations=[result("mri", "abnormal")])
    assert ask("uterine_malformation", facts).value is False


@pytest.mark.parametrize("rows", [["normal", "abnormal"], ["normal", "not_reported"]])
def test_uterine_malformation_at_its_boundary_one_image_that_is_not_normal_leaves_it_open(rows):
    images = [result("mri", word) for word in rows]
    assert ask("uterine_malformation", woman(investigations=images)).value is None


def test_uterine_malformation_cannot_tell_from_abnormal_or_from_2d_alone():
    for rows in ([], [result("mri", "abnormal")], [result("tvus", "normal")]):
        assert ask("uterine_malformation", woman(investigations=rows)).missing == ("malformation of the uterus",)


# --- food_intolerance ------------------------------------------------------------------------------------------------


def test_food_intolerance_is_true_when_she_has_one():
    assert ask("food_intolerance", woman(conditions=[present("food_intolerance")])) == Answer(True, "food intolerance")


def test_food_intolerance_is_false_when_asked_and_absent():
    assert ask("food_intolerance", woman(conditions=[absent("food_intolerance")])).value is False


def test_food_intolerance_at_its_boundary_is_hers_not_his():
    facts = woman(partners=[partner("P1")], conditions=[present("food_intolerance", "P1")])
    assert ask("food_intolerance", facts).value is None


def test_food_intolerance_cannot_tell_when_it_was_not_asked():
    assert ask("food_intolerance", woman()) == Answer(None, missing=("food intolerance",))


# --- second_trimester_loss -------------------------------------------------------------------------------------------


def late(weeks, days=0, outcome="miscarriage", **known):
    return woman(pregnancies=[pregnancy(1, outcome, "2024-01-01", weeks, days=days, **known)])


def test_second_trimester_loss_is_true_for_miscarriage_and_stillbirth():
    assert ask("second_trimester_loss", late(19, 2)) == Answer(True, "pregnancy 1 was lost at 19+2")
    assert ask("second_trimester_loss", late(22, outcome="stillbirth")).value is True


@pytest.mark.parametrize("outcome", ["termination", "termination_medical", "termination_anomaly", "live_birth"])
def test_second_trimester_loss_is_false_for_terminations_and_births(outcome):
    assert ask("second_trimester_loss", late(19, outcome=outcome)).value is False


def test_second_trimester_loss_is_false_without_a_pregnancy():
    assert ask("second_trimester_loss", woman()).value is False


@pytest.mark.parametrize(("weeks", "days", "counts"), [(13, 6, False), (14, 0, True), (23, 6, True), (24, 0, False)])
def test_second_trimester_loss_at_its_boundaries(weeks, days, counts):
    assert ask("second_trimester_loss", late(weeks, days)).value is counts


@pytest.mark.parametrize(("edition", "value"), [(RCOG, False), (ESHRE, True)])
def test_second_trimester_loss_ruling_15_is_closed_by_an_overrule_for_this_edition(edition, value):
    overruled = {"count_override": CountOverride.NOT_COUNTED, "override_reason": "read", "override_for": (RCOG,)}
    assert ask("second_trimester_loss", late(19, **overruled), edition=edition).value is value


def test_second_trimester_loss_cannot_tell_without_the_gestation():
    answer = ask("second_trimester_loss", woman(pregnancies=[miscarriage(1, "2024"), miscarriage(2, weeks=8)]))
    assert answer == Answer(None, missing=("gestation or outcome of pregnancy 1",))


# --- provides_sperm --------------------------------------------------------------------------------------------------


def test_provides_sperm_is_true_when_he_does():
    assert ask("provides_sperm", woman(), partner=partner(provides_sperm=True)).value is True


def test_provides_sperm_is_false_when_the_partner_provides_none():
    answer = ask("provides_sperm", woman(), partner=partner("P2", provides_sperm=False))
    assert answer == Answer(False, "partner P2 provides no sperm")


def test_provides_sperm_at_its_boundary_blank_counts_as_yes():
    assert ask("provides_sperm", woman(), partner=partner()).value is True


def test_provides_sperm_cannot_tell_is_left_to_the_missing_partner():
    assert ask("provides_sperm", woman()).value is True


def test_abnormal_tsh_looks_at_final_results_of_the_tsh_alone():
    others = [result("free_t4", "abnormal", "2024-05-01"), ordered("tsh", "2024-06-01")]
    assert ask("abnormal_tsh", woman(investigations=others)).missing == ("TSH",)
    assert ask("abnormal_tsh", woman(investigations=[*others, tsh(2)])).value is False


def test_one_that_cannot_tell_leaves_it_open_even_if_it_names_nothing():
    assert any_true([Answer(False, "no a"), Answer(None)]).value is None
    assert any_true([Answer(False), Answer(True), Answer(None)]).value is True
