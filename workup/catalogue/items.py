"""The items of a workup and the tests that satisfy them (skeleton: signatures first)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from patients.obstetrics.values import ResultWord, Subject


@dataclass(frozen=True, slots=True)
class Need:
    """A valid final result of `test`; with `word`, only that word; with `outside_pregnancy`, only outside pregnancy."""

    test: str
    word: ResultWord | None = None
    outside_pregnancy: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a workup.

    `alternatives`: any one satisfies the item; of an alternative, every need must be met.
    `partial_tests`: test -> what to say when only that is there ("2D only").
    `panels`: test keys of panels that cover it (components not reported).
    `record`: what on the record other than results satisfies it (lifestyle, family_history, blood_group, support), or "".
    """

    key: str
    label: str
    group: str
    subject: Subject
    alternatives: tuple[tuple[Need, ...], ...] = ()
    partial_tests: Mapping[str, str] | None = None
    panels: tuple[str, ...] = ()
    record: str = ""

    @property
    def tests(self) -> frozenset[str]:
        """Every test or panel named for the item (rulings, 8)."""
        raise NotImplementedError


def items() -> Mapping[str, Item]:
    raise NotImplementedError
