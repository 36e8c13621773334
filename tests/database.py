"""pytest plugin: a PostgreSQL of the test run's own, started before Django reads its settings, removed at the end.

One cluster serves all workers of pytest-xdist. A run that was killed leaves its folder behind; the next run removes it.
Load it with `-p tests.database` (pyproject.toml does).
"""

import atexit
import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import IO

import pytest

from rpl_tracker.embedded import roles
from rpl_tracker.embedded.cluster import Cluster
from rpl_tracker.embedded.errors import SetupError

PREFIX = "rpl-test-"
STARTED = "RPL_TEST_CLUSTER"  # set for the workers, who must not start another one


class ThrowAway:
    """A cluster in a new temporary folder; whoever holds its lock file is still using it."""

    def __init__(self) -> None:
        fresh = Path(tempfile.mkdtemp(prefix=f"new-{PREFIX}"))
        fresh.chmod(0o711)  # the database's account passes through to its own folder
        self._held = _hold(fresh / "in-use")
        # Only now under the name that others sweep up: a folder that nobody holds is nobody's.
        self.folder = fresh.rename(fresh.with_name(fresh.name.removeprefix("new-")))
        self.cluster = Cluster(self.folder / "postgres", durable=False)

    def start(self) -> None:
        self.cluster.start()

    def remove(self) -> None:
        """Stop the server and remove every trace of it."""
        remove_cluster(self.cluster)
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._held is not None:
            self._held.close()


def remove_cluster(cluster: Cluster) -> None:
    socket = cluster.url("any").partition("host=")[2].partition("&")[0]
    cluster.stop()
    shutil.rmtree(cluster.base, ignore_errors=True)
    shutil.rmtree(socket, ignore_errors=True)


def sweep() -> None:
    """Remove what killed runs left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(FileNotFoundError):  # its own run is removing it now
            if folder.stat().st_uid == os.geteuid() and (held := _hold(folder / "in-use")) is not None:
                remove_cluster(Cluster(folder / "postgres", durable=False))
                shutil.rmtree(folder, ignore_errors=True)
                held.close()


def _hold(path: Path) -> IO[str] | None:
    handle = path.open("a")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        return None
    return handle


_own: ThrowAway | None = None


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Before everything else, and so before pytest-django imports the settings."""
    if STARTED not in os.environ and not _only_asks(early_config):
        _start()
    return (yield)


def _only_asks(config: pytest.Config) -> bool:
    known = config.known_args_namespace
    return bool(getattr(known, "help", False) or getattr(known, "version", 0))


def _start() -> None:
    global _own
    sweep()
    _own = ThrowAway()
    atexit.register(_remove)  # also when pytest ends before it was set up
    try:
        _own.start()
    except SetupError as error:
        _remove()
        raise pytest.UsageError(f"The tests' database does not start. {error}") from error
    os.environ[STARTED] = str(_own.folder)
    os.environ["DATABASE_URL"] = _own.cluster.url(roles.OWNER)
    os.environ["RPL_TRACKER_DATA"] = str(_own.folder / "var")  # no test touches the data of this checkout


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    _remove()


def _remove() -> None:
    global _own
    if _own is not None:
        _own.remove()
        _own = None
