"""Longer intervals that have been published: advice beside a result (domain-logic.md, 4.3 and 5).

No wait makes a result unreadable or moves the first day of a new sample. One of N days is over on day N, as in the
rules (rulings.md, 10); one of months on the same day of a later month.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from patients.obstetrics.values import MedicationClass, Subject
from workup.checklist.facts import Facts, Investigation
from workup.interpretation.days import Days, later, months_after
from workup.interpretation.disturbances import (
    BY_PREGNANCY,
    CLOTTING_ON_DOAC,
    LUPUS_ANTICOAGULANT,
    ON_THE_DAY,
    PROTEIN_C,
    PROTEIN_S,
    PROTEINS,
    RESISTANCE,
)
from workup.interpretation.exposures import Exposure, medications_of, pregnancies_of, thromboses_of
from workup.interpretation.published import Published, own, recalled, seen

Of = MedicationClass | Literal["pregnancy", "thrombosis"]
ANTICOAGULANTS: tuple[Of, ...] = (
    MedicationClass.HEPARIN,
    MedicationClass.LMWH,
    MedicationClass.VKA,
    MedicationClass.DOAC,
)


@dataclass(frozen=True, slots=True)
class Wait:
    """`words` are said of a sample of these tests that was collected before `days` or `months` after the beginning or
    the end of one of `of` had passed."""

    basis: Published
    words: str
    tests: frozenset[str]
    of: tuple[Of, ...]
    after: Literal["start", "end"] = "end"
    days: int = 0
    months: int = 0

    def concerns(self, exposure: Exposure, span: Days) -> bool:
        """Whether the sample can be of a day on which it had not passed; what came after the sample says nothing."""
        course = exposure.possible()
        if course is None:
            return False
        since = course.last if self.after == "end" else min(exposure.start.last, course.last)
        over = months_after(since, self.months) if self.months else later(since, self.days)
        return course.first <= span.last and (span.first < over or over == date.max)


_STEVENS = "Stevens 2016, PMC4715840"
_ADMIT = "admittomedicine.pages.dev"
_ISTH = "ISTH 2009, in PMC8922544, table rth212676-tbl-0002"
_ACUTE = "that it disturbs: ccjm.org, table “Factors affecting tests for thrombophilia”; three months: no document"

WAITS: tuple[Wait, ...] = (
    Wait(
        seen("Lupus anticoagulant after a vitamin K antagonist", ON_THE_DAY, _ISTH),
        "advice: ISTH 2009 waits 1 to 2 weeks after a vitamin K antagonist, or for an INR below 1.5",
        LUPUS_ANTICOAGULANT,
        (MedicationClass.VKA,),
        days=14,
    ),
    Wait(
        recalled("Protein S, three months after a pregnancy", BY_PREGNANCY),
        "advice: protein S preferably 3 months or more after a pregnancy",
        PROTEIN_S,
        ("pregnancy",),
        months=3,
    ),
    Wait(
        recalled("Protein C and S, weeks after a vitamin K antagonist", ON_THE_DAY),
        "advice: some sources wait 4 to 6 weeks after a vitamin K antagonist",
        PROTEIN_S | PROTEIN_C,
        (MedicationClass.VKA,),
        days=42,
    ),
    Wait(
        recalled("Days after a direct oral anticoagulant", ON_THE_DAY),
        "advice: sources wait 2 to 5 days after a direct oral anticoagulant",
        CLOTTING_ON_DOAC | RESISTANCE,
        (MedicationClass.DOAC,),
        days=5,
    ),
    Wait(
        seen("Weeks after an anticoagulant", ON_THE_DAY, _ADMIT),
        "advice: a source waits 2 to 4 weeks after an anticoagulant",
        PROTEINS | RESISTANCE,
        ANTICOAGULANTS,
        days=28,
    ),
    Wait(
        seen("First three months of anticoagulation", ON_THE_DAY, _STEVENS),
        "advice: a source does not test during the first 3 months of anticoagulation",
        PROTEINS | RESISTANCE,
        ANTICOAGULANTS,
        after="start",
        months=3,
    ),
    Wait(
        own("Three months after a thrombosis", "collection day, conditions with their date", _ACUTE),
        "advice: wait 3 months or more after an acute thrombosis",
        PROTEINS,
        ("thrombosis",),
        months=3,
    ),
)


def waits(inv: Investigation, facts: Facts, span: Days) -> Iterator[Wait]:
    """Every wait that had not passed when the woman's sample was collected, once."""
    if inv.subject is not Subject.PATIENT:
        return
    for wait in WAITS:
        courses = (course for of in wait.of for course in _courses(of, facts)) if inv.test in wait.tests else ()
        if any(wait.concerns(course, span) for course in courses):
            yield wait


def _courses(of: Of, facts: Facts) -> tuple[Exposure, ...]:
    if of == "pregnancy":
        return pregnancies_of(facts)
    return thromboses_of(facts) if of == "thrombosis" else medications_of(facts, MedicationClass(of))
