"""Whichever command comes first finds its tables; without a database, or with an empty one, it says what to do."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from rpl_tracker.embedded import roles
from rpl_tracker.embedded.cluster import Cluster
from rpl_tracker.embedded.environment import OWNER_COMMANDS
from rpl_tracker.embedded.errors import database_advice
from rpl_tracker.embedded.places import PROJECT
from rpl_tracker.embedded.tables import applied, on_disk
from tests.database import remove_cluster

DEMO = PROJECT / "rpl_tracker" / "interop" / "demo"


@pytest.fixture
def data():
    """A data folder that does not exist yet; what is made in it is removed."""
    folder = Path("/tmp") / f"rpl-first-{os.getpid()}-{time.monotonic_ns()}"
    yield folder
    remove_cluster(Cluster(folder / "postgres"))
    shutil.rmtree(folder)


def manage(data: Path, *words: str, **more: str) -> "subprocess.Popen[str]":
    named = {"DATABASE_URL": "", "RPL_TRACKER_DATA": str(data), "DJANGO_SETTINGS_MODULE": "rpl_tracker.settings.demo"}
    command = [sys.executable, "manage.py", *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=PROJECT, env=os.environ | named | more, stdout=pipe, stderr=pipe, text=True)


def test_first_commands_in_a_new_folder_make_the_tables_once_and_do_their_work(data):
    together = [manage(data, "workup", "A1"), manage(data, "refresh_checklists", "--check")]
    said = [done.communicate() for done in together]
    assert [done.returncode for done in together] == [1, 0], said
    assert "There is no clinic yet" in said[0][1]
    assert "0 patients checked" in said[1][0]
    cluster = Cluster(data / "postgres")
    assert on_disk() <= applied(cluster)

    with psycopg.connect(cluster.url(roles.OWNER)) as connection:  # as a pull does that brings a migration
        connection.execute("DROP TABLE interop_upload, interop_letter, interop_letterevent")
        connection.execute("DELETE FROM django_migrations WHERE app = 'interop'")
    imported = manage(data, "import_records", str(DEMO), "--create-clinic", "--dry-run", "--format", "json")
    out, _ = imported.communicate()
    assert imported.returncode == 0
    assert json.loads(out)["ok"], "nothing but the document is on stdout"
    assert on_disk() <= applied(cluster)


def test_every_app_with_migrations_is_known():
    assert {app for app, _ in on_disk()} == {"accounts", "audit", "patients", "workup", "interop"}


def test_commands_about_migrations_migrate_nothing_themselves():
    assert {"migrate", "makemigrations", "showmigrations", "sqlmigrate"} <= OWNER_COMMANDS


def test_a_database_that_is_not_reached_is_said_in_words():
    done = manage(Path("/nowhere"), "refresh_checklists", DATABASE_URL="postgres://nobody@localhost:1/none")
    _, err = done.communicate()
    assert done.returncode == 1
    assert "The database that DATABASE_URL names is not reached." in err
    assert "Traceback" not in err


def caused(cause: Exception) -> Exception:
    error = RuntimeError()
    error.__cause__ = cause
    return error


@pytest.mark.parametrize("missing", [psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn])
def test_a_database_without_the_tables_is_said_in_words(missing):
    assert "manage.py migrate" in (database_advice(caused(missing("relation does not exist"))) or "")


@pytest.mark.parametrize("cause", [psycopg.errors.UniqueViolation("twice"), ValueError("no"), None])
def test_any_other_error_is_left_alone(cause):
    assert database_advice(caused(cause) if cause else RuntimeError("no cause")) is None
