"""Sees to it that DATABASE_URL names a running database before Django reads its settings."""

import os
import sys
from collections.abc import Sequence

from rpl_tracker.embedded import roles
from rpl_tracker.embedded.cluster import project_cluster
from rpl_tracker.embedded.errors import SetupError
from rpl_tracker.embedded.tables import bring_up_to_date

# These make, change or tell of the tables; every other command finds them made.
OWNER_COMMANDS = frozenset(
    {
        "migrate",
        "makemigrations",
        "showmigrations",
        "sqlmigrate",
        "squashmigrations",
        "optimizemigration",
        "createcachetable",
        "pgtrigger",
    }
)
PRODUCTION = "rpl_tracker.settings.production"


def ensure_database(argv: Sequence[str]) -> None:
    """Start the embedded server unless the environment names a database; ends the program with advice when it cannot.

    `argv` is the command line (`manage.py migrate ...`): commands about the schema connect as the owner of the
    tables (DATABASE_OWNER_URL where a DATABASE_URL is given), every other one as the application's role.
    """
    as_owner = len(argv) > 1 and argv[1] in OWNER_COMMANDS
    if os.environ.get("DATABASE_URL") or _settings(argv) == PRODUCTION:
        if as_owner and (owner_url := os.environ.get("DATABASE_OWNER_URL")):
            os.environ["DATABASE_URL"] = owner_url
        return
    try:
        os.environ["DATABASE_URL"] = start(roles.OWNER if as_owner else roles.APP)
    except SetupError as error:
        sys.exit(f"{error}")


def start(role: str) -> str:
    """Start this checkout's server and return the DATABASE_URL of `role`; SetupError says what to do.

    The application's role finds its tables, also in a database made a moment ago.
    """
    cluster = project_cluster()
    cluster.start()
    if role == roles.APP:
        bring_up_to_date(cluster)
    return cluster.url(role)


def _settings(argv: Sequence[str]) -> str:
    """The settings that Django will read: `--settings` wins over the environment."""
    for position, word in enumerate(argv):
        if word.startswith("--settings="):
            return word.partition("=")[2]
        if word == "--settings" and position + 1 < len(argv):
            return argv[position + 1]
    return os.environ.get("DJANGO_SETTINGS_MODULE", "")
