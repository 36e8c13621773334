"""Gaps are attributed to items only where the file says so, word for word."""

import pytest

from tests.workup.guidelines.test_loading import HEAD, TSH, loaded, refused
from workup.guidelines import load_all

__all__ = ["loaded", "refused"]
GAP = HEAD.replace("gaps = []", 'gaps = ["ANA", "the second half"]\ngap_items = [{}]')
REMARK = """
[[remarks]]
topic = "ANA"
items = ["{}"]
text = "Not stated."
citation = "toy"
verification = "recalled"
"""


def test_a_gap_names_items_or_all_the_rest(loaded):
    ana, rest = loaded(
        GAP.format('{ gap = "ANA", items = ["ana"] }, { gap = "the second half", rest = true }') + TSH
    ).gap_items
    assert (ana.items, ana.rest) == (("ana",), False)
    assert (rest.items, rest.rest) == ((), True)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ('{ gap = "ANA tests", items = ["ana"] }', "“ANA tests” is none of the gaps, word for word"),
        ('{ gap = "ANA" }', "“ANA”: either names items, or is for the rest"),
        ('{ gap = "ANA", items = ["ana"], rest = true }', "“ANA”: either names items, or is for the rest"),
        ('{ gap = "ANA", items = ["anna"] }', "anna is not in the catalogue"),
        ('{ gap = "ANA", items = ["ana"] }, { gap = "the second half", items = ["ana"] }', "ana is covered twice"),
        ('{ gap = "ANA", rest = true }, { gap = "the second half", rest = true }', "one gap at most"),
        ('{ gap = "ANA", tests = ["ana"] }', "unknown key tests"),
    ],
)
def test_what_is_not_sound_is_refused(refused, rows, why):
    assert why in refused(GAP.format(rows) + TSH)


def test_a_remark_may_name_items_of_the_catalogue_only(loaded, refused):
    assert loaded(HEAD + TSH + REMARK.format("ana")).remarks[0].items == ("ana",)
    assert "anna is not in the catalogue" in refused(HEAD + TSH + REMARK.format("anna"))


@pytest.mark.parametrize("guideline", load_all().values(), ids=lambda one: one.key)
def test_a_remark_of_an_edition_speaks_of_no_item_that_has_a_row(guideline):
    rows = {row.item for row in guideline.items}
    assert not rows & {item for remark in guideline.remarks for item in remark.items}
