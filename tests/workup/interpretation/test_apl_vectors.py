"""The persistence samples of clinical/vectors/aps.json (the classification ones belong to another rule)."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from patients.obstetrics.values import MedicationClass, ResultWord
from tests.workup.interpretation.samples import ON, facts, partial, taken
from workup.checklist.facts import AplMode, Investigation
from workup.interpretation.apl import read_apl

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "aps.json").read_text(encoding="utf-8"))
PERSISTENCE = [vector for vector in VECTORS if "results" in vector["input"]]
KEYS = {
    "LA": "la_interp",
    "aCL_IgG": "acl_igg",
    "aCL_IgM": "acl_igm",
    "aB2GPI_IgG": "ab2gpi_igg",
    "aB2GPI_IgM": "ab2gpi_igm",
}


def investigation(result, limits):
    limit = limits.get(result["test"])
    value = result.get("value")
    return Investigation(
        test=KEYS[result["test"]],
        collected_on=partial(result["date"]),
        number=None if value is None else Decimal(value),
        value="" if value is None else str(value),
        unit=result.get("unit", ""),
        word=ResultWord(result["result"]) if "result" in result else None,
        upper_limit=None if limit is None else Decimal(limit),
    )


def medications(results):
    """`interference`: a medication on that day, whose class its name begins with."""
    on_the_day = [(r["date"], r["interference"].split("_")[0]) for r in results if "interference" in r]
    return [taken(MedicationClass(kind), collected, collected) for collected, kind in on_the_day]


@pytest.mark.parametrize("vector", PERSISTENCE, ids=lambda vector: vector["name"])
def test_persistence(vector):
    given, expected = vector["input"], vector["expected"]
    invs = [investigation(result, given["upper_limit_99th"]) for result in given["results"]]
    record = facts(*invs, medications=medications(given["results"]), mode=AplMode(given["threshold_mode"]))

    reading = read_apl(record, ON)

    assert reading.overall == expected["overall"]
    assert set(reading.not_tested) == set(KEYS.values()) - {KEYS[name] for name in expected["per_test"]}
    for name, antibody in expected["per_test"].items():
        read = reading.tests[KEYS[name]]
        assert read.status == antibody["status"]
        assert (read.repeat_due_from and read.repeat_due_from.isoformat()) == antibody.get("repeat_due_from")


def test_there_are_samples():
    assert len(PERSISTENCE) == 8
