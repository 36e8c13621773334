"""The stored rows behind facts, for pages: what no rule needs has no place in the facts."""

from __future__ import annotations

from typing import Any, TypeVar

T = TypeVar("T")


class Rows:
    """The rows that facts were read from: their number for a link, a partner's name, a note."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[object, Any]] = {}

    def keep(self, fact: object, row: Any) -> None:
        self._kept[id(fact)] = fact, row

    def of(self, fact: object) -> Any | None:
        """The row of this very fact; None for a fact that looked different on the day (see `as_of`)."""
        pair = self._kept.get(id(fact))
        return pair[1] if pair else None

    def all(self, kind: type[T]) -> list[T]:
        """Every row of one model, in the order of reading."""
        return [row for _, row in self._kept.values() if isinstance(row, kind)]


def kept(fact: T, row: Any, rows: Rows | None) -> T:
    """The fact, remembered with its row where somebody asked for rows."""
    if rows is not None:
        rows.keep(fact, row)
    return fact
