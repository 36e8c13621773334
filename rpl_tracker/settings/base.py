"""What all settings share. The environment names the database and the secrets; nothing here is one."""

from pathlib import Path

import environ

from rpl_tracker.logs import LOGGING  # noqa: F401
from rpl_tracker.settings.security import *  # noqa: F403

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]

INSTALLED_APPS = [
    "rpl_tracker.accounts",
    "rpl_tracker.audit",
    "patients",
    "workup",
    "rpl_tracker.interop",
    "rpl_tracker.help",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "pgtrigger",
    "pghistory",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "js_lib_bootstrap5",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random, and CSRF tokens differ in every answer (BREACH)
    "rpl_tracker.audit.requests.RequestIdMiddleware",
    "rpl_tracker.accounts.headers.NoStoreMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rpl_tracker.audit.context.HistoryMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rpl_tracker.accounts.doors.LoginRequiredMiddleware",
    "rpl_tracker.accounts.idle.IdleLockMiddleware",
    "rpl_tracker.accounts.second_factor.SecondFactorMiddleware",
    "rpl_tracker.accounts.headers.ClinicTimeMiddleware",
    "rpl_tracker.accounts.headers.NotFromHereMiddleware",
    "workup.views.room.RoomMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "rpl_tracker.urls"
WSGI_APPLICATION = "rpl_tracker.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rpl_tracker.accounts.context.session_state",
            ],
            "libraries": {"fields": "rpl_tracker.markup.fields", "ticks": "rpl_tracker.markup.ticks"},
            "builtins": ["rpl_tracker.markup.page"],
        },
    }
]
FORM_RENDERER = "rpl_tracker.markup.widgets.DirectRenderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
# The role that the application connects as: it owns no table, and `audit/grants.py` says what it may do.
APP_DB_ROLE = env.str("APP_DB_ROLE", default="rpl_app")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "rpl_tracker.formats"

STATIC_URL = "static/"
STATIC_ROOT: Path | None = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "rpl_tracker" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
