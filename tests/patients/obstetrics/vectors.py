"""Reads the sample cases of tests/vectors into facts."""

import json
from pathlib import Path
from typing import Any

import pytest

from patients.obstetrics.facts import Birth, Pregnancy
from patients.obstetrics.values import BirthOutcome, Confirmation, Outcome

FOLDER = Path(__file__).parents[2] / "vectors"


def cases(name: str, op: str | None = None) -> list[Any]:
    """The cases of one file, of one operation when `op` is given, named for pytest."""
    chosen = [c for c in json.loads((FOLDER / f"{name}.json").read_text()) if op in (None, c["input"].get("op"))]
    return [pytest.param(c["input"], c["expected"], id=c["name"]) for c in chosen]


def pregnancies(rows: list[dict[str, Any]]) -> list[Pregnancy]:
    return [_pregnancy(number, row) for number, row in enumerate(rows, start=1)]


def _pregnancy(number: int, row: dict[str, Any]) -> Pregnancy:
    week, day = (None, None) if row.get("ga_days") is None else divmod(row["ga_days"], 7)
    confirmed = {"hCG": "serum_hcg"}.get(row.get("confirmed_by"), row.get("confirmed_by"))
    return Pregnancy(
        number=number,
        outcome=Outcome(row["outcome"]),
        ga_weeks=week,
        ga_days=day,
        confirmed_by=Confirmation(confirmed) if confirmed else None,
        fetus_count=row.get("fetus_count"),
        children_alive_now=row.get("alive_now"),
        births=tuple(Birth(order, BirthOutcome(o)) for order, o in enumerate(row.get("fetuses", []), start=1)),
    )
