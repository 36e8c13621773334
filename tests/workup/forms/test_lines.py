"""A line of a panel that nobody has typed into is written once, for each laboratory's unit and limits."""

from dataclasses import replace

import pytest

from workup import catalogue
from workup.forms.laboratories import Gave
from workup.forms.rows import row_form
from workup.templatetags.lines import _cells, cells

GAVE = Gave("mIU/L", "0.4", '4"<')


@pytest.mark.parametrize("gave", [Gave(), GAVE, replace(GAVE, upper="")])
@pytest.mark.parametrize("test", catalogue.tests().values(), ids=lambda test: test.key)
def test_a_fresh_line_is_written_as_any_other(test, gave):
    row = row_form(test)(None, gave=gave, waiting=[], begin=False)
    assert cells(row) == _cells(row)
    assert '4"<' not in cells(row)


def test_where_typing_begins_and_what_was_typed_are_in_the_line():
    kind = row_form(catalogue.tests()["tsh"])
    assert "autofocus" in cells(kind(None, gave=GAVE, waiting=[], begin=True))
    assert "autofocus" not in cells(kind(None, gave=GAVE, waiting=[], begin=False))
    typed = cells(kind({"tsh-value": "9<"}, gave=Gave(), waiting=[], begin=False))
    assert 'value="9&lt;"' in typed
    assert "mIU/L" not in typed
