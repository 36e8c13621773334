"""The picture of the counts: one cell an item, in order, and no number of its own."""

from itertools import pairwise

from tests.facts import miscarriage, result, woman
from tests.workup.views.shown import overview
from workup.checklist.findings import Completeness
from workup.views.presenters.completeness import cells_of


def kinds(**counts):
    return [cell.kind for cell in cells_of(Completeness(**counts)).cells]


def test_one_cell_for_each_item_done_closed_open():
    assert kinds(asked=4, done=1, closed=1, open=2) == ["done", "closed", "open", "open"]


def test_zero_of_a_kind_has_no_cell():
    assert kinds(asked=2, done=0, closed=0, open=2) == ["open", "open"]


def test_nothing_asked_is_no_picture():
    assert cells_of(Completeness(asked=0, done=0, closed=0, open=0)) is None


def test_few_cells_have_their_size_and_many_share_the_room():
    few, many = (cells_of(Completeness(asked=n, done=0, closed=0, open=n)) for n in (2, 60))
    assert (few.cell, few.width) == ("9.0", "22.0")
    assert float(many.width) <= 198
    steps = [float(b.x) - float(a.x) for a, b in pairwise(many.cells)]
    assert min(steps) > float(many.cell)


def test_her_page_draws_the_counts_that_it_says():
    shown = overview(woman(pregnancies=[miscarriage(n, weeks=8) for n in (1, 2)], investigations=[result("tsh", "2")]))
    said = {word.split(",")[0]: number for number, word in shown.glance.tally}
    drawn = [cell.kind for cell in shown.completeness.cells]
    assert len(drawn) == said["asked for:"]
    assert all(drawn.count(kind) == said[kind] for kind in ("done", "closed", "open"))
