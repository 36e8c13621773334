"""ISCN karyotypes (skeleton)."""

from __future__ import annotations

from dataclasses import dataclass


class KaryotypeError(ValueError):
    """Why a text is no karyotype: `code` for programs, the message for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Karyotype:
    text: str
    category: str
    normal: bool  # 46,XX or 46,XY and nothing else
    abnormal: bool  # neither normal nor a variant
    unbalanced_structural: bool
    balanced_carrier: bool
    structural_rearrangement: bool


def parse(text: str) -> Karyotype:
    raise NotImplementedError
