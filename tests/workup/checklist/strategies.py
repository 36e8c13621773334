"""Any record that can be stored, sensible or not, for property tests of the checklist."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from patients.obstetrics.values import (
    Comparator,
    ConditionCode,
    DecisionKind,
    InvestigationStatus,
    MedicationClass,
    ResultWord,
    Smoking,
    Subject,
)
from tests.facts import TODAY
from tests.patients.obstetrics.strategies import PARTIAL, maybe, pregnancies
from workup.catalogue import allowed_words, tests
from workup.catalogue.items import items
from workup.checklist.facts import Condition, Decision, Facts, Investigation, Lifestyle, Medication, Partner

DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
LABELS = ("P1", "P2")
TESTS = sorted(test for test in tests())
KARYOTYPES = ("46,XX", "47,XX,+16", "45,XX,rob(13;14)(q10;q10)", "46,XX,der(22)t(11;22)(q23.3;q11.2)")
# The tests that most rules look at, so that random records meet on them.
OFTEN = (
    "la_interp",
    "acl_igg",
    "acl_igm",
    "apl_panel",
    "ps_free",
    "pc_clot",
    "tsh",
    "hba1c",
    "us3d",
    "tvus",
    "karyo_poc",
)

numbers = st.decimals(min_value=0, max_value=200, places=1)
numbered = st.integers(min_value=1, max_value=3)


def whose(draw, subjects):
    """Subject with the label or number that it needs."""
    subject = draw(st.sampled_from(sorted(subjects)))
    return {
        "subject": subject,
        "partner": draw(st.sampled_from(LABELS)) if subject is Subject.PARTNER else None,
        "pregnancy": draw(numbered) if subject is Subject.TISSUE else None,
    }


def said(draw, test):
    """A word that the test allows, a number with or without limits, or both."""
    words = sorted(allowed_words(test)) or sorted(ResultWord)
    word = draw(maybe(st.sampled_from(words)))
    number = draw(maybe(numbers))
    text = draw(st.sampled_from(KARYOTYPES)) if number is None and draw(st.booleans()) else ""
    return {
        "word": word,
        "number": number,
        "value": text or ("" if number is None else str(number)),
        "comparator": draw(maybe(st.sampled_from(Comparator))) if number is not None else None,
        "unit": draw(st.sampled_from(["", "GPL", "MPL", "U/mL"])),
        "lower_limit": draw(maybe(st.just(Decimal(20)))),
        "upper_limit": draw(maybe(st.just(Decimal(60)))),
    }


@st.composite
def investigations(draw):
    test = tests()[draw(st.sampled_from(OFTEN) | st.sampled_from(TESTS))]
    status = draw(st.sampled_from([InvestigationStatus.FINAL] * 4 + list(InvestigationStatus)))
    result = said(draw, test) if status is InvestigationStatus.FINAL else {}
    return Investigation(
        test=test.key,
        status=status,
        ordered_on=draw(maybe(DAYS)),
        collected_on=draw(maybe(PARTIAL)) if status is not InvestigationStatus.ORDERED else None,
        heparin_neutralised=draw(maybe(st.booleans())),
        **whose(draw, test.subjects),
        **result,
    )


@st.composite
def medications(draw):
    kind = draw(st.sampled_from(MedicationClass))
    return Medication(str(kind), kind, "", draw(maybe(PARTIAL)), draw(maybe(PARTIAL)))


@st.composite
def conditions(draw):
    code = draw(st.sampled_from(ConditionCode))
    return Condition(code, draw(st.booleans()), draw(maybe(st.sampled_from(LABELS))), draw(maybe(PARTIAL)))


@st.composite
def decisions(draw):
    item = items()[draw(st.sampled_from(sorted(items())))]
    kind, on = draw(st.sampled_from(DecisionKind)), draw(DAYS)
    whom = whose(draw, [item.subject])
    review = draw(DAYS) if kind is DecisionKind.DEFERRED else None
    return Decision(
        item.key, kind, "her wish", on, partner=whom["partner"], pregnancy=whom["pregnancy"], review_on=review
    )


lifestyles = st.builds(
    Lifestyle,
    height_cm=maybe(st.just(Decimal(165))),
    weight_kg=maybe(st.just(Decimal(60))),
    measured_on=maybe(DAYS),
    smoking=maybe(st.sampled_from(Smoking)),
    alcohol_units_per_week=maybe(st.just(Decimal(0))),
)


@st.composite
def partners(draw):
    return tuple(
        Partner(label, draw(maybe(DAYS)), draw(maybe(DAYS)), draw(maybe(st.booleans())), draw(lifestyles))
        for label in LABELS[: draw(st.integers(0, 2))]
    )


@st.composite
def records(draw):
    """A whole patient."""
    return Facts(
        mrn="R1",
        clinic="test",
        recorded_by=TODAY,
        lifestyle=draw(lifestyles),
        partners=draw(partners()),
        conditions=tuple(draw(st.lists(conditions(), max_size=5))),
        medications=tuple(draw(st.lists(medications(), max_size=3))),
        pregnancies=tuple(draw(pregnancies(number)) for number in range(1, draw(st.integers(1, 4)))),
        investigations=tuple(draw(st.lists(investigations(), max_size=8))),
        decisions=tuple(draw(st.lists(decisions(), max_size=4))),
    )


editions = st.sampled_from(["eshre-2022", "rcog-gtg17-2023", "asrm-rpl-2012"])
