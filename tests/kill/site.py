"""A whole installation to be killed: a durable database of its own, and the server as the application's role."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psycopg

from rpl_tracker.embedded import roles
from rpl_tracker.embedded.cluster import Cluster
from rpl_tracker.embedded.places import PROJECT
from tests.database import remove_cluster

PEOPLE = """
from rpl_tracker.accounts.actions import create_clinic, create_user
from rpl_tracker.accounts.models import Membership
clinic = create_clinic(code="kill", name="Clinic of the kill test")
for number in range({count}):
    user = create_user(username=f"person{{number}}", password="{password}")
    Membership.objects.create(user=user, clinic=clinic, role="clinician")
"""
PASSWORD = "only for the kill test"


class Site:
    """Database and server, which can be killed and brought back."""

    def __init__(self, people: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="rpl-kill-"))
        self.folder.chmod(0o711)
        self.cluster = Cluster(self.folder / "postgres")
        self.log = (self.folder / "server.log").open("ab")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.server: subprocess.Popen[bytes] | None = None
        self.cluster.start()
        self.manage("migrate", "--verbosity", "0", role=roles.OWNER)
        self.manage("shell", "--no-imports", "--command", PEOPLE.format(count=people, password=PASSWORD))
        self.start_server()

    def manage(self, *words: str, role: str = roles.APP) -> None:
        subprocess.run([sys.executable, "manage.py", *words], cwd=PROJECT, env=self._environment(role), check=True)

    def start_server(self) -> None:
        gunicorn = ["-m", "gunicorn", "-c", "python:rpl_tracker.gunicorn_settings", "rpl_tracker.wsgi:application"]
        self.server = subprocess.Popen(
            [sys.executable, *gunicorn],
            cwd=PROJECT,
            env=self._environment(roles.APP),
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        deadline = time.monotonic() + 60
        while not self.answers():
            assert time.monotonic() < deadline, (self.folder / "server.log").read_text()[-2000:]
            time.sleep(0.1)

    def answers(self) -> bool:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}/accounts/login/", timeout=5) as page:
            return page.status == 200
        return False

    def kill_server(self) -> None:
        """Master and workers at once, without a word."""
        assert self.server is not None
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()
        self.server = None

    def kill_database(self) -> None:
        """The postmaster and every process of its, without a word."""
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if Path(os.readlink(process / "cwd")) == self.cluster.data:
                    os.kill(int(process.name), signal.SIGKILL)

    def bring_back(self) -> None:
        self.cluster.start()
        if self.server is None:
            self.start_server()

    def rows(self, statement: str) -> list[tuple]:
        with psycopg.connect(self.cluster.url(roles.OWNER)) as connection:
            return connection.execute(statement).fetchall()

    def remove(self) -> None:
        if self.server is not None:
            self.kill_server()
        self.log.close()
        remove_cluster(self.cluster)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _environment(self, role: str) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "rpl_tracker.settings.test",
            "DATABASE_URL": self.cluster.url(role),
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
        }
