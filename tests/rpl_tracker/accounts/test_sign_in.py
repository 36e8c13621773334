"""The door: user name and password, lock-out, closed sign-up, and that every page is behind it."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from rpl_tracker.accounts.actions import create_user
from rpl_tracker.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rpl_tracker.accounts.urls")]
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _no_failed_attempts_yet() -> None:
    cache.clear()


@pytest.fixture
def nurse() -> User:
    return create_user(username="nurse", password=PASSWORD)


def sign_in(client: Client, password: str, username: str = "nurse", **more: Any) -> Any:
    return client.post("/accounts/login/", {"login": username, "password": password, **more})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_with_name_and_password_one_gets_back_to_where_one_was(client: Client, nurse: User) -> None:
    response = client.get("/page/?item=tsh")
    assert response["Location"] == "/accounts/login/?next=%2Fpage%2F%3Fitem%3Dtsh"
    response = sign_in(client, PASSWORD, next="/page/?item=tsh")
    assert (response.status_code, response["Location"]) == (302, "/page/?item=tsh")
    assert signed_in(client)


def test_next_never_leads_to_another_host(client: Client, nurse: User) -> None:
    assert sign_in(client, PASSWORD, next="https://elsewhere.example/")["Location"] == "/"


@pytest.mark.parametrize(("name", "password"), [("nurse", "wrong"), ("nobody", PASSWORD), ("", PASSWORD)])
def test_wrong_name_and_wrong_password_look_alike(client: Client, nurse: User, name: str, password: str) -> None:
    response = sign_in(client, password, name)
    assert response.status_code == 200
    assert not signed_in(client)
    if name:
        assert "The username and/or password you specified are not correct." in response.content.decode()


@pytest.mark.parametrize("backend", ["locmem.LocMemCache", "db.DatabaseCache"])
def test_five_wrong_passwords_lock_the_name_even_for_the_right_one(
    client: Client, nurse: User, settings: Any, backend: str
) -> None:
    settings.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.{backend}", "LOCATION": "rpl_cache"}}
    for _ in range(5):
        sign_in(client, "wrong")
    response = sign_in(client, PASSWORD)
    assert "Too many failed login attempts" in response.content.decode()
    assert not signed_in(client)


def test_four_wrong_passwords_do_not_lock_it(client: Client, nurse: User) -> None:
    for _ in range(4):
        sign_in(client, "wrong")
    sign_in(client, PASSWORD)
    assert signed_in(client)


def test_a_locked_name_does_not_lock_another(client: Client, nurse: User) -> None:
    create_user(username="clinician", password=PASSWORD)
    for _ in range(6):
        sign_in(client, "wrong")
    sign_in(client, PASSWORD, "clinician")
    assert signed_in(client)


def test_someone_who_has_left_does_not_get_in_and_is_out_at_once(client: Client, nurse: User) -> None:
    client.force_login(nurse)
    User.objects.filter(pk=nurse.pk).update(is_active=False)
    assert client.get("/page/").status_code == 302
    response = sign_in(Client(), PASSWORD)
    assert "_auth_user_id" not in response.client.session


def test_an_account_without_a_password_does_not_get_in(client: Client) -> None:
    create_user(username="import")
    sign_in(client, "", "import")
    assert not signed_in(client)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signs_up(client: Client, method: str) -> None:
    data = {"username": "new", "password1": PASSWORD, "password2": PASSWORD}
    response = getattr(client, method)("/accounts/signup/", data)
    assert "Sign-up is closed" in response.content.decode()
    assert not User.objects.filter(username="new").exists()


@pytest.mark.parametrize("path", ["/accounts/password/reset/", "/accounts/email/", "/accounts/"])
def test_pages_that_are_not_used_do_not_exist(client: Client, nurse: User, path: str) -> None:
    client.force_login(nurse)
    assert client.get(path).status_code == 404


OPEN = {"/healthz", "/accounts/login/", "/accounts/signup/", "/accounts/inactive/"}


@pytest.mark.parametrize(
    "path", ["/page/", "/accounts/session/", "/accounts/password/change/", "/accounts/2fa/", "/admin/"]
)
def test_everything_else_needs_a_login(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("path", sorted(OPEN))
def test_these_pages_need_none(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_the_passkey_sign_in_needs_no_login_either(client: Client) -> None:
    response = client.get("/accounts/2fa/webauthn/login/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert "challenge" in response.json()["request_options"]["publicKey"]
    page = client.get("/accounts/login/").content.decode()
    assert "Sign in with a passkey" in page


def test_signing_out_ends_the_session_on_the_server(client: Client, nurse: User) -> None:
    client.force_login(nurse)
    response = client.post("/accounts/logout/", follow=True)
    assert response.redirect_chain == [("/accounts/login/", 302)]
    assert not signed_in(client)


class TestAdministration:
    def test_its_own_sign_in_is_ours(self, client: Client) -> None:
        assert client.get("/admin/login/", follow=True).redirect_chain[0][0].startswith("/accounts/login/")
        response = client.post("/admin/login/", {"username": "nurse", "password": PASSWORD})
        assert response["Location"].startswith("/accounts/login/")

    def test_who_is_no_administrator_is_refused(self, client: Client, nurse: User) -> None:
        client.force_login(nurse)
        response = client.get("/admin/", follow=True)
        assert response.status_code == 403

    def test_an_administrator_gets_in(self, client: Client) -> None:
        client.force_login(create_user(username="it", password=PASSWORD, is_staff=True))
        assert client.get("/admin/").status_code == 200
