"""Settings of a hospital's server, behind a proxy that speaks HTTPS. Everything secret comes from the environment."""

import rpl_tracker.settings.required  # noqa: F401  isort: skip - names what is missing before anything else does
from rpl_tracker.settings.base import *  # noqa: F403
from rpl_tracker.settings.base import DATABASES, env

SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
DEBUG = False
MFA_REQUIRED = True

# The proxy must set this header itself on every request and drop what the browser sent under its name.
_proxy_header = env.str("PROXY_SSL_HEADER", default="X-Forwarded-Proto")
SECURE_PROXY_SSL_HEADER = (f"HTTP_{_proxy_header.upper().replace('-', '_')}", "https")
# How many proxies stand before us: behind them the address of a browser is the last but so many in X-Forwarded-For.
# Without it all people would share the proxy's address, and with it one lock-out.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 60 * 60)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains: the hospital's other hosts are not ours to bind
    "security.W021",  # HSTS preload: the same
]

# A cut network must not hold a page, and so a clinician, for ever.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

ADMINS = [("RPL Tracker", address) for address in env.list("ADMINS", default=[])]
vars().update(env.email("EMAIL_URL", default="smtp://localhost:25"))
SERVER_EMAIL = env.str("SERVER_EMAIL", default="rpl-tracker@localhost")
