"""Error mails that say where something broke and never with what.

The text of an exception, the local variables and the posted form can all hold a name or an MRN
("Key (mrn)=(...) already exists"), so none of them leaves the process.
"""

from __future__ import annotations

from django.utils.html import format_html
from django.views.debug import ExceptionReporter

from rpl_tracker.audit.requests import request_id_of
from rpl_tracker.logs import QuietFormatter


class QuietExceptionReporter(ExceptionReporter):
    """What `mail_admins` sends: path, request number, and where it broke; no form, cookie, variable or setting."""

    def get_traceback_text(self) -> str:
        where = QuietFormatter().formatException((self.exc_type, self.exc_value, self.tb))
        if self.request is None:
            return where + "\n"
        return f"{self.request.method} {self.request.path}\nrequest {request_id_of(self.request)}\n{where}\n"

    def get_traceback_html(self) -> str:
        return format_html("<pre>{}</pre>", self.get_traceback_text())
