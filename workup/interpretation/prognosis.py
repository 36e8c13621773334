"""Published live-birth figures: the confirmed cells of domain-logic.md, 10, and when they may be shown.

For clinicians. Nothing is computed, interpolated or combined: a cell is shown where it applies, or why it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.interpreted import Interpretation, Mark
from patients.obstetrics.losses import is_spontaneous_loss
from patients.obstetrics.values import NON_VISUALISED
from workup.checklist.facts import Facts
from workup.checklist.findings import CLOSED, Checklist, Status

BRIGHAM = (
    "Brigham 1999, 325 women with idiopathic loss, one UK clinic, tender loving care (as read on miscarriagemd.com)"
)
LUND = "Lund 2012, 987 women with 3 losses or more, Denmark (pubmed 22183209)"
KLING = "Kling 2018, 719 women with 3 losses or more (springermedizin.de 15137982)"
KOLTE14 = "Kolte 2014, 587 women (repub.eur.nl 71769)"
KOLTE21 = "Kolte 2021, 1 285 230 women"
NOT_FOR_YOU = "not a prediction for you"

# Per cent whose next pregnancy went on past 24 weeks, by age and number of losses: only the cells that were confirmed.
CELLS: Mapping[tuple[int, int], int] = {
    (20, 2): 92, (25, 2): 89, (30, 2): 84, (35, 2): 77, (40, 2): 69, (30, 3): 80, (30, 5): 71,
}  # fmt: skip
AGES, LOSSES = range(20, 46), range(2, 6)


@dataclass(frozen=True, slots=True)
class Idiopathic:
    """Whether the workup is complete without an abnormal finding; None: cannot tell. `because` says why."""

    value: bool | None
    because: str


@dataclass(frozen=True, slots=True)
class Prognosis:
    """Figures that apply, and why the others are not shown. Empty: nothing is on file for her."""

    figures: tuple[Interpretation, ...]
    withheld: tuple[str, ...]


def prognosis_of(facts: Facts, on: date, idiopathic: Idiopathic) -> Prognosis:
    """By the losses on record on the day; nothing below two."""
    losses = losses_of(facts.pregnancies, on)
    if losses < LOSSES.start:
        return Prognosis((), ())
    brigham = _brigham(facts, on, losses, idiopathic)
    figures = tuple(_figures(facts.pregnancies, losses))
    if not isinstance(brigham, str):
        figures = (brigham, *figures)
    return Prognosis((*figures, *_warning(figures)), (brigham,) if isinstance(brigham, str) else ())


def losses_of(pregnancies: Iterable[Pregnancy], on: date) -> int:
    """All spontaneous losses, in a row or not."""
    return sum(is_spontaneous_loss(p, on) is True for p in pregnancies)


def age_on(born: date | None, on: date) -> int | None:
    """Completed years."""
    if born is None:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def idiopathic_by(checklist: Checklist, name: str) -> Idiopathic:
    """By one edition: everything that it asks for is done, and every result is read as normal.

    What the record itself satisfies (height, weight, support) is no result and need not be read.
    """
    asked = [f for f in checklist.findings if f.asked or f.status is Status.CANNOT_TELL]
    open_ = [f for f in asked if f.status is not Status.DONE and f.status not in CLOSED]
    unread = [f for f in asked if f.status in CLOSED or (f.reading == "not_read" and not f.record)]
    if any(f.reading == "abnormal" for f in checklist.findings):
        return Idiopathic(False, f"a finding is abnormal by {name}, so her losses cannot be called unexplained")
    if not asked:
        return Idiopathic(None, f"{name} asks for nothing, so it cannot be told")
    if open_:
        return Idiopathic(
            None, f"{len(open_)} of {len(asked)} items that {name} asks for are open, so it cannot be told"
        )
    if unread:
        return Idiopathic(None, f"{len(unread)} of {len(asked)} items of {name} have no reading, so it cannot be told")
    return Idiopathic(True, f"everything that {name} asks for is done and normal")


def _brigham(facts: Facts, on: date, losses: int, idiopathic: Idiopathic) -> Interpretation | str:
    """The cell, or why there is none."""
    age = age_on(facts.date_of_birth, on)
    if idiopathic.value is not True:
        return f"Brigham 1999 (unexplained loss only): {idiopathic.because}."
    if age is None:
        return "Brigham 1999: her date of birth is not recorded."
    if age not in AGES or losses not in LOSSES:
        return f"Brigham 1999 covers 2 to 5 losses and age 20 to 45; she is {age} with {losses}."
    found = CELLS.get((age, losses))
    if found is None:
        return f"Brigham 1999: no confirmed figure is on file for age {age} and {losses} losses; none is interpolated."
    says = (
        f"{found} % at age {age} with {losses} losses: from one 1999 UK clinic, next pregnancy ongoing past 24 weeks, "
        f"{NOT_FOR_YOU}"
    )
    return Interpretation("Brigham 1999", says, BRIGHAM, Mark.SEEN)


def _figures(pregnancies: Iterable[Pregnancy], losses: int) -> Iterator[Interpretation]:
    if losses >= 3:
        says = f"live birth within 5 years 66.7 % (63.7 to 69.7), within 15 years 71.1 % (68.0 to 74.2); {NOT_FOR_YOU}"
        yield Interpretation("Lund 2012", says, LUND, Mark.SEEN)
        says = f"within 5 years a pregnancy 86.1 %, a delivery 64.5 %; {NOT_FOR_YOU}"
        yield Interpretation("Kling 2018", says, KLING, Mark.SEEN)
    unseen = sum(p.outcome in NON_VISUALISED for p in pregnancies)
    if unseen:
        says = f"each non-visualised loss (she has {unseen}) lowers the chance like any other: RR 0.90 for each"
        yield Interpretation("Kolte 2014", says, KOLTE14, Mark.SEEN)


def _warning(figures: tuple[Interpretation, ...]) -> Iterator[Interpretation]:
    if figures:
        says = (
            "age and history alone do not suffice to predict: C-index 0.60, positive predictive value 0.45. "
            "The studies count different things over different times; do not combine them"
        )
        yield Interpretation("Kolte 2021", says, KOLTE21, Mark.SEEN)
