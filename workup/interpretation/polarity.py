"""One antiphospholipid result: positive, negative, or not readable (skeleton)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workup.checklist.facts import AplMode, Investigation


@dataclass(frozen=True, slots=True)
class Polarity:
    verdict: Literal["positive", "negative", "unreadable"]
    reason: str
    low_titre: bool = False


def polarity(inv: Investigation, mode: AplMode) -> Polarity:
    raise NotImplementedError
