"""Who needs something, and what: over a whole clinic, from the stored findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Greatest, Upper

from patients.models import Patient
from patients.obstetrics.values import InvestigationStatus
from rpl_tracker.accounts.models import Clinic
from workup.models import ChecklistPeriod, Finding, Investigation

PAGE = 50
SIMILAR = 0.4

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
NEEDS = Q(status__in=("missing", "repeat_due", "repeat_not_yet", "ordered")) | Q(open_order=True) | Q(review_due=True)
OPEN = (InvestigationStatus.ORDERED, InvestigationStatus.COLLECTED)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the address of the page narrows the list to."""

    state: str | None = None
    item: str | None = None
    clinician: int | None = None
    rest: bool = False  # the women whose definition is not met


@dataclass(slots=True)
class Row:
    """One patient on the worklist."""

    period: ChecklistPeriod
    needs: list[Finding] = field(default_factory=list)
    waiting: list[Investigation] = field(default_factory=list)

    @property
    def patient(self) -> Patient:
        return self.period.patient


def periods(clinic: Clinic, on: date) -> QuerySet[ChecklistPeriod]:
    """Each patient's checklist in numbers, as it is on the day."""
    return ChecklistPeriod.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=on), clinic=clinic, valid_from__lte=on
    )


def in_scope(rows: QuerySet[ChecklistPeriod], *, rest: bool) -> QuerySet[ChecklistPeriod]:
    """Women whose clinic's definition is met, cannot be told, or was overruled; or the rest."""
    counted = Q(met=True) | Q(met__isnull=True) | Q(overruled=True)
    return rows.filter(~counted if rest else counted)


def counts(clinic: Clinic, on: date) -> Mapping[str, int]:
    """Women per state, plus `all`, `rest` and `stale` (computed for another edition than the clinic's default)."""
    scope = Q(met=True) | Q(met__isnull=True) | Q(overruled=True)
    wanted = {"all": scope, "rest": ~scope, "stale": ~Q(guideline=clinic.default_guideline)}
    wanted |= {state: scope & narrowed for state, narrowed in STATES.items()}
    numbers = periods(clinic, on).aggregate(**{f"n_{name}": Count("pk", filter=q) for name, q in wanted.items()})
    return {name: numbers[f"n_{name}"] for name in wanted}


def matching(clinic: Clinic, on: date, wanted: Filter) -> QuerySet[ChecklistPeriod]:
    """The rows of a filter; who comes next is first, then by name."""
    rows = in_scope(periods(clinic, on), rest=wanted.rest)
    if wanted.state is not None:
        rows = rows.filter(STATES[wanted.state])
    if wanted.item is not None:
        rows = rows.filter(Exists(_findings(on).filter(_of(wanted), patient=OuterRef("patient"), item=wanted.item)))
    if wanted.clinician is not None:
        rows = rows.filter(patient__assigned_to=wanted.clinician)
    return _in_order(rows, on)


def found(clinic: Clinic, on: date, text: str) -> QuerySet[ChecklistPeriod]:
    """Patients by part of a name or MRN; the nearest names when nothing fits. All of the clinic's, whatever is met."""
    rows = periods(clinic, on)
    exact = rows
    for word in text.split():
        exact = exact.filter(_contains(word))
    return _in_order(exact, on) if exact.exists() else _similar(rows, text)


def fill(page: Iterable[ChecklistPeriod], on: date) -> list[Row]:
    """A page of rows with what each woman needs; two queries, whatever the page."""
    rows = {period.patient_id: Row(period) for period in page}
    for finding in _findings(on).filter(NEEDS, patient__in=rows).order_by("order"):
        rows[finding.patient_id].needs.append(finding)
    waiting: dict[int, list[Investigation]] = defaultdict(list)
    for sent in Investigation.objects.valid().filter(patient__in=rows, status__in=OPEN).order_by("ordered_on", "pk"):
        waiting[sent.patient_id].append(sent)
    for patient_id, row in rows.items():
        row.waiting = waiting[patient_id]
    return list(rows.values())


def _findings(on: date) -> QuerySet[Finding]:
    return Finding.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on), valid_from__lte=on)


def _of(wanted: Filter) -> Q:
    return FINDINGS[wanted.state] if wanted.state is not None else NEEDS


def _in_order(rows: QuerySet[ChecklistPeriod], on: date) -> QuerySet[ChecklistPeriod]:
    coming = Case(When(patient__next_visit_on__gte=on, then=F("patient__next_visit_on")), default=None)
    return rows.select_related("patient__assigned_to").order_by(
        coming.asc(nulls_last=True), "patient__family_name", "patient__given_names", "patient_id"
    )


def _contains(word: str) -> Q:
    return (
        Q(patient__family_name__icontains=word)
        | Q(patient__given_names__icontains=word)
        | Q(patient__mrn__icontains=word)
    )


def _similar(rows: QuerySet[ChecklistPeriod], text: str) -> QuerySet[ChecklistPeriod]:
    likeness = Greatest(
        TrigramWordSimilarity(text.upper(), Upper("patient__family_name")),
        TrigramWordSimilarity(text.upper(), Upper("patient__given_names")),
    )
    near = rows.annotate(likeness=likeness).filter(likeness__gte=SIMILAR)
    return near.select_related("patient__assigned_to").order_by("-likeness", "patient__family_name", "patient_id")
