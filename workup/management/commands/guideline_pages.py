"""Write docs/guidelines from the editions on file, or check that it is what they say."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workup.guidelines import load_all
from workup.views.presenters.edition_markdown import pages


class Command(BaseCommand):
    help = "Write a readable page for every guideline edition into docs/guidelines. With --check: fail on a difference."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="compare, write nothing; exit status 1 on a difference"
        )
        parser.add_argument("--to", metavar="FOLDER", help="another folder than docs/guidelines")

    def handle(self, *args: Any, check: bool, to: str | None, **options: Any) -> None:
        folder = Path(to) if to else Path(settings.BASE_DIR) / "docs" / "guidelines"
        wanted = pages(load_all())
        differing = sorted(
            {name for name, words in wanted.items() if _stored(folder / name) != words} | _left(folder, wanted)
        )
        if check and differing:
            raise CommandError(f"Not what the data say: {', '.join(differing)}. Run manage.py guideline_pages.")
        if not check:
            folder.mkdir(parents=True, exist_ok=True)
            for name in differing:
                _store(folder / name, wanted.get(name))
        self.stdout.write(
            f"{len(wanted)} pages checked." if check else f"{len(differing)} of {len(wanted)} pages written."
        )


def _stored(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _left(folder: Path, wanted: dict[str, str]) -> set[str]:
    """Pages of editions that are no longer on file."""
    return {path.name for path in folder.glob("*.md")} - set(wanted)


def _store(path: Path, words: str | None) -> None:
    if words is None:
        path.unlink()
    else:
        path.write_text(words, encoding="utf-8")
