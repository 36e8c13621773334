"""Who needs something, and what: over a whole clinic, from the stored findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Case, Count, Exists, F, Min, OrderBy, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from patients.fields import latest_day
from patients.models import Patient
from patients.obstetrics.values import InvestigationStatus
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.together import Question, any_of, ask_together, given
from workup.models import ChecklistPeriod, Finding, Investigation

PAGE = 50
SHAPES = 32  # of filters whose SQL is kept; most people use three or four

STATES: dict[str, Q] = {
    "missing": Q(missing__gt=0),
    "repeat_due": Q(repeat_due__gt=0),
    "outstanding": Q(outstanding__gt=0),
    "review": Q(review__gt=0),
    "ready": Q(open=0, outstanding=0, review=0, repeat_due=0, asked__gt=0),
}
# Which findings a state speaks of, when the list is narrowed to one item.
FINDINGS: dict[str, Q] = {
    "missing": Q(status="missing"),
    "repeat_due": Q(status="repeat_due", open_order=False),
    "outstanding": Q(status="ordered") | Q(open_order=True),
    "review": Q(review_due=True),
    "ready": Q(status="done"),
}
# Women whose clinic's definition is met, cannot be told, or was overruled.
SCOPE = Q(met=True) | Q(met__isnull=True) | Q(overruled=True)
NEEDS = Q(status__in=("missing", "repeat_due", "repeat_not_yet", "ordered")) | Q(open_order=True) | Q(review_due=True)
VISIT, NAME, WAITING, MISSING = SORTS = ("visit", "name", "waiting", "missing")
NOBODY = 0
OPEN = (InvestigationStatus.ORDERED, InvestigationStatus.COLLECTED)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the address of the page narrows the list to."""

    state: str | None = None
    item: str | None = None
    clinician: int | None = None  # NOBODY: not assigned yet
    rest: bool = False  # the women whose definition is not met
    sort: str = VISIT


@dataclass(slots=True)
class Row:
    """One patient on the worklist."""

    period: ChecklistPeriod
    needs: list[Finding] = field(default_factory=list)
    waiting: list[Investigation] = field(default_factory=list)

    @property
    def patient(self) -> Patient:
        return self.period.patient


def periods(clinic: Any, on: Any) -> QuerySet[ChecklistPeriod]:
    """Each patient's checklist in numbers, as it is on the day."""
    return ChecklistPeriod.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=on), clinic=clinic, valid_from__lte=on
    )


def counts(clinic: Clinic, on: date, wanted: Filter, basis: str) -> Mapping[str, int]:
    """Women per state, plus `all`, `rest`, `stale` (resting on another edition or setting than `basis`), and `shown`
    (those of the filter); one query."""
    return _numbers(ask_together(_counted(_shape(wanted)).about(**_values(clinic, on, wanted), basis=basis))[0])


def counts_and_first(
    clinic: Clinic, on: date, wanted: Filter, basis: str
) -> tuple[Mapping[str, int], list[ChecklistPeriod]]:
    """The `counts`, and the first page of what is `matching`; one journey."""
    shape, values = _shape(wanted), _values(clinic, on, wanted)
    numbers, first = ask_together(_counted(shape).about(**values, basis=basis), _first_page(shape).about(**values))
    return _numbers(numbers), first


def matching(clinic: Clinic, on: date, wanted: Filter) -> QuerySet[ChecklistPeriod]:
    """The rows of a filter, in its order."""
    return _matching(wanted, clinic=clinic, on=on, item=wanted.item, clinician=wanted.clinician)


def _matching(shape: Filter, *, clinic: Any, on: Any, item: Any, clinician: Any) -> QuerySet[ChecklistPeriod]:
    return in_order(periods(clinic, on).filter(_narrowed(shape, on, item, clinician)), on, shape.sort)


def _shape(wanted: Filter) -> Filter:
    """The filter without its item and its clinician: there are few of these, and each has its SQL."""
    item, clinician = ("" if wanted.item is not None else None), wanted.clinician and NOBODY + 1
    return replace(wanted, item=item, clinician=clinician)


def _values(clinic: Clinic, on: date, wanted: Filter) -> dict[str, Any]:
    return {"clinic": clinic.pk, "on": on, "item": wanted.item, "clinician": wanted.clinician}


@lru_cache(maxsize=SHAPES)
def _counted(shape: Filter) -> Question:
    return Question(lambda: periods(given("clinic"), given("on")).values("clinic").annotate(**_tallies(shape)))


@lru_cache(maxsize=SHAPES)
def _first_page(shape: Filter) -> Question:
    values = {name: given(name) for name in ("clinic", "on", "item", "clinician")}
    return Question(lambda: _matching(shape, **values)[:PAGE])


def _tallies(shape: Filter) -> dict[str, Count]:
    shown = _narrowed(shape, given("on"), given("item"), given("clinician"))
    asked = {"all": SCOPE, "rest": ~SCOPE, "stale": ~Q(basis=given("basis")), "shown": shown}
    asked |= {state: SCOPE & narrowed for state, narrowed in STATES.items()}
    return {f"n_{name}": Count("pk", filter=q) for name, q in asked.items()}


def _numbers(found: list[dict[str, int]]) -> dict[str, int]:
    """Of a clinic without patients nothing is found."""
    names = ("all", "rest", "stale", "shown", *STATES)
    return {name: found[0][f"n_{name}"] if found else 0 for name in names}


def _narrowed(shape: Filter, on: Any, item: Any, clinician: Any) -> Q:
    narrowed = ~SCOPE if shape.rest else SCOPE
    if shape.state is not None:
        narrowed &= STATES[shape.state]
    if shape.item is not None:
        found = findings_on(on).filter(_of(shape), patient=OuterRef("patient"), item=item)
        narrowed &= Q(Exists(found))
    if shape.clinician is not None:
        narrowed &= Q(patient__assigned_to=None if shape.clinician == NOBODY else clinician)
    return narrowed


def fill(page: Iterable[ChecklistPeriod], on: date) -> list[Row]:
    """A page of rows with what each woman needs; one journey, whatever the page."""
    rows = {period.patient_id: Row(period) for period in page}
    needs, waiting = ask_together(_NEEDS.about(patients=list(rows), on=on), _WAITING.about(patients=list(rows)))
    for finding in needs:
        rows[finding.patient_id].needs.append(finding)
    for sent in waiting:
        rows[sent.patient_id].waiting.append(sent)
    return list(rows.values())


_NEEDS = Question(lambda: findings_on(given("on")).filter(NEEDS, patient__in=any_of("patients")).order_by("order"))
_WAITING = Question(
    lambda: (
        Investigation.objects.valid()
        .filter(patient__in=any_of("patients"), status__in=OPEN)
        .order_by("ordered_on", "pk")
    )
)


def findings_on(on: Any) -> QuerySet[Finding]:
    """The stored findings that hold on the day."""
    return Finding.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on), valid_from__lte=on)


def _of(wanted: Filter) -> Q:
    return FINDINGS[wanted.state] if wanted.state is not None else NEEDS


def in_order(rows: QuerySet[ChecklistPeriod], on: Any, sort: str = VISIT) -> QuerySet[ChecklistPeriod]:
    """By next visit, the result that is outstanding longest, or the number missing; those who are equal by name."""
    by_name = ("patient__family_name", "patient__given_names", "patient_id")
    return rows.select_related("patient__assigned_to").order_by(*_first(sort, on), *by_name)


def _first(sort: str, on: Any) -> list[OrderBy]:
    if sort == WAITING:
        return [_waiting_since()]
    return {VISIT: [_visit(on)], MISSING: [F("missing").desc()]}.get(sort, [])


def _visit(on: Any) -> OrderBy:
    coming = Case(When(patient__next_visit_on__gte=on, then=F("patient__next_visit_on")), default=None)
    return coming.asc(nulls_last=True)


def _waiting_since() -> OrderBy:
    """The day of the oldest order or sample without a result; one without any day comes after those with one."""
    waiting = Investigation.objects.valid().filter(patient=OuterRef("patient"), status__in=OPEN)
    sent = Coalesce(latest_day("collected_on"), F("ordered_on"))
    oldest = waiting.order_by().values("patient").annotate(day=Min(sent)).values("day")
    return Case(When(outstanding__gt=0, then=Subquery(oldest)), default=None).asc(nulls_last=True)
