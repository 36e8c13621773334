"""docs/interpretation.md is what the rules say, and whatever stands beside a result comes from a rule on that page."""

from pathlib import Path
from runpy import run_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patients.obstetrics.interpreted import Mark
from tests.workup.interpretation.samples import ON, facts, pregnancy, sample, taken
from workup.catalogue import tests as catalogue
from workup.interpretation import beside as page
from workup.interpretation.questionnaires import read_questionnaire
from workup.interpretation.rulebook import markdown, rules

DOC = Path(__file__).parents[3] / "docs" / "interpretation.md"
OURS = tuple(reader for reader in page.READERS if reader is not read_questionnaire)
VALUES = (
    "1",
    "4.5",
    "<20",
    ">40",
    "40",
    "85",
    "1:160",
    "AC-4",
    "46,XX",
    "46,XX,t(11;22)(q23.3;q11.2)",
    "arr(16)x3",
    None,
)
WORDS = (None, "positive", "negative", "abnormal", "failed", "maternal_cells", "indeterminate")
UNITS = ("", "GPL", "mIU/L", "ng/mL", "%", "nmol/L", "mg/dL", "U/mL")


def test_the_page_is_generated_from_the_rules():
    assert DOC.read_text(encoding="utf-8") == markdown()


@pytest.mark.filterwarnings("ignore:.*found in sys.modules:RuntimeWarning")
def test_as_a_program_it_prints_the_page_and_imported_it_prints_nothing(capsys):
    run_module("workup.interpretation.rulebook", run_name="imported")
    assert capsys.readouterr().out == ""
    run_module("workup.interpretation.rulebook", run_name="__main__")
    assert capsys.readouterr().out == markdown()


def test_every_rule_has_a_name_inputs_a_source_and_a_mark():
    for rule in rules():
        assert rule.name, rule
        assert rule.inputs, rule
        assert rule.source, rule
        assert rule.mark in Mark


def test_a_rule_of_the_same_name_has_the_same_source_unless_its_mark_differs():
    said: dict[tuple[str, Mark], set[str]] = {}
    for rule in rules():
        said.setdefault((rule.name, rule.mark), set()).add(rule.source)
    assert all(len(sources) == 1 for sources in said.values())


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(catalogue())),
    st.sampled_from(VALUES),
    st.sampled_from(WORDS),
    st.sampled_from(UNITS),
    st.sampled_from([None, "2024", "2024-01", "2024-01-10"]),
    st.sampled_from(["heparin", "lmwh", "vka", "doac", "oestrogen"]),
)
def test_no_reader_raises_and_none_speaks_without_a_rule_on_the_page(test, value, word, unit, collected, drug):
    one = sample(test, collected, value, word, unit=unit, upper="3", lower="2")
    record = facts(
        one, medications=[taken(drug, "2024-01-01", "2024-01-20")],
        pregnancies=[pregnancy(ended="2024-01-20", lmp="2023-12-01")],
    )  # fmt: skip
    known = {(rule.name, rule.source, rule.mark) for rule in rules()}
    told = [said for reader in OURS for said in reader(one, record, ON)]
    assert {(said.rule, said.source, said.mark) for said in told} <= known
    assert all(said.says for said in told)
