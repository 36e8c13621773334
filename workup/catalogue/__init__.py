"""The catalogue of tests and the forms on which they are entered: data, read once, refused when not sound.

Import the package, not its functions (`from workup import catalogue`): pytest collects a name that begins with `test`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from patients.obstetrics.values import ResultWord, Subject
from workup.catalogue.loading import load_panels, load_tests, read
from workup.catalogue.model import CatalogueError, Kind, Panel, Test

__all__ = ["CANNOT_BE_READ", "CatalogueError", "Kind", "Panel", "Test", "allowed_words", "panels", "tests"]

# Words that say why there is no reading, whatever the test (rulings, 24).
CANNOT_BE_READ = frozenset({ResultWord.INDETERMINATE, ResultWord.FAILED, ResultWord.MATERNAL_CELLS})


@cache
def tests() -> Mapping[str, Test]:
    """Every test by its key, in the order of the data file. CatalogueError when the file is not sound."""
    return MappingProxyType(load_tests(read("tests.toml")))


@cache
def panels() -> Mapping[str, Panel]:
    """Every entry form by its key. CatalogueError when the file is not sound."""
    return MappingProxyType(load_panels(read("panels.toml"), tests()))


def allowed_words(test: Test) -> frozenset[ResultWord]:
    """The words that a result of this test may be (rulings, 24): its readings, and why there is none."""
    without_reading = {ResultWord.INDETERMINATE, ResultWord.FAILED, ResultWord.NOT_REPORTED}
    if Subject.TISSUE in test.subjects:
        without_reading.add(ResultWord.MATERNAL_CELLS)
    return frozenset(without_reading.union(test.words))
