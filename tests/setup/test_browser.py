"""The browser that journeys use: it sees faults that a person would not."""

import threading

import pytest
from django.db import connection

from rpl_tracker.embedded import roles
from tests.browser import watch


@pytest.fixture
def blank(browser):
    """A page on no server, and the faults that were seen on it."""
    context = browser.new_context()
    faults = watch(context)
    yield context.new_page(), faults
    context.close()


def test_sign_in_page_opens_without_a_fault(page, axe):
    page.goto("/accounts/login/")
    assert "Sign in" in page.title()
    axe(page)


def test_accessibility_fault_is_found(blank, axe):
    page, _ = blank
    page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src='data:,'></main></html>")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


@pytest.mark.parametrize("colours", [False, True])
def test_a_colour_that_cannot_be_read_is_found(blank, axe, colours):
    page, _ = blank
    page.set_content("<html lang=en><title>x</title><main><h1 style='color:#999'>words</h1></main></html>")
    with pytest.raises(AssertionError, match="color-contrast"):
        axe(page, colours=colours)


def test_small_target_is_found(blank, axe):
    page, _ = blank
    small = "<button style='width:9px;height:9px;padding:0;border:0;margin:0;float:left' aria-label=x></button>"
    page.set_content(f"<html lang=en><title>x</title><main><h1>x</h1>{small}{small}</main></html>")
    with pytest.raises(AssertionError, match="target-size"):
        axe(page)


def test_request_to_another_machine_is_stopped_and_noted(blank):
    page, faults = blank
    for host in ("192.0.2.1", "example.com"):
        with page.expect_event("requestfailed") as failed:
            page.set_content(f"<img src='http://{host}/pixel.gif'>")
        assert "ERR_NAME_NOT_RESOLVED" in failed.value.failure
    assert faults == [f"asks another machine: http://{host}/pixel.gif" for host in ("192.0.2.1", "example.com")]


def test_script_error_is_noted(blank):
    page, faults = blank
    page.set_content("<script>nothing.here()</script>")
    page.wait_for_timeout(50)
    assert len(faults) == 1
    assert faults[0].startswith("script error")


def test_violation_of_the_policy_is_noted(blank):
    page, faults = blank
    policy = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'none'\">"
    page.set_content(f"<html><head>{policy}</head><body onclick='x()'><script>1</script></body></html>")
    page.wait_for_timeout(50)
    assert faults
    assert all("Content Security Policy" in fault for fault in faults)


@pytest.mark.django_db(transaction=True)
def test_pages_connect_as_the_application_and_tests_set_up_as_the_owner():
    seen = []

    def serve() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            seen.append(cursor.fetchone()[0])
        connection.close()

    page = threading.Thread(target=serve)  # the live server answers each request in one
    page.start()
    page.join()
    serve()
    assert seen == [roles.APP, roles.OWNER]
