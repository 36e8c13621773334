"""What the application's database role may do, set anew after every `migrate`.

The owner of the tables runs migrations; the application connects as another role, which owns nothing, may add and
change rows, and may delete only what is housekeeping. It can read the history and not write it: the triggers that do
run with the owner's rights, and the switch that would let them be ignored is gone.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pghistory.models
import pghistory.trigger
import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

READ = ("SELECT",)
ADD = ("SELECT", "INSERT")
WRITE = ("SELECT", "INSERT", "UPDATE")
DELETE = (*WRITE, "DELETE")

# Housekeeping, what can be computed anew, files between preview and import, a person's own filters of the worklist,
# typing that is not saved yet. No part of the record may be here.
MAY_DELETE = frozenset(
    {
        "django_session",
        "rpl_cache",
        "account_emailaddress",
        "account_emailconfirmation",
        "mfa_authenticator",
        "auth_group",
        "auth_group_permissions",
        "accounts_user_groups",
        "accounts_user_user_permissions",
        "workup_finding",
        "workup_checklistperiod",
        "interop_upload",
        "patients_draft",
        "patients_sentform",
        "workup_savedfilter",
    }
)
READ_ONLY = frozenset({"django_migrations", "django_content_type", "auth_permission", "pghistory_context"})
ADD_ONLY = frozenset({"django_admin_log"})

NEVER_IGNORE = """
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN AS $$
    SELECT false
$$ LANGUAGE sql IMMUTABLE
"""


def secure(using: str, verbosity: int = 1, **_: Any) -> None:
    """Receiver of `post_migrate`: protect the history, then say what the application's role may do."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        owned = _owned_tables(cursor)
        if not owned:  # the application's role itself, in a test that empties its tables
            return
        _keep_writing_history(cursor)
        role = settings.APP_DB_ROLE
        if _is_another_role(cursor, role):
            _grant(cursor, connection.ops.quote_name, role, owned)
        elif verbosity > 0:
            print(f"  The history is open to whoever connects: there is no role {role!r} (see APP_DB_ROLE).")


def rights_of(table: str) -> tuple[str, ...]:
    """What the application's role may do with a table."""
    if table in READ_ONLY or table in _event_tables():
        return READ
    if table in ADD_ONLY or table in _logs():
        return ADD
    return DELETE if table in MAY_DELETE else WRITE


def _event_tables() -> frozenset[str]:
    models = apps.get_models(include_auto_created=True)
    return frozenset(model._meta.db_table for model in models if issubclass(model, pghistory.models.Event))


def _logs() -> frozenset[str]:
    """Tables of this app that are no history: rows are added to them, never changed."""
    return frozenset(model._meta.db_table for model in apps.get_app_config("audit").get_models()) - _event_tables()


def _keep_writing_history(cursor: CursorWrapper) -> None:
    """No session can switch a trigger off, and history is written with the owner's rights, not the application's.

    Nobody else may use these functions: put on a table of one's own they would write whatever history one likes.
    """
    cursor.execute(NEVER_IGNORE)
    for model, trigger in pgtrigger.registered():
        if isinstance(trigger, pghistory.trigger.Event):
            name = f"{trigger.get_pgid(model)}()"
            cursor.execute(f"ALTER FUNCTION {name} SECURITY DEFINER SET search_path = public, pg_temp")
            cursor.execute(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")


def _owned_tables(cursor: CursorWrapper) -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
    return sorted(name for (name,) in cursor.fetchall())


def _is_another_role(cursor: CursorWrapper, role: str) -> bool:
    cursor.execute("SELECT current_user <> rolname FROM pg_roles WHERE rolname = %s", [role])
    found = cursor.fetchone()
    return found is not None and bool(found[0])


def _grant(cursor: CursorWrapper, quote: Any, role: str, owned: list[str]) -> None:
    by_rights = defaultdict(list)
    for table in owned:
        by_rights[rights_of(table)].append(quote(table))
    cursor.execute(f"REVOKE ALL ON {', '.join(map(quote, owned))} FROM {quote(role)}, PUBLIC")
    for rights, tables in by_rights.items():
        cursor.execute(f"GRANT {', '.join(rights)} ON {', '.join(tables)} TO {quote(role)}")
    cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {quote(role)}")
    _close_the_database(cursor, quote)


def _close_the_database(cursor: CursorWrapper, quote: Any) -> None:
    """Tables of one's own, temporary ones too, are the owner's privilege."""
    cursor.execute("SELECT datname, pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()")
    name, ours = cursor.fetchone()
    if ours:
        cursor.execute(f"REVOKE TEMPORARY ON DATABASE {quote(name)} FROM PUBLIC")
