"""Short ways to write a patient's facts in a test: days as text, everything else as in the facts."""

from datetime import date
from decimal import Decimal

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.values import Comparator, MedicationClass, Outcome, ResultWord, Subject
from workup.checklist.facts import AplMode, ClinicSettings, Facts, Investigation, Medication

ON = date(2026, 11, 21)


def day(text: str) -> date:
    return date.fromisoformat(text)


def partial(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)


def facts(*invs, pregnancies=(), medications=(), mode=AplMode.SYDNEY, recorded_by=ON) -> Facts:
    return Facts(
        mrn="A1",
        clinic="main",
        recorded_by=recorded_by,
        pregnancies=tuple(pregnancies),
        medications=tuple(medications),
        investigations=tuple(invs),
        settings=ClinicSettings(apl_mode=mode),
    )


def sample(test, collected=None, value=None, word=None, **more) -> Investigation:
    """`value` as reported: `62`, `<40`; `word` of the laboratory."""
    comparator, number = _number(value)
    return Investigation(
        test=test,
        subject=more.pop("subject", Subject.PATIENT),
        collected_on=partial(collected),
        comparator=comparator,
        number=number,
        value=value or "",
        word=None if word is None else ResultWord(word),
        lower_limit=_decimal(more.pop("lower", None)),
        upper_limit=_decimal(more.pop("upper", None)),
        **more,
    )


def _number(value):
    text = (value or "").lstrip("<>=")
    sign = (value or "")[: len(value or "") - len(text)]
    plain = text.replace(".", "", 1).isdigit()
    return (Comparator(sign) if sign else None), (Decimal(text) if plain else None)


def _decimal(text):
    return None if text is None else Decimal(text)


def taken(kind, start=None, stop=None, name="the tablets") -> Medication:
    return Medication(name=name, kind=MedicationClass(kind), started_on=partial(start), stopped_on=partial(stop))


def pregnancy(outcome="miscarriage", ended=None, number=1, **more) -> Pregnancy:
    """`lmp`, `edd`, `transfer_date` as text."""
    days = {name: day(more.pop(name)) for name in ("lmp", "edd", "transfer_date") if name in more}
    return Pregnancy(number=number, outcome=Outcome(outcome), ended_on=partial(ended), **days, **more)
