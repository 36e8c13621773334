"""Her page from facts alone: no database, no request."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from patients.obstetrics.dates import in_words
from rpl_tracker.accounts.roles import Permission
from tests.facts import TODAY
from workup.checklist.facts import Facts
from workup.guidelines import load_all
from workup.stored import Rows
from workup.views.looking import Look
from workup.views.overview import Overview, overview_of
from workup.views.presenters.findings import Row
from workup.views.presenters.links import Links


class EveryLink(Links):
    """Addresses that say what was asked for; `without` are the permissions that the person lacks."""

    def __init__(self, *without: Permission) -> None:
        self.without = without

    def to(self, name: str, permission: Permission, *args: object, back: str = "", **query: object) -> str | None:
        asked = {key: value for key, value in query.items() if value is not None}
        path = "/".join(map(str, (name, *args)))
        return None if permission in self.without else f"/{path}?{urlencode(asked)}#{back}"

    def may(self, permission: Permission) -> bool:
        return permission not in self.without


class NoRows(Rows):
    """Facts that were never stored, but have numbers where a link needs one."""

    def __init__(self, **rows: list[Any]) -> None:
        super().__init__()
        self.rows = rows

    def all(self, kind: type[Any]) -> list[Any]:
        return self.rows.get(kind.__name__.lower(), [])


def look(on: date = TODAY, guideline: str = "eshre-2022", today: date = TODAY) -> Look:
    return Look(load_all()[guideline], on, today, (), in_words(on))


def overview(
    facts: Facts, seen: Look | None = None, *without: Permission, rows: Rows | None = None, **kw: Any
) -> Overview:
    return overview_of(facts, rows or NoRows(), seen or look(), EveryLink(*without), **kw)


def row(shown: Overview, label: str) -> Row:
    """The finding of this label."""
    (found,) = (row for group in shown.groups for row in group.rows if row.label == label)
    return found
