"""A patient with anything in every field that the facts have, read off the classes: a new field is never forgotten.

`strategies.py` draws records on which the rules meet; this draws what the database could hold, however odd.
"""

from dataclasses import fields
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.facts import Birth, ComplicationFact, Event, Pregnancy
from patients.obstetrics.values import AntiD, CardiacActivity, Fluid, Subject
from tests.facts import TODAY
from tests.patients.obstetrics.strategies import KEYS, PARTIAL, maybe
from tests.workup.checklist.strategies import KARYOTYPES, LABELS, OFTEN, TESTS
from workup.catalogue.items import items
from workup.checklist.facts import (
    ClinicSettings,
    Condition,
    Decision,
    Facts,
    Investigation,
    Lifestyle,
    Medication,
    Partner,
)
from workup.checklist.uterine import Fibroid, UterineFindings
from workup.interpretation.figo import FIGO_PATTERN
from workup.interpretation.ucv import UCV_PATTERN

ITEMS = sorted(items())
NUMBERS = st.integers(0, 45)
AMOUNTS = st.decimals(min_value=0, max_value=300, places=1)
WORDS = st.sampled_from(["", "1:160", "see report", "arr(16)x3", "2 < 3 & \u2265 4", *KARYOTYPES])
DATES = st.dates(date(1985, 1, 1), date(2028, 12, 31)) | st.just(date.min) | st.just(date.max)
PARTS = PARTIAL | st.just(PartialDate(1, 1, 1)) | st.just(PartialDate(9999)) | st.just(PartialDate(9999, 12, 31))


def anything(kind, **known):
    """Every field of a class by its type, blanks and defaults included; `known` where the type says too little."""
    st.register_type_strategy(int, NUMBERS)
    st.register_type_strategy(str, WORDS)
    st.register_type_strategy(Decimal, AMOUNTS)
    st.register_type_strategy(date, DATES)
    st.register_type_strategy(PartialDate, PARTS)
    return st.builds(kind, **{field.name: ... for field in fields(kind)} | known)


def for_any_record(*strategies):
    """`given`; what fails is shown as it was drawn, since to make so large a record smaller takes minutes."""
    hurry = settings(
        deadline=None,
        max_examples=40,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
    return lambda test: hurry(given(*strategies)(test))


def some(strategy, most):
    return st.lists(strategy, max_size=most).map(tuple)


def whose():
    """Subject with its label or number, as the database demands."""
    return st.one_of(
        st.just({"subject": Subject.PATIENT, "partner": None, "pregnancy": None}),
        st.sampled_from(LABELS).map(lambda label: {"subject": Subject.PARTNER, "partner": label, "pregnancy": None}),
        st.integers(1, 4).map(lambda number: {"subject": Subject.TISSUE, "partner": None, "pregnancy": number}),
    )


EVENTS = anything(Event, cardiac_activity=maybe(st.sampled_from(CardiacActivity)), fluid=maybe(st.sampled_from(Fluid)))


def a_pregnancy(number):
    return anything(
        Pregnancy,
        number=st.just(number),
        partner=maybe(st.sampled_from(LABELS)),
        override_for=some(st.sampled_from(KEYS), 2),
        births=some(anything(Birth), 2),
        complications=some(anything(ComplicationFact), 2),
        events=some(EVENTS, 2),
        anti_d=maybe(st.sampled_from(AntiD)),
        began_between=st.none(),  # never stored
    )


def investigations():
    tests = st.sampled_from(OFTEN) | st.sampled_from(TESTS)
    fibroids = some(anything(Fibroid, figo=st.from_regex(FIGO_PATTERN, fullmatch=True)), 2)
    code = st.just("") | st.from_regex(UCV_PATTERN, fullmatch=True)
    uterus = anything(UterineFindings, ucv=code, fibroids=fibroids)
    return whose().flatmap(
        lambda of: anything(
            Investigation, test=tests, uterus=maybe(uterus), **{name: st.just(value) for name, value in of.items()}
        )
    )


@st.composite
def whole_records(draw):
    """A whole patient, every field of every part of her record drawn."""
    pregnancies = [draw(a_pregnancy(number)) for number in range(1, draw(st.integers(0, 4)) + 1)]
    partners = [
        draw(anything(Partner, label=st.just(label), lifestyle=anything(Lifestyle)))
        for label in LABELS[: draw(st.integers(0, 2))]
    ]
    decisions = anything(
        Decision,
        item=st.sampled_from(ITEMS),
        partner=maybe(st.sampled_from(LABELS)),
        pregnancy=maybe(st.integers(1, 4)),
    )
    return draw(
        anything(
            Facts,
            recorded_by=st.just(TODAY),
            lifestyle=anything(Lifestyle),
            partners=st.just(tuple(partners)),
            conditions=some(anything(Condition, partner=maybe(st.sampled_from(LABELS))), 4),
            medications=some(anything(Medication), 3),
            pregnancies=st.just(tuple(pregnancies)),
            investigations=some(investigations(), 6),
            decisions=some(decisions, 3),
            settings=anything(ClinicSettings),
        )
    )
