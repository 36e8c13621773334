"""Pregnancies and their events in words, kind and exact: she, ended, miscarriage; no counting on after an end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from patients.obstetrics.dates import in_words
from patients.obstetrics.facts import Birth, ComplicationFact, Event, Pregnancy
from patients.obstetrics.gestation import edd_of, gestation_of, in_weeks, span
from patients.obstetrics.values import (
    NON_VISUALISED,
    BirthOutcome,
    CardiacActivity,
    Complication,
    Conception,
    Confirmation,
    EventKind,
    Gametes,
    Management,
    Outcome,
)

OUTCOMES: dict[Outcome, str] = {
    Outcome.LIVE_BIRTH: "Live birth",
    Outcome.STILLBIRTH: "Stillbirth",
    Outcome.MISCARRIAGE: "Miscarriage",
    Outcome.BIOCHEMICAL: "Biochemical loss",
    Outcome.PUL_RESOLVED: "Unknown location, resolved",
    Outcome.PUL_TREATED: "Unknown location, treated",
    Outcome.ECTOPIC: "Ectopic pregnancy",
    Outcome.MOLAR: "Molar pregnancy",
    Outcome.TERMINATION: "Termination",
    Outcome.TERMINATION_ANOMALY: "Ended for fetal anomaly",
    Outcome.TERMINATION_MEDICAL: "Ended for medical reasons",
    Outcome.ONGOING: "Ongoing",
    Outcome.UNKNOWN: "Outcome not known",
}
CONFIRMATIONS: dict[Confirmation, str] = {
    Confirmation.URINE_HCG: "urine hCG",
    Confirmation.SERUM_HCG: "serum hCG",
    Confirmation.ULTRASOUND: "ultrasound",
    Confirmation.HISTOLOGY: "histology",
}
MANAGEMENT: dict[Management, str] = {
    Management.EXPECTANT: "expectant management",
    Management.MEDICAL: "medical management",
    Management.SURGICAL: "surgical management",
    Management.METHOTREXATE: "methotrexate",
    Management.INDUCTION: "induced",
    Management.VAGINAL_BIRTH: "vaginal birth",
    Management.CAESAREAN: "caesarean",
}
COMPLICATIONS: dict[Complication, str] = {
    Complication.PPROM: "membranes ruptured early (PPROM)",
    Complication.SUBCHORIONIC_HAEMATOMA: "subchorionic haematoma",
    Complication.SEVERE_PREECLAMPSIA: "severe pre-eclampsia",
    Complication.PLACENTAL_INSUFFICIENCY_SEVERE: "severe placental insufficiency",
}
CONCEPTION: dict[Conception, str] = {
    Conception.IUI: "IUI",
    Conception.IVF: "IVF",
    Conception.ICSI: "ICSI",
    Conception.FET: "frozen embryo transfer",
}
KINDS: dict[EventKind, str] = {
    EventKind.SCAN: "scan",
    EventKind.BLEED: "bleeding",
    EventKind.ADMISSION: "in hospital",
    EventKind.HCG: "hCG",
    EventKind.PROCEDURE: "procedure",
    EventKind.NOTE: "note",
}
_CARDIAC = {
    CardiacActivity.PRESENT: "cardiac activity",
    CardiacActivity.ABSENT: "no cardiac activity",
    CardiacActivity.NOT_SEEN: "cardiac activity not seen",
}
_MEASURES = (("sac_mm", "gestational sac"), ("yolk_sac_mm", "yolk sac"), ("crl_mm", "CRL"))


TWINS = 2
_MANY = {TWINS: "twins", 3: "triplets", 4: "quadruplets"}
OVERDUE = 21  # days after the due date; no pregnancy goes on for longer


def plain(number: Decimal) -> str:
    """`38`, `1.5`: without the zeros that the column adds."""
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def spoken(value: object) -> str:
    """A word of the record as it reads: `growth_restriction` -> `growth restriction`."""
    return str(value).replace("_", " ")


def ended_words(p: Pregnancy, on: date, today: date) -> str:
    """When it ended, as precisely as it is known.

    The due date of one that has not, but not in a look back: it may have ended since.
    """
    if p.outcome is Outcome.ONGOING:
        return _due_words(p, on) if on >= today else "as of this day"
    return p.ended_on.words if p.ended_on else "date not recorded"


def _due_words(p: Pregnancy, on: date) -> str:
    due = edd_of(p)
    if due is None:
        return "due date not recorded"
    return "how it ended is not recorded" if is_overdue(p, on) else f"due {in_words(due)}"


def in_brief(p: Pregnancy, on: date, today: date) -> str:
    """The line under the outcome: when, then what matters most, at most two things."""
    return "; ".join([ended_words(p, on, today), *[text for text in _brief(p) if text][:2]])


def _brief(p: Pregnancy) -> Iterator[str]:
    if p.outcome in NON_VISUALISED:
        yield f"confirmed by {CONFIRMATIONS[p.confirmed_by]}" if p.confirmed_by else "hCG proof not recorded"
    yield f"{p.loss_type.replace('_', ' ')} loss" if p.loss_type else ""
    yield _children_words(p)
    yield from (complication_words(c) for c in p.complications[:1])
    yield MANAGEMENT[p.management] if p.management else ""


def _children_words(p: Pregnancy) -> str:
    if p.liveborn is None and p.children_alive_now is None:
        return ""
    born = "" if p.liveborn is None else f"{p.liveborn} born alive"
    alive = "" if p.children_alive_now is None else f"{p.children_alive_now} alive now"
    return ", ".join(part for part in (born, alive) if part)


def is_overdue(p: Pregnancy, on: date) -> bool:
    """Recorded as ongoing long after its due date: it has ended, and nobody has recorded how."""
    due = edd_of(p)
    return p.outcome is Outcome.ONGOING and due is not None and on > due + timedelta(days=OVERDUE)


def gestation_words(p: Pregnancy, on: date) -> str:
    """`19+2`, `5 weeks`, `gestation not recorded`; no weeks are counted on after any end."""
    found = gestation_of(p, on)
    if is_overdue(p, on):
        return "end not recorded"
    return found.words if found.bounds else "gestation not recorded"


def at_words(fact: Event | ComplicationFact | Birth) -> str:
    """`9+5`, `9 weeks`; empty when no gestation was typed."""
    at = span(fact.ga_weeks, fact.ga_days)
    if at is None:
        return ""
    return in_weeks(at[0]) if at[0] == at[1] else f"{at[0] // 7} weeks"


def complication_words(fact: ComplicationFact) -> str:
    """`membranes ruptured early (PPROM) at 18+0`."""
    name, at = COMPLICATIONS.get(fact.kind, spoken(fact.kind)), at_words(fact)
    return f"{name} at {at}" if at else name


def event_words(event: Event) -> str:
    """`scan: CRL 24 mm, cardiac activity 179 a minute; free blood in the cavity`."""
    told = ", ".join(part for part in _told(event) if part)
    text = "; ".join(part for part in (told, event.text) if part)
    return f"{KINDS[event.kind]}: {text}" if text else KINDS[event.kind]


def _told(event: Event) -> Iterator[str]:
    for name, words in _MEASURES:
        value = getattr(event, name)
        yield f"{words} {plain(value)} mm" if value is not None else ""
    yield from _seen(event)
    yield _cardiac(event)
    yield f"fluid {event.fluid}" if event.fluid else ""
    yield f"fluid index {plain(event.fluid_index_mm)} mm" if event.fluid_index_mm is not None else ""
    yield f"cervix {plain(event.cervix_mm)} mm" if event.cervix_mm is not None else ""
    yield _haematoma(event)
    yield f"{plain(event.hcg_iu_l)} IU/L" if event.hcg_iu_l is not None else ""


def _seen(event: Event) -> Iterator[str]:
    """What a scan saw and did not see, beside what was measured; what nobody said is left out."""
    yield event.route or ""
    if event.crl_mm is None and event.embryo_seen is not None:
        yield "embryo seen" if event.embryo_seen else "no embryo seen"
    if event.yolk_sac_mm is None and event.yolk_sac_seen is not None:
        yield "yolk sac seen" if event.yolk_sac_seen else "no yolk sac seen"
    yield "empty amnion" if event.empty_amnion else ""


def _cardiac(event: Event) -> str:
    words = _CARDIAC[CardiacActivity(event.cardiac_activity)] if event.cardiac_activity else ""
    if event.heart_rate is None:
        return f"{words} seen" if event.cardiac_activity == CardiacActivity.PRESENT else words
    return f"{words or 'cardiac activity'} {event.heart_rate} a minute"


def _haematoma(event: Event) -> str:
    sides = [plain(side) for side in (event.haematoma_mm, event.haematoma_mm_2) if side is not None]
    return f"haematoma {' x '.join(sides)} mm" if sides else ""


def birth_words(birth: Birth) -> str:
    """`live birth at 38+2, female, 3,120 g, alive now`."""
    parts = [
        _how(birth),
        birth.sex or "",
        f"{birth.weight_g:,} g" if birth.weight_g is not None else "",
        _fate(birth),
    ]
    return ", ".join(part for part in parts if part)


def together_words(p: Pregnancy) -> str:
    """`twins: live birth at 35+2, vanished at 9+1`; `twins, 1 on record: vanished at 9+1` where nothing is told of the
    other, who may be living; empty for one fetus.
    """
    many = max(p.fetus_count or 0, len(p.births))
    if many < TWINS:
        return ""
    words = _MANY.get(many, f"{many} fetuses")
    if 0 < len(p.births) < many:
        words = f"{words}, {len(p.births)} on record"
    return ": ".join(part for part in (words, ", ".join(map(_how, p.births))) if part)


def _how(birth: Birth) -> str:
    at = at_words(birth)
    return f"{spoken(birth.outcome)} at {at}" if at else spoken(birth.outcome)


def _fate(birth: Birth) -> str:
    if birth.outcome is not BirthOutcome.LIVE_BIRTH:
        return ""
    if birth.died_on is not None:
        return f"died {birth.died_on.words}"
    return {True: "alive now", False: "not alive now", None: "whether alive now is not recorded"}[birth.alive_now]


def details(p: Pregnancy) -> Iterator[tuple[str, str]]:
    """What is on record beside outcome and events, as name and value."""
    yield "Conception", " ".join(CONCEPTION.get(p.conception, spoken(p.conception)).split()) if p.conception else ""
    yield "Gametes", spoken(p.gametes) if p.gametes and p.gametes is not Gametes.OWN else ""
    yield "Partner", p.partner or ""
    yield "Confirmed by", CONFIRMATIONS[p.confirmed_by] if p.confirmed_by else _not_confirmed(p)
    size = span(p.size_weeks, p.size_days)
    yield "By size", in_weeks(size[0]) if size and size[0] == size[1] else f"{p.size_weeks} weeks" if size else ""
    yield "Fetuses", str(p.fetus_count) if p.fetus_count is not None else ""
    yield "Management", MANAGEMENT[p.management] if p.management else ""
    yield "Complications", "; ".join(map(complication_words, p.complications))
    yield "Fetal morphology", str(p.fetal_morphology or "")
    yield "Children", _children_words(p)
    yield "Anti-D", spoken(p.anti_d) if p.anti_d else ""


def _not_confirmed(p: Pregnancy) -> str:
    return "not recorded" if p.outcome in NON_VISUALISED | {Outcome.MISCARRIAGE} else ""
