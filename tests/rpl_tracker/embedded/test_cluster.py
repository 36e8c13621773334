"""The embedded server: one for all who ask, ready when it answers, unharmed by crashes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from rpl_tracker.embedded import roles
from rpl_tracker.embedded.cluster import Cluster
from rpl_tracker.embedded.errors import SetupError
from tests.database import remove_cluster

BRING_UP = """
import sys
from pathlib import Path
from rpl_tracker.embedded.cluster import Cluster
Cluster(Path(sys.argv[1]), durable=False).start()
"""


@pytest.fixture
def folder(tmp_path_factory):
    """A folder that the database's account reaches; pytest's own are closed to it."""
    path = Path(os.path.realpath("/tmp")) / f"rpl-cluster-{os.getpid()}-{time.monotonic_ns()}"
    path.mkdir(mode=0o711)
    yield path
    remove_cluster(Cluster(path / "postgres", durable=False))
    path.rmdir()


@pytest.fixture
def cluster(folder):
    return Cluster(folder / "postgres", durable=False)


def ask(cluster, statement, role=roles.ADMIN):
    with psycopg.connect(cluster.url(role)) as connection:
        found = connection.execute(statement)
        return found.fetchall() if found.description else []


def postmaster(cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def test_makes_roles_and_database_once(cluster):
    cluster.start()
    cluster.start()
    assert ask(cluster, "SELECT current_user, current_database()", roles.APP) == [(roles.APP, roles.DATABASE)]
    owner = "SELECT rolname FROM pg_database JOIN pg_roles r ON r.oid = datdba WHERE datname = current_database()"
    assert ask(cluster, owner) == [(roles.OWNER,)]


def test_settings_of_a_new_cluster(cluster):
    cluster.start()
    assert ask(cluster, "SHOW data_checksums") == [("on",)]
    assert ask(cluster, "SHOW listen_addresses") == [("",)]
    assert ask(cluster, "SHOW server_encoding") == [("UTF8",)]
    assert ask(cluster, "SELECT datcollate FROM pg_database WHERE datname = current_database()") == [("C.UTF-8",)]


def test_log_holds_nothing_that_was_typed(cluster):
    cluster.start()
    with psycopg.connect(cluster.url(roles.ADMIN), autocommit=True) as connection:
        connection.execute("CREATE TABLE patient (mrn text UNIQUE)")
        connection.execute("INSERT INTO patient VALUES ('Zebrawitz')")
        for statement in ("INSERT INTO patient VALUES ('Zebrawitz')", "SELECT 'Zebrawitz'::int", "Zebrawitz"):
            with pytest.raises(psycopg.Error):
                connection.execute(statement)
    assert "ready to accept connections" in cluster.log.read_text()
    assert "Zebrawitz" not in cluster.log.read_text()


def test_folders_are_closed_to_others(cluster):
    cluster.start()
    socket = Path(cluster.url("any").partition("host=")[2].partition("&")[0])
    for private in (cluster.base, cluster.data, socket):
        assert private.stat().st_mode & 0o777 == 0o700
        assert private.stat().st_uid == cluster.account.uid


def test_eight_at_once_get_one_server(cluster):
    starts = [subprocess.Popen([sys.executable, "-c", BRING_UP, str(cluster.base)]) for _ in range(8)]
    assert [start.wait(timeout=120) for start in starts] == [0] * 8
    assert cluster.log.read_text().count("ready to accept connections") == 1


def test_comes_back_after_kill_9_with_what_was_committed(cluster):
    durable = Cluster(cluster.base)
    durable.start()
    ask(durable, "CREATE TABLE kept (n int)")
    for number in range(3):
        ask(durable, f"INSERT INTO kept VALUES ({number})")
        os.kill(postmaster(durable), signal.SIGKILL)
        durable.start()
    assert ask(durable, "SELECT count(*) FROM kept") == [(3,)]


def test_half_made_data_folder_counts_as_none(cluster):
    cluster.start()
    cluster.stop()
    half = cluster.base / "data.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    subprocess.run(["rm", "-r", str(cluster.data)], check=True)
    cluster.start()
    assert ask(cluster, "SELECT 1", roles.APP) == [(1,)]
    assert not half.exists()


def test_left_over_number_of_a_dead_process_does_not_matter(cluster):
    cluster.start()
    left = (cluster.data / "postmaster.pid").read_text()
    cluster.stop()
    dead = subprocess.Popen(["true"])
    dead.wait()
    lines = [str(dead.pid), *left.splitlines()[1:]]
    (cluster.data / "postmaster.pid").write_text("\n".join(lines) + "\n")
    cluster.start()
    assert cluster.running()


def test_number_of_another_program_is_neither_believed_nor_deleted(cluster, monkeypatch):
    monkeypatch.setattr("rpl_tracker.embedded.cluster.STRANGER_SECONDS", 0)
    cluster.start()
    left = (cluster.data / "postmaster.pid").read_text()
    cluster.stop()
    stranger = subprocess.Popen(["sleep", "60"], **_as(cluster.account))
    try:
        path = cluster.data / "postmaster.pid"
        path.write_text("\n".join([str(stranger.pid), *left.splitlines()[1:]]) + "\n")
        with pytest.raises(SetupError, match=f"process {stranger.pid}"):
            cluster.start()
        assert path.exists()
        path.unlink()
    finally:
        stranger.kill()
        stranger.wait()
    assert not cluster.running()


def _as(account):
    return {"user": account.uid, "group": account.gid, "extra_groups": []} if account.switch else {}


def test_stop_says_whether_there_was_one(cluster):
    assert not cluster.stop()
    cluster.start()
    assert cluster.stop()
    assert not cluster.stop()
    assert not cluster.running()


def test_data_of_a_version_that_is_not_here(cluster):
    cluster.start()
    cluster.stop()
    version = cluster.data / "PG_VERSION"
    real = version.read_text()
    version.write_text("12\n")
    with pytest.raises(SetupError, match="postgresql-12"):
        cluster.start()
    version.write_text(real)


def test_server_that_does_not_start_shows_its_log_and_what_to_do(cluster):
    cluster.start()
    cluster.stop()
    (cluster.data / "postgresql.auto.conf").write_text("shared_buffers = 'a lot'\n")
    with pytest.raises(SetupError, match=r"(?s)does not start.*shared_buffers.*DATABASE_URL"):
        cluster.start()
