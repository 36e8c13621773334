"""One PostgreSQL server of our own: made once, started when needed, shared by every process that asks.

Safe against crashes: a half-made data folder never counts as one, ready means that it answers, and the number in
`postmaster.pid` is neither believed nor deleted. Nobody but its account (and root) gets at folder and socket.
"""

import contextlib
import fcntl
import os
import shlex
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rpl_tracker.embedded import roles
from rpl_tracker.embedded.account import Account, service_account
from rpl_tracker.embedded.binaries import find_binaries
from rpl_tracker.embedded.errors import SetupError, advice
from rpl_tracker.embedded.places import cluster_folder, data_folder, make_private, socket_folder

START_SECONDS = 120  # the recovery of a large database may take that long
STRANGER_SECONDS = 5
ATTEMPTS = 3
PORT = "5432"  # part of the socket's name only: nothing listens on the network

SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    # The server's log must never hold a patient's data: errors quote values and whole statements.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Cluster:
    """A server with its data in `base`; one that is not `durable` is for tests and may create databases."""

    base: Path
    account: Account = field(default_factory=service_account)
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def log(self) -> Path:
        return self.base / "log"

    @property
    def version(self) -> int | None:
        """Major version that made the data, e.g. 18; None before there are any."""
        try:
            return int((self.data / "PG_VERSION").read_text())
        except FileNotFoundError:
            return None

    def start(self) -> None:
        """Bring the server up, with its roles and database; does nothing more when it is up already."""
        with self.locked():
            socket = self._socket()
            if not self._answers(socket):
                self._initialise()
                self._await_answer(socket)
            roles.prepare(socket, PORT, may_create_databases=not self.durable)

    def stop(self) -> bool:
        """Stop the server; False when it was not running."""
        if self.version is None:
            return False
        with self.locked():
            if self._pg_ctl("status") != 0:
                return False
            if self._pg_ctl("stop", "-m", "fast", "-w", "-t", str(START_SECONDS)) != 0:
                raise SetupError(f"PostgreSQL in {self.base} does not stop. Its log says:\n{self._log_tail()}")
            return True

    def running(self) -> bool:
        """Whether it answers now."""
        return self.version is not None and self._answers(self._socket())

    def url(self, role: str) -> str:
        """DATABASE_URL of `role`."""
        return f"postgres://{role}@/{roles.DATABASE}?host={self._socket()}&port={PORT}"

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """One process at a time."""
        make_private(self.base, self.account)
        with (self.base / "lock").open("a") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _socket(self) -> Path:
        """The socket's folder: where a running server says that it is, else where the next one will be."""
        with contextlib.suppress(OSError, IndexError):
            told = Path((self.data / "postmaster.pid").read_text().splitlines()[4])
            if told.is_absolute() and told.lstat().st_uid == self.account.uid:
                return told
        return socket_folder(self.base, self.account)

    def _program(self, name: str) -> Path:
        return find_binaries(self.account, self.version) / name

    def _answers(self, socket: Path) -> bool:
        if not (socket / f".s.PGSQL.{PORT}").exists():
            return False
        return (
            self.account.run(
                [self._program("pg_isready"), "-q", "-h", socket, "-p", PORT, "-U", roles.ADMIN, "-d", "postgres"]
            ).returncode
            == 0
        )

    def _pg_ctl(self, action: str, *options: str) -> int:
        return self.account.run([self._program("pg_ctl"), "-D", self.data, *options, action]).returncode

    def _initialise(self) -> None:
        if self.version is not None:
            return
        fresh = self.base / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"]
        done = self.account.run([self._program("initdb"), "-D", fresh, "-U", roles.ADMIN, *options])
        if done.returncode != 0:
            raise SetupError(f"No database could be made in {self.base}:\n{done.stderr.strip()}\n{advice(done.stderr)}")
        fresh.rename(self.data)

    def _await_answer(self, socket: Path) -> None:
        begun = time.monotonic()
        attempts = 0
        while not self._answers(socket):
            waited = time.monotonic() - begun
            if (
                self._pg_ctl("status") == 0
            ):  # starting, recovering, or dead and not yet reaped: never delete its pid file
                self._check_stranger(waited)
            elif attempts < ATTEMPTS:
                attempts += 1
                self._pg_ctl("start", "-w", "-t", str(START_SECONDS), "-l", str(self.log), "-o", self._options(socket))
                continue
            if attempts >= ATTEMPTS or waited > START_SECONDS:
                self._fail()
            time.sleep(0.1)

    def _options(self, socket: Path) -> str:
        settings = SETTINGS | {"unix_socket_directories": str(socket)} | ({} if self.durable else THROW_AWAY)
        return " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())

    def _check_stranger(self, waited: float) -> None:
        """Say so when the number in `postmaster.pid` is another program's, as after a power cut."""
        path = self.data / "postmaster.pid"
        with contextlib.suppress(OSError, IndexError):
            number = path.read_text().split()[0]
            home = os.readlink(f"/proc/{number}/cwd")
            if waited > STRANGER_SECONDS and Path(home) != self.data:
                raise SetupError(
                    f"{path} names process {number}, which is not this database but another program: it was left "
                    f"behind by a crash. Make sure that no `postgres` runs there, delete the file, run it again."
                )

    def _fail(self) -> None:
        said = self._log_tail()
        raise SetupError(f"PostgreSQL in {self.base} does not start. Its log says:\n{said}\n{advice(said)}")

    def _log_tail(self) -> str:
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])
        except OSError as error:
            return f"({self.log}: {error.strerror})"


def project_cluster() -> Cluster:
    """The cluster of this checkout."""
    account = service_account()
    return Cluster(cluster_folder(data_folder(), account), account)
