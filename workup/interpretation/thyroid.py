"""Thyroid results: which limit was used, overt or subclinical, TPO, a drug without a result (domain-logic.md, 6.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from patients.obstetrics.interpreted import Interpretation
from patients.obstetrics.values import InvestigationStatus, MedicationClass, Subject
from workup.checklist.facts import Facts, Investigation
from workup.checklist.words import joined
from workup.interpretation.exposures import medications_of
from workup.interpretation.interference import readability
from workup.interpretation.published import Published, own, recalled, seen
from workup.interpretation.ranges import finite, range_of
from workup.interpretation.reading import Reading, reading_of

_JES = "J Endocr Soc 2018;2(6):533 (academic.oup.com/jes/article/2/6/533/4990778)"
LIMIT = seen("TSH upper limit", "TSH; the clinic's limit, else the printed one, else 4.0 mIU/L", _JES)
OVERT = seen("Overt hypothyroidism", "TSH above its limit; free T4 of the same day", _JES)
SUBCLINICAL = seen("Subclinical hypothyroidism", "TSH above its limit; free T4 of the same day", _JES)
REFLEX = own("Free T4 after a TSH outside its limits", "TSH; free T4 of the same day")
TEN = recalled("TSH of 10 or more", "TSH", "American Thyroid Association, text on pregnancy")
OLD_TARGET = seen(
    "TSH limit of 2.5", "TSH between 2.5 and 4.0; the clinic's limit", "PMC4615921; staffsites.sohag-univ.edu.eg 10225"
)
TPO = recalled("TPO antibodies", "TPO against the laboratory's limit; TSH of the same day", "TABLET and T4LIFE trials")
ANTITHYROID = own("Antithyroid drug without a thyroid result", "medication; TSH and free T4")
RULES: tuple[Published, ...] = (LIMIT, OVERT, SUBCLINICAL, REFLEX, TEN, OLD_TARGET, TPO, ANTITHYROID)

_PUBLISHED, _OLDER, _TEN = Decimal("4.0"), Decimal("2.5"), Decimal(10)
# In upper case, of which a micro sign becomes a Greek letter.
_UNITS = frozenset({"", "M[IU]/L", "MIU/L", "U[IU]/ML", "UIU/ML", "ΜIU/ML", "MU/L", "UU/ML"})
_FREE_T4 = frozenset({"ft4", "ft4_si"})


@dataclass(frozen=True, slots=True)
class Limit:
    """The upper limit of TSH that was used, in mIU/L, and whose it is."""

    value: Decimal
    whose: str


def limit_of(tsh: Investigation, facts: Facts) -> Limit:
    """The clinic's own limit when it is set, else the one printed with the result, else the published 4.0."""
    if facts.settings.tsh_upper is not None:
        return Limit(facts.settings.tsh_upper, "set by this clinic")
    printed = finite(tsh.upper_limit)
    if printed is not None:
        return Limit(printed, "printed with the result")
    return Limit(_PUBLISHED, "published; no other is on record")


def read_thyroid(inv: Investigation, facts: Facts, on: date) -> tuple[Interpretation, ...]:
    """Beside a TSH or a TPO antibody of the woman."""
    if inv.subject is not Subject.PATIENT or readability(inv, facts, on).verdict == "unreadable":
        return ()
    if inv.test == "tsh":
        return tuple(_tsh(inv, facts))
    return tuple(_tpo(inv, facts)) if inv.test == "tpo" else ()


def _tsh(inv: Investigation, facts: Facts) -> Iterator[Interpretation]:
    values, limit = range_of(inv), limit_of(inv, facts)
    if values is None:
        return
    if inv.unit.strip().upper() not in _UNITS and limit.whose != "printed with the result":
        yield LIMIT.says(f"Cannot tell: the limit of {limit.value} mIU/L ({limit.whose}) is in another unit")
        return
    above, lower = values.above(limit.value), finite(inv.lower_limit)
    named = f"{limit.value} ({limit.whose})"
    if above is None:
        yield LIMIT.says(f"Cannot tell: the value may lie on either side of {named}")
        return
    yield LIMIT.says(f"{'Above' if above else 'Not above'} {named}")
    yield from _old_target(inv, limit)
    if above and values.above(_TEN, or_equal=True):
        yield TEN.says("10 mIU/L or more: in this text overt whatever the free T4", acts=True)
    if above or (lower is not None and values.below(lower)):
        yield _with_free_t4(inv, facts, high=above)


def _old_target(inv: Investigation, limit: Limit) -> Iterator[Interpretation]:
    values = range_of(inv)
    between = values is not None and values.above(_OLDER) and values.above(_PUBLISHED) is False
    if between and limit.value == _OLDER:
        yield OLD_TARGET.says("2.5 is an older target before conception; no benefit was shown for 2.5 to 4.0 mIU/L")


def _with_free_t4(tsh: Investigation, facts: Facts, *, high: bool) -> Interpretation:
    """What TSH and free T4 of one day add up to."""
    free = [row for row in _same_day(tsh, facts) if row.test in _FREE_T4]
    if not free:
        words = "Outside its limits: a free T4 of the same day is not on record"
        return REFLEX.says(f"{words}{_of_another_day(facts)}", acts=True)
    if not high:
        return REFLEX.says("Below its limit, with a free T4 of the same day on record")
    sides = {_side(row) for row in free}
    if "low" in sides:
        return OVERT.says("TSH high and free T4 low: overt hypothyroidism by this definition", acts=True)
    if sides == {"normal"}:
        return SUBCLINICAL.says("TSH high and free T4 normal: subclinical by this definition", acts=True)
    if sides == {"high"}:
        return REFLEX.says("TSH high and free T4 high: neither overt nor subclinical hypothyroidism", acts=True)
    return SUBCLINICAL.says("Cannot tell: the free T4 of the same day cannot be compared with its limits", acts=True)


def _of_another_day(facts: Facts) -> str:
    """Which free T4 is on record and was not used: only one of the same sample is read together with a TSH."""
    others = [row for row in _hers(facts) if row.test in _FREE_T4]
    days = dict.fromkeys(row.collected_on.words if row.collected_on else "an unknown day" for row in others)
    if not days:
        return ""
    return f"; that of {joined(days)} was not used, because it is not known to be of the day of this TSH"


def _side(row: Investigation) -> str:
    """Low, high or normal against the limits printed with it; `open` when they do not decide."""
    values, lower, upper = range_of(row), finite(row.lower_limit), finite(row.upper_limit)
    if values is not None and lower is not None and values.below(lower):
        return "low"
    if values is not None and upper is not None and values.above(upper):
        return "high"
    return "normal" if reading_of(row) == "normal" and (values is None or lower is not None) else "open"


def _same_day(inv: Investigation, facts: Facts) -> list[Investigation]:
    """Her other final results of the same full date."""
    day = inv.collected_on.exact if inv.collected_on else None
    return [row for row in _hers(facts) if day is not None and row.collected_on and row.collected_on.exact == day]


def _hers(facts: Facts) -> Iterator[Investigation]:
    """Her own final results."""
    rows = (row for row in facts.investigations if row.subject is Subject.PATIENT)
    return (row for row in rows if row.status is InvestigationStatus.FINAL)


def _tpo(inv: Investigation, facts: Facts) -> Iterator[Interpretation]:
    reading: Reading = reading_of(inv)
    if reading == "not_read":
        yield TPO.says("Cannot tell: the cut-off is the assay's own, and none was reported")
    if reading != "abnormal":
        return
    tsh = [values for row in _same_day(inv, facts) if row.test == "tsh" and (values := range_of(row)) is not None]
    if not tsh:
        yield TPO.says("Above the laboratory's limit; no TSH of the same day is on record", acts=True)
    elif all(values.above(_PUBLISHED) is False for values in tsh):
        yield TPO.says(
            "Positive, TSH up to 4: inform her, check TSH again in pregnancy; levothyroxine was not shown to help",
            acts=True,
        )
    else:
        yield TPO.says("Positive", acts=True)


def antithyroid_without_result(facts: Facts) -> Interpretation | None:
    """Said of the record as a whole: an antithyroid drug is on the list and no TSH or free T4 result is."""
    drugs = [exposure.words for exposure in medications_of(facts, MedicationClass.ANTITHYROID)]
    if not drugs or any(row.test in (_FREE_T4 | {"tsh"}) for row in _hers(facts)):
        return None
    return ANTITHYROID.says(f"{'; '.join(drugs)}: no TSH or free T4 result is on record", acts=True)
