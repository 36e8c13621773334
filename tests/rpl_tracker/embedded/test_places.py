"""Folders: private, never taken over from others, short enough for a socket, and never by opening a parent."""

import os
import pwd
import tempfile
from pathlib import Path

import pytest

from rpl_tracker.embedded import places
from rpl_tracker.embedded.account import Account, service_account
from rpl_tracker.embedded.errors import SetupError

AS_ROOT = os.geteuid() == 0
NOBODY = 65534


@pytest.fixture
def me() -> Account:
    return Account(pwd.getpwuid(os.geteuid()).pw_name, os.geteuid(), os.getegid(), switch=False)


def test_data_lie_in_the_project_unless_told_otherwise(monkeypatch, tmp_path):
    monkeypatch.setenv("RPL_TRACKER_DATA", str(tmp_path / "a" / "b"))
    assert places.data_folder() == tmp_path / "a" / "b"
    assert (tmp_path / "a" / "b").is_dir()
    monkeypatch.delenv("RPL_TRACKER_DATA")
    assert places.data_folder() == Path(__file__).resolve().parents[3] / "var"


def test_data_folder_that_cannot_be_made_says_what_to_set(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RPL_TRACKER_DATA", str(tmp_path / "file" / "var"))
    with pytest.raises(SetupError, match="set RPL_TRACKER_DATA"):
        places.data_folder()


def test_cluster_beside_the_other_data_where_the_account_gets_there(tmp_path, me):
    assert places.cluster_folder(tmp_path, me) == tmp_path / "postgres"


@pytest.mark.skipif(not AS_ROOT, reason="only root hands over to another account")
def test_cluster_elsewhere_where_it_does_not_and_no_parent_is_opened(tmp_path, monkeypatch):
    closed = tmp_path / "home"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(places, "SHARED", tmp_path / "shared")
    chosen = places.cluster_folder(closed, service_account())
    assert chosen.parent.parent == tmp_path / "shared"
    assert closed.stat().st_mode & 0o777 == 0o700


def test_two_checkouts_get_two_clusters_and_two_sockets(tmp_path, me):
    folders = [tmp_path / "one", tmp_path / "two"]
    sockets = {places.socket_folder(folder / "postgres", me) for folder in folders}
    assert len(sockets) == 2
    for socket in sockets:
        socket.rmdir()


def test_private_folder_is_closed_to_others(tmp_path, me):
    folder = tmp_path / "postgres"
    folder.mkdir(mode=0o755)
    places.make_private(folder, me)
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(not AS_ROOT, reason="only root makes folders of others")
def test_folder_of_another_account_stays_theirs(tmp_path):
    folder = tmp_path / "postgres"
    folder.mkdir()
    os.chown(folder, NOBODY, NOBODY)
    with pytest.raises(SetupError, match="belongs to another account"):
        places.make_private(folder, service_account())
    assert folder.stat().st_uid == NOBODY


def test_file_in_the_way_is_named(tmp_path, me):
    (tmp_path / "postgres").write_text("")
    with pytest.raises(SetupError, match=r"postgres cannot be used \(File exists\)"):
        places.make_private(tmp_path / "postgres", me)


def test_socket_path_is_short_whatever_the_checkout(monkeypatch, tmp_path, me):
    deep = tmp_path.joinpath(*["a-very-long-name-of-a-folder"] * 6)
    deep.mkdir(parents=True)
    monkeypatch.setattr(places.tempfile, "gettempdir", lambda: str(deep))
    folder = places.socket_folder(deep / "postgres", me)
    assert folder.parent == Path("/tmp")
    assert len(os.fsencode(folder / places.SOCKET_NAME)) <= places.LONGEST_SOCKET
    folder.rmdir()


@pytest.fixture
def short():
    """A folder with a short path: below pytest's own a socket's path may be too long, and would lie in /tmp itself."""
    with tempfile.TemporaryDirectory(prefix="t-", dir="/tmp") as made:
        yield Path(made)


@pytest.mark.parametrize("made", ["open folder", "link", "file"])
def test_socket_folder_that_somebody_prepared_is_refused(monkeypatch, short, me, made):
    monkeypatch.setattr(places.tempfile, "gettempdir", lambda: str(short))
    folder = places.socket_folder(Path("/somewhere/postgres"), me)
    assert folder.parent == short
    folder.rmdir()
    if made == "open folder":
        folder.mkdir()
        folder.chmod(0o777)
    elif made == "link":
        folder.symlink_to(short)
    else:
        folder.write_text("")
    with pytest.raises(SetupError, match="was made by somebody else"):
        places.socket_folder(Path("/somewhere/postgres"), me)
