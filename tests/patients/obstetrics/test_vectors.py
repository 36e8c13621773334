"""The sample cases for the obstetric summary, recurrent loss, and dating hold."""

from datetime import date
from decimal import Decimal

import pytest

from patients.obstetrics.crl import CrlOutOfRange, Formula, days_from_crl, raw_days
from patients.obstetrics.definitions import judge
from patients.obstetrics.early_scan import read_by_nice, read_scan
from patients.obstetrics.gestation import (
    edd_from_lmp,
    edd_from_retrieval,
    edd_from_transfer,
    equivalent_lmp,
    gestation_of,
    in_weeks,
)
from patients.obstetrics.redating import is_suboptimally_dated, judge_redating
from patients.obstetrics.runs import runs
from patients.obstetrics.summary import obstetric_summary
from tests.patients.obstetrics.histories import ON, ongoing
from tests.patients.obstetrics.vectors import cases, pregnancies, scan

DEFINITION_KEYS = {"eshre_2022": "eshre-2022", "rcog_2023": "rcog-gtg17-2023", "asrm_2012": "asrm-rpl-2012"}


@pytest.mark.parametrize(("given", "expected"), cases("gtpal"))
def test_obstetric_summary(given, expected):
    summary = obstetric_summary(pregnancies(given["pregnancies"]), ON)
    texts = {"us_text": summary.us, "uk_text": summary.uk}
    assert {key: texts.get(key, getattr(summary, key, None)) for key in expected} == expected


@pytest.mark.parametrize(("given", "expected"), cases("rpl"))
def test_recurrent_loss(given, expected):
    history = pregnancies(given["pregnancies_in_order"])
    judged = {n: judge(n, history, ON, guideline_key=k, early_workup=None) for n, k in DEFINITION_KEYS.items()}
    in_a_row = runs(history, ON)
    assert {name: result.met for name, result in judged.items()} == {name: expected[name] for name in judged}
    assert judged["eshre_2022"].counted == expected["total_countable_losses_eshre"]
    assert (in_a_row.max_consecutive, in_a_row.type) == (expected["max_consecutive_losses"], expected["type"])


@pytest.mark.parametrize(("given", "expected"), cases("dating", "edd_from_lmp"))
def test_edd_from_lmp(given, expected):
    assert edd_from_lmp(date.fromisoformat(given["lmp"])).isoformat() == expected["edd"]


@pytest.mark.parametrize(("given", "expected"), cases("dating", "ga"))
def test_gestation_on_a_day(given, expected):
    gestation = gestation_of(ongoing(1, lmp=date.fromisoformat(given["lmp"])), date.fromisoformat(given["on"]))
    assert (gestation.days, gestation.words, gestation.source) == (expected["ga_days"], expected["ga"], "lmp")


@pytest.mark.parametrize(("given", "expected"), cases("dating", "edd_from_transfer"))
def test_edd_from_transfer(given, expected):
    transfer, age = date.fromisoformat(given["transfer"]), given["embryo_age_days"]
    day_0 = equivalent_lmp(transfer, age)
    assert edd_from_transfer(transfer, age).isoformat() == expected["edd"]
    assert (day_0.isoformat(), in_weeks((transfer - day_0).days)) == (
        expected["equivalent_lmp"],
        expected["ga_at_transfer"],
    )


@pytest.mark.parametrize(("given", "expected"), cases("dating", "edd_from_retrieval"))
def test_edd_from_retrieval(given, expected):
    retrieval = date.fromisoformat(given["retrieval"])
    assert edd_from_retrieval(retrieval).isoformat() == expected["edd"]
    assert equivalent_lmp(retrieval, 0).isoformat() == expected["equivalent_lmp"]


@pytest.mark.parametrize(("given", "expected"), cases("dating", "ga_from_crl"))
def test_gestation_by_crl(given, expected):
    formula, length = Formula(given["formula"]), Decimal(str(given["crl_mm"]))
    if "error" in expected:
        with pytest.raises(CrlOutOfRange) as refused:
            days_from_crl(formula, length)
        assert refused.value.code == expected["error"]
        return
    days = days_from_crl(formula, length)
    found = {"ga_days": days, "ga": in_weeks(days), "ga_days_raw": round(raw_days(formula, length), 2)}
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize(("given", "expected"), cases("dating", "acog700_redate"))
def test_redating(given, expected):
    art = given.get("conception") == "ART"
    read = judge_redating(given["ga_by_lmp_days"], given["abs_discrepancy_days"], art=art)
    assert {key: getattr(read, key) for key in expected} == expected


@pytest.mark.parametrize(("given", "expected"), cases("dating", "acog700_suboptimal"))
def test_suboptimally_dated(given, expected):
    assert is_suboptimally_dated(given["first_ultrasound_ga_days"]) is expected["suboptimally_dated"]


@pytest.mark.parametrize(("given", "expected"), cases("dating", "sru2013_viability"))
def test_scan_criteria(given, expected):
    assert read_scan(scan(given)).category == expected["category"]


@pytest.mark.parametrize(("given", "expected"), cases("dating", "nice_ng126"))
def test_next_step_by_nice(given, expected):
    read = read_by_nice(scan(given))
    assert {key: getattr(read, key) for key in expected} == expected
    assert read.second_assessor


def test_every_operation_of_the_dating_samples_is_asked():
    asked = {"edd_from_lmp", "ga", "edd_from_transfer", "edd_from_retrieval", "ga_from_crl", "acog700_redate",
             "acog700_suboptimal", "sru2013_viability", "nice_ng126"}  # fmt: skip
    assert {param.values[0]["op"] for param in cases("dating")} == asked


@pytest.mark.parametrize("name_and_op", [("gtpal", None), ("rpl", None), ("dating", "ga"), ("dating", "edd_from_lmp")])
def test_the_samples_are_there(name_and_op):
    assert len(cases(*name_and_op)) >= 2
