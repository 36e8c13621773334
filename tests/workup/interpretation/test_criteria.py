"""What every classification shares: how its inputs are shown."""

import pytest

from workup.interpretation.criteria import Finding, Input


@pytest.mark.parametrize(("points", "words"), [(None, ""), ((3, 3), "3"), ((0, 5), "0 to 5"), ((0, 0), "0")])
def test_points_that_are_open_are_a_range_and_criteria_without_points_show_none(points, words):
    assert Input("Obstetric", Finding(True), points).points_words == words
