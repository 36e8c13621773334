"""The second factor: offered to all, compulsory with MFA_REQUIRED, asked for at every sign-in once it is there."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from rpl_tracker.accounts.actions import create_user
from rpl_tracker.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rpl_tracker.accounts.urls")]
PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def user() -> User:
    cache.clear()
    return create_user(username="clinician", password=PASSWORD)


def code(secret: str = SECRET) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def sign_in(client: Client, follow: bool = False) -> Any:
    return client.post("/accounts/login/", {"login": "clinician", "password": PASSWORD}, follow=follow)


def sign_in_and_confirm(client: Client) -> None:
    """As django-allauth asks it of whoever is about to change how they sign in."""
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_app_is_enrolled_with_its_code_and_gives_recovery_codes(client: Client, user: User) -> None:
    sign_in_and_confirm(client)
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert 'src="data:image/svg+xml' in page.content.decode()
    response = client.post("/accounts/2fa/totp/activate/", {"code": code(secret)}, follow=True)
    assert len(response.context["unused_codes"]) == 10
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}


def test_a_wrong_code_enrols_nothing(client: Client, user: User) -> None:
    sign_in_and_confirm(client)
    client.get("/accounts/2fa/totp/activate/")
    response = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert "Incorrect code." in response.content.decode()
    assert not Authenticator.objects.exists()


def test_changing_the_factor_asks_for_the_password_again(client: Client, user: User) -> None:
    client.force_login(user)
    response = client.get("/accounts/2fa/totp/activate/")
    assert response["Location"].startswith("/accounts/reauthenticate/")
    response = client.post(response["Location"], {"password": PASSWORD})
    assert response["Location"] == "/accounts/2fa/totp/activate/"


def test_with_a_factor_the_password_alone_opens_nothing(client: Client, user: User) -> None:
    TOTP.activate(user, SECRET)
    response = sign_in(client, follow=True)
    assert response.redirect_chain[-1][0] == "/accounts/2fa/authenticate/"
    assert not signed_in(client)
    assert client.get("/page/").status_code == 302


def test_with_its_code_one_gets_in(client: Client, user: User) -> None:
    TOTP.activate(user, SECRET)
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert signed_in(client)


def test_with_a_recovery_code_one_gets_in_once(client: Client, user: User) -> None:
    TOTP.activate(user, SECRET)
    recovery = RecoveryCodes.activate(user).get_unused_codes()[0]
    for expected in (True, False):
        browser = Client()
        sign_in(browser)
        browser.post("/accounts/2fa/authenticate/", {"code": recovery})
        assert signed_in(browser) is expected


def test_codes_cannot_be_guessed_for_ever(client: Client, user: User) -> None:
    TOTP.activate(user, SECRET)
    sign_in(client)
    for _ in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert not signed_in(client)


class TestCompulsory:
    @pytest.fixture(autouse=True)
    def _compulsory(self, settings: Any) -> None:
        settings.MFA_REQUIRED = True

    def test_without_a_factor_every_page_leads_to_the_enrolment(self, client: Client, user: User) -> None:
        sign_in(client)
        response = client.get("/page/", follow=True)
        assert response.redirect_chain == [("/accounts/2fa/", 302)]
        assert "set up a second factor" in response.content.decode()
        assert client.post("/accounts/clinic/", {"clinic": 1})["Location"] == "/accounts/2fa/"

    def test_so_does_the_administration(self, client: Client) -> None:
        client.force_login(create_user(username="it", is_staff=True))
        assert client.get("/admin/")["Location"] == "/accounts/2fa/"

    @pytest.mark.parametrize(
        "path",
        [
            "/accounts/2fa/",
            "/accounts/2fa/totp/activate/",
            "/accounts/2fa/webauthn/add/",
            "/accounts/session/",
            "/healthz",
        ],
    )
    def test_the_enrolment_itself_is_open(self, client: Client, user: User, path: str) -> None:
        sign_in_and_confirm(client)
        assert client.get(path).status_code == 200

    def test_signing_out_is_open(self, client: Client, user: User) -> None:
        sign_in(client)
        client.post("/accounts/logout/")
        assert not signed_in(client)

    @pytest.mark.parametrize(("kind", "enough"), [("totp", True), ("webauthn", True), ("recovery_codes", False)])
    def test_what_counts_as_a_factor(self, client: Client, user: User, kind: str, enough: bool) -> None:
        client.force_login(user)
        Authenticator.objects.create(user=user, type=kind, data={})
        assert (client.get("/page/").status_code == 200) is enough

    def test_the_answer_is_kept_for_the_session(
        self, client: Client, user: User, django_assert_num_queries: Any
    ) -> None:
        TOTP.activate(user, SECRET)
        client.force_login(user)
        client.get("/page/")
        with django_assert_num_queries(2):
            assert client.get("/page/").status_code == 200

    def test_taking_the_factor_away_closes_the_pages_again(self, client: Client, user: User) -> None:
        TOTP.activate(user, SECRET)
        sign_in(client)
        client.post("/accounts/2fa/authenticate/", {"code": code()})
        assert client.get("/page/").status_code == 200
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        client.post("/accounts/2fa/totp/deactivate/")
        assert not Authenticator.objects.exists()
        assert client.get("/page/")["Location"] == "/accounts/2fa/"


def test_in_the_demo_it_is_only_offered(client: Client, user: User) -> None:
    sign_in(client)
    page = client.get("/page/")
    assert page.status_code == 200
    assert 'href="/accounts/2fa/"' in page.content.decode()
