"""pytest plugin: after a test in the browser only what holds rows is emptied.

Django truncates every table and then makes its permissions anew, which takes longer than many a test. Rows are the same
afterwards: none, but for content types and permissions. Tests of tables and rights still get Django's own way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import TransactionTestCase

from rpl_tracker.embedded import roles

STAY = {"django_content_type", "auth_permission", "django_migrations"}
_in_browser = False


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    global _in_browser
    _in_browser = item.get_closest_marker("browser") is not None


@pytest.fixture(scope="session", autouse=True)
def _empties_quickly() -> Any:
    flush: Callable[[TransactionTestCase], None] = TransactionTestCase._fixture_teardown
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: empty() if _in_browser else flush(self))
        yield


def empty() -> None:
    """Waits for whoever still writes, as TRUNCATE does, and removes every row of every table of the application."""
    known = connection.settings_dict
    place = {"host": known["HOST"] or known["OPTIONS"].get("host"), "port": known["PORT"], "dbname": known["NAME"]}
    tables = sorted(set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - STAY)
    with psycopg.connect(user=roles.ADMIN, **place) as admin:
        admin.execute("SET LOCAL session_replication_role = replica")  # no trigger: history is emptied as well
        admin.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE")
        asked = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in tables)
        for (name,) in admin.execute(asked).fetchall():
            admin.execute(f"DELETE FROM {name}")
