"""What the results alone say of an item (interfaces.md, 2a.5), before triggers, categories and decisions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from patients.obstetrics.dates import in_words
from workup.catalogue.items import Need
from workup.checklist.facts import Investigation
from workup.checklist.findings import Evidence, Status, evidence_of
from workup.checklist.ordering import newest
from workup.checklist.rows import Target
from workup.checklist.words import joined, ordered_words, test_label, when
from workup.interpretation.interference import (
    DAY_NOT_KNOWN,
    Readability,
    not_before,
    pregnant_when_collected,
)
from workup.interpretation.reading import Reading, combine, reading_of, repeat_advice

COMPONENTS_NOT_REPORTED = "components not reported"
RESULT_NOT_ON_HAND = "done, but the result is not on hand"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`reading` only with `done`; `words` are the sentences of the reason; status `missing`: nothing on record."""

    status: Status
    words: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    reading: Reading | None = None
    not_before: date | None = None
    advice: tuple[str, ...] = ()

    def saying(self, *words: str) -> Outcome:
        """The same with more to say."""
        return replace(self, words=(*self.words, *words))


@dataclass(frozen=True, slots=True)
class Read:
    """A result on record and whether it can be read."""

    row: Investigation
    how: Readability

    @property
    def valid(self) -> bool:
        return self.how.verdict == "valid" and not self.how.not_reported


def read_all(target: Target) -> tuple[Read, ...]:
    """Every result of the item, read against medication and pregnancies of its day."""
    return tuple(Read(row, target.day.readability(row)) for row in target.final)


def meets(need: Need, read: Read, target: Target) -> bool:
    """Whether a result is a valid one of the test that is needed."""
    if not read.valid or read.row.test != need.test or need.word not in {None, read.row.word}:
        return False
    return not need.outside_pregnancy or pregnant_when_collected(read.row, target.facts, target.on) is False


def of_tests(target: Target) -> Outcome:
    """The outcome of an item that is satisfied by results of tests."""
    if not target.final:
        return nothing_final(target)
    reads = read_all(target)
    met = [found for alternative in target.alternatives if (found := _met(alternative, reads, target)) is not None]
    if met:
        return _done(tuple(dict.fromkeys(read for found in met for read in found)), target)
    gaps = _partial_words(reads, target)
    if gaps:
        return _partial(gaps, reads)
    return unreadable(reads, target)


def _met(alternative: tuple[Need, ...], reads: tuple[Read, ...], target: Target) -> tuple[Read, ...] | None:
    """The newest valid results of each test needed; None when one of them has none."""
    found: list[Read] = []
    for need in alternative:
        rows = newest(read.row for read in reads if meets(need, read, target))
        if not rows:
            return None
        found += [read for read in reads if read.row in rows]
    return tuple(found)


def _done(found: tuple[Read, ...], target: Target) -> Outcome:
    rows = [read.row for read in found]
    return Outcome(
        Status.DONE,
        (joined(map(when, rows)), *_warnings(found)),
        evidence_of(rows),
        combine(reading_of(row, target.facts.settings.apl_mode) for row in rows),
        advice=_advice(found),
    )


def _warnings(reads: tuple[Read, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(warning for read in reads for warning in read.how.warnings))


def _advice(reads: tuple[Read, ...]) -> tuple[str, ...]:
    lines = [line for read in reads for line in (*read.how.advice, repeat_advice(read.row) if read.valid else None)]
    return tuple(dict.fromkeys(line for line in lines if line))


def _partial_words(reads: tuple[Read, ...], target: Target) -> tuple[str, ...]:
    """What is missing, when some of what the item needs is there; empty when nothing of use is."""
    words = [word for read in reads if (word := _partial_word(read, target))]
    valid = {read.row.test for read in reads if read.valid}
    several = (a for a in target.alternatives if len(a) > 1)
    started = next((a for a in several if any(need.test in valid for need in a)), ())
    if started:
        lacking = [need.test for need in started if not any(meets(need, read, target) for read in reads)]
        words.append(f"{joined(map(test_label, lacking))} not on record")
    if not words and valid:
        words.append(f"{joined(map(test_label, sorted(valid)))} alone is not enough")
    return tuple(dict.fromkeys(words))


def _partial_word(read: Read, target: Target) -> str:
    if read.how.not_reported:
        return f"{test_label(read.row.test)} {RESULT_NOT_ON_HAND}"
    if read.how.verdict == "mixed":
        return f"{test_label(read.row.test)}: {DAY_NOT_KNOWN}"
    if not read.valid:
        return ""
    if read.row.test in target.item.panels:
        return panel_words(read.row)
    return _only_part(read, target)


def panel_words(row: Investigation) -> str:
    """A panel of which only the whole was reported: what the item needs cannot be seen."""
    label = test_label(row.test)
    return label if COMPONENTS_NOT_REPORTED in label else f"{label}: {COMPONENTS_NOT_REPORTED}"


def _only_part(read: Read, target: Target) -> str:
    said = target.item.partial_tests.get(read.row.test)
    if said is not None:
        return said
    if read.row.test in target.matter.outside_pregnancy:
        return f"{test_label(read.row.test)}: {DAY_NOT_KNOWN}"
    return ""


def _partial(words: tuple[str, ...], reads: tuple[Read, ...]) -> Outcome:
    rows = [read.row for read in reads]
    return Outcome(Status.PARTIAL, words, evidence_of(rows), advice=_advice(reads))


def unreadable(reads: tuple[Read, ...], target: Target) -> Outcome:
    """Only results that say nothing; `not_before` is the first day after all known causes (ruling 22)."""
    rows = [read.row for read in reads]
    earliest = not_before(rows, target.facts, target.on)
    wait = "" if earliest is None else f"a new sample can be read from {in_words(earliest)}"
    last = newest(rows)
    causes = dict.fromkeys(cause for read in reads if read.row in last for cause in read.how.causes)
    words = (f"{joined(map(when, last))} cannot be read: {'; '.join(causes)}", wait)
    return Outcome(Status.NOT_INTERPRETABLE, words, evidence_of(rows), not_before=earliest, advice=_advice(reads))


def nothing_final(target: Target) -> Outcome:
    """Only an order or a sample, or nothing at all."""
    if target.open:
        return Outcome(Status.ORDERED, (f"{joined(map(ordered_words, target.open))}; no result yet",))
    return Outcome(Status.MISSING, ("No result on record",))
