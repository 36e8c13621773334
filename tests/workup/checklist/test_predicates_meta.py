"""Every predicate is used by an edition on file, and has its positive, negative, boundary and cannot-tell test."""

import pytest

from tests.workup.checklist import test_predicates, test_predicates_genetics
from workup.checklist.predicates import PREDICATES
from workup.guidelines import load_all

WRITTEN = [name for module in (test_predicates, test_predicates_genetics) for name in vars(module)]


@pytest.mark.parametrize("name", sorted(PREDICATES))
@pytest.mark.parametrize("kind", ["is_true", "is_false", "at_", "cannot_tell"])
def test_every_predicate_has_its_four_kinds_of_test(name, kind):
    own = [written.removeprefix(f"test_{name}_") for written in WRITTEN if written.startswith(f"test_{name}_")]
    assert [written for written in own if kind in written]


def test_every_predicate_is_used():
    rows = [row for guideline in load_all().values() for row in guideline.items]
    used = {row.trigger for row in rows if row.trigger} | {case.when for row in rows for case in row.cases}
    assert used == set(PREDICATES)


@pytest.mark.parametrize("name", sorted(PREDICATES))
def test_every_predicate_says_where_it_comes_from(name):
    said = PREDICATES[name].__doc__ or ""
    assert "ruling" in said or "guidelines.md" in said
