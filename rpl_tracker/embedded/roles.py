"""The roles of the database: one owns every table, the other is the application's and owns nothing.

Neither is a superuser. Whoever reaches the socket may name any role; the socket's folder is the lock (0700).
"""

from pathlib import Path

import psycopg
from psycopg import sql

ADMIN = "rpl_admin"  # the cluster's superuser, for this module alone
OWNER = "rpl_owner"  # owns the database and all tables; runs the migrations
APP = "rpl_app"  # what the application connects as
DATABASE = "rpl_tracker"


def prepare(socket: Path, port: str, *, may_create_databases: bool) -> None:
    """Make roles and database where they are missing; `may_create_databases` is for test runs only."""
    with psycopg.connect(host=str(socket), port=port, user=ADMIN, dbname="postgres", autocommit=True) as connection:
        found = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        if OWNER not in found:
            createdb = "CREATEDB" if may_create_databases else "NOCREATEDB"
            _execute(connection, f"CREATE ROLE {{}} LOGIN NOSUPERUSER {createdb} NOCREATEROLE", OWNER)
        if APP not in found:
            _execute(connection, "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE", APP)
            _execute(connection, "GRANT {} TO {}", APP, OWNER)
        _prepare_database(connection)


def _prepare_database(connection: "psycopg.Connection[tuple[str]]") -> None:
    if connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
        _execute(connection, "CREATE DATABASE {} OWNER {}", DATABASE, OWNER)
    _execute(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", DATABASE)
    _execute(connection, "GRANT CONNECT ON DATABASE {} TO {}", DATABASE, APP)


def _execute(connection: "psycopg.Connection[tuple[str]]", statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
