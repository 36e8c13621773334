"""What the rules of early pregnancy say of one scan, in words: shown beside it, never stored, never a declared loss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from patients.obstetrics.crl import CURVES, caveats, read_crl, uncertainty_words
from patients.obstetrics.early_scan import NICE, RESCAN, Category, Criterion, ScanReading, read_by_nice, read_scan
from patients.obstetrics.facts import Event, Pregnancy
from patients.obstetrics.gestation import FIRST_TRIMESTER_ENDS, gestation_of, span
from patients.obstetrics.interpreted import Interpretation, Mark
from patients.obstetrics.redating_advice import redating_said
from patients.obstetrics.scans import by_lmp, is_early, is_scan, scan_of
from patients.obstetrics.values import Outcome

_RULE = "Scan criteria"
_HEADS = {
    Category.DIAGNOSTIC_OF_LOSS: "criterion diagnostic of loss",
    Category.SUSPICIOUS: "suspicious criterion",
    Category.NOT_MET: "criteria not met",
    Category.CANNOT_TELL: "cannot tell",
}
_BOTH = "SRU 2013; Bourne and Preisler"
_FORMULAE = "; ".join(curve.source for curve in CURVES.values())


def said_of_scan(event: Event, p: Pregnancy) -> tuple[Interpretation, ...]:
    """Gestation by size, whether the due date should change, which published criteria are met; () for no scan."""
    if not is_scan(event):
        return ()
    return (*_by_size(event), *redating_said(event, p), *_criteria(event, p))


def asks(event: Event, p: Pregnancy) -> bool:
    """Whether somebody has to act on the scan of a pregnancy that goes on."""
    return any(one.acts for one in said_of_scan(event, p))


def _by_size(event: Event) -> Iterator[Interpretation]:
    if event.crl_mm is None:
        return
    read = ", ".join(f"{one.name} {one.words}" for one in read_crl(event.crl_mm))
    more = "; ".join((f"Robinson {uncertainty_words(event.crl_measurements)}", *caveats(event.crl_mm)))
    yield Interpretation("Gestation by CRL", f"CRL {_mm(event.crl_mm)}: {read}; {more}", _FORMULAE, Mark.SEEN)


def _criteria(event: Event, p: Pregnancy) -> Iterator[Interpretation]:
    if not is_early(event) or _beyond_first_trimester(event, p):
        return
    scan, goes_on = scan_of(event, p), p.outcome is Outcome.ONGOING
    reading = read_scan(scan)
    yield from _fired(reading, goes_on)
    yield from _open(reading, goes_on)
    if p.fetus_count is not None and p.fetus_count > 1 and reading.category is not Category.NOT_MET:
        words = f"{p.fetus_count} fetuses are recorded: the criteria are of one, and the scan does not say of which"
        yield Interpretation("More than one fetus", words, "no document: this program's own caution", Mark.RULE)
    nice = read_by_nice(scan)
    if nice.action is not None and goes_on:
        yield Interpretation("Next step", nice.says, NICE, nice.mark, acts=True)


def _fired(reading: ScanReading, goes_on: bool) -> Iterator[Interpretation]:
    """One line for each criterion that is met; one line when none is."""
    if reading.category is Category.NOT_MET:
        words = f"{_HEADS[reading.category]} by what is recorded of this scan"
        yield Interpretation(_RULE, words, _BOTH, Mark.SEEN)
    for criterion in reading.fired:
        head = _HEADS[Category.CANNOT_TELL if reading.because else criterion.category]
        words = f"{head}: {_words(criterion, reading.because)}"
        yield Interpretation(_RULE, words, criterion.source, criterion.mark, acts=goes_on)
    if reading.category is Category.SUSPICIOUS and goes_on:
        yield Interpretation("Next step", RESCAN, "SRU 2013", Mark.SEEN, acts=True)


def _words(criterion: Criterion, because: str) -> str:
    return f"{because}; what would be met: {criterion.words}" if because else criterion.words


def _open(reading: ScanReading, goes_on: bool) -> Iterator[Interpretation]:
    """What a missing fact leaves open, the criteria of one fact together."""
    by_fact: dict[str, list[str]] = {}
    for criterion, missing in reading.undecided:
        by_fact.setdefault(missing, []).append(criterion.words)
    for missing, words in by_fact.items():
        says = f"cannot tell, not recorded or not exact: {missing}. It would decide: {'; '.join(words)}"
        yield Interpretation(_RULE, says, _BOTH, Mark.SEEN, acts=goes_on)


def _beyond_first_trimester(event: Event, p: Pregnancy) -> bool:
    """Surely 14+0 or later; a scan of unknown gestation may be early."""
    at = span(event.ga_weeks, event.ga_days) or by_lmp(event, p) or _by_dates(event, p)
    return at is not None and at[0] >= FIRST_TRIMESTER_ENDS


def _by_dates(event: Event, p: Pregnancy) -> tuple[int, int] | None:
    on: date | None = None if event.on is None else event.on.earliest
    going = replace(p, outcome=Outcome.ONGOING, ended_on=None, ga_weeks=None, ga_days=None)
    return None if on is None else gestation_of(going, on).bounds


def _mm(length: object) -> str:
    text = f"{length:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} mm"
