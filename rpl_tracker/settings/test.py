"""Settings of the tests; `tests/database.py` starts their database and names it."""

import os

# Tools that only read the settings (mypy, ruff's friends) need no database.
os.environ.setdefault("DATABASE_URL", "postgres://nobody@localhost:1/none")

from rpl_tracker.settings.base import *  # noqa: F403

SECRET_KEY = "test-only"  # noqa: S105 - signs nothing but what a test throws away
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; the real one is Django's default
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# The live server cannot serve hashed names.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None
