#!/usr/bin/env python
"""Every command of the project; starts the embedded database first when DATABASE_URL is not set."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rpl_tracker.settings.demo")
    from rpl_tracker.embedded import ensure_database

    ensure_database(sys.argv)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
