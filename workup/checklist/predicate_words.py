"""What each named predicate asks, in one sentence for a clinician; the rule itself is the function of that name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_WORDS = {
    "thrombophilia_risk": "she has had a venous thrombosis, or a first-degree relative has thrombosis or thrombophilia",
    "hyperprolactinaemia_symptoms": "her periods are infrequent or absent, or she has galactorrhoea",
    "abnormal_tsh": "her newest TSH lies outside its limits, or the laboratory calls it abnormal",
    "uterine_malformation": "she has a malformation of the uterus",
    "food_intolerance": "she does not tolerate some food",
    "second_trimester_loss": "she has had a miscarriage or a stillbirth at 14+0 to 23+6 weeks, not overruled as not "
    "counted",
    "provides_sperm": "the partner provides sperm (not recorded counts as yes)",
    "chromosome_risk": "there is an earlier child with a congenital anomaly, a chromosome rearrangement in either "
    "family, or a structural rearrangement in pregnancy tissue",
    "tissue_asked": "the tissue is of the third or a later loss, or of a second-trimester loss",
    "abnormal_fetal_morphology": "the fetus of this loss was not formed normally",
    "latest_loss_without_tissue_result": "no result of tissue of the latest loss stands in for it",
    "tissue_unbalanced_or_failed_or_missing": "pregnancy tissue shows an unbalanced structural abnormality, its test "
    "failed, or none is available of a loss of which it is asked for",
}
PREDICATE_WORDS: Mapping[str, str] = MappingProxyType(_WORDS)


def asks(predicate: str) -> str:
    """To follow `when`: `she does not tolerate some food`. KeyError for a name that is no predicate."""
    return PREDICATE_WORDS[predicate]
