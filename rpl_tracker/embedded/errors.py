"""What went wrong in set-up, in words that say what to do."""


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
