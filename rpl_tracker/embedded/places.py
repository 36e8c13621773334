"""Where the data lie: in the project's `var` folder, or below /var/lib when PostgreSQL's account cannot get there."""

import contextlib
import hashlib
import os
import stat
import tempfile
from pathlib import Path

from rpl_tracker.embedded.account import Account
from rpl_tracker.embedded.binaries import SHARED, open_to_all
from rpl_tracker.embedded.errors import SetupError

PROJECT = Path(__file__).resolve().parents[2]
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 107  # bytes that fit into a socket address


def data_folder() -> Path:
    """The folder for everything that is kept: RPL_TRACKER_DATA, else `var` in the project; made when missing."""
    folder = Path(os.environ.get("RPL_TRACKER_DATA") or PROJECT / "var").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(
            f"{folder} cannot be made ({error.strerror}): set RPL_TRACKER_DATA to a folder that can."
        ) from error
    return folder


def cluster_folder(folder: Path, account: Account) -> Path:
    """The folder of the database: below `folder`, or below /var/lib; parents are never opened for the account."""
    if account.can_enter(folder):
        return folder / "postgres"
    digest = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    shared = SHARED / digest
    open_to_all(SHARED)
    open_to_all(shared)
    return shared / "postgres"


def make_private(folder: Path, account: Account) -> None:
    """Make `folder` the account's alone (0700), or say whose it is."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        _hand_over(folder, account)
        _check_private(folder, account)
    except OSError as error:
        raise SetupError(
            f"{folder} cannot be used ({error.strerror}). Set RPL_TRACKER_DATA to another folder."
        ) from error


def _hand_over(folder: Path, account: Account) -> None:
    """Give away what root itself made, a moment ago or before a crash; what belongs to others stays theirs."""
    if account.switch and folder.lstat().st_uid == os.geteuid():
        account.give(folder)


def _check_private(folder: Path, account: Account) -> None:
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise SetupError(f"{folder} is not a folder: move it away and run the command again.")
    if found.st_uid != account.uid:
        raise SetupError(
            f"{folder} belongs to another account (number {found.st_uid}), so {account.name} cannot use it: run the "
            f"command as before (root made it?), or set RPL_TRACKER_DATA to a folder of your own."
        )
    if stat.S_IMODE(found.st_mode) != 0o700:
        folder.chmod(0o700)


def socket_folder(cluster: Path, account: Account) -> Path:
    """A private folder for the socket, below the temporary folder and named by a hash: its path must stay short."""
    name = f"rpl-{hashlib.sha256(f'{account.uid}:{cluster}'.encode()).hexdigest()[:16]}"
    for parent in (Path(tempfile.gettempdir()).absolute(), Path("/tmp")):  # noqa: S108 - ownership is checked
        folder = parent / name
        if len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET and account.can_enter(parent):
            _make_socket_folder(folder, account)
            return folder
    raise SetupError(f"No temporary folder that {account.name} can enter: set TMPDIR to a short path such as /tmp.")


def _make_socket_folder(folder: Path, account: Account) -> None:
    """Like `make_private`, but what is there already is never taken over: anybody may write to a temporary folder."""
    try:
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        _hand_over(folder, account)
    except OSError as error:
        raise SetupError(f"{folder} cannot be made ({error.strerror}): set TMPDIR to a folder that can.") from error
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or stat.S_IMODE(found.st_mode) != 0o700:
        raise SetupError(f"{folder} was made by somebody else: have it removed, or set TMPDIR to another folder.")
