"""Who gets in, for how long, and what the browser may do: the settings of sign-in, sessions, headers and audit.

No secret is here; what production tightens stands in `production.py`.
"""

import pghistory
from csp.constants import NONE, SELF

# --- Sign-in: user name and password, then a second factor (django-allauth) -------------------------------------------
AUTHENTICATION_BACKENDS = [
    "rpl_tracker.accounts.administrators.AdministratorBackend",
    "rpl_tracker.accounts.people.SignedInBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "rpl_tracker.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Five wrong passwords lock the name for a quarter of an hour; a ward shares one address, so addresses get more.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "50/15m/ip,5/15m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "RPL Tracker"
# Addresses are not verified here: administrators make the accounts, nobody signs up.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_REQUIRED = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Failed sign-ins are counted here, so it must be one cache for all processes; the table comes with a migration.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "rpl_cache"}}

# --- Sessions ---------------------------------------------------------------------------------------------------------
SESSION_ENGINE = "rpl_tracker.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
# For people who are in no clinic; the others have their clinic's own setting.
IDLE_MINUTES = 15

# --- Uploads ----------------------------------------------------------------------------------------------------------
FILE_UPLOAD_HANDLERS = [
    "rpl_tracker.interop.receiving.CappedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- Headers ----------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's own icons are data: pictures, and so is the code to scan for an app
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# --- Audit ------------------------------------------------------------------------------------------------------------
# Who and when stand in the event row itself, which is append-only, and not in a table that must stay writable.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_APPEND_ONLY = True
# Error mails and pages: where it broke, never with what.
DEFAULT_EXCEPTION_REPORTER = "rpl_tracker.audit.quiet.QuietExceptionReporter"
