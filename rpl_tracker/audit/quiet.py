"""Error mails that say where something broke and never with what.

The text of an exception, the local variables and the posted form can all hold a name or an MRN
("Key (mrn)=(...) already exists"), so none of them leaves the process.
"""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter

from rpl_tracker.audit.requests import request_id_of
from rpl_tracker.logs import QuietFormatter


class QuietExceptionReporter(ExceptionReporter):
    """What `mail_admins` sends: path, request number, and where it broke; no form, cookie, variable or setting."""

    def get_traceback_text(self) -> SafeString:
        error = self.exc_value
        where = QuietFormatter().formatException((type(error), error, error.__traceback__)) if error else "no exception"
        if self.request is not None:
            where = f"{self.request.method} {self.request.path}\nrequest {request_id_of(self.request)}\n{where}"
        # Plain text for a mail: "safe" is only the type that Django's own method has.
        return SafeString(f"{where}\n")

    def get_traceback_html(self) -> SafeString:
        return format_html("<pre>{}</pre>", str(self.get_traceback_text()))
