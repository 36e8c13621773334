"""What all tests share: database tests act as the application's role, so that the whole suite proves its rights."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.backends.signals import connection_created

from rpl_tracker.embedded import roles


@pytest.fixture(autouse=True)
def _as_the_application(request: pytest.FixtureRequest) -> None:
    """Inside the test's transaction the database sees `rpl_app`, not the owner of the tables.

    Tests that need the owner (migrations, rights themselves) take the fixture `as_owner`.
    """
    uses_database = "db" in request.fixturenames or request.node.get_closest_marker("django_db") is not None
    if not uses_database or _commits(request):
        return
    request.getfixturevalue("db")
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {roles.APP}")


@pytest.fixture
def as_owner(db: None) -> None:
    """The owner of the tables, until the end of the test."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


@pytest.fixture(scope="session", autouse=True)
def _pages_as_the_application() -> Iterator[None]:
    """The live server's threads connect as `rpl_app`; the test's own thread sets up and cleans up as the owner."""

    def become(connection: Any, **_: object) -> None:
        if threading.current_thread() is not threading.main_thread():
            with connection.cursor() as cursor:
                cursor.execute(f"SET SESSION ROLE {roles.APP}")

    connection_created.connect(become)
    yield
    connection_created.disconnect(become)


def _commits(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    asked = marker is not None and bool(marker.kwargs.get("transaction") or (marker.args and marker.args[0]))
    return asked or not {"transactional_db", "live_server", "django_db_reset_sequences"}.isdisjoint(
        request.fixturenames
    )
