"""The demo's secret: made once, the same for all, readable by its maker alone."""

import subprocess
import sys

import pytest

from rpl_tracker.embedded.errors import SetupError
from rpl_tracker.embedded.secret import kept_secret

PRINT = "import sys; from pathlib import Path; from rpl_tracker.embedded.secret import kept_secret; "


def test_made_once_and_kept(tmp_path):
    first = kept_secret(tmp_path / "secret_key")
    assert len(first) >= 64
    assert kept_secret(tmp_path / "secret_key") == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_differs_from_one_machine_to_the_next(tmp_path):
    assert kept_secret(tmp_path / "one") != kept_secret(tmp_path / "two")


def test_processes_at_the_same_time_get_the_same(tmp_path):
    words = [sys.executable, "-c", PRINT + "print(kept_secret(Path(sys.argv[1])))", str(tmp_path / "secret_key")]
    at_once = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    assert len({process.communicate()[0] for process in at_once}) == 1


def test_folder_that_is_not_there_says_what_to_do(tmp_path):
    with pytest.raises(SetupError, match="RPL_TRACKER_DATA"):
        kept_secret(tmp_path / "missing" / "secret_key")
