"""The guideline editions that a clinic can choose and by which a count can be overruled, as told by who knows them.

`accounts` and `patients` may not import `workup`; `workup` says at start-up where its editions are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Choices = list[tuple[str, str]]
Refusal = Callable[[Any, str], str]  # the clinic, and the key that would become its default
_told: list[Callable[[], Choices]] = []
_refusals: list[Refusal] = []


def tell_editions(source: Callable[[], Choices]) -> None:
    """Name the function that gives (key, title) of every edition; the last one told counts."""
    _told[:] = [source]


def editions() -> Choices:
    """(key, title) of every edition on file."""
    return _told[0]() if _told else []


def tell_refusal(refusal: Refusal) -> None:
    """Name the function that says why an edition cannot become a clinic's default; the last one told counts."""
    _refusals[:] = [refusal]


def refusal_of_default(clinic: Any, key: str) -> str:
    """Why the edition cannot become the default of the clinic; empty when it can."""
    return _refusals[0](clinic, key) if _refusals else ""
