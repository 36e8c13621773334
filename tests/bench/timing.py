"""Two ways of doing a thing, in turn, and the ratio of the fastest of each: what else the machine does cancels out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Measured:
    """One line of the table. `limit`: the highest ratio or figure that meets the target."""

    work: str
    target: str
    limit: float
    value: float
    unit: str = "x"
    aside: str = ""

    @property
    def met(self) -> bool:
        return self.value <= self.limit

    @property
    def line(self) -> str:
        said = f"{self.value:.2f} {self.unit}"
        return (
            f"{self.work:<48} {self.target:<42} {said:>10}  {'met' if self.met else 'NOT MET':<8} {self.aside}".rstrip()
        )


def seconds(work: Work, clock: Callable[[], float] = time.process_time) -> float:
    began = clock()
    work()
    return clock() - began


def ratio(
    work: Work, baseline: Work, rounds: int = 5, clock: Callable[[], float] = time.perf_counter
) -> tuple[float, float]:
    """Ratio of the fastest runs, and seconds of the fastest `work`; each runs once before, unmeasured."""
    work()
    baseline()
    pairs = [(seconds(work, clock), seconds(baseline, clock)) for _ in range(rounds)]
    ours, theirs = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    return ours / theirs, ours


def times(count: int, work: Work) -> Work:
    """The work done so often in one go, so that a clock can see it."""

    def many() -> None:
        for _ in range(count):
            work()

    return many


def table(rows: list[Measured]) -> str:
    head = f"{'work':<48} {'target':<42} {'measured':>10}"
    return "\n".join([head, "-" * len(head), *(row.line for row in rows)])
