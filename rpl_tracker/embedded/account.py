"""The system account that PostgreSQL runs under: it refuses root, so root hands over to another one."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rpl_tracker.embedded.errors import SetupError

SERVICE_ACCOUNTS = ("postgres", "rpl_postgres")


@dataclass(frozen=True)
class Account:
    """A system account; `switch` says that this process is root and has to become it."""

    name: str
    uid: int
    gid: int
    switch: bool

    def run(self, argv: Sequence[str | Path]) -> "subprocess.CompletedProcess[str]":
        """Run a program as this account; its standard error comes back as text.

        Standard output goes nowhere: a server that inherits the pipe would keep the caller waiting for ever.
        """
        return subprocess.run(  # noqa: S603 - a list, no shell
            [str(part) for part in argv],
            cwd="/",
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            check=False,
            start_new_session=True,
            user=self.uid if self.switch else None,
            group=self.gid if self.switch else None,
            extra_groups=[] if self.switch else None,
        )

    def can_enter(self, folder: Path) -> bool:
        """Whether the account gets through to `folder`: every parent decides, so it is tried rather than reckoned."""
        return self.run(["test", "-x", folder]).returncode == 0

    def give(self, path: Path) -> None:
        """Make the account the owner of `path`."""
        if self.switch:
            os.chown(path, self.uid, self.gid)


def service_account() -> Account:
    """Whoever runs this, or, for root, `postgres` or a system account made for the purpose."""
    if os.geteuid() != 0:
        return Account(_own_name(), os.geteuid(), os.getegid(), switch=False)
    for name in SERVICE_ACCOUNTS:
        if (entry := _entry(name)) is not None:
            return Account(name, entry.pw_uid, entry.pw_gid, switch=True)
    return _new_account(SERVICE_ACCOUNTS[-1])


def _new_account(name: str) -> Account:
    useradd = shutil.which("useradd") or "/usr/sbin/useradd"
    if not Path(useradd).exists():
        raise SetupError(f"PostgreSQL refuses to run as root and `useradd` is missing: add a system account {name!r}.")
    done = subprocess.run(  # noqa: S603 - a list, no shell
        [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name],
        capture_output=True,
        text=True,
        check=False,
    )
    entry = _entry(name)  # another process may have added it a moment earlier
    if entry is None:
        raise SetupError(f"PostgreSQL refuses to run as root and {name!r} could not be added: {done.stderr.strip()}")
    return Account(name, entry.pw_uid, entry.pw_gid, switch=True)


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _own_name() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


def _environment() -> dict[str, str]:
    """The caller's environment without libpq's variables, which would point the tools at another server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}
