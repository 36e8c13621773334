"""The samples of vectors/aps.json as sheets of an import; of a classification the record that it means.

What a classification sample does not name is asked and absent, not tested means negative: its expectations are of a
complete record.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cases.stories import MRN, Row, Story

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "aps.json").read_text(encoding="utf-8")
)
KEYS = {
    "LA": "la_interp", "aCL_IgG": "acl_igg", "aCL_IgM": "acl_igm", "aB2GPI_IgG": "ab2gpi_igg",
    "aB2GPI_IgM": "ab2gpi_igm",
}  # fmt: skip
UNITS = {"acl_igg": "[GPL'U]", "acl_igm": "[MPL'U]", "ab2gpi_igg": "[arb'U]/mL", "ab2gpi_igm": "[arb'U]/mL"}
ASKED = (
    "personal_vte", "vte_high_risk_profile", "arterial_thrombosis", "cvd_high_risk_profile",
    "aps_microvascular_suspected", "aps_microvascular_established", "heart_valve_thickening", "heart_valve_vegetation",
)  # fmt: skip
EVENT, FIRST, SECOND = "2024-01-10", "2025-01-10", "2025-05-10"  # a year apart, then 17 weeks


def story_of(vector: dict[str, Any]) -> Story:
    """The sheets of one sample."""
    given = vector["input"]
    rows = _persistence(given) if "results" in given else _classification(given)
    return {"rows": {"patients": [{"mrn": MRN}], **{name: sheet for name, sheet in rows.items() if sheet}}, "on": []}


def _persistence(given: dict[str, Any]) -> dict[str, list[Row]]:
    drugs = [
        {"name": "the tablets", "class": result["interference"].split("_")[0], "started_on": result["date"],
         "stopped_on": result["date"]}
        for result in given["results"] if "interference" in result
    ]  # fmt: skip
    return {
        "investigations": [_result(one, given["upper_limit_99th"]) for one in given["results"]],
        "medications": drugs,
    }


def _result(one: dict[str, Any], limits: dict[str, int]) -> Row:
    row = {
        "subject": "patient",
        "test": KEYS[one["test"]],
        "collected_on": one["date"],
        "result": one.get("result", ""),
    }
    row |= {"value": one.get("value", ""), "unit": one.get("unit", ""), "upper_limit": limits.get(one["test"], "")}
    return row


def _classification(given: dict[str, Any]) -> dict[str, list[Row]]:
    clinical = given["clinical"]
    present = {"personal_vte"} if "vte" in clinical else set()
    conditions = [
        {
            "subject": "patient",
            "condition": code if code in present else f"-{code}",
            "since": EVENT if code in present else "",
        }
        for code in ASKED
    ]
    return {
        "conditions": conditions,
        "pregnancies": _pregnancies(clinical),
        "investigations": [*_antibodies(given["lab"]), _row("plt", FIRST, value="250", unit="10*9/L")],
    }


def _pregnancies(clinical: dict[str, Any]) -> list[Row]:
    deaths = [
        {"outcome": "miscarriage", "ga_weeks": one["ga_days"] // 7, "ga_days": one["ga_days"] % 7, "loss_type": "fetal"}
        for one in clinical.get("fetal_deaths", [])
    ]
    ill = [{"outcome": "live_birth", "ga_weeks": 31, "ga_days": 2, "complications": "severe_preeclampsia@31+0"}]
    early = [{"outcome": "miscarriage", "ga_weeks": 8, "ga_days": 0}] * clinical.get("consecutive_losses_lt10w", 0)
    found = [*deaths, *(ill if clinical.get("preeclampsia_severe_lt34w") else []), *early]
    common = {"ended_on": EVENT, "fetal_morphology": "normal", "confirmed_by": "ultrasound"}
    return [{"number": number, **common, **one} for number, one in enumerate(found, start=1)]


def _antibodies(lab: dict[str, str]) -> list[Row]:
    """`persistent`, `persistent_high`, `single`; what is not named is negative."""
    said = {KEYS[name]: state for name, state in lab.items()}
    return [row for key in KEYS.values() for row in _antibody(key, said.get(key, "negative"))]


def _antibody(key: str, state: str) -> list[Row]:
    days = (FIRST, SECOND) if state.startswith("persistent") else (FIRST,)
    if key == "la_interp":
        return [_row(key, day, result="negative" if state == "negative" else "positive") for day in days]
    value = {"negative": "5", "persistent_high": "90"}[state]
    return [_row(key, day, value=value, unit=UNITS[key], upper_limit="20") for day in days]


def _row(test: str, day: str, **known: str) -> Row:
    return {"subject": "patient", "test": test, "collected_on": day, **known}
