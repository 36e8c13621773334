"""Reads the sample cases of tests/vectors into facts."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from patients.obstetrics.facts import Birth, Pregnancy
from patients.obstetrics.scans import Interval, Scan
from patients.obstetrics.values import BirthOutcome, Confirmation, Outcome, Route

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


def scan(given: dict[str, Any]) -> Scan:
    """One sample of an early ultrasound."""
    millimetres = {name: Decimal(str(given[name])) for name in ("crl_mm", "msd_mm", "yolk_sac_mm") if name in given}
    days = given.get("days_since_sac_with_yolk_sac")
    return Scan(
        route={"TVUS": Route.TRANSVAGINAL}[given["route"]],
        embryo=True if "crl_mm" in given else given.get("embryo"),
        cardiac=given.get("cardiac_activity", given.get("heartbeat")),
        sac_with_yolk_ago=() if days is None else (Interval(days, days),),
        **millimetres,
    )
