"""pytest plugin: Debian's Chromium for journeys through the live server, and the accessibility rules."""

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.network import is_here

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",  # no other machine is found
]
DESKTOP: Any = {"width": 1366, "height": 768}
PHONE: Any = {"width": 390, "height": 844}
FINGERS: Any = {"has_touch": True, "is_mobile": True}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules that look at colours
RUN = "options => axe.run(options).then(found => ({violations: found.violations}))"


def chromium_path() -> str | None:
    return CHROMIUM if Path(CHROMIUM).exists() else shutil.which("chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever opens a page is a browser test."""
    for item in items:
        if {"page", "phone", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; tests are skipped with one line where there is none."""
    if (path := chromium_path()) is None:
        pytest.skip("no Chromium: apt-get install chromium")
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_kept() -> Iterator[None]:
    """The browser keeps them as it keeps WhiteNoise's, whose names change with their content."""
    serve = StaticFilesHandler.serve

    def kept(self: StaticFilesHandler, request: Any) -> Any:
        answer = serve(self, request)
        answer["Cache-Control"] = "max-age=3600, immutable"
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", kept)
        yield


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page at 1366x768 on the live server; fails the test on a script error, a CSP violation or a foreign request."""
    with opened_page(browser, live_server.url, DESKTOP) as page:
        yield page


@pytest.fixture
def phone(browser: Browser, live_server: Any) -> Iterator[Page]:
    """The same on a phone, which is touched."""
    with opened_page(browser, live_server.url, PHONE, **FINGERS) as page:
        yield page


@contextlib.contextmanager
def opened_page(browser: Browser, url: str, size: Any, **more: Any) -> Iterator[Page]:
    context = browser.new_context(base_url=url, viewport=size, reduced_motion="reduce", **more)
    faults = watch(context)
    yield context.new_page()
    context.close()
    assert faults == []


def watch(context: BrowserContext) -> list[str]:
    """The list into which everything goes that a page must never do."""
    faults: list[str] = []

    # Not by a route: the browser would keep nothing then, and every page would fetch every file anew.
    context.on("request", lambda request: _note_foreign(request.url, faults))
    context.on("weberror", lambda error: faults.append(f"script error: {error.error}"))
    context.on("console", lambda said: _note_violation(said.text, faults))
    return faults


def _note_foreign(url: str, faults: list[str]) -> None:
    if not is_here(urlsplit(url).hostname or ""):
        faults.append(f"asks another machine: {url}")


def _note_violation(text: str, faults: list[str]) -> None:
    if "Content Security Policy" in text:
        faults.append(text)


@pytest.fixture
def sign_in(client: Any, live_server: Any) -> Callable[[Page, Any], None]:
    """Signs a user in to the page's browser without typing the password."""

    def go(page: Page, user: Any) -> None:
        client.force_login(user)
        for cookie in client.cookies.values():
            page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return go


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Waits for what an open page has the server do by itself."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


@pytest.fixture
def axe() -> Callable[..., None]:
    """Asserts that a page breaks no WCAG 2.2 A or AA rule; none is switched off, and `target-size` is switched on.

    `colours` alone are enough for a page that was looked at in other colours a moment ago.
    """

    def check(page: Page, *, colours: bool = False) -> None:
        options: dict[str, Any] = {
            "runOnly": {"type": "rule", "values": COLOURS} if colours else {"type": "tag", "values": WCAG},
            "rules": {} if colours else {"target-size": {"enabled": True}},
            "resultTypes": ["violations"],  # of the rules that hold no details are put together; every rule runs
        }
        if not page.evaluate("'axe' in window"):  # once a page, however often it is asked
            page.evaluate(Axe().axe_script)
        found = AxeResults(page.evaluate(RUN, options))
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check
