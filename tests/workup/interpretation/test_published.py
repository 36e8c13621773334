"""A rule that has a word on a result brings its name, its source and its mark along, and asks for nothing by itself."""

import pytest

from patients.obstetrics.interpreted import Mark
from workup.interpretation.published import NO_DOCUMENT, OWN_RULE, own, recalled, seen


@pytest.mark.parametrize(
    ("rule", "source", "mark"),
    [
        (seen("A rule", "a value", "a paper"), "a paper", Mark.SEEN),
        (recalled("A rule", "a value"), NO_DOCUMENT, Mark.RECALLED),
        (recalled("A rule", "a value", "a book"), "a book", Mark.RECALLED),
        (own("A rule", "a value"), OWN_RULE, Mark.RULE),
        (own("A rule", "a value", "several papers"), "several papers", Mark.RULE),
    ],
)
def test_what_it_says_has_its_name_source_and_mark(rule, source, mark):
    said = rule.says("above its limit")
    assert (said.rule, said.says, said.source, said.mark) == ("A rule", "above its limit", source, mark)
    assert said.acts is False
    assert rule.says("above its limit", acts=True).acts is True
