"""Settings of `make run`: one machine, the embedded database, invented patients."""

from rpl_tracker.settings.base import *  # noqa: F403

SECRET_KEY = "demo-only"
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
