"""What a clinic's import may refer to beside the patients: people, laboratories, tests, items, guidelines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

from rpl_tracker.accounts.models import Clinic, Membership, User
from rpl_tracker.interop.lines import Line
from workup import catalogue
from workup.catalogue.items import Item, items
from workup.catalogue.model import Test
from workup.editions import adoption_of
from workup.guidelines.loading import load_all
from workup.models import Laboratory

T = TypeVar("T")


@dataclass(slots=True)
class Desk:
    """One import: for whom, by whom. `laboratories` by name, new ones among them; `users` by name in small letters."""

    clinic: Clinic
    actor: User
    laboratories: dict[str, Laboratory] = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)
    members: set[int] = field(default_factory=set)
    items: Mapping[str, Item] = field(default_factory=items)  # the catalogue's and the clinic's own

    def laboratory(self, line: Line) -> dict[str, Laboratory]:
        """The laboratory of the line, a new one when the clinic has none of this name."""
        name = line.values.get("lab")
        if name is None:
            return {}
        if len(name) > 120:
            line.refuse("lab", "is longer than the 120 letters that a laboratory's name may have")
            return {}
        return {"lab": self.laboratories.setdefault(name, Laboratory(clinic=self.clinic, name=name))}

    def assigned(self, line: Line) -> dict[str, int]:
        """The user that the line names."""
        name = line.values.get("assigned_to")
        if name is None:
            return {}
        user = self.users.get(name.lower())
        if user is None:
            line.refuse(
                "assigned_to", "is no user name; write the name with which the person signs in, or leave it blank"
            )
            return {}
        if user not in self.members:
            line.warn("assigned_to", "is not a member of this clinic and will not see the patient")
        return {"assigned_to_id": user}


def open_desk(clinic: Clinic, actor: User) -> Desk:
    """Four queries."""
    desk = Desk(clinic, actor)
    desk.laboratories = {laboratory.name: laboratory for laboratory in Laboratory.objects.filter(clinic=clinic)}
    desk.users = {name.lower(): pk for name, pk in User.objects.values_list("username", "pk")}
    desk.members = set(Membership.objects.filter(clinic=clinic, active=True).values_list("user_id", flat=True))
    desk.items = adoption_of(clinic).items
    return desk


def known_test(line: Line) -> Test | None:
    """The catalogue's entry for the line's test; an unknown key is refused."""
    return _known(line, "test", catalogue.tests())


def known_item(line: Line, desk: Desk) -> Item | None:
    """What the line's item is, of the catalogue or of the clinic; an unknown key is refused."""
    return _known(line, "item", desk.items)


def check_guidelines(line: Line, column: str) -> None:
    """Every word in the column is the key of an edition on file."""
    for key in line.values.get(column, ()):
        if key not in load_all():
            line.refuse(column, f"“{key}” is no guideline on file; known are {', '.join(load_all())}")


def _known(line: Line, column: str, entries: Mapping[str, T]) -> T | None:
    key = line.values.get(column)
    if key is None:
        return None
    if key not in entries:
        near = get_close_matches(key, entries, n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else "; docs/import.md and the import page list its keys"
        line.refuse(column, f"is no {column} of the catalogue{hint}")
    return entries.get(key)
