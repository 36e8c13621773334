"""What production cannot start without; imported before all else, so that everything missing is named at once."""

import os

from django.core.exceptions import ImproperlyConfigured

REQUIRED = {
    "SECRET_KEY": "a long random text that stays the same, e.g. what `openssl rand -base64 48` prints",
    "ALLOWED_HOSTS": "the names that people type to get here, separated by commas, e.g. rpl.hospital.example",
    "DATABASE_URL": "the database, as a role that owns no table, e.g. postgres://rpl_app:...@db.example/rpl_tracker",
}


def check_required() -> None:
    """Raise ImproperlyConfigured that names every missing setting and says what belongs there."""
    missing = [f"{name} ({meaning})" for name, meaning in REQUIRED.items() if not os.environ.get(name)]
    if missing:
        raise ImproperlyConfigured("Set in the environment: " + "; ".join(missing) + ".")


check_required()
