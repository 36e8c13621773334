"""Normal, abnormal, or not read (skeleton)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from workup.checklist.facts import AplMode, Investigation
from workup.interpretation.apl import AntibodyReading

Reading = Literal["normal", "abnormal", "not_read"]


def reading_of(inv: Investigation, mode: AplMode = AplMode.SYDNEY) -> Reading:
    raise NotImplementedError


def combine(readings: Iterable[Reading]) -> Reading:
    raise NotImplementedError


def apl_item_reading(antibodies: Iterable[AntibodyReading]) -> Reading:
    raise NotImplementedError


def tsh_out_of_range(inv: Investigation, tsh_upper: Decimal | None) -> bool | None:
    raise NotImplementedError


def repeat_advice(inv: Investigation) -> str | None:
    raise NotImplementedError
