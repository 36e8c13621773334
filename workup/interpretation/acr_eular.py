"""ACR/EULAR 2023 classification criteria of antiphospholipid syndrome: domain-logic.md, 4.2.

An entry criterion, then points: the highest item of each of six clinical and two laboratory domains. What is not
recorded leaves a range of points; only when the whole range decides is a result said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

from patients.obstetrics.interpreted import Mark
from patients.obstetrics.values import Complication, ConditionCode
from workup.checklist.facts import Facts
from workup.checklist.words import test_label
from workup.interpretation.apl import AplStatus, antibody_reading
from workup.interpretation.criteria import Classification, Finding, Input, Points, every, some
from workup.interpretation.days import Days
from workup.interpretation.intervals import apart
from workup.interpretation.loss_events import SIXTEEN_WEEKS, THIRTY_FOUR_WEEKS, early_losses, fetal_death, placental
from workup.interpretation.polarity import LUPUS_ANTICOAGULANT
from workup.interpretation.recorded import low_platelets, recorded
from workup.interpretation.titre import HIGH, MODERATE
from workup.interpretation.titres import persists_at, positive_days, undecided

NAME = "ACR/EULAR 2023"
SOURCE = "ACR/EULAR 2023 criteria, ash-sap.org/view-large/12526482; weights wjgnet.com v12/i2/103837-T1; PMC10967298"
ENTRY = "Entry: a clinical criterion and a positive antibody within 3 years of it"
VENOUS, ARTERIAL, MICROVASCULAR = "1 Venous thrombosis", "2 Arterial thrombosis", "3 Microvascular"
OBSTETRIC, VALVE, BLOOD = "4 Obstetric", "5 Heart valve", "6 Platelets, lowest 20 to 130 x 10^9/L"
LUPUS, SOLID_PHASE = "7 Lupus anticoagulant", "8 Anticardiolipin, anti-beta2-glycoprotein I (persistent)"
REMARK = "An item does not count if another explanation is equally or more likely: that is the clinician's to judge"

_NEEDED, _YEARS = 3, 3
_IGG, _IGM = ("acl_igg", "ab2gpi_igg"), ("acl_igm", "ab2gpi_igm")
_DOCUMENTED = {True: "documented", False: "none", None: "cannot tell"}
Score = Callable[..., int]


def acr_eular(facts: Facts, on: date) -> Classification:
    """The criteria, by facts as they were on the day `on`, always with the bands of ACR/EULAR."""
    clinical, laboratory = _clinical(facts, on), _laboratory(facts, on)
    entry = _entry(clinical, facts, on)
    points, lab_points = _total(clinical), _total(laboratory)
    met = every([entry.met, _enough(points), _enough(lab_points)])
    inputs = (Input(ENTRY, entry), *clinical, *laboratory)
    return Classification(NAME, SOURCE, Mark.SEEN, met, inputs, (REMARK,), points, lab_points)


def _total(domains: Iterable[Input]) -> Points:
    given = [one.points for one in domains if one.points is not None]
    return sum(low for low, _ in given), sum(high for _, high in given)


def _enough(points: Points) -> bool | None:
    low, high = points
    return True if low >= _NEEDED else False if high < _NEEDED else None


def points_of(score: Score, answers: Sequence[bool | None]) -> Points:
    """The fewest and the most points over everything that unknown answers can be."""
    choices = [(False, True) if answer is None else (answer,) for answer in answers]
    given = [score(*combination) for combination in product(*choices)]
    return min(given), max(given)


def _domain(name: str, score: Score, *findings: Finding) -> Input:
    """One domain; it is met when it surely has points."""
    points = points_of(score, [one.met for one in findings])
    settled = points[0] == points[1]
    met = True if points[0] > 0 else False if points[1] == 0 else None
    told = tuple(word for one in findings for word in one.told)
    missing = () if settled else tuple(word for one in findings for word in one.missing)
    when = tuple(day for one in findings if one.met for day in one.when)
    perhaps = tuple(possible for one in findings for possible in one.possible)
    return Input(name, Finding(met, told, missing, when, perhaps), points)


def _clinical(facts: Facts, on: date) -> tuple[Input, ...]:
    def asked(code: ConditionCode) -> Finding:
        return recorded(facts, on, code)

    def profile(code: ConditionCode) -> Finding:
        return replace(asked(code), when=())  # it weighs a thrombosis and is no event

    return (
        _domain(VENOUS, _venous, asked(ConditionCode.PERSONAL_VTE), profile(ConditionCode.VTE_HIGH_RISK_PROFILE)),
        _domain(
            ARTERIAL, _arterial, asked(ConditionCode.ARTERIAL_THROMBOSIS), profile(ConditionCode.CVD_HIGH_RISK_PROFILE)
        ),
        _domain(
            MICROVASCULAR,
            _microvascular,
            asked(ConditionCode.APS_MICROVASCULAR_SUSPECTED),
            asked(ConditionCode.APS_MICROVASCULAR_ESTABLISHED),
        ),
        _domain(OBSTETRIC, _obstetric, *_pregnancies(facts, on)),
        _domain(
            VALVE, _valve, asked(ConditionCode.HEART_VALVE_THICKENING), asked(ConditionCode.HEART_VALVE_VEGETATION)
        ),
        _domain(BLOOD, lambda low: 2 * low, low_platelets(facts, on)),
    )


def _pregnancies(facts: Facts, on: date) -> tuple[Finding, ...]:
    return (
        early_losses(facts, on, SIXTEEN_WEEKS),
        fetal_death(facts, on, SIXTEEN_WEEKS, THIRTY_FOUR_WEEKS, morphology=False),
        placental(facts, on, frozenset({Complication.SEVERE_PREECLAMPSIA})),
        placental(facts, on, frozenset({Complication.PLACENTAL_INSUFFICIENCY_SEVERE})),
    )


def _venous(thrombosis: bool, high_risk: bool) -> int:
    return (1 if high_risk else 3) if thrombosis else 0


def _arterial(thrombosis: bool, high_risk: bool) -> int:
    return (2 if high_risk else 4) if thrombosis else 0


def _microvascular(suspected: bool, established: bool) -> int:
    return 5 if established else 2 if suspected else 0


def _obstetric(early: bool, fetal: bool, preeclampsia: bool, insufficiency: bool) -> int:
    if preeclampsia and insufficiency:
        return 4
    if preeclampsia or insufficiency:
        return 3
    return 1 if early or fetal else 0


def _valve(thickening: bool, vegetation: bool) -> int:
    return 4 if vegetation else 2 if thickening else 0


def _laboratory(facts: Facts, on: date) -> tuple[Input, ...]:
    return _lupus(facts, on), _solid_phase(facts, on)


def _lupus(facts: Facts, on: date) -> Input:
    """Once is a point, also when it was transient; persistent five."""
    reading = antibody_reading(LUPUS_ANTICOAGULANT, facts, on)
    found = {
        AplStatus.PERSISTENTLY_POSITIVE: (5, 5),
        AplStatus.SINGLE_POSITIVE_REPEAT_DUE: (1, 5 if reading.repeat_status_open else 1),
        AplStatus.TRANSIENT: (1, 1),
        AplStatus.NEGATIVE: (0, 0),
    }
    points = found.get(reading.status, (0, 5))
    met = True if points[0] else False if not points[1] else None
    told = f"{test_label(LUPUS_ANTICOAGULANT)}: {reading.status.replace('_', ' ')}"
    missing = () if points[0] == points[1] else (test_label(LUPUS_ANTICOAGULANT),)
    return Input(LUPUS, Finding(met, (told,), missing), points)


def _solid_phase(facts: Facts, on: date) -> Input:
    high, moderate = ([_persists(test, level, facts, on) for test in _IGG] for level in (HIGH, MODERATE))
    igm = [_persists(test, MODERATE, facts, on) for test in _IGM]
    return _domain(SOLID_PHASE, _solid_phase_points, *high, *moderate, *igm)


def _solid_phase_points(
    acl_high: bool, ab2gpi_high: bool, acl: bool, ab2gpi: bool, acl_igm: bool, ab2gpi_igm: bool
) -> int:
    if acl_high and ab2gpi_high:
        return 7
    if acl_high or ab2gpi_high:
        return 5
    if acl or ab2gpi:
        return 4
    return 1 if acl_igm or ab2gpi_igm else 0


def _persists(test: str, level: Decimal, facts: Facts, on: date) -> Finding:
    met = persists_at(test, level, facts, on)
    told = (f"{test_label(test)} {level} units or more, persistent",) if met else ()
    return Finding(met, told, (f"{test_label(test)}, in units",) if met is None else ())


def _entry(clinical: tuple[Input, ...], facts: Facts, on: date) -> Finding:
    """A documented clinical criterion, and a positive antibody within three years of it."""
    documented = some(one.finding.met for one in clinical)
    positives = positive_days(facts, on)
    met = _near(clinical, positives, facts, on) if documented is True else documented
    told = (
        f"clinical criterion: {_DOCUMENTED[documented]}",
        f"positive antibody: {len(positives)} result{'' if len(positives) == 1 else 's'}",
    )
    return Finding(met, told, () if met is not None else ("date of a clinical criterion, or of a positive antibody",))


def _near(clinical: tuple[Input, ...], positives: tuple[Days, ...], facts: Facts, on: date) -> bool | None:
    """What is not recorded could still be near: another criterion, another event, another antibody."""
    events = [day for one in clinical if one.finding.met for day in one.finding.when]
    near = apart(events, positives, 0, _YEARS)
    unknown = undecided(facts, on) or _untested(facts, on) or any(one.finding.met is None for one in clinical)
    perhaps = (possible.when for one in clinical for possible in one.finding.perhaps)
    open_ = unknown or apart(perhaps, positives, 0, _YEARS) is not False
    return None if near is False and open_ else near


def _untested(facts: Facts, on: date) -> bool:
    tests = (LUPUS_ANTICOAGULANT, *_IGG, *_IGM)
    unknown = (AplStatus.NOT_TESTED, AplStatus.INDETERMINATE)
    return any(antibody_reading(test, facts, on).status in unknown for test in tests)
