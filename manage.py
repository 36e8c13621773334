#!/usr/bin/env python
"""Every command of the project; starts the embedded database first when DATABASE_URL is not set."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rpl_tracker.settings.demo")
    try:
        from django.core.management import execute_from_command_line

        from rpl_tracker.embedded import ensure_database
        from rpl_tracker.embedded.errors import database_advice
    except ImportError as error:
        sys.exit(
            f"{error.name} is not installed for {sys.executable}: run `make run` once, then .venv/bin/python manage.py"
        )
    ensure_database(sys.argv)
    try:
        execute_from_command_line(sys.argv)
    except Exception as error:
        if (advice := database_advice(error)) is None:
            raise
        sys.exit(advice)


if __name__ == "__main__":
    main()
