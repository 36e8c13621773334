"""Who lived: compared with the list of those that may, each with its reason (`survivors.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
REPORT = HERE.parents[1] / "docs/mutants.md"
AT_LEAST = 95  # per cent killed, in total

Key = tuple[str, str, str, str]  # module, definition, line before, line after


@dataclass(frozen=True)
class Tally:
    """Of one module; `alive` are the keys of the mutants that no test noticed."""

    module: str
    total: int
    alive: tuple[Key, ...] = ()

    @property
    def killed(self) -> int:
        return self.total - len(self.alive)

    @property
    def line(self) -> str:
        return f"{rate(self.killed, self.total):5.1f} %  {self.killed:4} of {self.total:4}  {self.module}"


def rate(killed: int, total: int) -> float:
    """Per cent; what has nothing to mutate is all killed."""
    return 100.0 * killed / total if total else 100.0


def listed(path: Path = HERE / "survivors.toml") -> Mapping[Key, str]:
    """Key to reason. ValueError when an entry lacks one or is there twice."""
    found: dict[Key, str] = {}
    for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("survivor", []):
        key = (entry["module"], entry["definition"], entry["before"], entry["after"])
        if key in found or not entry["reason"].strip():
            raise ValueError(f"{path.name}: {key} is there twice or without a reason")
        found[key] = entry["reason"]
    return found


def judge(tallies: Sequence[Tally], allowed: Mapping[Key, str]) -> int:
    """Says the sum and what is wrong; the exit status."""
    killed, total = sum(t.killed for t in tallies), sum(t.total for t in tallies)
    alive = [key for tally in tallies for key in tally.alive]
    faults = [f"not in survivors.toml: {_told(key)}" for key in alive if key not in allowed]
    mutated = {tally.module for tally in tallies}
    faults += [f"in survivors.toml, but killed or gone: {_told(key)}" for key in _stale(alive, allowed, mutated)]
    if rate(killed, total) < AT_LEAST:
        faults.append(f"fewer than {AT_LEAST} % are killed")
    print(f"{rate(killed, total):5.1f} %  {killed:4} of {total:4}  in total")
    print("\n".join(faults) if faults else "Every survivor is listed with its reason.")
    return 1 if faults else 0


def _stale(alive: Iterable[Key], allowed: Iterable[Key], mutated: set[str]) -> list[Key]:
    living = set(alive)
    return [key for key in allowed if key[0] in mutated and key not in living]


def _told(key: Key) -> str:
    module, definition, before, after = key
    return f"{module} {definition}\n     - {before}\n     + {after}"


def write_report(tallies: Sequence[Tally], every: Sequence[str], path: Path = REPORT) -> None:
    """The table of docs/mutants.md: rows of this run anew, those of other modules as they were, gaps named."""
    counts = _recorded(path) | {t.module: (t.total, t.killed) for t in tallies}
    known = {module: counts[module] for module in every if module in counts}
    total, killed = (sum(figures[place] for figures in known.values()) for place in (0, 1))
    rows = [f"| `{m}` | {t} | {k} | {rate(k, t):.1f} % |" for m, (t, k) in known.items()]
    last = f"| **in total** | {total} | {killed} | {rate(killed, total):.1f} % |"
    gaps = [f"- `{module}`" for module in every if module not in known]
    lines = [_HEAD, *rows, last, *(["\nNot run yet:\n", *gaps] if gaps else [])]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


_HEAD = """# Mutants

Written by `make mutants`, module by module; [proof.md](proof.md) says what it does. Who lives, and why it may, is in
`tests/mutation/survivors.toml`.

| module | mutants | killed | rate |
|---|---|---|---|"""
_ROW = re.compile(r"^\| `(.+)` \| (\d+) \| (\d+) \|", re.MULTILINE)


def _recorded(path: Path) -> dict[str, tuple[int, int]]:
    found = _ROW.findall(path.read_text(encoding="utf-8")) if path.exists() else []
    return {module: (int(total), int(killed)) for module, total, killed in found}
