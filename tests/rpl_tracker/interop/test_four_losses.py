"""The real case (four losses, one of them at 19 weeks): by `import_records`, then by `workup`, point by point."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from patients.models import Event, Patient
from rpl_tracker.interop.demo_clinic import FOLDER, REFERENCE_DAY
from workup.models import ChecklistPeriod

pytestmark = pytest.mark.django_db

MRN = "DEMO-001"
Told = dict[str, Any]


@pytest.fixture
def told() -> Told:
    """What `workup` says of her on the demo's reference day."""
    call_command("import_records", FOLDER, "--clinic", "demo", "--create-clinic", stdout=StringIO())
    out = StringIO()
    call_command("workup", MRN, "--format", "json", "--as-of", REFERENCE_DAY.isoformat(), stdout=out)
    answer: Told = json.loads(out.getvalue())
    return answer


def edition(told: Told, key: str) -> Told:
    found: Told = next(guideline for guideline in told["guidelines"] if guideline["key"] == key)
    return found


def items(told: Told, key: str, item: str) -> list[Told]:
    return [found for found in edition(told, key)["items"] if found["key"] == item]


def judged(told: Told, key: str) -> dict[int, tuple[bool | None, str]]:
    return {p["number"]: (p["counted"], p["reason"]) for p in edition(told, key)["definition"]["pregnancies"]}


EDITIONS = ("eshre-2022", "rcog-gtg17-2023", "asrm-rpl-2012")


def test_four_pregnancies_and_no_birth_in_both_summaries(told: Told) -> None:
    summary = told["obstetric_summary"]
    assert (summary["gravida"], summary["us"], summary["uk"]) == (4, "G4 P0040", "G4 P0+4")


@pytest.mark.parametrize("key", EDITIONS)
def test_the_fourth_is_left_out_aloud_and_may_be_overruled(told: Told, key: str) -> None:
    fourth = told["pregnancies"][3]
    assert (fourth["outcome"], fourth["gestation_days"]) == ("termination_medical", 19 * 7 + 2)
    counted, reason = judged(told, key)[4]
    assert counted is False
    assert "could not be stopped" in reason
    assert "a clinician may count it" in reason


def test_its_ruptured_membranes_are_on_record(told: Told) -> None:
    patient = Patient.objects.get(mrn=MRN)
    assert patient.pregnancies.get(number=4).complications == ["bleeding@9+5", "subchorionic_haematoma@10", "pprom@18"]


def test_eshre_cannot_tell_and_says_what_to_ask_and_what_it_would_change(told: Told) -> None:
    definition = edition(told, "eshre-2022")["definition"]
    assert (definition["met"], definition["required"], definition["counted"]) == (None, 2, 1)
    for number in (1, 2):
        counted, reason = judged(told, "eshre-2022")[number]
        assert counted is None
        assert "how it was confirmed is not recorded" in reason
        assert "the count would be 2" in reason


def test_asrm_does_not_count_biochemical_losses(told: Told) -> None:
    assert [judged(told, "asrm-rpl-2012")[number][0] for number in (1, 2)] == [False, False]
    assert edition(told, "asrm-rpl-2012")["definition"]["met"] is False


def test_rcog_needs_three_in_the_first_trimester(told: Told) -> None:
    definition = edition(told, "rcog-gtg17-2023")["definition"]
    assert (definition["required"], definition["counted"], definition["in_scope_by"]) == (3, 1, None)


@pytest.mark.parametrize("item", ["la", "acl", "ab2gpi"])
@pytest.mark.parametrize("key", EDITIONS)
def test_antibodies_that_were_not_itemised_are_partial(told: Told, key: str, item: str) -> None:
    if (key, item) == ("rcog-gtg17-2023", "ab2gpi"):
        assert items(told, key, item) == []
        return
    (found,) = items(told, key, item)
    assert found["status"] == "partial"
    assert "components not reported" in found["reason"]


def test_no_antibody_counts_as_tested(told: Told) -> None:
    assert told["apl"]["overall"] == "not_tested"
    assert len(told["apl"]["not_tested"]) == 5


@pytest.mark.parametrize("item", ["fvl", "pt20210", "protein_c", "protein_s", "antithrombin"])
def test_a_thrombophilia_panel_is_no_result_of_its_components(told: Told, item: str) -> None:
    statuses = {key: items(told, key, item)[0]["status"] for key in EDITIONS}
    assert statuses == {
        "eshre-2022": "cannot_tell",
        "asrm-rpl-2012": "cannot_tell",
        "rcog-gtg17-2023": "done_not_recommended",
    }
    assert all("components not reported" in items(told, key, item)[0]["reason"] for key in EDITIONS)


def test_ana_whose_result_is_not_on_hand_is_partial(told: Told) -> None:
    (found,) = items(told, "eshre-2022", "ana")
    assert found["status"] == "partial"
    assert "not on hand" in found["reason"]


@pytest.mark.parametrize("key", EDITIONS)
def test_thyroid_is_missing_and_the_antithyroid_drug_is_shown_beside_it(told: Told, key: str) -> None:
    (found,) = items(told, key, "tsh")
    assert found["status"] == "missing"
    assert "PTU" in found["reason"]


def test_mthfr_was_done_though_the_guideline_rejects_it(told: Told) -> None:
    (found,) = items(told, "rcog-gtg17-2023", "mthfr")
    assert (found["status"], found["evidence"][0]["text"]) == ("done_not_recommended", "heterozygous")


@pytest.mark.parametrize(
    ("key", "preferred"), [("eshre-2022", "transvaginal 3D ultrasound"), ("rcog-gtg17-2023", "3D ultrasound")]
)
def test_the_uterus_was_seen_by_mri_and_the_preferred_technique_is_named(told: Told, key: str, preferred: str) -> None:
    (found,) = items(told, key, "uterine_anatomy")
    assert found["status"] == "done"
    assert "MRI" in found["reason"]
    assert preferred in found["reason"]


def test_tissue_of_past_losses_cannot_be_had_any_more(told: Told) -> None:
    statuses = {
        key: {found["pregnancy"]: found["status"] for found in items(told, key, "tissue_genetics")} for key in EDITIONS
    }
    assert statuses["eshre-2022"] == {3: "not_retrievable", 4: "not_retrievable"}
    assert statuses["rcog-gtg17-2023"] == {3: "not_retrievable", 4: "not_indicated"}


def test_three_samples_without_a_result_are_outstanding_on_the_worklist(told: Told) -> None:
    outstanding = ChecklistPeriod.objects.filter(patient__mrn=MRN).values_list("outstanding", flat=True)
    assert set(outstanding) == {3}


def test_every_measurement_of_the_fourth_pregnancy_is_structured(told: Told) -> None:
    events = Event.objects.filter(pregnancy__patient__mrn=MRN)
    assert events.get(yolk_sac_mm=6).ga_weeks == 7
    assert {float(e.haematoma_mm): e.text for e in events.filter(haematoma_mm__isnull=False)} == {
        27.9: "Nuchal scan normal. Haematoma 1.1 x 2.3 in.",
        58.4: "Haematoma 2.3 x 0.9 in.",
        38.1: "Haematoma 1.5 x 1.1 in, near the os. Cervix 1.5 in. Oligohydramnios.",
    }
    assert set(events.exclude(heart_rate=None).values_list("heart_rate", flat=True)) == {173, 179}
    assert events.get(fluid="low").cervix_mm == 38
    assert events.get(fluid_index_mm=0).fluid == "absent"
    assert events.get(sac_mm=34).text.startswith("CRL 24-25 mm")
