"""The scripts behind the Makefile: what they cannot do they say, with what to do about it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*words: object, path: str | None = None, **environment: str) -> "subprocess.CompletedProcess[str]":
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    env |= environment | ({"PATH": path} if path is not None else {})
    words = ["/bin/bash", *map(str, words)]
    return subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_make_help_lists_every_command():
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    listed = [line.split()[0] for line in shown.splitlines()]
    assert listed == ["help", "run", "stop", "test", "mutants", "bench", "lint", "format", "lock"]


def test_working_environment_is_kept(tmp_path):
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.write_text("#!/bin/sh\nexit 0\n")
    python.chmod(0o755)
    assert run(".ci/setup/venv.sh", tmp_path).returncode == 0
    assert python.read_text().startswith("#!/bin/sh")


def test_python_that_cannot_make_an_environment_is_passed_over(tmp_path):
    chosen = tmp_path / "chosen"
    chosen.write_text('#!/bin/sh\n[ "$1" = -c ] && exit 0\necho "$@" > "$0.called"\n')
    chosen.chmod(0o755)
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    assert run(".ci/setup/venv.sh", tmp_path / "venv", PYTHON=f"{broken} {chosen}").returncode == 0
    assert (tmp_path / "chosen.called").read_text() == f"-m venv --clear {tmp_path}/venv\n"


def test_failed_installation_shows_pips_words_and_what_to_do(tmp_path):
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.write_text("#!/bin/sh\necho WARNING: noise\necho ERROR: no space left\nexit 1\n")
    python.chmod(0o755)
    done = run(".ci/setup/install.sh", tmp_path, "requirements.txt")
    assert done.returncode == 1
    assert "ERROR: no space left" in done.stderr
    assert "WARNING" not in done.stderr
    assert "run make again" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="as root the script would install what is missing")
def test_browser_that_is_there_is_not_installed_again(tmp_path):
    called = tmp_path / "apt-get"
    called.write_text(f"#!/bin/sh\ntouch {tmp_path}/called\nexit 1\n")
    called.chmod(0o755)
    done = run(".ci/setup/browser.sh", path=f"{tmp_path}:{os.environ['PATH']}")
    assert done.returncode == 0
    missing = not Path("/usr/bin/chromium").exists()
    assert (tmp_path / "called").exists() == missing
    assert ("are skipped" in done.stdout) == missing


def test_deployment_checks_find_nothing():
    done = run(".ci/setup/check_deploy.sh", sys.executable)
    assert done.returncode == 0, done.stderr
