"""The guideline editions that a clinic can choose and by which a count can be overruled, as told by who knows them.

`accounts` and `patients` may not import `workup`; `workup` says at start-up where its editions are.
"""

from __future__ import annotations

from collections.abc import Callable

Choices = list[tuple[str, str]]
_told: list[Callable[[], Choices]] = []


def tell_editions(source: Callable[[], Choices]) -> None:
    """Name the function that gives (key, title) of every edition; the last one told counts."""
    _told[:] = [source]


def editions() -> Choices:
    """(key, title) of every edition on file."""
    return _told[0]() if _told else []
