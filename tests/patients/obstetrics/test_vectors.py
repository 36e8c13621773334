"""The sample cases for the obstetric summary, recurrent loss, and dating hold."""

from datetime import date

import pytest

from patients.obstetrics.definitions import judge
from patients.obstetrics.gestation import (
    edd_from_lmp,
    edd_from_retrieval,
    edd_from_transfer,
    equivalent_lmp,
    gestation_of,
    in_weeks,
)
from patients.obstetrics.runs import runs
from patients.obstetrics.summary import obstetric_summary
from tests.patients.obstetrics.histories import ON, ongoing
from tests.patients.obstetrics.vectors import cases, pregnancies

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


@pytest.mark.parametrize("name_and_op", [("gtpal", None), ("rpl", None), ("dating", "ga"), ("dating", "edd_from_lmp")])
def test_the_samples_are_there(name_and_op):
    assert len(cases(*name_and_op)) >= 2
