"""The samples of vectors/gtpal.json, rpl.json and of dating.json that describe a pregnancy: import, then workup."""

import json
from pathlib import Path

import pytest

from tests.cases.doors import bring_in, freeze, workup
from tests.cases.stories import MRN, SERVER_DATE, Row, Story

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parents[1] / "vectors"
EDITIONS = {"eshre_2022": "eshre-2022", "rcog_2023": "rcog-gtg17-2023", "asrm_2012": "asrm-rpl-2012"}


def samples(name: str, *operations: str) -> list:
    every = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return [one for one in every if not operations or one["input"]["op"] in operations]


def named(sample: dict) -> str:
    return sample["name"]


@pytest.fixture(autouse=True)
def the_day(monkeypatch):
    freeze(monkeypatch, SERVER_DATE)


def story(pregnancies: list[Row]) -> Story:
    rows = [_row(number, given) for number, given in enumerate(pregnancies, start=1)]
    births = [
        {"pregnancy": number, "order": order, "outcome": outcome}
        for number, given in enumerate(pregnancies, start=1)
        for order, outcome in enumerate(given.get("fetuses", []), start=1)
    ]
    known = {"pregnancies": rows, "births": births}
    return {"rows": {"patients": [{"mrn": MRN}], **{name: sheet for name, sheet in known.items() if sheet}}, "on": []}


def _row(number: int, given: Row) -> Row:
    weeks, days = ("", "") if given.get("ga_days") is None else divmod(given["ga_days"], 7)
    confirmed = {"hCG": "serum_hcg"}.get(given.get("confirmed_by"), given.get("confirmed_by", ""))
    told = {"fetus_count": given.get("fetus_count", ""), "children_alive_now": given.get("alive_now", "")}
    return {"number": number, "outcome": given["outcome"], "ga_weeks": weeks, "ga_days": days,
            "confirmed_by": confirmed} | told  # fmt: skip


@pytest.mark.parametrize("sample", samples("gtpal"), ids=named)
def test_obstetric_summary(sample, tmp_path):
    bring_in(story(sample["input"]["pregnancies"]), tmp_path)
    found = workup(MRN)[0]["obstetric_summary"]
    names = {"us_text": "us", "uk_text": "uk"}
    assert {key: found[names.get(key, key)] for key in sample["expected"]} == sample["expected"]


@pytest.mark.parametrize("sample", samples("rpl"), ids=named)
def test_recurrent_loss(sample, tmp_path):
    bring_in(story(sample["input"]["pregnancies_in_order"]), tmp_path)
    (document,), expected = workup(MRN), sample["expected"]
    by_key = {guideline["key"]: guideline["definition"] for guideline in document["guidelines"]}
    assert {name: by_key[key]["met"] for name, key in EDITIONS.items()} == {name: expected[name] for name in EDITIONS}
    assert by_key["eshre-2022"]["counted"] == expected["total_countable_losses_eshre"]
    losses = document["losses"]
    assert (losses["max_consecutive"], losses["type"]) == (expected["max_consecutive_losses"], expected["type"])


def pregnancy(folder, on: str, **dates) -> dict:
    rows = {"patients": [{"mrn": MRN}], "pregnancies": [{"number": 1, "outcome": "ongoing", **dates}]}
    bring_in({"rows": rows, "on": []}, folder)
    return workup(MRN, as_of=on)[0]["pregnancies"][0]


@pytest.mark.parametrize("sample", samples("dating", "edd_from_lmp"), ids=named)
def test_due_date_by_the_last_period(sample, tmp_path):
    lmp = sample["input"]["lmp"]
    assert pregnancy(tmp_path, lmp, lmp=lmp)["edd"] == sample["expected"]["edd"]


@pytest.mark.parametrize("sample", samples("dating", "ga"), ids=named)
def test_gestation_on_a_day(sample, tmp_path):
    found = pregnancy(tmp_path, sample["input"]["on"], lmp=sample["input"]["lmp"])
    assert (found["gestation_days"], found["gestation_source"]) == (sample["expected"]["ga_days"], "lmp")


@pytest.mark.parametrize("sample", samples("dating", "edd_from_transfer"), ids=named)
def test_due_date_and_gestation_by_a_transfer(sample, tmp_path):
    given, expected = sample["input"], sample["expected"]
    dates = {"transfer_date": given["transfer"], "embryo_age_days": given["embryo_age_days"]}
    found = pregnancy(tmp_path, given["transfer"], **dates)
    weeks, days = map(int, expected["ga_at_transfer"].split("+"))
    assert (found["edd"], found["gestation_days"]) == (expected["edd"], weeks * 7 + days)
    assert found["gestation_source"] == "transfer"


def test_there_are_samples_of_each_kind():
    kinds = [samples("gtpal"), samples("rpl"), *(samples("dating", op) for op in ("edd_from_lmp", "ga"))]
    assert [len(kind) for kind in kinds] == [15, 7, 2, 4]
    assert samples("dating", "edd_from_transfer")
