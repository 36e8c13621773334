"""On her page: what was measured of the uterus, read beside the result, and one click to enter it."""

import re

import pytest
from django.urls import reverse

from patients.obstetrics.dates import PartialDate
from tests.records import a_clinic, a_patient, a_user, an_investigation, findings_of_uterus

pytestmark = pytest.mark.django_db


@pytest.fixture
def woman():
    return a_patient(a_clinic("main"))


def page(client, woman, role="clinician", **asked):
    client.force_login(a_user(woman.clinic, role))
    whole = client.get(reverse("patient", args=[woman.pk]), asked).content.decode()
    return re.search(r'id="results".*?</section>', whole, re.DOTALL)[0]


def test_classes_stand_beside_the_result_and_disagree(client, woman):
    scan = an_investigation(woman, "us3d", word="abnormal", collected_on=PartialDate(2026, 3, 4))
    findings_of_uterus(
        scan, indentation_mm=12, angle_deg=85, external_cleft_mm=0, wall_mm=11, ucv="U0C0V0", cavity="arcuate",
        fibroids=["2-5@34"], myometrial_cysts=True, adhesions=False,
    )  # fmt: skip
    shown = page(client, woman)
    for words in (
        "U2, septate", "Grey zone", "They do not agree", "The measurements say otherwise", "Fibroid FIGO 2-5, 34 mm",
        "Suggests adenomyosis", "cavity: arcuate; no intrauterine adhesions", "ESHRE/ESGE classification 2013",
        "recalled, not confirmed in the original", "3D ultrasound uterus is a technique that this guideline prefers",
    ):  # fmt: skip
        assert words in shown, words
    assert "Change measurements" in shown


def test_one_click_adds_them_and_leads_back(client, woman):
    scan = an_investigation(woman, "mri", word="abnormal")
    shown = page(client, woman)
    address = re.search(r'href="([^"]*uterus/\?[^"]*)">Add measurements', shown)[1].replace("&amp;", "&")
    assert address.startswith(reverse("uterine_findings", args=[woman.pk, scan.pk]))
    answer = client.post(address, {"patient_pk": woman.pk, "row_version": 0, "cavity": "arcuate"})
    assert answer.status_code == 302
    assert answer.url == reverse("patient", args=[woman.pk]) + "#result-1"


def test_a_viewer_reads_and_has_no_link(client, woman):
    findings_of_uterus(an_investigation(woman, "us3d", word="abnormal"), cavity="arcuate")
    shown = page(client, woman, "viewer")
    assert "cavity: arcuate" in shown
    assert "measurements" not in shown


def test_other_results_have_no_such_link(client, woman):
    an_investigation(woman, "tsh")
    an_investigation(woman, "renal_us", word="normal")
    assert "measurements" not in page(client, woman)


def test_the_guideline_that_is_looked_by_decides_the_technique(client, woman):
    an_investigation(woman, "us3d", word="normal")
    assert "This guideline prefers sonohysterogram, HSG or hysteroscopy" in page(
        client, woman, guideline="asrm-rpl-2012"
    )


def test_no_finding_of_the_checklist_changes_by_them(client, woman):
    scan = an_investigation(woman, "us3d", word="normal", collected_on=PartialDate(2026, 3, 4))
    before = workup(client, woman)
    findings_of_uterus(scan, indentation_mm=20, angle_deg=60, external_cleft_mm=0, wall_mm=11, ucv="U2bC0V0")
    assert workup(client, woman) == before


def workup(client, woman):
    client.force_login(a_user(woman.clinic))
    return client.get(reverse("workup_json", args=[woman.pk])).json()
