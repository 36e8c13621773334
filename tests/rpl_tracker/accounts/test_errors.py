"""Health check and error pages: what happened, what to do; and never with what."""

import copy
import io
import logging.config
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError
from django.test import Client

from rpl_tracker.logs import LOGGING
from tests.records import a_clinic, a_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rpl_tracker.accounts.urls")]


@pytest.fixture
def member(client: Client) -> Client:
    client.raise_request_exception = False
    client.force_login(a_user(a_clinic(), "viewer"))
    return client


def test_health_asks_the_database_and_nothing_else(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_health_says_when_the_database_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise DatabaseError("Marker-Text")

    monkeypatch.setattr("rpl_tracker.accounts.views.connection.cursor", fails)
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (503, {"status": "the database does not answer"})


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/bad/", 400, "nothing was saved"),
        ("/new/", 403, "a viewer may not change the record"),
        ("/nothing-here/", 404, "belongs to a clinic in which you have no role"),
        ("/accounts/clinic/", 405, "only takes what a page sends to it"),
        ("/broken/", 500, "please check before you enter it again"),
    ],
)
def test_error_pages_say_what_happened_and_what_to_do(member: Client, path: str, status: int, words: str) -> None:
    response = member.get(path)
    assert response.status_code == status
    assert words in response.content.decode()
    assert "Marker" not in response.content.decode()


def test_a_form_that_was_open_too_long_says_so() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/accounts/login/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert "This form was open for too long" in response.content.decode()


@pytest.mark.parametrize("path", ["/broken/", "/broken-statement/"])
def test_neither_log_nor_mail_repeats_what_was_typed_or_stored(member: Client, settings: Any, path: str) -> None:
    settings.ADMINS = [("IT", "it@hospital.example")]
    log = io.StringIO()
    with logging_as_configured(log):
        response = member.post(f"{path}?name=Marker-Query", {"name": "Marker-Form"}, headers={"Referer": "/Marker/"})
    (sent,) = mail.outbox
    for told in (log.getvalue(), f"{sent.subject}\n{sent.body}"):
        assert path in told
        assert response["X-Request-ID"] in told
        assert "tests/rpl_tracker/accounts/urls.py" in told
        assert "Marker" not in told


@contextmanager
def logging_as_configured(stream: io.StringIO) -> Iterator[None]:
    """The project's own handlers, the one for stderr writing to the stream."""
    config: Any = copy.deepcopy(LOGGING)
    config["handlers"]["stderr"]["stream"] = stream
    logging.config.dictConfig(config)
    yield
    logging.config.dictConfig(LOGGING)
