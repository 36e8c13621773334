"""Everything on her page, prepared: one look at the record becomes words, counts and a picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from patients.models import Partner as StoredPartner
from patients.models import Pregnancy as StoredPregnancy
from patients.obstetrics.bodies import Definition
from patients.obstetrics.dates import in_words
from patients.obstetrics.definitions import DefinitionResult, judge
from patients.obstetrics.interpreted import Interpretation
from rpl_tracker.accounts.roles import Permission
from workup.checklist.as_of import facts_on
from workup.checklist.evaluate import evaluate
from workup.checklist.facts import Facts
from workup.checklist.findings import Checklist
from workup.guidelines import Guideline
from workup.interpretation.apl import read_apl
from workup.interpretation.prognosis import Prognosis, idiopathic_by, prognosis_of
from workup.interpretation.thyroid import antithyroid_without_result
from workup.stored import Rows
from workup.views.looking import Look
from workup.views.presenters.actions import Actions
from workup.views.presenters.alerts import Alert, alerts_of
from workup.views.presenters.antibodies import antibodies_in_words
from workup.views.presenters.classification import block_of
from workup.views.presenters.completeness import Cells, cells_of
from workup.views.presenters.definitions import Other, leading, other_of, others, short_name
from workup.views.presenters.findings import Glance, Group, Row, glance_of, groups_of, rows_of
from workup.views.presenters.lanes import Lane, Scale, lane_of, legend_of, scale_of
from workup.views.presenters.links import Links
from workup.views.presenters.next_steps import Case, Step, next_steps
from workup.views.presenters.record import Asked, Drug, Person, Word, asked_of, decisions_of, drugs_of, people_of
from workup.views.presenters.results import (
    Day,
    Page,
    Waiting,
    anchors_of,
    days_of,
    tests_of,
    waiting_of,
    with_repeats_ahead,
)
from workup.views.presenters.stories import Count, Story, counts_of, story_of
from workup.views.presenters.timeline import Timeline, timeline_of
from workup.views.presenters.why import explained

_ANTIBODIES = "antiphospholipid"


@dataclass(frozen=True, slots=True)
class Edition:
    """The guideline that the page is by; `signed_off` says by whom, empty when nobody has."""

    key: str
    title: str
    name: str
    edition: str
    revision: str
    gaps: str
    signed_off: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The pregnancies as rows of a picture, and as text; the definitions without a column as text alone."""

    names: tuple[str, ...]
    scale: Scale
    rows: tuple[tuple[Lane, tuple[Count, ...]], ...]
    legend: list[tuple[str, str]]
    stories: tuple[Story, ...]
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Her page. `checklist`: the findings, of which everything else here tells."""

    checklist: Checklist
    edition: Edition
    alerts: tuple[Alert, ...]
    prognosis: Prognosis | None
    glance: Glance
    completeness: Cells | None
    steps: list[Step]
    picture: Picture
    timeline: Timeline | None
    groups: list[Group]
    to_do: int
    all: int
    waiting: tuple[Waiting, ...]
    days: list[Day]
    results: int
    drugs: list[Drug]
    asked: list[Asked]
    people: list[Person]
    decisions: list[Word]
    notices: tuple[Interpretation, ...]


def overview_of(
    facts: Facts, rows: Rows, look: Look, links: Links, *, only_to_do: bool = False, why: bool = True
) -> Overview:
    """Everything on the page, as the record was on the day of the look. `why`: with what each finding rests on."""
    on, then = look.on, facts_on(facts, look.on)
    page = Page(then, rows, links, on, look.guideline)
    checklist = evaluate(then, look.guideline, on)
    actions = _actions(rows, links, look.guideline)
    shown = rows_of(checklist, actions, anchors_of(then))
    shown = explained(checklist.findings, shown, look.guideline) if why else shown
    waiting, days = with_repeats_ahead(waiting_of(page), checklist.findings), days_of(page)
    case = Case(checklist, then.pregnancies, waiting, actions, short_name(look.guideline))
    return Overview(
        checklist=checklist,
        edition=_edition(look.guideline, look.signed_off),
        alerts=alerts_of(then),
        prognosis=_prognosis(then, checklist, look, links),
        glance=glance_of(checklist, shown),
        completeness=cells_of(checklist.completeness),
        steps=next_steps(case),
        picture=_picture(then, rows, links, look),
        timeline=timeline_of(then, checklist.findings, on, look.today),
        groups=_groups(checklist, shown, then, on, only_to_do=only_to_do),
        to_do=sum(row.to_do for row in shown),
        all=len(shown),
        waiting=waiting,
        days=days,
        results=tests_of(days),
        drugs=drugs_of(page),
        asked=asked_of(page),
        people=people_of(page),
        decisions=list(decisions_of(page)),
        notices=_notices(then),
    )


def _prognosis(then: Facts, checklist: Checklist, look: Look, links: Links) -> Prognosis | None:
    """For clinicians; None for others, and where nothing on file speaks of her."""
    if not links.may(Permission.DECISIONS):
        return None
    found = prognosis_of(then, look.on, idiopathic_by(checklist, short_name(look.guideline)))
    return found if found.figures or found.withheld else None


def _actions(rows: Rows, links: Links, guideline: Guideline) -> Actions:
    pregnancies = {row.number: row.pk for row in rows.all(StoredPregnancy)}
    partners = {row.label: row.pk for row in rows.all(StoredPartner)}
    return Actions(links, guideline, pregnancies, partners)


def _edition(guideline: Guideline, signed_off: str) -> Edition:
    revision = guideline.revision
    return Edition(
        key=guideline.key,
        title=guideline.title,
        name=short_name(guideline),
        edition=guideline.edition_in_words,
        revision=f"revision {revision.number}, {in_words(revision.dated)}",
        gaps="; ".join(guideline.gaps),
        signed_off=signed_off,
    )


def _picture(then: Facts, rows: Rows, links: Links, look: Look) -> Picture:
    on = look.on
    keys = (look.guideline.key, look.clinics_own)
    results = [(d.short, _judged(then, d, on)) for d in leading(*keys)]
    scale = scale_of(then.pregnancies, on)
    stored = {row.number: row for row in rows.all(StoredPregnancy)}
    lanes = [(lane_of(p, scale, on, look.today), counts_of(p.number, results)) for p in then.pregnancies]
    told = zip(then.pregnancies, lanes, strict=True)
    stories = (story_of(p, counts, stored.get(p.number), rows, links, look, then) for p, (_, counts) in told)
    names = tuple(name for name, _ in results)
    unseen = tuple(other_of(d, _judged(then, d, on)) for d in others(*keys))
    return Picture(names, scale, tuple(lanes), legend_of(lane for lane, _ in lanes), tuple(stories), unseen)


def _judged(then: Facts, definition: Definition, on: date) -> DefinitionResult:
    reason = then.early_workup_reason
    return judge(definition.name, then.pregnancies, on, guideline_key=definition.key, early_workup=reason)


def _groups(checklist: Checklist, shown: list[Row], then: Facts, on: date, *, only_to_do: bool) -> list[Group]:
    notes = {_ANTIBODIES: antibodies_in_words(read_apl(then, on))}
    groups = [_with_classification(group, then, on) for group in groups_of(checklist.findings, shown, notes)]
    if not only_to_do:
        return groups
    kept = (replace(group, rows=tuple(row for row in group.rows if row.to_do)) for group in groups)
    return [group for group in kept if group.rows]


def _with_classification(group: Group, then: Facts, on: date) -> Group:
    return replace(group, classification=block_of(then, on)) if group.key == _ANTIBODIES else group


def _notices(then: Facts) -> tuple[Interpretation, ...]:
    """What is said of the record as a whole, whether or not there is a result to stand beside."""
    said = antithyroid_without_result(then)
    return () if said is None else (said,)
