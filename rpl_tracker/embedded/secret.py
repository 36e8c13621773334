"""A secret made once on each machine and kept beside the data: none stands in the repository."""

import contextlib
import os
import secrets
from pathlib import Path

from rpl_tracker.embedded.errors import SetupError


def kept_secret(path: Path) -> str:
    """The secret in `path` (mode 0600), made on first use; processes that come at the same time get the same one."""
    try:
        if not path.exists():
            _make(path)
        return path.read_text().strip()
    except OSError as error:
        raise SetupError(
            f"{path} cannot be read or made ({error.strerror}): run the command as before (root made it?), "
            f"or set RPL_TRACKER_DATA to a folder of your own."
        ) from error


def _make(path: Path) -> None:
    """Written whole under another name first, so that nobody ever reads half a secret; who links first wins."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(secrets.token_urlsafe(64))
    with contextlib.suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()
