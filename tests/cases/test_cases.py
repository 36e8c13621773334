"""Every story of this folder, through the doors that other programs use."""

from pathlib import Path

import pytest

from tests.cases import stories
from tests.cases.contract import breaches
from tests.cases.doors import bring_in, freeze, workup
from tests.cases.expecting import EDITIONS, differences

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", stories.paths(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_story(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = stories.read(path)
    freeze(monkeypatch, story.get("today", stories.SERVER_DATE))
    bring_in(story, tmp_path)
    found = []
    for day in stories.days(story):
        (document,) = workup(day["mrn"], as_of=day["as_of"])
        told = [*breaches(document), *differences(document, day)]
        found += [f"{day['mrn']} on {day['as_of']}: {line}" for line in told]
    assert not found, "\n".join(["", *found])


def test_there_are_stories_each_of_another_rule_for_two_guidelines_or_more() -> None:
    told = {path.stem: stories.read(path) for path in stories.paths()}
    rules = [path.read_text(encoding="utf-8").splitlines()[0] for path in stories.paths()]
    asked = {name: set(EDITIONS) & {key for day in story["on"] for key in day} for name, story in told.items()}
    assert len(told) >= 100
    assert len(set(rules)) == len(rules)
    assert {name: editions for name, editions in asked.items() if len(editions) < 2} == {}
