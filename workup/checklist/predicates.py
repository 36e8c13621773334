"""The named predicates of the guideline files: each says true, false, or cannot tell with the missing facts in words.

Facts behind each and which blanks make it unknown: rulings.md, 13 to 15, 30. A trigger is an OR over facts: true when
one is present; false when all were asked and are absent; else unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from patients.obstetrics.definitions import is_second_trimester_loss
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.gestation import gestation_of
from patients.obstetrics.values import ConditionCode, CountOverride, InvestigationStatus, ResultWord, Subject
from workup.catalogue.items import items
from workup.checklist.answers import Answer, Situation, any_true
from workup.checklist.conditions import condition, in_words
from workup.checklist.ordering import newest
from workup.checklist.predicates_genetics import (
    abnormal_fetal_morphology,
    chromosome_risk,
    latest_loss_without_tissue_result,
    tissue_asked,
    tissue_unbalanced_or_failed_or_missing,
)
from workup.checklist.words import describe, when
from workup.interpretation.reading import tsh_out_of_range

Predicate = Callable[[Situation], Answer]


def thrombophilia_risk(s: Situation) -> Answer:
    """ESHRE, ASRM, DGGG: her own venous thrombosis, or a first-degree relative; no other fact (ruling 13)."""
    codes = (ConditionCode.PERSONAL_VTE, ConditionCode.FIRST_DEGREE_VTE_OR_THROMBOPHILIA)
    return any_true(condition(s.facts, code) for code in codes)


def hyperprolactinaemia_symptoms(s: Situation) -> Answer:
    """ESHRE 2022: infrequent or absent periods, or galactorrhoea (ruling 13)."""
    return any_true(condition(s.facts, code) for code in (ConditionCode.OLIGO_AMENORRHOEA, ConditionCode.GALACTORRHOEA))


def abnormal_tsh(s: Situation) -> Answer:
    """ESHRE 2022, NVOG: the newest TSH lies outside its limits, or the laboratory calls it abnormal (ruling 13)."""
    final = [r for r in s.facts.investigations if r.test == "tsh" and r.status is InvestigationStatus.FINAL]
    hers = newest(r for r in final if r.subject is Subject.PATIENT) if final else ()
    if not hers:
        return Answer(None, missing=("TSH",))
    outside = [tsh_out_of_range(row, s.facts.settings.tsh_upper) for row in hers]
    told = f"{when(hers[-1])}: {describe(hers[-1])}"
    if True in outside:
        return Answer(True, f"TSH is abnormal ({told})")
    if None in outside:
        return Answer(None, missing=(f"limits of the TSH ({told})",))
    return Answer(False, f"TSH is within its limits ({told})")


def food_intolerance(s: Situation) -> Answer:
    """DGGG 2022: she does not tolerate some food (guidelines.md, 5b)."""
    return condition(s.facts, ConditionCode.FOOD_INTOLERANCE)


def uterine_malformation(s: Situation) -> Answer:
    """ESHRE 2022, NVOG: the condition; when it was not asked, false if all imaging of the cavity is normal (ruling 13).

    `abnormal` alone does not say malformation.
    """
    answer = condition(s.facts, ConditionCode.UTERINE_ANOMALY)
    if answer.value is not None:
        return answer
    tests = items()["uterine_anatomy"].needed_tests
    hers = (r for r in s.facts.investigations if r.test in tests and r.subject is Subject.PATIENT)
    words = {r.word for r in hers if r.status is InvestigationStatus.FINAL}
    if words == {ResultWord.NORMAL}:
        return Answer(False, "imaging of the uterus is normal")
    return Answer(None, missing=(in_words(ConditionCode.UTERINE_ANOMALY),))


def second_trimester_loss(s: Situation) -> Answer:
    """RCOG 2023: a miscarriage or stillbirth at 14+0 to 23+6, unless overruled as not counted (ruling 15)."""
    return any_true(_second_trimester(p, s) for p in s.facts.pregnancies) if s.facts.pregnancies else _NO_PREGNANCY


_NO_PREGNANCY = Answer(False, "no pregnancy on record")


def _second_trimester(p: Pregnancy, s: Situation) -> Answer:
    overruled = p.count_override is CountOverride.NOT_COUNTED and (
        not p.override_for or s.guideline_key in p.override_for
    )
    late = False if overruled else is_second_trimester_loss(p, s.on)
    if late is None:
        return Answer(None, missing=(f"gestation or outcome of pregnancy {p.number}",))
    if late:
        return Answer(True, f"pregnancy {p.number} was lost at {gestation_of(p, s.on).words}")
    return Answer(False, "no second-trimester loss")


def provides_sperm(s: Situation) -> Answer:
    """A partner who provides no sperm is not asked for sperm tests; blank counts as yes (ruling 30)."""
    if s.partner is not None and s.partner.provides_sperm is False:
        return Answer(False, f"partner {s.partner.label} provides no sperm")
    return Answer(True)


PREDICATES: Mapping[str, Predicate] = MappingProxyType(
    {
        predicate.__name__: predicate
        for predicate in (
            thrombophilia_risk,
            hyperprolactinaemia_symptoms,
            abnormal_tsh,
            uterine_malformation,
            food_intolerance,
            second_trimester_loss,
            provides_sperm,
            chromosome_risk,
            tissue_asked,
            abnormal_fetal_morphology,
            latest_loss_without_tissue_result,
            tissue_unbalanced_or_failed_or_missing,
        )
    }
)
