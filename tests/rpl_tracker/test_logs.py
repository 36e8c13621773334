"""Log lines say where something broke, never with what."""

import logging

import pytest
from django.db import IntegrityError, connection, transaction

from rpl_tracker.audit.request_id import request_id
from rpl_tracker.logs import LOGGING, QuietFormatter

MARKER = "Zebrawitz"


def line(message="it broke", *args, error=None) -> str:
    exc_info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("rpl", logging.ERROR, __file__, 1, message, args, exc_info)
    return QuietFormatter("%(request_id)s %(message)s").format(record)


def caught(raise_it) -> BaseException:
    with pytest.raises(BaseException) as info:  # noqa: PT011 - whatever it raises is what is formatted
        raise_it()
    return info.value


def fail_with_a_name() -> None:
    try:
        raise KeyError(MARKER)
    except KeyError as error:
        raise ValueError(f"no such patient: {MARKER}") from error


def test_exception_shows_kind_and_place_of_the_whole_chain_but_no_words():
    shown = line(error=caught(fail_with_a_name))
    assert "ValueError" in shown
    assert "KeyError" in shown
    assert "fail_with_a_name" in shown
    assert MARKER not in shown


def test_words_that_another_handler_left_are_not_repeated():
    record = logging.LogRecord("rpl", logging.ERROR, __file__, 1, "it broke", (), None)
    record.exc_text = f"ValueError: {MARKER}"
    assert MARKER not in QuietFormatter("%(message)s").format(record)
    assert record.exc_text == f"ValueError: {MARKER}"  # theirs stays as it was


@pytest.mark.parametrize(
    ("message", "args", "expected"),
    [
        ("GET %s", (f"/patients/?q={MARKER}&page=2",), "- GET /patients/?..."),
        (f'"GET /patients/?q={MARKER} HTTP/1.1" 200', (), '- "GET /patients/?... HTTP/1.1" 200'),
        ("Not Found: %s", ("/patients/7/",), "- Not Found: /patients/7/"),
    ],
)
def test_addresses_lose_their_query(message, args, expected):
    assert line(message, *args) == expected


def test_line_carries_the_number_of_the_request():
    token = request_id.set("abc123")
    try:
        assert line() == "abc123 it broke"
    finally:
        request_id.reset(token)
    assert line() == "- it broke"


@pytest.mark.django_db
def test_broken_rule_of_the_database_is_named_without_the_row():
    def insert_twice() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for _ in range(2):
                cursor.execute("INSERT INTO auth_group (name) VALUES (%s)", [MARKER])

    error = caught(insert_twice)
    assert isinstance(error, IntegrityError)
    assert MARKER in str(error)
    shown = line(error=error)
    assert MARKER not in shown
    assert "(constraint auth_group_name_key)" in shown


def test_statements_are_never_logged():
    logger = logging.getLogger("django.db.backends")
    assert not logger.isEnabledFor(logging.ERROR)
    assert not logger.propagate


def test_every_handler_is_quiet():
    assert {handler["formatter"] for handler in LOGGING["handlers"].values()} == {"quiet"}
    assert set(LOGGING["root"]["handlers"]) == {"stderr"}
    for name in ("django", "django.request", "django.server", "django.security"):
        logger = logging.getLogger(name)
        assert logger.propagate
        assert all(isinstance(handler.formatter, QuietFormatter) for handler in logger.handlers)
