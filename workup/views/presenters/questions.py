"""The facts that triggers of a guideline wait for, as a clinician would ask for them, and where the answer belongs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """The form on which the answer is recorded."""

    CONDITIONS = "conditions"
    PREGNANCY = "pregnancy"
    RESULT = "result"  # the answer is another result, which is an item of its own


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence that begins with a verb, and the place of its answer."""

    words: str
    place: Place


QUESTIONS: dict[str, Question] = {
    "thrombophilia_risk": Question(
        "Ask about thrombosis, hers and in first-degree relatives, and about thrombophilia in the family",
        Place.CONDITIONS,
    ),
    "hyperprolactinaemia_symptoms": Question("Ask about her periods and about galactorrhoea", Place.CONDITIONS),
    "uterine_malformation": Question("Record whether the uterus is malformed", Place.CONDITIONS),
    "chromosome_risk": Question(
        "Ask about a child with a congenital anomaly and about chromosome rearrangements in the family",
        Place.CONDITIONS,
    ),
    "food_intolerance": Question("Ask about food intolerance", Place.CONDITIONS),
    "latest_loss_without_tissue_result": Question("Enter the result of the tissue first", Place.RESULT),
    "tissue_asked": Question("Record how far each loss went", Place.PREGNANCY),
    "tissue_unbalanced_or_failed_or_missing": Question("Record how far each loss went", Place.PREGNANCY),
    "abnormal_tsh": Question("Measure TSH first", Place.RESULT),
    "provides_sperm": Question("Record whether the partner provides sperm", Place.RESULT),
}
