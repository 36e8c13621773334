"""What an error mail says, and what it leaves out."""

import sys

from django.http import HttpRequest
from django.test import RequestFactory

from rpl_tracker.audit.quiet import QuietExceptionReporter

MARKER = "-".join(("Marker", "Text"))


def reporter(request: HttpRequest | None = None) -> QuietExceptionReporter:
    local = MARKER
    try:
        try:
            raise KeyError(local)
        except KeyError as error:
            raise ValueError(local) from error
    except ValueError:
        return QuietExceptionReporter(request, *sys.exc_info())


def test_it_says_what_kind_where_and_in_which_request() -> None:
    request = RequestFactory().post("/patients/7/?name=Marker-Query", {"name": "Marker-Form"})
    request.COOKIES["x"] = "Marker-Cookie"
    request.request_id = "abc"  # type: ignore[attr-defined]
    text = reporter(request).get_traceback_text()
    assert text.startswith("POST /patients/7/\nrequest abc\n")
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_quiet.py" in text
    assert "Marker-" not in text


def test_the_page_for_reading_in_a_mail_says_no_more() -> None:
    subject = reporter()
    assert subject.get_traceback_html().startswith("<pre>")
    assert "Marker-" not in subject.get_traceback_html() + subject.get_traceback_text()
