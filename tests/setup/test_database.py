"""The tests' own database: one for all workers, gone afterwards, whatever happened."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import database

ROOT = Path(__file__).resolve().parents[2]
NOTE = """
import os
from pathlib import Path

def note():
    with open(os.environ["NOTES"], "a") as notes:
        print(os.environ["RPL_TEST_CLUSTER"], os.environ["DATABASE_URL"], file=notes)

def test_one():
    note()

def test_two():
    note()
    assert {last}
"""


def run(tmp_path, last: str, *options: str):
    """A pytest of its own in a folder of its own, with our plugin; its exit status and what its tests saw."""
    (tmp_path / "test_it.py").write_text(NOTE.format(last=last))
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    process = start(tmp_path, *options)
    process.communicate(timeout=120)
    return process.returncode, (tmp_path / "notes").read_text().splitlines()


def start(tmp_path, *options: str) -> subprocess.Popen:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "RPL_", "DATABASE"))}
    env |= {"NOTES": str(tmp_path / "notes"), "DJANGO_SETTINGS_MODULE": ""}
    words = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.database",
        "-p",
        "no:django",
        "-p",
        "no:randomly",
        "--rootdir",
        str(tmp_path),
    ]
    words += ["-c", str(tmp_path / "pytest.ini"), *options, str(tmp_path / "test_it.py")]
    return subprocess.Popen(words, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.parametrize(("last", "status"), [("True", 0), ("False", 1)])
def test_removed_at_the_end_also_after_a_failure(tmp_path, last, status):
    code, seen = run(tmp_path, last)
    assert code == status
    folder = Path(seen[0].split()[0])
    assert not folder.exists()
    assert not Path(seen[0].partition("host=")[2].partition("&")[0]).exists()


def test_workers_share_one(tmp_path):
    code, seen = run(tmp_path, "True", "-n", "2")
    assert code == 0
    assert len(seen) == 2
    assert len(set(seen)) == 1
    assert not Path(seen[0].split()[0]).exists()


def test_next_run_removes_what_a_killed_one_left(tmp_path):
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_it.py").write_text(NOTE.format(last="__import__('time').sleep(60)"))
    process = start(tmp_path)
    notes = tmp_path / "notes"
    deadline = time.monotonic() + 60
    while not (notes.exists() and notes.read_text().count("\n") == 2):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    folder = Path(notes.read_text().split()[0])
    database.sweep()
    assert folder.exists(), "a run that is under way keeps its database"
    process.send_signal(signal.SIGKILL)
    process.wait()
    database.sweep()
    assert not folder.exists()


def test_this_run_uses_a_database_of_its_own():
    assert os.environ["DATABASE_URL"].startswith("postgres://rpl_owner@/rpl_tracker?host=")
    assert Path(os.environ[database.STARTED]).name.startswith(database.PREFIX)
    assert os.environ["RPL_TRACKER_DATA"].startswith(os.environ[database.STARTED])
