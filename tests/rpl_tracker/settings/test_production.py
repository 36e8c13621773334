"""Production settings: what is missing is named at start-up; what a hospital needs is on."""

import json
import os
import subprocess
import sys

import pytest

GIVEN = {
    "SECRET_KEY": "k3y-" * 20,
    "ALLOWED_HOSTS": "rpl.hospital.example",
    "DATABASE_URL": "postgres://rpl_app@localhost:1/rpl_tracker",
}
NAMES = [
    "DEBUG", "ALLOWED_HOSTS", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER", "MFA_REQUIRED",
    "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "STORAGES", "CACHES", "APP_DB_ROLE", "ADMINS", "LOGGING",
]  # fmt: skip
SHOW = f"""
import json
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in {NAMES}}}))
"""


def start(code: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if name not in {*GIVEN, "DATABASE_OWNER_URL"}}
    env = kept | {"DJANGO_SETTINGS_MODULE": "rpl_tracker.settings.production"} | environment
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)


def shown(**environment: str) -> dict:
    done = start(SHOW, **GIVEN, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", sorted(GIVEN))
def test_missing_setting_is_named_with_what_belongs_there(name):
    done = start("import rpl_tracker.wsgi", **{key: value for key, value in GIVEN.items() if key != name})
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert f"Set in the environment: {name} (" in last
    assert not any(other in last for other in GIVEN if other != name)


def test_everything_missing_is_named_at_once():
    last = start("import rpl_tracker.wsgi").stderr.strip().splitlines()[-1]
    assert all(name in last for name in GIVEN)


def test_manage_py_names_it_too_and_starts_no_database():
    done = start("import sys; sys.argv = ['manage.py', 'check']; import manage; manage.main()")
    assert done.returncode != 0
    assert "DATABASE_URL" in done.stderr


def test_what_a_hospital_needs_is_on():
    settings = shown()
    assert settings["DEBUG"] is False
    assert settings["MFA_REQUIRED"] is True
    assert settings["ALLOWED_HOSTS"] == ["rpl.hospital.example"]
    for name in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        assert settings[name] is True
    assert settings["SECURE_HSTS_SECONDS"] >= 31536000
    assert settings["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert "Manifest" in settings["STORAGES"]["staticfiles"]["BACKEND"]
    assert "DatabaseCache" in settings["CACHES"]["default"]["BACKEND"]


def test_what_differs_from_place_to_place_comes_from_the_environment():
    settings = shown(PROXY_SSL_HEADER="X-Https", APP_DB_ROLE="rpl_web", HSTS_SECONDS="60", ADMINS="it@hospital.example")
    assert settings["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_HTTPS", "https"]
    assert settings["APP_DB_ROLE"] == "rpl_web"
    assert settings["SECURE_HSTS_SECONDS"] == 60
    assert settings["ADMINS"] == [["RPL Tracker", "it@hospital.example"]]


def test_behind_the_proxy_each_browser_has_its_own_address():
    names = [*NAMES, "ALLAUTH_TRUSTED_PROXY_COUNT"]
    code = SHOW.replace(str(NAMES), str(names))
    for given, expected in (({}, 1), ({"TRUSTED_PROXY_COUNT": "2"}, 2)):
        done = start(code, **GIVEN, **given)
        assert json.loads(done.stdout)["ALLAUTH_TRUSTED_PROXY_COUNT"] == expected
