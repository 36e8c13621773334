"""What the journeys share: a clinician at her keyboard, and the demo clinic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.interop.demo_clinic import demo_records
from rpl_tracker.interop.importing import import_records
from tests.journeys.counting import Counting
from tests.journeys.hands import Hands
from tests.journeys.looks import Looks
from tests.records import a_clinic, a_user


@pytest.fixture
def hands(page: Page) -> Hands:
    return Hands(page)


@pytest.fixture
def at_desk(page: Page) -> Iterator[Counting]:
    """Somebody with keys and a pointer, whose pages neither jump nor weigh much."""
    counting = Counting(page)
    yield counting
    counting.watching.nothing_jumped()
    counting.watching.pages_are_light()


@pytest.fixture
def in_hand(phone: Page) -> Iterator[Counting]:
    """The same with a phone: taps and letters."""
    counting = Counting(phone, phone=True)
    yield counting
    counting.watching.nothing_jumped()
    counting.watching.pages_are_light()


@pytest.fixture(params=["at_desk", "in_hand"])
def anywhere(request: pytest.FixtureRequest, browser: Browser, live_server: Any) -> Counting:
    """A journey that is walked twice."""
    counting: Counting = request.getfixturevalue(request.param)
    return counting


@pytest.fixture
def demo() -> Clinic:
    """The demo clinic, read from its folder."""
    clinic = a_clinic("demo", name="Demo clinic")
    by = a_user(clinic, username="importer", last_name="Ines Okafor")
    report = import_records(demo_records(today(clinic)), clinic=clinic, by=by, dry_run=False)
    assert report.ok
    return clinic


@pytest.fixture
def looks(page: Page, axe: Callable[..., None]) -> Looks:
    return Looks(page, axe)
