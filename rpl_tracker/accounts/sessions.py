"""Django's sessions in the database, found with a question that is made once: every page begins with it."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from rpl_tracker.together import Question, given

LASTING = Question(lambda: Session.objects.filter(session_key=given("key"), expire_date__gt=given("now")))


class SessionStore(DatabaseSessions):
    """Named by the setting SESSION_ENGINE."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        for found in LASTING.ask(key=self.session_key, now=timezone.now()):
            return found  # type: ignore[no-any-return]
        self._session_key = None
        return None
