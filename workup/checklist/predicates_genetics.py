"""The predicates about chromosomes: parental karyotype, pregnancy tissue (rulings.md, 13, 14; guidelines.md, 0.2)."""

from __future__ import annotations

from collections.abc import Iterator

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.losses import in_order, is_spontaneous_loss
from patients.obstetrics.values import (
    TERMINATIONS,
    ConditionCode,
    FetalMorphology,
    InvestigationStatus,
    Outcome,
    ResultWord,
    Subject,
)
from workup.checklist.answers import Answer, Situation, any_true
from workup.checklist.as_of import current_partners
from workup.checklist.conditions import asked, condition, in_words
from workup.checklist.facts import Facts, Investigation
from workup.checklist.tissue import is_lost, tissue_is_asked, tissue_losses, tissue_rows, was_collected
from workup.interpretation.array import parse_array
from workup.interpretation.interference import readability
from workup.interpretation.karyotype import KaryotypeError, parse


def chromosome_risk(s: Situation) -> Answer:
    """ESHRE 2022, NVOG: an earlier child with an anomaly, a rearrangement in either family or in tissue (ruling 13)."""
    partners = current_partners(s.facts, s.on)
    family = [condition(s.facts, ConditionCode.FAMILY_CHROMOSOME_REARRANGEMENT, person) for person in (None, *partners)]
    return any_true([_anomalous_child(s), *family, _rearranged_tissue(s.facts)])


def _anomalous_child(s: Situation) -> Answer:
    """Present in her or a current partner; absent in her is enough for no."""
    code = ConditionCode.CHILD_WITH_CONGENITAL_ANOMALY
    his = any(asked(s.facts, code, partner) for partner in current_partners(s.facts, s.on))
    return Answer(True, in_words(code)) if his else condition(s.facts, code)


def _rearranged_tissue(facts: Facts) -> Answer:
    """No tissue result is not a missing fact."""
    found = [row.pregnancy for row in _tissue_results(facts) if _structural(row)]
    return Answer(True, f"structural rearrangement in tissue of pregnancy {found[0]}") if found else Answer(False)


def tissue_asked(s: Situation) -> Answer:
    """RCOG 2023: tissue of the third and every later loss, and of any second-trimester loss (ruling 14)."""
    if s.pregnancy is None:
        return Answer(False, "no loss on record")
    wanted = tissue_is_asked(s.facts, s.pregnancy, s.on)
    if wanted is None:
        return Answer(None, missing=(f"gestation of pregnancy {s.pregnancy.number}",))
    if wanted:
        return Answer(True, "the third or a later loss, or a second-trimester loss")
    if s.pregnancy.outcome in TERMINATIONS:
        return Answer(False, "not asked for after a termination")
    return Answer(False, "neither the third or a later loss, nor a second-trimester loss")


def abnormal_fetal_morphology(s: Situation) -> Answer:
    """NVOG: the fetus of this loss was not formed normally (guidelines.md, 0.2); another loss says nothing of it."""
    if s.pregnancy is None:
        return Answer(False, "no loss on record")
    seen = s.pregnancy.fetal_morphology
    if seen is None:
        return Answer(None, missing=(f"morphology of the fetus of pregnancy {s.pregnancy.number}",))
    return Answer(seen is FetalMorphology.ABNORMAL, f"{seen} morphology of the fetus")


def latest_loss_without_tissue_result(s: Situation) -> Answer:
    """DGGG 2022: a result of the latest loss stands in for both karyotypes (guidelines.md, 0.2).

    A sample without a result, or a result that is not on hand, leaves it open; so does a later pregnancy of which
    nobody knows how it ended.
    """
    losses = [p for p in in_order(s.facts.pregnancies) if is_spontaneous_loss(p, s.on)]
    if not losses:
        return Answer(True, "no loss with a result of tissue")
    latest = losses[-1]
    answer = _without_result(latest, s)
    later = [p for p in s.facts.pregnancies if p.number > latest.number and p.outcome is Outcome.UNKNOWN]
    if answer.value is True or not later:
        return answer
    return Answer(None, missing=(*answer.missing, f"how pregnancy {later[-1].number} ended"))


def _without_result(p: Pregnancy, s: Situation) -> Answer:
    rows = tissue_rows(s.facts, p)
    final = [row for row in rows if row.status is InvestigationStatus.FINAL]
    if any(_valid(row, s) for row in final):
        return Answer(False, f"the tissue of pregnancy {p.number} has a result")
    not_on_hand = any(readability(row, s.facts, s.on).not_reported for row in final)
    if not_on_hand or was_collected(row for row in rows if row not in final):
        return Answer(None, missing=(f"result of the tissue of pregnancy {p.number}",))
    return Answer(True, f"no result of tissue of the latest loss (pregnancy {p.number})")


def tissue_unbalanced_or_failed_or_missing(s: Situation) -> Answer:
    """RCOG 2023: tissue unbalanced, its test failed, or none available of a loss of which it is asked (ruling 14)."""
    unbalanced = [row.pregnancy for row in _tissue_results(s.facts) if _unbalanced(row)]
    if unbalanced:
        return Answer(True, f"unbalanced structural abnormality in tissue of pregnancy {unbalanced[0]}")
    losses = tissue_losses(s.facts)
    if not losses:
        return Answer(False, "no tissue is asked for")
    return any_true(answer for p in losses for answer in (_failed(p, s), _unavailable(p, s)))


def _failed(p: Pregnancy, s: Situation) -> Answer:
    final = [row for row in tissue_rows(s.facts, p) if row.status is InvestigationStatus.FINAL]
    failed = any(row.word is ResultWord.FAILED for row in final) and not any(_valid(row, s) for row in final)
    return Answer(True, f"the tissue test of pregnancy {p.number} failed") if failed else Answer(False)


def _valid(row: Investigation, s: Situation) -> bool:
    how = readability(row, s.facts, s.on)
    return how.verdict == "valid" and not how.not_reported


def _unavailable(p: Pregnancy, s: Situation) -> Answer:
    wanted = tissue_is_asked(s.facts, p, s.on)
    if wanted is False or not is_lost(s.facts, p, s.on):
        return Answer(False, "tissue is at hand, pending or not asked for")
    if wanted is None:
        return Answer(None, missing=(f"gestation of pregnancy {p.number}",))
    return Answer(True, f"no tissue available of pregnancy {p.number}")


def _tissue_results(facts: Facts) -> Iterator[Investigation]:
    rows = (r for r in facts.investigations if r.subject is Subject.TISSUE and r.value)
    return (r for r in rows if r.status is InvestigationStatus.FINAL and r.test in {"karyo_poc", "cma_poc"})


def _structural(row: Investigation) -> bool:
    """A structural rearrangement, balanced or not."""
    return _unbalanced(row) or (row.test == "karyo_poc" and _karyotype(row, "structural_rearrangement"))


def _unbalanced(row: Investigation) -> bool:
    if row.test == "karyo_poc":
        return _karyotype(row, "unbalanced_structural")
    try:
        return parse_array(row.value).unbalanced_structural
    except KaryotypeError:
        return False


def _karyotype(row: Investigation, what: str) -> bool:
    """Whether the karyotype is `what`; a text that is none says nothing here, the entry form refuses it."""
    try:
        return bool(getattr(parse(row.value), what))
    except KaryotypeError:
        return False
