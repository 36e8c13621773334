"""Every sample of vectors/aps.json through the import and out of the workup; classifications from what was stored."""

from datetime import date

import pytest

from patients.models import Patient
from rpl_tracker.accounts.models import Clinic
from tests.cases.aps_vectors import KEYS, VECTORS, story_of
from tests.cases.doors import bring_in, freeze, workup
from tests.cases.stories import MRN, SERVER_DATE
from workup.interpretation.acr_eular import ENTRY
from workup.interpretation.classification import classify
from workup.load import load_one

pytestmark = pytest.mark.django_db
PERSISTENCE = [vector for vector in VECTORS if "results" in vector["input"]]
TODAY = date.fromisoformat(SERVER_DATE)
CLASSIFICATION = [vector for vector in VECTORS if "clinical" in vector["input"]]


@pytest.fixture(autouse=True)
def the_day(monkeypatch):
    freeze(monkeypatch, SERVER_DATE)


def brought_in(vector, folder):
    """Her document of the workup, in the sample's mode."""
    bring_in(story_of(vector), folder)
    Clinic.objects.update(apl_mode=vector["input"].get("threshold_mode", "sydney"))
    return workup(MRN, guidelines=("eshre-2022",))[0]


@pytest.mark.parametrize("vector", PERSISTENCE, ids=lambda vector: vector["name"])
def test_persistence(vector, tmp_path):
    apl, expected = brought_in(vector, tmp_path)["apl"], vector["expected"]
    assert (apl["overall"], apl["mode"]) == (expected["overall"], vector["input"]["threshold_mode"])
    tested = {KEYS[name]: said for name, said in expected["per_test"].items()}
    assert {test: said["status"] for test, said in apl["tests"].items() if test in tested} == {
        test: said["status"] for test, said in tested.items()
    }
    assert [apl["tests"][test]["repeat_due_from"] for test in tested] == [
        said.get("repeat_due_from") for said in tested.values()
    ]
    assert set(apl["not_tested"]) == set(KEYS.values()) - set(tested)


def _facts():
    return load_one(Patient.objects.get(mrn=MRN), recorded_by=TODAY)


@pytest.mark.parametrize("vector", CLASSIFICATION, ids=lambda vector: vector["name"])
def test_classification(vector, tmp_path):
    document, expected = brought_in(vector, tmp_path), vector["expected"]
    found = classify(_facts(), TODAY)
    acr = expected["acr_eular"]
    assert found.sydney.met is expected["sydney_meets"]
    assert found.acr_eular.met is acr["classified"]
    assert found.acr_eular.input(ENTRY).finding.met is acr["entry"]
    for points, name in ((found.acr_eular.clinical, "clinical_points"), (found.acr_eular.laboratory, "lab_points")):
        assert name not in acr or points == (acr[name], acr[name])
    states = {"persistent": "persistently_positive", "single": "single_positive_repeat_due"}
    for name, state in vector["input"]["lab"].items():
        assert document["apl"]["tests"][KEYS[name]]["status"] == states[state.partition("_")[0]]


def test_the_criteria_are_met_and_every_prompt_stays(tmp_path):
    """Classification never suppresses what a guideline asks for."""
    (met,) = (vector for vector in CLASSIFICATION if vector["name"].startswith("C3"))
    items = brought_in(met, tmp_path)["guidelines"][0]["items"]
    assert {item["status"] for item in items if item["key"] in ("tsh", "tpo", "uterine_anatomy")} == {"missing"}


def test_there_are_samples_of_both_kinds():
    assert (len(PERSISTENCE), len(CLASSIFICATION)) == (8, 4)
