"""The samples of vectors/iscn.json as results of an import: the valid ones are stored and read, the others refused."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from patients.models import Patient
from tests.cases.doors import bring_in, freeze, workup
from tests.cases.stories import SERVER_DATE, write
from workup.interpretation.genetics import read_genetics
from workup.interpretation.karyotype import HARMLESS
from workup.load import load_one

pytestmark = pytest.mark.django_db
SAMPLES = json.loads((Path(__file__).parents[1] / "vectors" / "iscn.json").read_text(encoding="utf-8"))
VALID = {f"K{place}": one for place, one in enumerate(SAMPLES) if one["expected"]["valid"]}
REFUSED = [
    one for one in SAMPLES if not one["expected"]["valid"] and one["input"]["iscn"].strip() == one["input"]["iscn"]
]
COUNSELLED = {
    "balanced_robertsonian",
    "balanced_reciprocal",
    "unbalanced_structural",
    "structural_sex_chromosome",
    "marker",
}


@pytest.fixture(autouse=True)
def the_day(monkeypatch):
    freeze(monkeypatch, SERVER_DATE)


def story(results):
    """One woman for each karyotype of her own blood."""
    rows = [
        {"mrn": mrn, "subject": "patient", "test": "karyo_blood", "collected_on": "2026-01-01", "value": value}
        for mrn, value in results.items()
    ]
    return {"rows": {"patients": [{"mrn": mrn} for mrn in results], "investigations": rows}, "on": []}


def test_every_valid_sample_is_stored_and_read_by_its_category(tmp_path):
    bring_in(story({mrn: one["input"]["iscn"] for mrn, one in VALID.items()}), tmp_path)
    documents = {
        d["patient"]["mrn"]: d["guidelines"][0]["items"] for d in workup(*VALID, guidelines=("asrm-rpl-2012",))
    }
    for mrn, one in VALID.items():
        category = one["expected"]["category"]
        (item,) = (i for i in documents[mrn] if i["key"] == "parental_karyotype_patient")
        assert item["status"] == "done"
        assert (item["reading"] == "abnormal") is (category not in HARMLESS), one["name"]
        facts = load_one(Patient.objects.get(mrn=mrn), recorded_by=date.fromisoformat(SERVER_DATE))
        told = {said.rule for said in read_genetics(facts.investigations[0], facts, facts.recorded_by)}
        assert ("Genetic counselling is advised" in told) is (category in COUNSELLED), one["name"]


def test_every_other_sample_is_refused_with_its_row_and_nothing_is_stored(tmp_path):
    write(story({f"X{place}": one["input"]["iscn"] for place, one in enumerate(REFUSED)}), tmp_path)
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command(
            "import_records", str(tmp_path), "--create-clinic", "--clinic=main", "--format=json", stdout=out
        )  # fmt: skip
    errors = json.loads(out.getvalue())["errors"]
    assert [error["row"] for error in errors] == list(range(2, len(REFUSED) + 2))
    assert {error["sheet"] for error in errors} == {"investigations"}
    assert not Patient.objects.exists()
