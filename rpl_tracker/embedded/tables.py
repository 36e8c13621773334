"""Sees to it that the embedded database has the tables of this checkout, whichever command comes first."""

import os
import subprocess
import sys

import psycopg

from rpl_tracker.embedded import roles
from rpl_tracker.embedded.cluster import Cluster
from rpl_tracker.embedded.errors import SetupError
from rpl_tracker.embedded.places import PROJECT

Migrations = set[tuple[str, str]]  # app and name, as in the table django_migrations


def bring_up_to_date(cluster: Cluster) -> None:
    """Migrate when this checkout has migrations that the database has not; processes that come together do it once."""
    if on_disk() <= applied(cluster):
        return
    with cluster.locked():
        if not on_disk() <= applied(cluster):
            _migrate(cluster)


def on_disk() -> Migrations:
    """The migrations of the project's own apps; an app is called like its folder."""
    files = [*PROJECT.glob("*/migrations/[0-9]*.py"), *PROJECT.glob("rpl_tracker/*/migrations/[0-9]*.py")]
    return {(file.parents[1].name, file.stem) for file in files}


def applied(cluster: Cluster) -> Migrations:
    """What was migrated already; nothing in a new database."""
    with psycopg.connect(cluster.url(roles.OWNER)) as connection:
        if connection.execute("SELECT to_regclass('public.django_migrations')").fetchone() == (None,):
            return set()
        rows = connection.execute("SELECT app, name FROM public.django_migrations").fetchall()
    return {(str(app), str(name)) for app, name in rows}


def _migrate(cluster: Cluster) -> None:
    """A process of its own, as the owner of the tables; what it says goes to stderr, stdout is the command's."""
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=PROJECT,
        env=os.environ | {"DATABASE_URL": cluster.url(roles.OWNER), "DATABASE_OWNER_URL": ""},
        stdout=sys.__stderr__,
        check=False,
    )
    if done.returncode != 0:
        raise SetupError("The tables could not be made, see above. Mend that and run the command again.")
