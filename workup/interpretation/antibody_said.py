"""What is said beside an antiphospholipid antibody: threshold in both named modes, titre, persistence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from patients.obstetrics.dates import in_words
from patients.obstetrics.interpreted import Interpretation
from patients.obstetrics.values import Subject
from workup.checklist.facts import AplMode, Facts, Investigation
from workup.interpretation.apl import APL_TESTS, AntibodyReading, AplStatus, antibody_reading
from workup.interpretation.interference import readability
from workup.interpretation.polarity import LUPUS_ANTICOAGULANT, polarity
from workup.interpretation.published import Published, own, seen
from workup.interpretation.ranges import range_of
from workup.interpretation.titre import band_of, units_of

_LIMITS = "value, unit, the laboratory's upper limit or word"
SYDNEY = seen(
    "Threshold, Sydney 2006", _LIMITS, "Sydney 2006 (revised Sapporo) criteria, ashpublications.net/view-large/8042252"
)
ACR_EULAR = seen(
    "Titre, ACR/EULAR 2023", "value, unit", "ACR/EULAR 2023 criteria, PMC10967298, table antibodies-13-00021-t001"
)
LOW_TITRE = seen("Low titre", "value, unit", "PMC6913487")
PERSISTENCE = seen(
    "Persistence, 12 weeks apart",
    "every result of that antibody and isotype, collection days",
    "Sydney 2006 criteria, ashpublications.net/view-large/8042252; ACR/EULAR 2023, PMC10967298",
)
TRANSIENCE = own(
    "Transient: negative 12 weeks after the first positive",
    "every result of that antibody and isotype, collection days",
)
RULES: tuple[Published, ...] = (SYDNEY, ACR_EULAR, LOW_TITRE, PERSISTENCE, TRANSIENCE)

_BANDS = {
    "negative": "below 20 units",
    "low": "low (20 to 39 units), below the criteria",
    "moderate": "moderate (40 to 79 units)",
    "high": "high (80 units or more)",
}


def read_antibody(inv: Investigation, facts: Facts, on: date) -> tuple[Interpretation, ...]:
    """Beside a result of one of the five antibodies in the woman."""
    if inv.test not in APL_TESTS or inv.subject is not Subject.PATIENT:
        return ()
    if readability(inv, facts, on).verdict == "unreadable":
        return ()
    return (*_thresholds(inv), *_persistence(inv, facts, on))


def _thresholds(inv: Investigation) -> Iterator[Interpretation]:
    if inv.test == LUPUS_ANTICOAGULANT:
        return
    sydney = polarity(inv, AplMode.SYDNEY)
    if sydney.verdict != "unreadable":
        yield SYDNEY.says(f"{sydney.verdict}: {sydney.reason}")
    band = band_of(inv)
    if band is not None:
        yield ACR_EULAR.says(_BANDS[band])
    elif range_of(inv) is not None:
        spans = units_of(inv) is not None
        why = (
            "the value may lie in more than one band"
            if spans
            else "the bands are in GPL, MPL or arbitrary units per mL"
        )
        yield ACR_EULAR.says(f"cannot tell: {why}")
    if sydney.low_titre and band == "low":
        yield LOW_TITRE.says("low, below the criteria: not positive")


def _persistence(inv: Investigation, facts: Facts, on: date) -> Iterator[Interpretation]:
    course = antibody_reading(inv.test, facts, on)
    words = course_words(polarity(inv, facts.settings.apl_mode).verdict, course)
    if words:
        rule = TRANSIENCE if course.status is AplStatus.TRANSIENT else PERSISTENCE
        yield rule.says(f"{words[:1].upper()}{words[1:]}", acts=asks(course))


def asks(course: AntibodyReading) -> bool:
    """Whether something is to be done or decided about the antibody."""
    return course.status in (AplStatus.SINGLE_POSITIVE_REPEAT_DUE, AplStatus.PERSISTENTLY_POSITIVE)


def course_words(own_verdict: str, course: AntibodyReading) -> str:
    """What follows from this result together with the others of the same antibody; empty when nothing does."""
    if course.status is AplStatus.PERSISTENTLY_POSITIVE:
        return "persistent: two positives 12 weeks apart"
    if course.status is AplStatus.TRANSIENT:
        return "the earlier positive was transient" if own_verdict == "negative" else "this positive was transient"
    if course.status is not AplStatus.SINGLE_POSITIVE_REPEAT_DUE:
        return ""
    whose = "" if own_verdict == "positive" else "for the earlier positive "
    if course.repeat_due_from is None:
        return f"{whose}a repeat is needed 12 weeks after it; its day is not known"
    return f"{whose}a repeat counts from {in_words(course.repeat_due_from)}"
