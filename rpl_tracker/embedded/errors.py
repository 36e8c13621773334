"""What went wrong in set-up, in words that say what to do."""

import psycopg


class SetupError(Exception):
    """Set-up cannot go on; the message says what happened, where, and what to do about it."""


_ADVICE = {
    "No space left on device": "The disk is full: free some space and run the command again.",
    "Disk quota exceeded": "Your disk quota is used up: free some space and run the command again.",
    "Read-only file system": "The folder cannot be written: set RPL_TRACKER_DATA to a folder that can.",
    "Permission denied": "The folder cannot be entered or written: set RPL_TRACKER_DATA to a folder that can.",
    "could not create shared memory segment": "The system is short of shared memory: give /dev/shm more room.",
    "could not map anonymous shared memory": "The system is short of memory: end other programs and run it again.",
    "incompatible with server": "The data folder belongs to another PostgreSQL version: install that version.",
    "invalid locale name": "The locale C.UTF-8 is missing: install it (Debian: apt-get install libc-bin).",
}


def advice(output: str) -> str:
    """What to do about the known phrase in PostgreSQL's `output`, else where to look further."""
    for phrase, words in _ADVICE.items():
        if phrase in output:
            return words
    return "If the lines above do not tell, set DATABASE_URL to a PostgreSQL of your own."


def database_advice(error: BaseException) -> str | None:
    """What to do when the database that DATABASE_URL names is not reached or has no tables yet; else None.

    `error` is Django's; the driver's own, which says what it was, is its cause.
    """
    cause = error.__cause__
    if isinstance(cause, psycopg.errors.UndefinedTable | psycopg.errors.UndefinedColumn):
        return (
            "The database that DATABASE_URL names has not all the tables of this version: run `manage.py migrate` "
            "(with DATABASE_OWNER_URL, where the application's role owns no table)."
        )
    if isinstance(cause, psycopg.OperationalError) and cause.sqlstate is None:  # no server said this: none was reached
        return f"The database that DATABASE_URL names is not reached. {' '.join(str(cause).split())}"
    return None
