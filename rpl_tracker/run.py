"""`make run`: database, migrations, demo clinic and static files brought up to date, then the production server.

No Django in this process: each step is a command of its own, and at the end the process becomes the server.
"""

import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path

from rpl_tracker.embedded import roles
from rpl_tracker.embedded.cluster import project_cluster
from rpl_tracker.embedded.errors import SetupError
from rpl_tracker.embedded.places import PROJECT, data_folder

HOST = "127.0.0.1"
SIGN_IN = "sign-in.txt"  # `load_demo` writes it: user names, and passwords made up on this machine


def main() -> None:
    """Run every step; what cannot be done ends it with words that say what to do."""
    os.chdir(PROJECT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rpl_tracker.settings.demo")
    try:
        port = port_number(os.environ.get("PORT", "8000"))
        check_free(port)
        data = start_database()
        for command in steps():
            manage(command)
        collect_static()
    except SetupError as error:
        sys.exit(f"{error}")
    print(welcome(port, data), flush=True)
    serve()


def port_number(text: str) -> int:
    """The TCP port that `text` names; SetupError when it names none."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise SetupError(f"PORT={text} is no port: use a number from 1024 to 65535, e.g. make run PORT=8001")
    return int(text)


def check_free(port: int) -> None:
    """SetupError when something serves on the port already, or when it may not be used."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise SetupError(
                f"Port {port} is for root alone: choose one from 1024 on, e.g. make run PORT=8001"
            ) from None
        except OSError:
            raise SetupError(
                f"Port {port} is in use (is RPL Tracker running already?): end that program, or choose another one, "
                f"e.g. make run PORT={8001 if port == 8000 else 8000}"
            ) from None


def start_database() -> str:
    """Start the embedded server unless DATABASE_URL is set; returns in words where the data lie."""
    if os.environ.get("DATABASE_URL"):
        return "in the database that DATABASE_URL names"
    cluster = project_cluster()
    cluster.start()
    os.environ["DATABASE_URL"] = cluster.url(roles.APP)
    os.environ["DATABASE_OWNER_URL"] = cluster.url(roles.OWNER)
    return f"in {cluster.base} (a second `make run` keeps them, `make stop` stops the database)"


def steps() -> list[str]:
    """The commands that bring everything up to date, each changing nothing when there is nothing to do."""
    folders = [*PROJECT.glob("*/management/commands"), *PROJECT.glob("rpl_tracker/*/management/commands")]
    demo = ["load_demo"] if any((folder / "load_demo.py").exists() for folder in folders) else []
    return ["migrate --verbosity 0", *demo]


def collect_static() -> None:
    """Name, compress and lay out the static files, which takes a while, when they are not those of the last time."""
    mark, now = PROJECT / "staticfiles" / ".collected-from", static_fingerprint()
    if mark.exists() and mark.read_text() == now:
        return
    manage("collectstatic --no-input --clear --verbosity 0")
    mark.write_text(now)


def static_fingerprint() -> str:
    """Changes whenever a static file of ours or a package that brings some does."""
    folders = [*PROJECT.glob("*/static"), *PROJECT.glob("rpl_tracker/*/static")]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    seen = [f"{path.relative_to(PROJECT)} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in files]
    return hashlib.sha256("\n".join([(PROJECT / "requirements.txt").read_text(), *seen]).encode()).hexdigest()


def manage(command: str) -> None:
    """Run one command of manage.py; its own words say what went wrong."""
    done = subprocess.run([sys.executable, "manage.py", *command.split()], check=False)  # noqa: S603 - our own words
    if done.returncode != 0:
        raise SetupError(f"`manage.py {command}` failed, see above. Mend that and run `make run` again.")


def welcome(port: int, data: str) -> str:
    """What a person needs to know now: address, sign-in, where the data lie."""
    notes = sign_in(data_folder() / SIGN_IN)
    return f"\nRPL Tracker: http://localhost:{port}\n{notes}\nThe data lie {data}.\nCtrl-C ends it.\n"


def sign_in(notes: Path) -> str:
    """How to sign in: what `load_demo` noted, or how to make a user."""
    try:
        return notes.read_text().strip()
    except OSError:
        return "Sign in with your own account; `.venv/bin/python manage.py createsuperuser` makes one."


def serve() -> None:
    """Become the server, so that Ctrl-C and signals reach it."""
    gunicorn = ["-m", "gunicorn", "-c", "python:rpl_tracker.gunicorn_settings", "rpl_tracker.wsgi:application"]
    os.execv(sys.executable, [sys.executable, *gunicorn])  # noqa: S606 - our own words


if __name__ == "__main__":
    main()
