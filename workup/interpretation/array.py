"""ISCN microarray results (skeleton)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArrayResult:
    text: str
    normal: bool
    unbalanced_structural: bool  # a part of a chromosome lost or gained


def parse_array(text: str) -> ArrayResult:
    """Raises KaryotypeError with the reason in words."""
    raise NotImplementedError
