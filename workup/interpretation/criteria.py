"""What a set of classification criteria makes of a record: every input, met or not or not recorded, with its points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from patients.obstetrics.interpreted import Mark
from workup.interpretation.days import Days

Points = tuple[int, int]  # the fewest and the most that the record allows

LABEL = "Classification criteria, for research; not a diagnosis"


@dataclass(frozen=True, slots=True)
class Possible:
    """What may have been: when, and which facts that are not recorded would tell."""

    when: Days
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One question to the record. `met` is None when the record does not decide; `told`: the facts that were used;
    `missing`: those that are not recorded; `when`: the days of what was found; `perhaps`: what may have been
    besides."""

    met: bool | None
    told: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    when: tuple[Days, ...] = ()
    perhaps: tuple[Possible, ...] = ()

    @property
    def possible(self) -> tuple[Possible, ...]:
        """Everything that may have been; its own days are among that while it is not decided."""
        own = self.when if self.met is None else ()
        return *(Possible(day, self.missing) for day in own), *self.perhaps


@dataclass(frozen=True, slots=True)
class Input:
    """A criterion or domain as it is shown; `points` only where the criteria count them."""

    name: str
    finding: Finding
    points: Points | None = None

    @property
    def points_words(self) -> str:
        """`3`, `0 to 5`; empty without points."""
        if self.points is None:
            return ""
        low, high = self.points
        return str(low) if low == high else f"{low} to {high}"


@dataclass(frozen=True, slots=True)
class Classification:
    """The criteria by their name and source; `met` is None when something that would decide is not recorded."""

    name: str
    source: str
    mark: Mark
    met: bool | None
    inputs: tuple[Input, ...]
    remarks: tuple[str, ...] = ()
    clinical: Points | None = None
    laboratory: Points | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not recorded, when that decides."""
        if self.met is not None:
            return ()
        return tuple(dict.fromkeys(fact for one in self.inputs for fact in one.finding.missing))

    def input(self, name: str) -> Input:
        """The input of that name; KeyError when there is none."""
        found = {one.name: one for one in self.inputs}
        return found[name]


def every(answers: Iterable[bool | None]) -> bool | None:
    """False when one is, None when one is not known, else True."""
    given = list(answers)
    return False if False in given else None if None in given else True


def some(answers: Iterable[bool | None]) -> bool | None:
    """True when one is, None when one is not known, else False."""
    given = list(answers)
    return True if True in given else None if None in given else False


def any_finding(findings: Iterable[Finding]) -> Finding:
    """Met when one is. What is missing of the others is of no interest then."""
    given = list(findings)
    met = some(one.met for one in given)
    return Finding(
        met,
        tuple(word for one in given for word in one.told if met is not True or one.met is True),
        () if met is not None else tuple(word for one in given for word in one.missing),
        tuple(day for one in given if one.met is True for day in one.when),
        tuple(possible for one in given for possible in one.possible),
    )
