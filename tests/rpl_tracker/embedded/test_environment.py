"""Which role which command connects as, and whose database."""

import pytest

from rpl_tracker.embedded import environment, roles
from rpl_tracker.embedded.errors import SetupError


@pytest.fixture(autouse=True)
def _no_database_named(monkeypatch):
    # setenv first, so that the variable is put back after a test that makes the code set it
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "rpl_tracker.settings.demo")


@pytest.fixture
def started(monkeypatch):
    """The roles for which a server was started."""
    asked = []
    monkeypatch.setattr(environment, "start", lambda role: asked.append(role) or f"postgres://{role}@/started")
    return asked


def url() -> str | None:
    return environment.os.environ.get("DATABASE_URL")


@pytest.mark.parametrize(
    ("command", "role"),
    [("migrate", roles.OWNER), ("createcachetable", roles.OWNER), ("shell", roles.APP), ("import_records", roles.APP)],
)
def test_every_command_starts_the_server_in_its_role(started, command, role):
    environment.ensure_database(["manage.py", command, "--verbosity", "0"])
    assert started == [role]
    assert url() == f"postgres://{role}@/started"


def test_no_command_at_all_is_the_applications(started):
    environment.ensure_database(["manage.py"])
    assert started == [roles.APP]


def test_given_database_is_used_and_nothing_started(started, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://app@db/rpl")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgres://owner@db/rpl")
    environment.ensure_database(["manage.py", "shell"])
    assert (started, url()) == ([], "postgres://app@db/rpl")
    environment.ensure_database(["manage.py", "migrate"])
    assert (started, url()) == ([], "postgres://owner@db/rpl")


def test_given_database_without_an_owner_migrates_as_given(started, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://both@db/rpl")
    environment.ensure_database(["manage.py", "migrate"])
    assert (started, url()) == ([], "postgres://both@db/rpl")


@pytest.mark.parametrize(
    "words", [["--settings=rpl_tracker.settings.production"], ["--settings", "rpl_tracker.settings.production"]]
)
def test_production_never_gets_an_embedded_database(started, words):
    environment.ensure_database(["manage.py", "check", *words])
    assert (started, url()) == ([], "")


def test_production_in_the_environment_neither(started, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "rpl_tracker.settings.production")
    environment.ensure_database(["manage.py", "check"])
    assert started == []


def test_what_cannot_be_started_ends_with_advice(monkeypatch):
    def fail(role):
        raise SetupError("The disk is full: free some space.")

    monkeypatch.setattr(environment, "start", fail)
    with pytest.raises(SystemExit, match="free some space"):
        environment.ensure_database(["manage.py", "migrate"])
