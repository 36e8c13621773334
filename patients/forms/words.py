"""Choices as a clinician says them, where the stored word alone would read badly. The stored word never changes."""

from __future__ import annotations

from collections.abc import Mapping

CHOOSE_AGAIN = "What was chosen here is not on record any more, or cannot be chosen any more; choose again."
WORDS: Mapping[str, Mapping[str, str]] = {
    "abo": {"AB": "AB"},
    "outcome": {
        "biochemical": "Biochemical loss",
        "pul_resolved": "Pregnancy of unknown location, resolved",
        "pul_treated": "Pregnancy of unknown location, treated",
        "ectopic": "Ectopic pregnancy",
        "molar": "Molar pregnancy",
        "termination_anomaly": "Ended for fetal anomaly",
        "termination_medical": "Ended for medical reasons, or a loss that could not be stopped",
        "unknown": "Outcome not known",
    },
    "loss_type": {"yolk_sac": "Yolk sac, no embryo"},
    "confirmed_by": {"urine_hcg": "Urine hCG", "serum_hcg": "Serum hCG"},
    "conception": {"iui": "IUI", "ivf": "IVF", "icsi": "ICSI", "fet": "Frozen embryo transfer (FET)"},
    "edd_basis": {"lmp": "Last period"},
    "management": {"induction": "Induced"},
    "kind": {
        "hcg": "hCG",
        "bleed": "Bleeding",
        "admission": "In hospital",
        "lmwh": "LMWH",
        "vka": "Vitamin K antagonist",
        "doac": "DOAC",
        "elsewhere": "Done elsewhere",
    },
    "count_override": {"counted": "Count it", "not_counted": "Do not count it"},
    "subject": {"patient": "The patient herself", "partner": "A partner", "tissue": "Tissue of a pregnancy"},
    "status": {"collected": "Collected, no result yet", "final": "Final: the result is here"},
}
BLANKS: Mapping[str, str] = {
    "count_override": "as each definition says",
    "assigned_to": "nobody yet",
    "partner": "none named",
    "pregnancy": "none named",
}


def said(field: str, value: str, otherwise: str) -> str:
    """The words for a stored value of a field."""
    return WORDS.get(field, {}).get(value, otherwise)
