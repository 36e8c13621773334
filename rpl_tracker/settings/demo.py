"""Settings of `make run`: one machine, the embedded database, invented patients."""

from rpl_tracker.embedded.places import data_folder
from rpl_tracker.embedded.secret import kept_secret
from rpl_tracker.settings.base import *  # noqa: F403

SECRET_KEY = kept_secret(data_folder() / "secret_key")
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
DEMO = True  # `load_demo` may make its clinic here, and only here
