"""The two doors that other programs use: `import_records`, then `workup`, on a day of the server's own."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.cases import stories

Json = dict[str, Any]


def freeze(monkeypatch: pytest.MonkeyPatch, today: str) -> None:
    """The server's clock: noon of that day."""
    now = datetime.fromisoformat(f"{today}T12:00:00").replace(tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def bring_in(story: stories.Story, folder: Path) -> Json:
    """Import the story's sheets; the report. What is refused fails the test."""
    stories.write(story, folder)
    out = StringIO()
    try:
        call_command("import_records", str(folder), "--create-clinic", "--clinic=main", "--format=json", stdout=out)
    except SystemExit:
        pytest.fail("\n".join(str(error) for error in json.loads(out.getvalue())["errors"]))
    report: Json = json.loads(out.getvalue())
    return report


def workup(*mrns: str, as_of: str | None = None, guidelines: tuple[str, ...] = ()) -> list[Json]:
    """One document per woman, in the order asked."""
    out = StringIO()
    options = [f"--guideline={key}" for key in guidelines] + ([] if as_of is None else [f"--as-of={as_of}"])
    call_command("workup", *mrns, "--clinic=main", "--format=json", *options, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]
