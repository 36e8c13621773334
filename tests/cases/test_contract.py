"""The document to the letter (interfaces.md, 2), and that what holds the stories against it can find fault."""

from copy import deepcopy
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.cases import stories
from tests.cases.contract import breaches
from tests.cases.doors import bring_in, freeze, workup
from tests.cases.expecting import differences
from workup.guidelines import load_all

pytestmark = pytest.mark.django_db

STORY = stories.read(stories.FOLDER / "stories" / "loss_under_way_of_the_workup.toml")
TWO = {
    "rows": {
        "patients": [{"mrn": "A1"}, {"mrn": "A2"}],
        "investigations": [
            {"mrn": "A1", "subject": "patient", "test": "tsh", "collected_on": "2024-03-01", "value": "12",
             "unit": "mIU/L", "lower_limit": "0.4", "upper_limit": "4.0"},
            {"mrn": "A1", "subject": "patient", "test": "mri", "collected_on": "2024-05", "result": "normal"},
            {"mrn": "A1", "subject": "patient", "test": "mthfr677", "result": "heterozygous"},
            {"mrn": "A1", "subject": "patient", "test": "tpo", "collected_on": "2024", "comparator": "<",
             "value": "3.0", "unit": "IU/mL"},
        ],
    }
}  # fmt: skip


@pytest.fixture
def documents(tmp_path, monkeypatch):
    freeze(monkeypatch, "2026-11-22")
    bring_in(TWO, tmp_path)
    return workup("A2", "A1")


def item(document, key, guideline="eshre-2022"):
    (found,) = [g for g in document["guidelines"] if g["key"] == guideline]
    (one,) = [i for i in found["items"] if i["key"] == key]
    return one


def test_several_women_in_the_order_asked_by_every_guideline_as_of_today(documents):
    assert [document["patient"] for document in documents] == [
        {"mrn": "A2", "clinic": "main"},
        {"mrn": "A1", "clinic": "main"},
    ]
    assert {document["as_of"] for document in documents} == {"2026-11-22"}
    keys = [guideline["key"] for guideline in documents[0]["guidelines"]]
    assert keys == sorted(load_all())


def test_the_example_of_the_contract(documents):
    tsh = item(documents[1], "tsh")
    reason = tsh.pop("reason")
    assert reason.startswith("TSH on 1 Mar 2024")
    assert tsh == {
        "key": "tsh", "label": "TSH", "group": "thyroid", "subject": "patient", "partner": None, "pregnancy": None,
        "category": "REC", "strength": "Strong", "quality": "Q3", "status": "done", "reading": "abnormal",
        "evidence": [{"test": "tsh", "collected_on": "2024-03-01", "text": "12 mIU/L (0.4-4.0)"}],
        "not_before": None, "due": None, "citation": "ESHRE 2022, ch. 8", "verification": "recalled",
    }  # fmt: skip


def test_a_month_stays_a_month_and_a_blank_date_is_null(documents):
    assert item(documents[1], "uterine_anatomy")["evidence"][0]["collected_on"] == "2024-05"
    assert item(documents[1], "mthfr")["evidence"][0]["collected_on"] is None
    (tpo,) = item(documents[1], "tpo")["evidence"]
    assert tpo["collected_on"] == "2024"
    assert "<3.0 IU/mL" in tpo["text"].replace("< ", "<")


def test_one_guideline_only(documents):
    (found,) = workup("A1", guidelines=("rcog-gtg17-2023",))
    assert [guideline["key"] for guideline in found["guidelines"]] == ["rcog-gtg17-2023"]


def test_an_unknown_mrn_is_an_error_that_names_it(documents):
    with pytest.raises(CommandError, match="A9") as error:
        call_command("workup", "A1", "A9", "--clinic=main", "--format=json", stdout=StringIO())
    assert error.value.returncode == 1


def test_importing_again_changes_nothing(tmp_path, monkeypatch):
    freeze(monkeypatch, "2026-11-22")
    bring_in(STORY, tmp_path)
    before = workup("A1")
    counts = bring_in(STORY, tmp_path)["counts"]
    assert all(count["created"] == count["updated"] == 0 for count in counts.values())
    assert workup("A1") == before


@pytest.mark.parametrize("today", ["2026-11-22", "2031-01-01"])
def test_with_full_dates_the_servers_own_day_says_nothing(today, tmp_path, monkeypatch):
    """Rulings, 2: only partial dates of the running month and year know what day it is."""
    freeze(monkeypatch, today)
    bring_in(STORY, tmp_path)
    told = [line for day in stories.days(STORY) for line in differences(workup("A1", as_of=day["as_of"])[0], day)]
    assert told == []


def test_the_order_of_rows_says_nothing(tmp_path, monkeypatch):
    freeze(monkeypatch, "2026-11-22")
    turned = {**STORY, "rows": {sheet: rows[::-1] for sheet, rows in STORY["rows"].items()}}
    bring_in(turned, tmp_path)
    told = [line for day in stories.days(STORY) for line in differences(workup("A1", as_of=day["as_of"])[0], day)]
    assert told == []


def _wrong(document):
    """The document with one thing wrong, each in its own way, and a word of what must be found."""
    for path, value, word in [
        (("as_of",), "2026-11-22", ""),
        (("obstetric_summary", "gravida"), 7, "gravida is the sum"),
        (("obstetric_summary", "us"), None, "null only when something is missing"),
        (("losses", "current_run"), 99, "no longer than the longest"),
        (("apl", "overall"), "persistently_positive", "overall"),
        (("apl", "not_tested"), [], "told of once"),
        (("guidelines", 0, "completeness", "open"), 77, "asked is done, closed and open"),
        (("guidelines", 0, "definition", "counted"), 5, "number of sure ones"),
        (("guidelines", 0, "definition", "met"), True, "met when enough"),
        (("guidelines", 0, "items", 0, "status"), "unheard of", "the status is one"),
        (("guidelines", 0, "items", 0, "reading"), "normal", "a reading goes with done"),
        (("guidelines", 0, "items", 0, "due"), "2026-11-22", "only repeats and deferrals"),
        (("guidelines", 0, "items", 0, "reason"), "", "reason"),
        (("guidelines", 0, "items", 0, "more"), 1, "keys"),
    ]:
        wrong = deepcopy(document)
        place = wrong
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        yield wrong, word


def test_a_breach_is_found(documents):
    for wrong, word in _wrong(documents[0]):
        assert any(word in breach for breach in breaches(wrong)) if word else breaches(wrong) == []


@pytest.mark.parametrize(
    ("expected", "word"),
    [
        ({"summary": {"gravida": 3}}, "gravida"),
        ({"summary": {"gravida": False}}, "gravida"),
        ({"problems": ["gestation"]}, "gestation"),
        ({"numbers": [1]}, "pregnancies"),
        ({"pregnancies": {"1": {}}}, "there is no 1"),
        ({"apl": {"tests": {"la_interp": "negative"}}}, "la_interp"),
        ({"eshre": {"met": True}}, "met"),
        ({"eshre": {"items": {"tsh": "done"}}}, "tsh"),
        ({"eshre": {"items": {"tsh": {"says": "snow"}}}}, "snow"),
        ({"eshre": {"items": {"tsh": {"evidence": ["tsh"]}}}}, "evidence"),
        ({"eshre": {"items": {"coeliac": "missing"}}}, "no such item"),
        ({"eshre": {"absent": ["tsh"]}}, "expected no such item"),
        ({"eshre": {"completenes": {}}}, "nothing compares"),
    ],
)
def test_a_difference_is_found(documents, expected, word):
    assert any(word in line for line in differences(documents[0], expected))
