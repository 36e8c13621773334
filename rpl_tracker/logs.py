"""Where log lines go and what never gets into them: exceptions quote names, values and whole statements.

No Django in here: logging starts before it.
"""

import copy
import logging
import re
import traceback
from types import TracebackType

from rpl_tracker.audit.request_id import request_id

QUERY = re.compile(r"\?[^\s\"']*")
FORMAT = "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s"

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class QuietFormatter(logging.Formatter):
    """Prints the kind of an exception and the lines it came through, not its words; addresses lose their query.

    `%(request_id)s` is the number of the request being answered.
    """

    def format(self, record: logging.LogRecord) -> str:
        own = copy.copy(record)
        own.request_id = request_id.get()
        own.exc_text = None  # another handler may have left the exception's words here
        own.msg, own.args = QUERY.sub("?...", record.getMessage()), None
        return super().format(own)

    def formatException(self, ei: ExcInfo) -> str:
        error = ei[1]
        parts: list[str] = []
        while error is not None:
            parts.insert(0, "".join([*traceback.format_tb(error.__traceback__), _kind(error)]))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nwhich led to\n".join(parts)


def _kind(error: BaseException) -> str:
    """Class of the exception, and for a database error the rule that it broke, which is no patient's datum."""
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
    return type(error).__qualname__ + (f" (constraint {constraint})" if constraint else "")


FORMATTERS = {"quiet": {"()": "rpl_tracker.logs.QuietFormatter", "format": FORMAT}}
HANDLERS = {"stderr": {"class": "logging.StreamHandler", "formatter": "quiet"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": FORMATTERS,
    "handlers": {
        **HANDLERS,
        # To ADMINS, when there are any; what a mail may say is up to DEFAULT_EXCEPTION_REPORTER.
        "mail_admins": {"class": "django.utils.log.AdminEmailHandler", "level": "ERROR", "formatter": "quiet"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["mail_admins"], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        # Statements with their values.
        "django.db.backends": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
