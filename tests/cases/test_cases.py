"""Every story of this folder through the two doors that other programs use: `import_records`, then `workup`."""

import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.cases import stories
from tests.cases.expecting import differences

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", stories.paths(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_story(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = stories.read(path)
    _freeze(monkeypatch, story.get("today", stories.SERVER_DATE))
    _import(story, tmp_path)
    found = []
    for day in stories.days(story):
        document = _workup(day["mrn"], day["as_of"])
        found += [f"{day['mrn']} on {day['as_of']}: {line}" for line in differences(document, day)]
    assert not found, "\n".join(["", *found])


def test_there_are_stories() -> None:
    assert len(stories.paths()) >= 60


def _freeze(monkeypatch: pytest.MonkeyPatch, today: str) -> None:
    """The server's clock: noon of that day (rulings, 2)."""
    now = datetime.fromisoformat(f"{today}T12:00:00").replace(tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def _import(story: stories.Story, folder: Path) -> None:
    stories.write(story, folder)
    out = StringIO()
    try:
        call_command("import_records", str(folder), "--create-clinic", "--clinic=main", "--format=json", stdout=out)
    except SystemExit:
        pytest.fail("\n".join(str(error) for error in json.loads(out.getvalue())["errors"]))


def _workup(mrn: str, as_of: str) -> stories.Row:
    out = StringIO()
    call_command("workup", mrn, "--clinic=main", "--as-of", as_of, "--format=json", stdout=out)
    document: stories.Row = json.loads(out.getvalue())
    return document
