"""Findings of the uterus that cannot be true cannot be stored."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.records import a_patient, an_investigation, findings_of_uterus
from tests.workup.models.test_impossible import refused
from workup.models import UterineFindings

pytestmark = pytest.mark.django_db


@pytest.fixture
def scan():
    return an_investigation(a_patient(), "us3d", word="abnormal")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("uterine_findings_say_something", {}),
        ("indentation_mm_possible", {"indentation_mm": -1}),
        ("external_cleft_mm_possible", {"external_cleft_mm": 201}),
        ("wall_mm_possible", {"wall_mm": 0}),
        ("angle_deg_possible", {"angle_deg": 0}),
        ("angle_deg_possible", {"angle_deg": Decimal("180.1")}),
        ("ucv_possible", {"ucv": "U2cC0V0"}),
        ("ucv_possible", {"ucv": "U0aC0V0"}),
        ("ucv_possible", {"ucv": "U6aC0V0"}),
        ("ucv_possible", {"ucv": "U7C0V0"}),
        ("ucv_possible", {"ucv": "U2aC5V0"}),
        ("ucv_possible", {"ucv": "u2ac0v0"}),
        ("ucv_possible", {"ucv": "U2aC0V0\n"}),
        ("fibroids_possible", {"fibroids": ["9"]}),
        ("fibroids_possible", {"fibroids": ["4-4"]}),
        ("fibroids_possible", {"fibroids": ["4", ""]}),
        ("fibroids_possible", {"fibroids": ["4,5"]}),
        ("fibroids_possible", {"fibroids": ["4@0"]}),
        ("fibroids_possible", {"fibroids": ["4@"]}),
        ("globular_uterus_extent_possible", {"cavity": "round", "globular_uterus_extent": "all of it"}),
        ("globular_uterus_extent_possible", {"globular_uterus": False, "globular_uterus_extent": "all of it"}),
        ("question_mark_form_extent_possible", {"cavity": "round", "question_mark_form_extent": "back"}),
        ("uterinefindings_error_has_reason", {"cavity": "arcuate", "entered_in_error": True}),
    ],
)
def test_impossible_findings(scan, name, fields):
    refused(name, findings_of_uterus, scan, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"indentation_mm": 0},
        {"wall_mm": Decimal("0.5")},
        {"angle_deg": 180},
        {"adhesions": False},
        {"globular_uterus": False},
        {"globular_uterus": True, "globular_uterus_extent": "posterior wall"},
        {"ucv": "U6C4V4"},
        {"ucv": "U3cC0V0"},
        {"ucv": "U1C0V0"},
        {"fibroids": ["0", "8", "2-5", "2-5@34", "4@7.5", "4@7.5"]},
        {"mac": "septate"},
        {"cavity": "arcuate"},
    ],
)
def test_what_can_be_true_is_kept_as_it_was_said(scan, fields):
    stored = UterineFindings.objects.get(pk=findings_of_uterus(scan, **fields).pk)
    assert {name: getattr(stored, name) for name in fields} == fields


def test_one_set_of_findings_an_examination(scan):
    findings_of_uterus(scan, cavity="arcuate")
    refused("uterine_findings_once", findings_of_uterus, scan, cavity="septate")


def test_after_an_error_they_are_entered_anew(scan):
    findings_of_uterus(scan, cavity="of another woman", entered_in_error=True, error_reason="wrong patient")
    assert findings_of_uterus(scan, cavity="septate").pk


def test_a_blood_test_shows_no_uterus(scan):
    tsh = an_investigation(scan.patient, "tsh")
    refused("uterine_findings_of_the_uterus", findings_of_uterus, tsh, cavity="arcuate")


def test_nor_does_it_under_another_tests_name(scan):
    tsh = an_investigation(scan.patient, "tsh")
    refused("its_own_test", findings_of_uterus, tsh, cavity="arcuate", test="us3d")


@pytest.mark.parametrize("test", ["tsh", "us3d"])
def test_both_are_said_in_words_first(scan, test):
    tsh = an_investigation(scan.patient, "tsh")
    with pytest.raises(ValidationError, match="belong to an examination of the uterus"):
        UterineFindings(investigation=tsh, test=test, cavity="arcuate").full_clean()


def test_they_are_the_patients_whose_examination_it_is(scan):
    assert findings_of_uterus(scan, cavity="arcuate").patient_pk == scan.patient_id


def test_they_are_never_deleted(scan):
    with pytest.raises(NotImplementedError):
        findings_of_uterus(scan, cavity="arcuate").delete()


def test_their_history_is_kept_below_the_orm(scan):
    row = findings_of_uterus(scan, indentation_mm=Decimal("6.5"))
    UterineFindings.objects.filter(pk=row.pk).update(indentation_mm=16)
    assert list(row.events.order_by("pgh_id").values_list("pgh_label", "indentation_mm")) == [
        ("insert", Decimal("6.5")),
        ("update", 16),
    ]
