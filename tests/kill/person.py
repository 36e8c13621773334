"""A clinician at a browser without a window: real requests, real forms, one after the other."""

import http.client
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any


class Cut(Exception):
    """No answer came: nobody can know whether it was saved."""


@dataclass(frozen=True)
class Answer:
    """What the server said; the names are those of Django's test client, so that `posting.fill` takes it."""

    status_code: int
    content: bytes
    location: str


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


class Person:
    """One person, signed in, with cookies of her own."""

    def __init__(self, url: str, username: str, password: str) -> None:
        self.url, self.username, self.password = url, username, password
        self.cookies = CookieJar()
        self.signed_in = False
        handlers = (urllib.request.HTTPCookieProcessor(self.cookies), _NoRedirect, urllib.request.ProxyHandler({}))
        self.opener = urllib.request.build_opener(*handlers)

    def sign_in(self) -> None:
        page = self.get("/accounts/login/").content.decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token, "the sign-in page has no form"
        typed = {"csrfmiddlewaretoken": token[1], "login": self.username, "password": self.password}
        answer = self.post("/accounts/login/", typed)
        if answer.status_code >= 500:  # the database is away
            raise Cut
        assert answer.status_code == 302, f"sign-in was refused: {answer.status_code}"
        self.signed_in = True

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(self.url + path))

    def post(self, path: str, typed: dict[str, Any]) -> Answer:
        data = urllib.parse.urlencode(typed, doseq=True).encode()
        return self._ask(urllib.request.Request(self.url + path, data, {"Origin": self.url}))

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self.opener.open(request, timeout=30) as response:
                return Answer(response.status, response.read(), response.headers.get("Location", ""))
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read(), error.headers.get("Location", ""))
        except (OSError, http.client.HTTPException) as error:
            raise Cut from error
