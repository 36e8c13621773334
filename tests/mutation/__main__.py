"""`make mutants`: are the tests of the clinical core good enough to notice when a rule is wrong?

Every module of `MODULES` is mutated, one change at a time, and its tests must fail. Needs no database. Narrow it with
patterns: `make mutants MODULES="workup/checklist/predicates*.py"`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from cosmic_ray.mutating import mutate_code

from tests.mutation.forked import ROOT, passes
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.operators import operators
from tests.mutation.survivors import Tally, judge, listed, write_report
from tests.mutation.targets import PATIENCE, everything, modules, own_tests


def main(patterns: Sequence[str]) -> int:
    """The exit status; the figures of these modules are written into docs/mutants.md."""
    _check_operators()
    _check_tests()
    tallies = [_tally(module) for module in modules(patterns)]
    write_report(tallies, modules())
    return judge(tallies, listed())


def _check_operators() -> None:
    """Each operator still does what its library says of it."""
    for name, operator in operators().items():
        for example in operator.examples():
            made = mutate_code(example.pre_mutation_code, operator, example.occurrence)
            if (made or example.pre_mutation_code) != example.post_mutation_code:
                sys.exit(f"The operator {name} makes {made!r} of {example.pre_mutation_code!r}.")


def _check_tests() -> None:
    """Nothing is proven by tests that fail anyway."""
    path = ROOT / modules()[0]
    if not passes(path, path.read_text(encoding="utf-8"), everything(), PATIENCE):
        sys.exit(f"The tests fail without a mutant: {' '.join(everything())}. Mend them first.")


def _tally(module: str) -> Tally:
    """Kills and survivors of one module, told as they come."""
    began = time.monotonic()
    path = ROOT / module
    own, rest = own_tests(module), everything()
    alive: list[Mutant] = []
    total = 0
    for mutant in mutants_of(path, module):
        total += 1
        if _survives(path, mutant, own, rest):
            alive.append(mutant)
            print(
                f"   lives  {module}:{mutant.line} {mutant.definition}\n     - {mutant.before}\n     + {mutant.after}"
            )
    tally = Tally(module, total, tuple(mutant.key for mutant in alive))
    print(f"{tally.line}  ({time.monotonic() - began:.0f} s)", flush=True)
    return tally


def _survives(path: Path, mutant: Mutant, own: Sequence[str], rest: Sequence[str]) -> bool:
    """Its own tests first: most mutants end there."""
    if own and not passes(path, mutant.source, own, PATIENCE):
        return False
    return passes(path, mutant.source, rest, PATIENCE)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", help="patterns of paths; none: every module")
    sys.exit(main(parser.parse_args().modules))
