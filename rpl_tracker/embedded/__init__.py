"""The embedded database: PostgreSQL without installing or setting up a server. No Django in here."""

from rpl_tracker.embedded.environment import ensure_database

__all__ = ["ensure_database"]
