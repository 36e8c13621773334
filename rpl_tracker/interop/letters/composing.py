"""The draft of the letter to the referring doctor, from what is on record; it is edited before it is final."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from patients.models import Patient
from patients.obstetrics.dates import in_words
from rpl_tracker.interop.letters.summary import unsaid
from workup.checklist.findings import Status
from workup.views.overview import Overview
from workup.views.presenters.banner import Banner
from workup.views.presenters.findings import Row
from workup.views.presenters.results import Waiting
from workup.views.presenters.stories import Story

_DONE = frozenset({Status.DONE})
_OPEN = frozenset({Status.MISSING, Status.PARTIAL, Status.REPEAT_DUE, Status.REPEAT_NOT_YET, Status.NOT_INTERPRETABLE})
_DECIDED = frozenset({Status.DECLINED, Status.ELSEWHERE, Status.NOT_APPLICABLE, Status.DEFERRED})


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that the letter is composed from."""

    patient: Patient
    banner: Banner
    overview: Overview
    on: date

    @property
    def rows(self) -> list[Row]:
        """Every finding, in the order of the page."""
        return [row for group in self.overview.groups for row in group.rows]


def draft_of(seen: Seen) -> str:
    """Plain text: paragraphs between blank lines, lines of a list begin with "- "."""
    return "\n\n".join(part for part in _paragraphs(seen) if part)


def _paragraphs(seen: Seen) -> Iterator[str]:
    yield _opening(seen.patient)
    yield _pregnancies(seen)
    yield _definitions(seen.banner)
    yield _list("What has been done:", (_said(row) for row in _with(seen, _DONE)))
    yield _list("What is still open:", (_said(row) for row in _with(seen, _OPEN)))
    yield _list("Decided together:", (_said(row) for row in _with(seen, _DECIDED)))
    yield _list("Results awaited:", (_awaited(waiting) for waiting in seen.overview.waiting))


def _opening(patient: Patient) -> str:
    referred = f", referred to us on {in_words(patient.referred_on)}" if patient.referred_on else ""
    first = f" She was first seen here on {in_words(patient.first_seen_on)}." if patient.first_seen_on else ""
    return f"We write about {patient.given_names} {patient.family_name}{referred}.{first}"


def _pregnancies(seen: Seen) -> str:
    stories = seen.overview.picture.stories
    if not stories:
        return "No pregnancy is recorded yet."
    title = f"Her pregnancies ({seen.banner.us}, US form; {seen.banner.uk}, UK form):"
    return _list(title, (_story(story) for story in stories))


def _story(story: Story) -> str:
    return "; ".join(part for part in (f"{story.number}. {story.title}: {story.when}", story.together) if part)


def _definitions(banner: Banner) -> str:
    told = (f"{verdict.guideline}: {verdict.words.lower()} ({verdict.counts})" for verdict in banner.verdicts)
    return _list("Recurrent pregnancy loss by definition:", told)


def _with(seen: Seen, statuses: frozenset[Status]) -> list[Row]:
    return [row for row in seen.rows if row.status in statuses]


def _said(row: Row) -> str:
    """`TSH: done, normal. TSH, 1 Mar 2024, 12 mIU/L (0.4-4.0)`: nothing that the evidence says is said before it."""
    evidence = "; ".join(line.words for line in row.evidence)
    parts = (f"{row.label}: {row.chip.word.lower()}", unsaid(row.reason, evidence), evidence)
    return ". ".join(part.rstrip(".") for part in parts if part)


def _awaited(waiting: Waiting) -> str:
    whose = f" ({waiting.whose})" if waiting.whose else ""
    return f"{waiting.test}{whose}: {waiting.state.lower()}, {waiting.since}"


def _list(title: str, lines: Iterable[str]) -> str:
    told = [f"- {line}" for line in lines]
    return "\n".join([title, *told]) if told else ""
