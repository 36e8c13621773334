"""The outcome of the three antiphospholipid items: interfaces.md, 2a (aPL), rulings.md, 3, 19, 20."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from patients.obstetrics.dates import in_words
from workup.checklist.facts import Investigation
from workup.checklist.findings import Status, evidence_of
from workup.checklist.ordering import newest
from workup.checklist.outcomes import (
    RESULT_NOT_ON_HAND,
    Outcome,
    nothing_final,
    panel_words,
    read_all,
    unreadable,
)
from workup.checklist.rows import Target
from workup.checklist.words import joined, sentences, test_label, when
from workup.interpretation.apl import AntibodyReading, AplStatus
from workup.interpretation.interference import DAY_NOT_KNOWN, not_before
from workup.interpretation.reading import apl_item_reading

_SETTLED = frozenset({AplStatus.PERSISTENTLY_POSITIVE, AplStatus.TRANSIENT, AplStatus.NEGATIVE})


def is_apl(target: Target) -> bool:
    """Whether the item is about antiphospholipid antibodies."""
    return bool(target.matter.antibodies)


def of_antibodies(target: Target) -> Outcome:
    """A repeat outranks everything; then all isotypes settled; then some of them; then only unreadable ones."""
    antibodies = [target.day.apl.tests[test] for test in target.matter.antibodies]
    repeats = [a for a in antibodies if a.status is AplStatus.SINGLE_POSITIVE_REPEAT_DUE]
    if repeats:
        return _repeat(repeats, antibodies, target)
    if all(_settled(a) for a in antibodies):
        return _settled_outcome(antibodies)
    gaps = _gaps(antibodies, target)
    if gaps:
        return _outcome(Status.PARTIAL, (*gaps, *_known(antibodies)), antibodies, target)
    if any(a.status is AplStatus.INDETERMINATE for a in antibodies):
        return _unreadable(antibodies, target)
    return unreadable(read_all(target), target) if target.final else nothing_final(target)


def _settled(antibody: AntibodyReading) -> bool:
    return antibody.status in _SETTLED and not antibody.mixed_day


def _repeat(repeats: list[AntibodyReading], antibodies: list[AntibodyReading], target: Target) -> Outcome:
    """The earliest due day counts; where dates leave open whether it has come, the item is partial (ruling 20)."""
    has_come = [a.repeat_has_come for a in repeats]
    words = (*map(_once, repeats), *_others(antibodies, repeats))
    if True not in has_come and None in has_come:
        return _outcome(Status.PARTIAL, (DAY_NOT_KNOWN, *words), antibodies, target)
    due = min((a.repeat_due_from for a in repeats if a.repeat_due_from is not None), default=None)
    status = Status.REPEAT_DUE if True in has_come else Status.REPEAT_NOT_YET
    return _outcome(status, (*words, _counts_from(due, status)), antibodies, target, due)


def _once(antibody: AntibodyReading) -> str:
    return f"{test_label(antibody.test)} positive once ({joined(_day(row) for row in antibody.positives)})"


def _day(row: Investigation) -> str:
    return row.collected_on.words if row.collected_on else "date not known"


def _counts_from(due: date | None, status: Status) -> str:
    if due is None:
        return "a repeat is due, 12 weeks after the first"
    verb = "is due: it counts" if status is Status.REPEAT_DUE else "counts"
    return f"a repeat {verb} from {in_words(due)}, 12 weeks after the first"


def _others(antibodies: Iterable[AntibodyReading], repeats: Sequence[AntibodyReading]) -> tuple[str, ...]:
    others = [a for a in antibodies if a not in repeats]
    lacking = [test_label(a.test) for a in others if a.status is AplStatus.NOT_TESTED]
    return (*([f"{joined(lacking)} not on record"] if lacking else []), *_known(others))


def _known(antibodies: Iterable[AntibodyReading]) -> tuple[str, ...]:
    return tuple(_state(a) for a in antibodies if _settled(a) or a.status is AplStatus.INDETERMINATE)


def _state(antibody: AntibodyReading) -> str:
    label = test_label(antibody.test)
    if antibody.status is AplStatus.PERSISTENTLY_POSITIVE:
        return f"{label} positive at least 12 weeks apart: persistent"
    if antibody.status is AplStatus.TRANSIENT:
        return f"{label} positive, then negative 12 weeks or more later: transient"
    if antibody.status is AplStatus.INDETERMINATE:
        return f"{label} cannot be read" + (f": {'; '.join(antibody.reasons)}" if antibody.reasons else "")
    return f"{label} negative" + (": low, below the criteria" if antibody.low_titre else "")


def _settled_outcome(antibodies: list[AntibodyReading]) -> Outcome:
    rows = [row for a in antibodies for row in _evidence_rows(a)]
    return Outcome(
        Status.DONE,
        (*_known(antibodies), *_warnings(antibodies)),
        evidence_of(rows),
        apl_item_reading(antibodies),
        advice=_advice(antibodies),
    )


def _evidence_rows(antibody: AntibodyReading) -> tuple[Investigation, ...]:
    """Every positive, and the newest negative."""
    return (*antibody.positives, *(newest(antibody.negatives) if antibody.negatives else ()))


def _gaps(antibodies: list[AntibodyReading], target: Target) -> tuple[str, ...]:
    """What is missing, when some of what the item needs is there; empty when nothing of use is."""
    words = [f"{test_label(a.test)} {RESULT_NOT_ON_HAND}" for a in antibodies if a.not_reported and not _settled(a)]
    words += [f"{test_label(a.test)}: {DAY_NOT_KNOWN}" for a in antibodies if a.mixed_day]
    words += _other_rows(target)
    if words or any(map(_settled, antibodies)):
        lacking = [test_label(a.test) for a in antibodies if a.status is AplStatus.NOT_TESTED]
        words += [f"{joined(lacking)} not on record"] if lacking and any(map(_settled, antibodies)) else []
        return tuple(dict.fromkeys(words)) or _known(antibodies)
    return ()


def _other_rows(target: Target) -> list[str]:
    """Panels and components: something was done, but not what the item needs."""
    said = target.item.partial_tests
    others = [read.row for read in read_all(target) if read.how.verdict != "unreadable"]
    panels = [panel_words(row) for row in others if row.test in target.item.panels]
    return panels + [said[row.test] for row in others if row.test in said]


def _unreadable(antibodies: list[AntibodyReading], target: Target) -> Outcome:
    rows = [row for a in antibodies for row in a.unreadable]
    earliest = not_before(rows, target.facts, target.on)
    wait = "" if earliest is None else f"a new sample can be read from {in_words(earliest)}"
    words = (*_known(antibodies), joined(when(row) for row in newest(rows)) if rows else "", wait)
    return _outcome(Status.NOT_INTERPRETABLE, words, antibodies, target, earliest)


def _outcome(
    status: Status,
    words: tuple[str, ...],
    antibodies: list[AntibodyReading],
    target: Target,
    earliest: date | None = None,
) -> Outcome:
    return Outcome(
        status,
        (sentences(*words), *_warnings(antibodies)),
        evidence_of(target.final),
        not_before=earliest,
        advice=_advice(antibodies),
    )


def _warnings(antibodies: Iterable[AntibodyReading]) -> tuple[str, ...]:
    told = (warning for a in antibodies for warning in (*a.warnings, *_by_word(a)))
    return tuple(dict.fromkeys(told))


def _by_word(antibody: AntibodyReading) -> tuple[str, ...]:
    """Without a number that decides, the laboratory's word does, marked as such (interfaces.md, 2a)."""
    return (f"{test_label(antibody.test)} by the laboratory's word, no number decides",) if antibody.by_word else ()


def _advice(antibodies: Iterable[AntibodyReading]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for a in antibodies for line in a.advice))
