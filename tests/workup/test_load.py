"""From rows to facts: nothing lost, nothing invented, the same number of queries whatever the record."""

from datetime import date
from decimal import Decimal

import pytest

from patients.models import Patient
from patients.obstetrics import values as v
from patients.obstetrics.dates import PartialDate
from tests.records import (
    a_birth,
    a_clinic,
    a_condition,
    a_decision,
    a_medication,
    a_partner,
    a_patient,
    a_pregnancy,
    a_user,
    an_event,
    an_investigation,
)
from workup.load import complication, load, load_one
from workup.models import Laboratory

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)


def of(patient):
    return load_one(Patient.objects.select_related("clinic").get(pk=patient.pk), recorded_by=DAY)


def test_blank_is_none_and_never_no():
    patient = a_patient()
    a_partner(patient)
    a_pregnancy(patient)
    facts = of(patient)
    assert (facts.rhd, facts.lifestyle.smoking, facts.partners[0].provides_sperm) == (None, None, None)
    pregnancy = facts.pregnancies[0]
    assert (pregnancy.ga_weeks, pregnancy.confirmed_by, pregnancy.ended_on, pregnancy.liveborn) == (None,) * 4


def test_zero_is_not_blank():
    patient = a_patient(alcohol_units_per_week=0)
    a_pregnancy(patient, outcome="live_birth", liveborn=1, children_alive_now=0)
    facts = of(patient)
    assert facts.lifestyle.alcohol_units_per_week == 0
    assert facts.pregnancies[0].children_alive_now == 0


def test_a_pregnancy_with_its_births_and_events():
    patient = a_patient()
    partner = a_partner(patient, "P2")
    row = a_pregnancy(
        patient, outcome="live_birth", ended_on="2019-05", partner=partner, complications=["pprom@31+2", "bleeding"],
        override_for=["eshre-2022"], count_override="counted", override_reason="seen in the letter",
    )  # fmt: skip
    a_birth(row, alive_now=False, died_on="2020")
    an_event(row, ga_weeks=9, heart_rate=173)
    pregnancy = of(patient).pregnancies[0]
    assert (pregnancy.partner, pregnancy.ended_on) == ("P2", PartialDate(2019, 5))
    assert [c.kind for c in pregnancy.complications] == [v.Complication.PPROM, v.Complication.BLEEDING]
    assert (pregnancy.births[0].alive_now, pregnancy.births[0].died_on) == (False, PartialDate(2020))
    assert (pregnancy.events[0].ga_weeks, pregnancy.events[0].heart_rate) == (9, 173)


@pytest.mark.parametrize(
    ("text", "weeks", "days"),
    [("pprom", None, None), ("pprom@31", 31, None), ("pprom@31+2", 31, 2), ("pprom@0+0", 0, 0)],
)
def test_a_complication_keeps_what_is_known_of_its_gestation(text, weeks, days):
    fact = complication(text)
    assert (fact.kind, fact.ga_weeks, fact.ga_days) == (v.Complication.PPROM, weeks, days)


def test_a_result_as_reported():
    patient = a_patient()
    lab = Laboratory.objects.create(clinic=patient.clinic, name="City")
    an_investigation(
        patient, "tsh", comparator="<", number=Decimal("0.10"), value="<0.10", unit="mIU/L", lower_limit=Decimal("0.4"),
        upper_limit=Decimal(4), lab=lab, collected_on="2026-03",
    )  # fmt: skip
    result = of(patient).investigations[0]
    assert (result.comparator, result.number, result.value) == (v.Comparator.LT, Decimal("0.1"), "<0.10")
    assert (str(result.lower_limit), str(result.upper_limit), result.lab) == ("0.4", "4", "City")
    assert result.collected_on == PartialDate(2026, 3)


def test_tissue_and_partner_are_named_as_people_name_them():
    patient = a_patient()
    pregnancy, partner = a_pregnancy(patient, 3), a_partner(patient, "P1")
    an_investigation(patient, "karyo_poc", subject="tissue", pregnancy=pregnancy, word="failed")
    an_investigation(patient, "karyo_blood", subject="partner", partner=partner, value="46,XY")
    a_condition(patient, "consanguinity", present=False, partner=partner)
    facts = of(patient)
    assert {(i.test, i.pregnancy, i.partner) for i in facts.investigations} == {
        ("karyo_poc", 3, None),
        ("karyo_blood", None, "P1"),
    }
    assert (facts.conditions[0].partner, facts.conditions[0].present) == ("P1", False)


def test_a_decision_has_a_name():
    user = a_user(first_name="Ada", last_name="Kern")
    patient = a_patient()
    a_decision(patient, by=user)
    assert of(patient).decisions[0].by == "Ada Kern"


def test_rows_entered_in_error_are_no_facts():
    patient = a_patient()
    wrong = {"entered_in_error": True, "error_reason": "typed twice"}
    pregnancy = a_pregnancy(patient, 1)
    an_event(pregnancy, on="2025", **wrong)
    a_pregnancy(patient, 2, **wrong)
    a_medication(patient, **wrong)
    an_investigation(patient, **wrong)
    facts = of(patient)
    assert [p.number for p in facts.pregnancies] == [1]
    assert (facts.pregnancies[0].events, facts.medications, facts.investigations) == ((), (), ())


def test_the_clinics_settings_come_along():
    facts = of(a_patient(a_clinic("acr", apl_mode="acr_eular", tissue_days=21, tsh_upper=Decimal("2.50"))))
    assert (facts.settings.apl_mode, facts.settings.tissue_days, facts.settings.tsh_upper) == ("acr_eular", 21, 2.5)


@pytest.mark.parametrize("size", [1, 6])
def test_one_journey_whatever_the_record(size, django_assert_num_queries):
    for _ in range(size):
        patient = a_patient()
        for number in range(1, size + 2):
            an_event(a_pregnancy(patient, number), on="2025")
            an_investigation(patient)
            a_decision(patient)
    patients = list(Patient.objects.select_related("clinic"))
    with django_assert_num_queries(1):
        assert len(load(patients, recorded_by=DAY)) == size
