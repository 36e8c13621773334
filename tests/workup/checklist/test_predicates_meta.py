"""Every predicate says what its cases say, has all four kinds of them, and is used; every item has its source."""

import pytest

from tests.facts import TODAY
from tests.workup.checklist.predicate_cases import CASES
from workup.checklist.answers import Situation
from workup.checklist.predicates import PREDICATES
from workup.guidelines import load_all

ANSWERS = {"positive": True, "negative": False, "cannot_tell": None}
KINDS = (*ANSWERS, "boundary")
ASKED = [
    pytest.param(name, case, said, id=f"{name}-{kind}-{place}")
    for name, cases in CASES.items()
    for kind, said in ANSWERS.items()
    for place, case in enumerate(getattr(cases, kind))
] + [
    pytest.param(name, case, said, id=f"{name}-boundary-{place}")
    for name, cases in CASES.items()
    for place, (case, said) in enumerate(cases.boundary)
]
EDITIONS = sorted(load_all().items())


@pytest.mark.parametrize(("name", "case", "said"), ASKED)
def test_each_case_has_its_answer_and_the_answer_its_words(name, case, said):
    answer = PREDICATES[name](Situation(case.facts, TODAY, case.edition, case.partner, case.pregnancy))
    assert answer.value is said
    assert bool(answer.missing) is (said is None)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", sorted(PREDICATES))
def test_every_predicate_has_the_four_kinds_or_a_reason_why_not(name, kind):
    cases = CASES[name]
    assert bool(getattr(cases, kind)) is not bool(cases.impossible.get(kind))


@pytest.mark.parametrize("name", sorted(PREDICATES))
def test_a_boundary_has_two_sides(name):
    assert len({said for _, said in CASES[name].boundary}) >= 2


def test_there_are_cases_of_predicates_only():
    assert set(CASES) == set(PREDICATES)


def test_every_predicate_is_used():
    rows = [row for guideline in load_all().values() for row in guideline.items]
    used = {row.trigger for row in rows if row.trigger} | {case.when for row in rows for case in row.cases}
    assert used == set(PREDICATES)


@pytest.mark.parametrize("name", sorted(PREDICATES))
def test_every_predicate_says_where_it_comes_from(name):
    said = PREDICATES[name].__doc__ or ""
    assert "ruling" in said or "guidelines.md" in said


@pytest.mark.parametrize(("key", "guideline"), EDITIONS)
def test_every_item_and_every_note_of_every_edition_has_a_citation(key, guideline):
    assert guideline.items
    assert [row.item for row in guideline.items if not row.citation.strip()] == []
    assert [row.item for row in guideline.items for note in row.notes if not note.citation.strip()] == []
