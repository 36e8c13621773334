"""For each predicate: when it says yes, no, "cannot tell", and where it tips over (rulings.md, 13 to 15, 30).

A new predicate needs its entry here; `test_predicates_meta.py` runs every case and misses none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.values import FetalMorphology
from tests.facts import absent, collected, miscarriage, partner, pregnancy, present, result, woman
from tests.workup.checklist.look import ESHRE
from workup.checklist.facts import Facts, Partner

UNBALANCED = "46,XX,der(22)t(11;22)(q23.3;q11.2)"
BALANCED = "46,XX,t(11;22)(q23.3;q11.2)"


@dataclass(frozen=True)
class Case:
    """A record, and of which partner or pregnancy it is asked."""

    facts: Facts
    partner: Partner | None = None
    pregnancy: Pregnancy | None = None
    edition: str = ESHRE


@dataclass(frozen=True)
class Cases:
    """`boundary`: neighbours with the answer of each, on both sides. `impossible`: kind to why there can be none."""

    positive: tuple[Case, ...] = ()
    negative: tuple[Case, ...] = ()
    cannot_tell: tuple[Case, ...] = ()
    boundary: tuple[tuple[Case, bool | None], ...] = ()
    impossible: Mapping[str, str] = field(default_factory=dict)


def known(**facts: Any) -> Case:
    return Case(woman(**facts))


def conditions(*rows: Any, **more: Any) -> Case:
    return known(conditions=list(rows), **more)


def of_either(one: str, other: str) -> Cases:
    """True with one of two conditions of hers, false when both were asked."""
    return Cases(
        positive=(conditions(present(one)), conditions(present(other)), conditions(absent(one), present(other))),
        negative=(conditions(absent(one), absent(other)),),
        cannot_tell=(conditions(), conditions(absent(one)), conditions(absent(other))),
        boundary=(
            (conditions(absent(one), absent(other)), False),
            (conditions(absent(one), absent(other, "P1"), partners=[partner("P1")]), None),
        ),
    )


def tsh(value: str | float, on: str = "2024-03-01", **more: Any) -> Any:
    return result("tsh", value, on, unit="mIU/L", **{"lower_limit": 0.4, "upper_limit": 4, **more})


def results(*rows: Any, **more: Any) -> Case:
    return known(investigations=list(rows), **more)


ABNORMAL_TSH = Cases(
    positive=(results(tsh(12)), results(tsh("0.1")), results(result("tsh", "abnormal", "2024-03-01"))),
    negative=(results(tsh(2)), results(result("tsh", "normal", "2024-03-01"))),
    cannot_tell=(results(), results(result("tsh", 5, "2024-03-01")), results(tsh(12, partner="P1"))),
    boundary=(
        (results(tsh("4.0")), False),
        (results(tsh("4.01")), True),
        (results(tsh("0.4")), False),
        (results(tsh("0.39")), True),
        (results(tsh(12, "2024-02-29"), tsh(2, "2024-03-01")), False),
        (results(tsh(2, "2024-02-29"), tsh(12, "2024-03-01")), True),
    ),
)

UTERUS = Cases(
    positive=(conditions(present("uterine_anomaly")),),
    negative=(conditions(absent("uterine_anomaly")), results(result("us3d", "normal"))),
    cannot_tell=(conditions(), results(result("mri", "abnormal")), results(result("tvus", "normal"))),
    boundary=(
        (results(result("mri", "normal"), result("us3d", "normal")), False),
        (results(result("mri", "normal"), result("us3d", "abnormal")), None),
    ),
)

FOOD = Cases(
    positive=(conditions(present("food_intolerance")),),
    negative=(conditions(absent("food_intolerance")),),
    cannot_tell=(conditions(),),
    boundary=(
        (conditions(present("food_intolerance")), True),
        (conditions(present("food_intolerance", "P1"), partners=[partner("P1")]), None),
    ),
)


def lost_at(weeks: int | None, days: int | None = None, outcome: str = "miscarriage", **more: Any) -> Case:
    return known(pregnancies=[pregnancy(1, outcome, "2024-01-01", weeks, days=days, **more)])


SECOND_TRIMESTER = Cases(
    positive=(lost_at(19, 2), lost_at(22, outcome="stillbirth")),
    negative=(known(), lost_at(8), lost_at(19, outcome="termination_medical"), lost_at(19, outcome="live_birth")),
    cannot_tell=(lost_at(None), lost_at(19, outcome="unknown")),
    boundary=((lost_at(13, 6), False), (lost_at(14, 0), True), (lost_at(23, 6), True), (lost_at(24, 0), False)),
)

SPERM = Cases(
    positive=(Case(woman(), partner=partner(provides_sperm=True)),),
    negative=(Case(woman(), partner=partner(provides_sperm=False)),),
    boundary=((Case(woman(), partner=partner()), True), (Case(woman(), partner=partner(provides_sperm=False)), False)),
    impossible={"cannot_tell": "blank counts as yes (ruling 30); without a partner the item itself cannot tell"},
)

CHILD, FAMILY = "child_with_congenital_anomaly", "family_chromosome_rearrangement"
NEITHER = (absent(CHILD), absent(FAMILY))


def tissue(said: str, number: int = 1, test: str = "karyo_poc", **more: Any) -> Any:
    return result(test, said, "2024-01-05", pregnancy=number, **more)


def with_tissue(*rows: Any) -> Case:
    return known(pregnancies=[miscarriage(1)], investigations=list(rows), conditions=list(NEITHER))


CHROMOSOMES = Cases(
    positive=(conditions(present(CHILD)), conditions(present(FAMILY)), with_tissue(tissue(BALANCED))),
    negative=(conditions(*NEITHER), conditions(*NEITHER, absent(FAMILY, "P1"), partners=[partner("P1")])),
    cannot_tell=(conditions(), conditions(absent(CHILD)), conditions(*NEITHER, partners=[partner("P1")])),
    boundary=(
        (with_tissue(tissue("47,XX,+21")), False),
        (with_tissue(tissue(UNBALANCED)), True),
        (conditions(*NEITHER, partners=[partner("P1", until="2026-11-21")]), False),
        (conditions(*NEITHER, partners=[partner("P1", until="2026-11-22")]), None),
    ),
)


def the_loss(*gestations: tuple[int | None, int | None], outcome: str = "miscarriage") -> Case:
    """Asked of the last of these losses."""
    rows = [pregnancy(n, outcome, "2024-01-01", w, days=d) for n, (w, d) in enumerate(gestations, start=1)]
    return Case(woman(pregnancies=rows), pregnancy=rows[-1])


TISSUE_ASKED = Cases(
    positive=(the_loss((8, 0), (8, 0), (8, 0)), the_loss((15, 0))),
    negative=(Case(woman()), the_loss((8, 0)), the_loss((8, 0), (8, 0), (8, 0), outcome="termination_medical")),
    cannot_tell=(the_loss((None, None)),),
    boundary=(
        (the_loss((8, 0), (8, 0)), False),
        (the_loss((8, 0), (8, 0), (8, 0)), True),
        (the_loss((13, 6)), False),
        (the_loss((14, 0)), True),
        (the_loss((23, 6)), True),
        (the_loss((24, 0)), False),
    ),
)


def formed(seen: FetalMorphology | None, of_another: FetalMorphology | None = None) -> Case:
    own = pregnancy(1, "miscarriage", "2024-01-01", 12, fetal_morphology=seen)
    other = pregnancy(2, "miscarriage", "2025-01-01", 12, fetal_morphology=of_another)
    return Case(woman(pregnancies=[own, other]), pregnancy=own)


MORPHOLOGY = Cases(
    positive=(formed(FetalMorphology.ABNORMAL),),
    negative=(formed(FetalMorphology.NORMAL), Case(woman())),
    cannot_tell=(formed(None),),
    boundary=(
        (formed(FetalMorphology.ABNORMAL, FetalMorphology.NORMAL), True),
        (formed(FetalMorphology.NORMAL, FetalMorphology.ABNORMAL), False),
        (formed(None, FetalMorphology.ABNORMAL), None),
    ),
)


def latest(count: int, *rows: Any, then: str | None = None) -> Case:
    losses = [miscarriage(n, f"{2020 + n}-01-01", 8) for n in range(1, count + 1)]
    later = [pregnancy(count + 1, then)] if then else []
    return known(pregnancies=[*losses, *later], investigations=list(rows))


LATEST = Cases(
    positive=(latest(0), latest(2), latest(1, tissue("failed"))),
    negative=(latest(1, tissue("46,XX")), latest(1, tissue("abnormal", test="cma_poc"))),
    cannot_tell=(
        latest(1, collected("karyo_poc", "2024-01-02", pregnancy=1)),
        latest(1, tissue("not_reported")),
        latest(1, tissue("46,XX"), then="unknown"),
    ),
    boundary=(
        (latest(2, tissue("46,XX", 1)), True),
        (latest(2, tissue("46,XX", 2)), False),
        (latest(1, tissue("46,XX"), then="live_birth"), False),
        (latest(1, tissue("46,XX"), then="biochemical"), True),
    ),
)


def late_loss(*rows: Any, ended: str = "2024-01-01", weeks: int | None = 15) -> Case:
    return known(pregnancies=[miscarriage(1, ended, weeks)], investigations=list(rows))


PARENTAL = Cases(
    positive=(late_loss(tissue(UNBALANCED)), late_loss(tissue("failed")), late_loss()),
    negative=(late_loss(tissue("46,XX")), late_loss(collected("karyo_poc", "2024-01-02", pregnancy=1)), known()),
    cannot_tell=(late_loss(weeks=None),),
    boundary=(
        (late_loss(ended="2026-11-08"), False),
        (late_loss(ended="2026-11-07"), True),
        (late_loss(tissue(BALANCED)), False),
        (late_loss(tissue(UNBALANCED)), True),
    ),
)

CASES: Mapping[str, Cases] = {
    "thrombophilia_risk": of_either("personal_vte", "first_degree_vte_or_thrombophilia"),
    "hyperprolactinaemia_symptoms": of_either("oligo_amenorrhoea", "galactorrhoea"),
    "abnormal_tsh": ABNORMAL_TSH,
    "uterine_malformation": UTERUS,
    "food_intolerance": FOOD,
    "second_trimester_loss": SECOND_TRIMESTER,
    "provides_sperm": SPERM,
    "chromosome_risk": CHROMOSOMES,
    "tissue_asked": TISSUE_ASKED,
    "abnormal_fetal_morphology": MORPHOLOGY,
    "latest_loss_without_tissue_result": LATEST,
    "tissue_unbalanced_or_failed_or_missing": PARENTAL,
}
