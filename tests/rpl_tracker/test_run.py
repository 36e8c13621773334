"""`make run`: each thing that can go wrong is said with what to do."""

import socket

import pytest

from rpl_tracker import run
from rpl_tracker.embedded.errors import SetupError


@pytest.mark.parametrize("text", ["", "http", "0", "65536", "-1", "80.5", "²"])
def test_port_that_is_none(text):
    with pytest.raises(SetupError, match="make run PORT="):
        run.port_number(text)


def test_port_in_use_is_named_with_another_one():
    with socket.socket() as taken:
        taken.bind((run.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SetupError, match=rf"Port {port} is in use.*PORT=8000"):
            run.check_free(port)
    run.check_free(port)


def test_failed_step_is_named(monkeypatch, tmp_path):
    (tmp_path / "manage.py").write_text("import sys; sys.exit(3)")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SetupError, match=r"`manage.py migrate` failed"):
        run.manage("migrate")
    (tmp_path / "manage.py").write_text("")
    run.manage("migrate")


def test_static_files_are_collected_only_when_they_changed(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "PROJECT", tmp_path)
    collected = []
    monkeypatch.setattr(run, "manage", lambda command: collected.append(command))
    (tmp_path / "requirements.txt").write_text("bootstrap==1")
    for folder in ("staticfiles", "workup/static", "rpl_tracker/accounts/static"):
        (tmp_path / folder).mkdir(parents=True)
    run.collect_static()
    run.collect_static()
    assert len(collected) == 1
    (tmp_path / "rpl_tracker/accounts/static/page.js").write_text("1")
    run.collect_static()
    (tmp_path / "requirements.txt").write_text("bootstrap==2")
    run.collect_static()
    assert len(collected) == 3


def test_given_database_is_said_to_hold_the_data(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://app@db/rpl")
    assert run.start_database() == "in the database that DATABASE_URL names"


def test_welcome_names_address_sign_in_and_data(monkeypatch, tmp_path):
    monkeypatch.setenv("RPL_TRACKER_DATA", str(tmp_path))
    assert "createsuperuser" in run.welcome(8001, "in /somewhere")
    (tmp_path / run.SIGN_IN).write_text("Sign in as anna, password xyz.\n")
    words = run.welcome(8001, "in /somewhere")
    for part in ("http://localhost:8001", "Sign in as anna, password xyz.", "The data lie in /somewhere."):
        assert part in words
    assert "127.0.0.1" not in words  # passkeys refuse an address made of numbers
