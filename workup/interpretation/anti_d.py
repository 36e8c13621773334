"""Whether anti-D is asked for after a loss or a bleed, by every body on file on that day: domain-logic.md, 9.

It shows what the bodies say and where they disagree; it never prescribes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from patients.obstetrics.dates import PartialDate, in_words
from patients.obstetrics.facts import Event, Pregnancy
from patients.obstetrics.gestation import gestation_of, range_in_words, span
from patients.obstetrics.interpreted import Interpretation, Mark
from patients.obstetrics.values import TERMINATIONS, AntiD, EventKind, Management, Outcome, ResultWord, RhD, Subject
from workup.checklist.facts import Facts, Investigation
from workup.interpretation.anti_d_rules import Action, Happened, Method, Rule, on_file

WINDOW = timedelta(days=3)  # 72 hours
LATE_DAYS = 10
SCREEN = "ab_screen"
_OUTCOMES = {
    Outcome.MISCARRIAGE: Happened.MISCARRIAGE,
    Outcome.ECTOPIC: Happened.ECTOPIC,
    Outcome.MOLAR: Happened.MOLAR,
    **dict.fromkeys(TERMINATIONS, Happened.TERMINATION),
}
_METHODS = {
    Management.EXPECTANT: Method.EXPECTANT,
    Management.MEDICAL: Method.MEDICAL,
    Management.METHOTREXATE: Method.MEDICAL,
    Management.SURGICAL: Method.SURGICAL,
}
_NO_DOCUMENT = "general knowledge, no document on file"
_SAID = {Action.NONE: "no anti-D", Action.CONSIDER: "consider anti-D", Action.OFFER: "offer anti-D"}


class Verdict(StrEnum):
    """What one body says, or why it cannot be told."""

    NONE = "none"
    CONSIDER = "consider"
    OFFER = "offer"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What happened, when, and how far she was: `ga` in days, fewest and most; `managed`: how, when it is recorded.

    `method` None beside `managed` is a management that no rule speaks of.
    """

    happened: Happened
    on: PartialDate | None
    ga: tuple[int, int] | None
    managed: bool = False
    method: Method | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One body on one occasion; `rule` None: it cannot be told which of its rules applies, `missing` why."""

    body: str
    verdict: Verdict
    rule: Rule | None
    missing: str = ""
    in_force: bool = True  # False: whether this text was in force on that day is not on file


@dataclass(frozen=True, slots=True)
class AntiDReading:
    """`settled` says why nothing is asked (given, RhD positive, sensitised); `lines` are empty then."""

    settled: str
    lines: tuple[Line, ...]
    missing: tuple[str, ...]
    window: str

    @property
    def disagree(self) -> bool:
        """Whether two bodies whose texts were surely in force say different things."""
        return len({line.verdict for line in self.lines if line.in_force and line.rule is not None}) > 1


def occasion_of(p: Pregnancy, on: date) -> Occasion | None:
    """How a pregnancy ended, when the rules speak of such an end; None when they do not."""
    happened = _OUTCOMES.get(p.outcome)
    if happened is None:
        return None
    method = None if p.management is None else _METHODS.get(p.management)
    return Occasion(happened, p.ended_on, gestation_of(p, on).bounds, p.management is not None, method)


def bleeds_of(p: Pregnancy) -> Iterator[Occasion]:
    """Bleeding in a pregnancy that goes on."""
    if p.outcome is Outcome.ONGOING:
        yield from (Occasion(Happened.THREATENED, e.on, _at(e, p)) for e in p.events if e.kind is EventKind.BLEED)


def anti_d_of(occasion: Occasion, facts: Facts, given: AntiD | str | None, on: date) -> AntiDReading:
    """What is asked after one occasion. `given` is what is on record of anti-D in that pregnancy."""
    settled = _settled(facts, given)
    if settled:
        return AntiDReading(settled, (), (), "")
    lines = tuple(_lines(occasion))
    missing = tuple(_missing(facts, occasion))
    asked = any(line.verdict is not Verdict.NONE for line in lines)
    return AntiDReading("", lines, missing, _window(occasion, on) if asked else "")


def may_still_help(occasion: Occasion, on: date) -> bool:
    """Whether the ten days may not be over yet; a day that is not recorded asks nobody to hurry."""
    return occasion.on is not None and on <= occasion.on.latest + timedelta(days=LATE_DAYS)


def anti_d_said(reading: AntiDReading, occasion: Occasion, *, acts: bool = True) -> tuple[Interpretation, ...]:
    """In words: what is missing, each body, the disagreement, the window."""
    if reading.settled:
        return (Interpretation("Anti-D", reading.settled, "the record", Mark.RULE),)
    return tuple(_said(reading, occasion, acts=acts))


def _said(reading: AntiDReading, occasion: Occasion, *, acts: bool) -> Iterator[Interpretation]:
    if reading.missing:
        words = f"not recorded: {', '.join(reading.missing)}"
        yield Interpretation("Anti-D: cannot tell", words, _NO_DOCUMENT, Mark.RECALLED, acts)
    for line in reading.lines:
        yield _line_said(line, acts=acts)
    if reading.disagree:
        words = "the bodies disagree: none of them is this program's choice"
        yield Interpretation("Anti-D", words, "the texts above", Mark.RULE, acts)
    if not reading.lines:
        yield Interpretation("Anti-D", "no rule on file speaks of it", "the rules on file", Mark.RULE)
    if reading.window:
        yield Interpretation(
            "Anti-D window", reading.window, "general knowledge, no document on file", Mark.RECALLED, acts
        )
    for also in on_file().also:
        reached = occasion.ga is None or occasion.ga[1] >= also.ga_min_days
        if reached and also.valid.on(*_days(occasion)) is not False:
            yield Interpretation(f"Anti-D: {also.body}", f"{also.body}: {also.text}", also.source, also.mark)


def _line_said(line: Line, *, acts: bool) -> Interpretation:
    name = f"Anti-D: {line.body}"
    if line.rule is None:
        return Interpretation(name, f"{line.body}: cannot tell, {line.missing}", "its rules on file", Mark.SEEN, acts)
    rule = line.rule
    doubt = "" if line.in_force else "whether this text was in force on that day is not on file"
    dose = "" if rule.dose_iu is None else f"{rule.dose_iu} IU"
    condition = f"if {rule.only_if}" if rule.only_if else ""
    says = "; ".join(
        part for part in (f"{line.body}: {_SAID[rule.action]} {condition}".strip(), dose, rule.note, doubt) if part
    )
    return Interpretation(name, says, rule.source, rule.mark, acts and rule.action is not Action.NONE)


def _settled(facts: Facts, given: AntiD | str | None) -> str:
    if given == AntiD.GIVEN:
        return "given, on record"
    if given == AntiD.NOT_NEEDED:
        return "recorded as not needed"
    if facts.rhd is RhD.POSITIVE:
        return "not applicable: she is RhD positive"
    if any(_names_anti_d(one) for one in _screens(facts)):
        return "none: the antibody screen names anti-D, she is sensitised already"
    return ""


def _screens(facts: Facts) -> Iterable[Investigation]:
    return (
        one
        for one in facts.investigations
        if one.test == SCREEN and one.subject is Subject.PATIENT and one.status == "final"
    )


def _names_anti_d(one: Investigation) -> bool:
    """A positive screen whose report says which antibody; a positive one alone may be of another antibody."""
    words = f"{one.value} {one.comment}".lower()
    return one.word is ResultWord.POSITIVE and "anti-d" in words


def _missing(facts: Facts, occasion: Occasion) -> Iterator[str]:
    screens = list(_screens(facts))
    if facts.rhd is None:
        yield "RhD"
    if not screens:
        yield "antibody screen"
    elif any(one.word is ResultWord.POSITIVE for one in screens):
        yield "which antibody the positive screen found (with anti-D she is sensitised, and none is given)"
    if occasion.ga is None:
        yield "gestation"
    if occasion.on is None:
        yield "the day"


def _lines(occasion: Occasion) -> Iterator[Line]:
    bodies: dict[str, list[Rule]] = {}
    for rule in on_file().rules:
        if occasion.happened in rule.events and rule.valid.on(*_days(occasion)) is not False:
            bodies.setdefault(rule.body, []).append(rule)
    for body, rules in bodies.items():
        yield from _of_body(body, rules, occasion)


def _of_body(body: str, rules: list[Rule], occasion: Occasion) -> Iterator[Line]:
    """The one rule that fits; nothing when none does; “cannot tell” when a missing fact decides between them."""
    fits = [(rule, _fits(rule, occasion)) for rule in rules]
    sure = next((rule for rule, fit in fits if fit is True), None)
    if sure is not None:
        yield Line(body, Verdict(sure.action), sure, in_force=sure.valid.on(*_days(occasion)) is True)
        return
    missing = dict.fromkeys(answer for _, fit in fits if isinstance(fit, tuple) for answer in fit)
    if missing:
        yield Line(body, Verdict.CANNOT_TELL, None, missing=" and ".join(missing))


def _fits(rule: Rule, occasion: Occasion) -> bool | tuple[str, ...]:
    """True, False, or what is missing to tell, each once."""
    ga, method = _ga_fits(rule, occasion), _method_fits(rule, occasion)
    if ga is False or method is False:
        return False
    return tuple(answer for answer in (ga, method) if isinstance(answer, str)) or True


def _ga_fits(rule: Rule, occasion: Occasion) -> bool | str:
    if rule.ga_min_days is None and rule.ga_max_days is None:
        return True
    if occasion.ga is None:
        return "gestation not recorded"
    first, last = occasion.ga
    low = first if rule.ga_min_days is None else rule.ga_min_days
    high = last if rule.ga_max_days is None else rule.ga_max_days
    if last < low or first > high:
        return False
    return True if low <= first and last <= high else f"gestation known only as {range_in_words(occasion.ga)}"


def _method_fits(rule: Rule, occasion: Occasion) -> bool | str:
    if not rule.methods:
        return True
    return occasion.method in rule.methods if occasion.managed else "how it was managed not recorded"


def _window(occasion: Occasion, on: date) -> str:
    """72 hours, and the ten days within which late has some use; [recalled]."""
    day = None if occasion.on is None else occasion.on.exact
    if day is None:
        return "within 72 hours; the day is not exact, so where it stands cannot be told"
    last, late = day + WINDOW, day + timedelta(days=LATE_DAYS)
    if on <= last:
        return f"within 72 hours: until {in_words(last)}"
    if on <= late:
        return f"the 72 hours ended on {in_words(last)}; late within ten days, until {in_words(late)}, has some use"
    return f"the 72 hours ended on {in_words(last)}, the ten days on {in_words(late)}"


def _days(occasion: Occasion) -> tuple[date, date]:
    """The days on which it may have happened; any day when that is not recorded."""
    return (date.min, date.max) if occasion.on is None else (occasion.on.earliest, occasion.on.latest)


def _at(event: Event, p: Pregnancy) -> tuple[int, int] | None:
    stated = span(event.ga_weeks, event.ga_days)
    if stated is not None or event.on is None:
        return stated
    first, last = gestation_of(p, event.on.earliest).bounds, gestation_of(p, event.on.latest).bounds
    return None if first is None or last is None else (first[0], last[1])
