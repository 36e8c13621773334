"""`python -m rpl_tracker.embedded start|stop|status|where|exec COMMAND...`: the embedded database by hand."""

import os
import sys
from collections.abc import Callable

from rpl_tracker.embedded import roles
from rpl_tracker.embedded.cluster import project_cluster
from rpl_tracker.embedded.errors import SetupError


def start() -> str:
    cluster = project_cluster()
    cluster.start()
    return f"The database is running; its data lie in {cluster.base}"


def stop() -> str:
    cluster = project_cluster()
    return f"The database is stopped; its data stay in {cluster.base}" if cluster.stop() else "No database was running."


def status() -> str:
    cluster = project_cluster()
    if cluster.version is None:
        return f"There is no database yet; it will be made in {cluster.base}"
    return f"PostgreSQL {cluster.version} is {'running' if cluster.running() else 'stopped'}; data in {cluster.base}"


def where() -> str:
    return str(project_cluster().base)


def execute(command: list[str]) -> None:
    """Become `command`, with the URLs of the application's and the owner's role in its environment."""
    cluster = project_cluster()
    cluster.start()
    urls = {"DATABASE_URL": cluster.url(roles.APP), "DATABASE_OWNER_URL": cluster.url(roles.OWNER)}
    os.execvpe(command[0], command, os.environ | urls)  # noqa: S606 - the caller's own command


ACTIONS: dict[str, Callable[[], str]] = {"start": start, "stop": stop, "status": status, "where": where}


def main(argv: list[str]) -> int:
    try:
        if len(argv) > 1 and argv[0] == "exec":
            execute(argv[1:])
        if len(argv) != 1 or argv[0] not in ACTIONS:
            print(__doc__, file=sys.stderr)
            return 2
        print(ACTIONS[argv[0]]())
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
