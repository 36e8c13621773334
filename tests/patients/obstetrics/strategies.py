"""Any pregnancy that can be stored, sensible or not, for property tests."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.facts import Birth, ComplicationFact, Event, Pregnancy
from patients.obstetrics.values import (
    BirthOutcome,
    Complication,
    Confirmation,
    CountOverride,
    EventKind,
    Outcome,
)

DAYS = st.dates(date(2015, 1, 1), date(2027, 12, 31))
PARTIAL = st.builds(
    lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]), DAYS, st.integers(min_value=1, max_value=3)
)
KEYS = ("eshre-2022", "rcog-gtg17-2023", "asrm-rpl-2012")


def for_all(*given_args, **given_kwargs):
    """`given` without a time limit for one example: a slow machine is no failure of a rule."""
    unhurried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    return lambda test: unhurried(given(*given_args, **given_kwargs)(test))


def maybe(strategy):
    return st.none() | strategy


@st.composite
def gestations(draw, longest=44):
    """Weeks and days, weeks alone, or neither."""
    week = draw(maybe(st.integers(0, longest)))
    return {"ga_weeks": week, "ga_days": None if week is None else draw(maybe(st.integers(0, 6)))}


@st.composite
def births(draw):
    outcomes = draw(st.lists(st.sampled_from(BirthOutcome), max_size=3))
    return tuple(
        Birth(
            order,
            outcome,
            alive_now=draw(maybe(st.booleans())),
            died_on=draw(maybe(PARTIAL)),
            **draw(gestations()),
        )
        for order, outcome in enumerate(outcomes, start=1)
    )


@st.composite
def pregnancies(draw, number=1):
    outcome = draw(st.sampled_from(Outcome))
    return Pregnancy(
        number=number,
        outcome=outcome,
        lmp=draw(maybe(DAYS)),
        edd=draw(maybe(DAYS)),
        transfer_date=draw(maybe(DAYS)),
        embryo_age_days=draw(maybe(st.integers(0, 7))),
        ended_on=None if outcome is Outcome.ONGOING else draw(maybe(PARTIAL)),
        confirmed_by=draw(maybe(st.sampled_from(Confirmation))),
        liveborn=draw(maybe(st.integers(0, 3))),
        children_alive_now=draw(maybe(st.integers(0, 3))),
        births=draw(births()),
        events=tuple(
            Event(EventKind.SCAN, on=draw(maybe(PARTIAL)), **draw(gestations())) for _ in range(draw(st.integers(0, 2)))
        ),
        complications=tuple(
            ComplicationFact(Complication.PPROM, **draw(gestations())) for _ in range(draw(st.integers(0, 1)))
        ),
        count_override=draw(maybe(st.sampled_from(CountOverride))),
        override_reason="as the referring clinician saw it",
        override_for=tuple(draw(st.sets(st.sampled_from(KEYS)))),
        **draw(gestations()),
    )


@st.composite
def histories(draw, longest=6):
    """Up to six numbered pregnancies, in any order."""
    numbers = draw(st.permutations(range(1, draw(st.integers(0, longest)) + 1)))
    return [draw(pregnancies(number)) for number in numbers]
