"""Findings of the uterus come with their investigation, at no further query."""

from datetime import date
from decimal import Decimal

import pytest

from patients.models import Patient
from tests.records import a_patient, an_investigation, findings_of_uterus
from workup.checklist.as_of import facts_on
from workup.checklist.uterine import Fibroid, MusaSign, Sign, UterineFindings
from workup.load import load, load_one

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def test_what_was_entered_is_what_the_rules_see():
    patient = a_patient()
    scan = an_investigation(patient, "us3d", word="abnormal")
    findings_of_uterus(
        scan, indentation_mm=Decimal("6.50"), angle_deg=85, external_cleft_mm=0, wall_mm=11, cavity="arcuate",
        ucv="U2aC0V0", mac="septate", fibroids=["2-5@34", "4"], adhesions=False, myometrial_cysts=True,
        myometrial_cysts_extent="posterior wall", globular_uterus=False,
    )  # fmt: skip
    (one,) = load_one(patient, recorded_by=DAY).investigations
    assert one.uterus == UterineFindings(
        Decimal("6.50"), Decimal(85), Decimal(0), Decimal(11), "arcuate", "U2aC0V0", "septate",
        (Fibroid("2-5", Decimal(34)), Fibroid("4")),
        (Sign(MusaSign.MYOMETRIAL_CYSTS, True, "posterior wall"), Sign(MusaSign.GLOBULAR_UTERUS, False)), False,
    )  # fmt: skip


def test_nothing_entered_is_none_and_findings_in_error_are_none():
    patient = a_patient()
    an_investigation(patient, "mri", word="normal")
    wrong = an_investigation(patient, "us3d", word="abnormal")
    findings_of_uterus(wrong, cavity="of another woman", entered_in_error=True, error_reason="wrong woman")
    again = an_investigation(patient, "shg", word="abnormal")
    findings_of_uterus(again, cavity="hers, wrongly typed", entered_in_error=True, error_reason="typed wrongly")
    findings_of_uterus(again, cavity="arcuate")
    rows = load_one(patient, recorded_by=DAY).investigations
    found = {one.test: one.uterus.cavity if one.uterus else None for one in rows}
    assert found == {"mri": None, "us3d": None, "shg": "arcuate"}


def test_no_row_twice_and_no_further_query(django_assert_num_queries):
    for _ in range(3):
        scan = an_investigation(a_patient(), "us3d", word="abnormal")
        for _ in range(2):
            findings_of_uterus(scan, cavity="typed wrongly", entered_in_error=True, error_reason="typed wrongly")
        findings_of_uterus(scan, cavity="arcuate")
    patients = list(Patient.objects.select_related("clinic"))
    with django_assert_num_queries(1):
        facts = load(patients, recorded_by=DAY)
    assert [len(each.investigations) for each in facts.values()] == [1, 1, 1]


def test_before_the_examination_nothing_of_it_is_known():
    patient = a_patient()
    scan = an_investigation(patient, "us3d", word="abnormal", ordered_on=date(2026, 3, 1), collected_on="2026-03-09")
    findings_of_uterus(scan, cavity="arcuate")
    (then,) = facts_on(load_one(patient, recorded_by=DAY), date(2026, 3, 5)).investigations
    assert then.uterus is None
