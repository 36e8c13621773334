"""HbA1c, fasting glucose, vitamin D: each band by its own unit, both sides of every boundary."""

import pytest

from patients.obstetrics.values import Subject
from tests.workup.interpretation.said import said
from tests.workup.interpretation.samples import facts, pregnancy, sample

BELOW, PRE, DIABETES = "Below the pre-diabetes band", "In the pre-diabetes band", "In the diabetes band"


def words(test, value, unit, rule, **more):
    one = sample(test, "2024-01-01", value, unit=unit, **more)
    return said(one, facts(one)).get(rule, "")


@pytest.mark.parametrize(
    ("test", "unit", "value", "band"),
    [
        ("hba1c", "%", "5.69", BELOW),
        ("hba1c", "%", "5.7", PRE),
        ("hba1c", "%", "6.49", PRE),
        ("hba1c", "%", "6.5", DIABETES),
        ("hba1c_ifcc", "mmol/mol", "38", BELOW),
        ("hba1c_ifcc", "mmol/mol", "39", PRE),
        ("hba1c_ifcc", "mmol/mol", "47", PRE),
        ("hba1c_ifcc", "mmol/mol", "48", DIABETES),
        ("hba1c", "mmol/mol", "48", DIABETES),
        ("hba1c", "%", ">6.5", DIABETES),
        ("hba1c", "%", "<5.7", BELOW),
        ("hba1c", "%", "<6", "Cannot tell"),
        ("hba1c", "%", ">5.7", "Cannot tell"),
        ("hba1c", "", "5", "Cannot tell: no band"),
    ],
)
def test_hba1c(test, unit, value, band):
    assert words(test, value, unit, "HbA1c bands").startswith(band)


@pytest.mark.parametrize(
    ("test", "unit", "value", "band"),
    [
        ("fpg", "mg/dL", "99", BELOW),
        ("fpg", "mg/dL", "100", PRE),
        ("fpg", "mg/dL", "125.9", PRE),
        ("fpg", "mg/dL", "126", DIABETES),
        ("fpg_si", "mmol/L", "5.5", BELOW),
        ("fpg_si", "mmol/L", "5.6", PRE),
        ("fpg_si", "mmol/L", "6.9", PRE),
        ("fpg_si", "mmol/L", "7.0", DIABETES),
        ("fpg", "mmol/L", "5.5", BELOW),
        ("fpg", "g/L", "1", "Cannot tell"),
    ],
)
def test_fasting_glucose(test, unit, value, band):
    assert words(test, value, unit, "Fasting glucose bands", fasting=True).startswith(band)


def test_the_words_of_a_band_with_what_to_know_of_it():
    assert words("hba1c", "6.5", "%", "HbA1c bands") == (
        "In the diabetes band: two tests to diagnose without symptoms; not reliable with a haemoglobinopathy"
    )
    assert words("fpg", "90", "mg/dL", "Fasting glucose bands", fasting=True) == "Below the pre-diabetes band"
    assert words("vitd", "19", "ng/mL", "Vitamin D bands") == "Deficient"


def test_a_month_of_which_only_some_days_were_in_pregnancy_has_no_band():
    one = sample("hba1c", "2024-02", "7", unit="%")
    assert "HbA1c bands" not in said(one, facts(one, pregnancies=[pregnancy(ended="2024-02-10", lmp="2023-12-01")]))


def test_glucose_says_when_she_had_not_fasted_and_when_nobody_recorded_it():
    assert words("fpg", "200", "mg/dL", "Fasting glucose bands", fasting=False).startswith("Not fasting")
    assert words("fpg", "90", "mg/dL", "Fasting glucose bands").endswith("whether she fasted is not recorded")
    assert "recorded" not in words("fpg", "90", "mg/dL", "Fasting glucose bands", fasting=True)


@pytest.mark.parametrize(
    ("unit", "value", "band"),
    [
        ("ng/mL", "19.9", "Deficient"),
        ("ng/mL", "20", "Insufficient"),
        ("ng/mL", "29.9", "Insufficient"),
        ("ng/mL", "30", "Sufficient"),
        ("nmol/L", "49.9", "Deficient"),
        ("nmol/L", "50", "Insufficient"),
        ("nmol/L", "74.8", "Insufficient"),
        ("nmol/L", "75", "Sufficient"),
        ("ng/mL", "<20", "Deficient"),
        ("ng/mL", "<25", "Cannot tell"),
        ("mmol/L", "20", "Cannot tell"),
    ],
)
def test_vitamin_d(unit, value, band):
    assert words("vitd", value, unit, "Vitamin D bands").startswith(band)


def test_hba1c_in_pregnancy_has_no_band_but_its_cause():
    one = sample("hba1c", "2024-01-01", "7", unit="%")
    record = facts(one, pregnancies=[pregnancy(ended="2024-02-01", lmp="2023-12-01")])
    assert "HbA1c bands" not in said(one, record)
    assert "HbA1c in pregnancy" in said(one, record)


def test_a_partners_glucose_has_no_band_here():
    assert words("fpg", "90", "mg/dL", "Fasting glucose bands", subject=Subject.PARTNER, partner="P1") == ""
