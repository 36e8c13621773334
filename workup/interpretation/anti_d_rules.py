"""The dated anti-D rules on file, read once and refused when one is not sound."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.interpreted import Mark

FILE = Path(__file__).with_name("anti_d.toml")
_NEEDED = {"body", "events", "action", "source", "mark"}
_OPTIONAL = {"valid_from", "valid_to", "methods", "ga_min_days", "ga_max_days", "dose_iu", "only_if", "note"}
_ALSO, _ALSO_OPTIONAL = {"body", "text", "source", "mark"}, {"valid_from", "ga_min_days"}


class AntiDError(ValueError):
    """A rule that cannot be used: which one, and what to correct."""


class Happened(StrEnum):
    """What may call for anti-D."""

    MISCARRIAGE = "miscarriage"
    THREATENED = "threatened"
    ECTOPIC = "ectopic"
    MOLAR = "molar"
    TERMINATION = "termination"


class Method(StrEnum):
    EXPECTANT = "expectant"
    MEDICAL = "medical"
    SURGICAL = "surgical"


class Action(StrEnum):
    NONE = "none"
    CONSIDER = "consider"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class Dated:
    """In force from `valid_from` to `valid_to`, both included, as precisely as they are known; blank end = still.

    A blank beginning is not on file: then nobody can tell whether it was in force.
    """

    valid_from: PartialDate | None
    valid_to: PartialDate | None = None

    def on(self, earliest: date, latest: date) -> bool | None:
        """In force between the two days: surely, surely not, or (the year of a change) None."""
        if self.valid_to is not None and earliest > self.valid_to.latest:
            return False
        if self.valid_from is None:
            return None
        if latest < self.valid_from.earliest:
            return False
        begun = earliest >= self.valid_from.latest
        going = self.valid_to is None or latest <= self.valid_to.earliest
        return True if begun and going else None


@dataclass(frozen=True, slots=True)
class Rule:
    """One sentence of one body. `methods` empty: whatever the method; `ga_*` in days, both included, None: no limit."""

    body: str
    valid: Dated
    events: frozenset[Happened]
    action: Action
    source: str
    mark: Mark
    methods: frozenset[Method] = frozenset()
    ga_min_days: int | None = None
    ga_max_days: int | None = None
    dose_iu: int | None = None
    only_if: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Also:
    """What is on file without a rule that could be applied; said from `ga_min_days` on, or where she may be as far."""

    body: str
    valid: Dated
    text: str
    source: str
    mark: Mark
    ga_min_days: int = 0


@dataclass(frozen=True, slots=True)
class OnFile:
    rules: tuple[Rule, ...]
    also: tuple[Also, ...]


@cache
def on_file() -> OnFile:
    """Every rule, in the order of the file."""
    return read(FILE.read_text(encoding="utf-8"))


def read(text: str) -> OnFile:
    """Rules from TOML; AntiDError names the first that is not sound."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AntiDError(f"anti_d.toml is not TOML: {error}") from error
    rules = tuple(_rule(f"rule {n}", entry) for n, entry in enumerate(tables.get("rule", []), start=1))
    if not rules:
        raise AntiDError("anti_d.toml holds no rule")
    also = tuple(_also(f"also {n}", entry) for n, entry in enumerate(tables.get("also", []), start=1))
    return OnFile(rules, also)


def _rule(where: str, entry: Mapping[str, Any]) -> Rule:
    _check_names(where, set(entry), _NEEDED, _OPTIONAL)
    try:
        rule = Rule(
            body=entry["body"],
            valid=_valid(entry),
            events=frozenset(map(Happened, entry["events"])),
            action=Action(entry["action"]),
            source=entry["source"],
            mark=Mark(entry["mark"]),
            methods=frozenset(map(Method, entry.get("methods", ()))),
            **{name: entry[name] for name in _OPTIONAL - {"valid_from", "valid_to", "methods"} if name in entry},
        )
    except ValueError as error:
        raise AntiDError(f"{where}: {error}") from error
    _check(where, rule)
    return rule


def _also(where: str, entry: Mapping[str, Any]) -> Also:
    _check_names(where, set(entry), _ALSO, _ALSO_OPTIONAL)
    try:
        mark, first = Mark(entry["mark"]), entry.get("ga_min_days", 0)
        return Also(entry["body"], _valid(entry), entry["text"], entry["source"], mark, first)
    except ValueError as error:
        raise AntiDError(f"{where}: {error}") from error


def _valid(entry: Mapping[str, Any]) -> Dated:
    first, last = (entry.get(name) for name in ("valid_from", "valid_to"))
    return Dated(first and PartialDate.parse(first), last and PartialDate.parse(last))


def _check_names(where: str, given: set[str], needed: set[str], optional: set[str]) -> None:
    if needed - given:
        raise AntiDError(f"{where}: {', '.join(sorted(needed - given))} missing")
    if given - needed - optional:
        raise AntiDError(f"{where}: {', '.join(sorted(given - needed - optional))} unknown")


def _check(where: str, rule: Rule) -> None:
    low, high = rule.ga_min_days, rule.ga_max_days
    faults = {
        "needs a source": not rule.source,
        "needs an event": not rule.events,
        "ends before it begins": rule.valid.valid_from is not None
        and rule.valid.valid_to is not None
        and rule.valid.valid_to.latest < rule.valid.valid_from.earliest,
        "has its gestations in the wrong order": low is not None and high is not None and low > high,
        "gives a dose and asks for nothing": rule.action is Action.NONE and rule.dose_iu is not None,
    }
    for fault, found in faults.items():
        if found:
            raise AntiDError(f"{where} ({rule.body}): {fault}")
