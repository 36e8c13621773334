"""The number of the request being answered, for log lines; knows no Django, because logging starts before it."""

from __future__ import annotations

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")
"""A dash outside of a request."""
