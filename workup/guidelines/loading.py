"""Reads the editions on file and refuses one that is not sound: unknown names, missing citations, doubled items."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from patients.obstetrics.definitions import DEFINITIONS
from workup.catalogue.items import items
from workup.checklist.predicates import PREDICATES
from workup.guidelines.model import Category, Guideline, GuidelineItem
from workup.guidelines.shape import ShapeError, build

HERE = Path(__file__).parent


class GuidelineError(ValueError):
    """An edition that cannot be used: names the file, the item and what to correct."""


@cache
def load_all() -> Mapping[str, Guideline]:
    """Every edition on file, by key, in order of key; GuidelineError when one is not sound."""
    loaded = {guideline.key: guideline for guideline in map(load, sorted(HERE.glob("*.toml")))}
    return MappingProxyType(loaded)


def load(path: Path) -> Guideline:
    """One edition from its file; GuidelineError says what is wrong with it, and where."""
    try:
        guideline = build(Guideline, tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    except ShapeError as error:
        raise GuidelineError(str(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GuidelineError(f"{path.name}: is not TOML in UTF-8: {error}") from error
    faults = [f"{path.name}, {fault}" for fault in _faults(guideline, path)]
    if faults:
        raise GuidelineError("\n".join(faults))
    return guideline


def _faults(guideline: Guideline, path: Path) -> Iterable[str]:
    if guideline.key != path.stem:
        yield f"key: “{guideline.key}” is not the name of the file"
    if guideline.definition not in DEFINITIONS:
        yield f"definition: “{guideline.definition}” is none of {', '.join(sorted(DEFINITIONS))}"
    if not guideline.revisions:
        yield "revisions: at least one is needed"
    foreign = set(guideline.preferred_uterine) - items()["uterine_anatomy"].needed_tests
    if foreign:
        yield f"preferred_uterine: {', '.join(sorted(foreign))} do not satisfy uterine_anatomy"
    for key, count in Counter(row.item for row in guideline.items).items():
        if count > 1:
            yield f"item {key}: has {count} entries; one entry per item, further rows are its notes or cases"
    yield from _faults_of_gaps(guideline)
    for row in guideline.items:
        yield from (f"item {row.item}: {fault}" for fault in _faults_of(row))


def _faults_of_gaps(guideline: Guideline) -> Iterable[str]:
    for one in guideline.gap_items:
        if one.gap not in guideline.gaps:
            yield f"gap_items: “{one.gap}” is none of the gaps, word for word"
        if bool(one.items) is one.rest:
            yield f"gap_items “{one.gap}”: either names items, or is for the rest of them"
    covered = [item for one in guideline.gap_items for item in one.items]
    yield from (f"gap_items: {item} is covered twice" for item, count in Counter(covered).items() if count > 1)
    if sum(one.rest for one in guideline.gap_items) > 1:
        yield "gap_items: one gap at most is for the rest of the items"
    told = {*covered, *(item for remark in guideline.remarks for item in remark.items)}
    if unknown := told - set(items()):
        yield f"gap_items or remarks: {', '.join(sorted(unknown))} is not in the catalogue of items"


def _faults_of(row: GuidelineItem) -> Iterable[str]:
    catalogue = items()
    if row.item not in catalogue:
        yield "is not in the catalogue of items"
        return
    for name in [row.trigger] if row.trigger else []:
        if name not in PREDICATES:
            yield f"trigger “{name}” is no predicate; known are {', '.join(sorted(PREDICATES))}"
    for case in row.cases:
        if case.when not in PREDICATES:
            yield f"case “{case.when}” is no predicate; known are {', '.join(sorted(PREDICATES))}"
    if row.category is Category.IND and row.trigger is None:
        yield "is asked for only if indicated, so it needs a trigger"
    unknown = set(row.tests) - set(catalogue[row.item].tests)
    if unknown:
        yield f"tests {', '.join(sorted(unknown))} do not belong to it"
