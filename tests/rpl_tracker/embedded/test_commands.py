"""`python -m rpl_tracker.embedded`: by hand, on a folder of the test's own."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rpl_tracker.embedded import errors


@pytest.fixture
def by_hand(tmp_path):
    data = Path("/tmp") / f"rpl-by-hand-{os.getpid()}-{time.monotonic_ns()}"

    def run(*words):
        env = os.environ | {"RPL_TRACKER_DATA": str(data)}
        module = [sys.executable, "-m", "rpl_tracker.embedded", *words]
        return subprocess.run(module, env=env, capture_output=True, text=True, check=False)

    yield run
    run("stop")
    socket = run("exec", "sh", "-c", "echo $DATABASE_URL").stdout.partition("host=")[2].partition("&")[0]
    run("stop")
    shutil.rmtree(socket or data, ignore_errors=True)
    shutil.rmtree(data)


def test_start_status_exec_stop(by_hand):
    assert "There is no database yet" in by_hand("status").stdout
    assert "No database was running" in by_hand("stop").stdout
    assert "is running" in by_hand("start").stdout
    where = by_hand("where").stdout.strip()
    assert f"running; data in {where}" in by_hand("status").stdout
    seen = by_hand("exec", "sh", "-c", "echo $DATABASE_URL $DATABASE_OWNER_URL").stdout
    assert "postgres://rpl_app@" in seen
    assert "postgres://rpl_owner@" in seen
    assert "is stopped" in by_hand("stop").stdout
    assert f"stopped; data in {where}" in by_hand("status").stdout


@pytest.mark.parametrize("words", [[], ["go"], ["stop", "now"], ["exec"]])
def test_anything_else_shows_what_there_is(words):
    module = [sys.executable, "-m", "rpl_tracker.embedded", *words]
    done = subprocess.run(module, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "start|stop|status|where" in done.stderr


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("initdb: error: could not write: No space left on device", "The disk is full"),
        ("FATAL:  could not create shared memory segment: ...", "shared memory"),
        ("something new", "set DATABASE_URL"),
    ],
)
def test_advice_for_what_is_known_and_what_is_not(output, words):
    assert words in errors.advice(output)
