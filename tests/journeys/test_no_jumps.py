"""Nothing jumps at the door, in the administration and on the pages of errors: the browser's own observer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page

from rpl_tracker.accounts.actions import add_member, create_user
from rpl_tracker.accounts.models import User
from tests.journeys.test_axe_door import ERRORS, PASSWORD, WITHOUT, with_every_factor
from tests.journeys.watching import Watching
from tests.records import a_clinic, a_medication, a_patient, a_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.rpl_tracker.accounts.urls")]
SignIn = Callable[[Page, Any], None]
TOLD = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))"
PUSH = "document.querySelector('main').prepend(Object.assign(document.createElement('h2'), {textContent: 'Pushed'}))"


class Opening:
    """Pages opened one after the other, each left only when the observer has told what it saw."""

    def __init__(self, page: Page) -> None:
        self.page, self.watching = page, Watching(page)

    def at(self, address: str, *, status: int = 200) -> None:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == status, address
        self.here()

    def here(self) -> None:
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate(TOLD)

    def sends(self, button: str) -> int:
        """Of the page's form; the status of the answer."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST") as answer:
            self.page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_load_state("load")
        self.here()
        return answer.value.status


@pytest.fixture(params=["page", "phone"])
def opening(request: pytest.FixtureRequest) -> Iterator[Opening]:
    """At a desk or with a phone; at the end nothing has jumped."""
    cache.clear()
    opening = Opening(request.getfixturevalue(request.param))
    yield opening
    opening.watching.nothing_jumped()


@pytest.fixture
def ana(db: None) -> User:
    user = create_user(username="ana", password=PASSWORD)
    add_member(user=user, clinic=a_clinic(), role="clinician")
    return user


def signs_in(opening: Opening, password: str = PASSWORD) -> None:
    opening.at(reverse("account_login"))
    opening.page.get_by_label("Username").fill("ana")
    opening.page.get_by_label("Password").fill(password)
    opening.sends("Sign in")


def test_the_observer_tells_of_what_jumps(page: Page, db: None) -> None:
    opening = Opening(page)
    opening.at(reverse("account_login"))
    opening.watching.nothing_jumped()
    page.evaluate(PUSH)
    page.evaluate(TOLD)
    assert opening.watching.jumps


def test_the_door(opening: Opening, ana: User) -> None:
    for name in ("account_inactive", "account_signup"):
        opening.at(reverse(name))
    signs_in(opening, "wrong")
    opening.page.get_by_text("not correct").first.wait_for()
    TOTP.activate(ana, "A" * 32)
    signs_in(opening)
    opening.page.wait_for_url("**/2fa/authenticate/")
    opening.here()


def test_the_second_factor(opening: Opening, ana: User) -> None:
    signs_in(opening)
    opening.at(reverse("account_reauthenticate"))
    opening.page.get_by_label("Password").fill(PASSWORD)
    with opening.page.expect_navigation():
        opening.page.get_by_label("Password").press("Enter")
    for name in WITHOUT:
        opening.at(reverse(name))
    for address in with_every_factor(ana):
        opening.at(address)


def test_pages_of_errors(opening: Opening, sign_in: SignIn) -> None:
    sign_in(opening.page, a_user(a_clinic(), "viewer"))
    for address, status in ERRORS.items():
        opening.at(address, status=status)


def test_what_somebody_else_saved_meanwhile(opening: Opening, sign_in: SignIn) -> None:
    clinic = a_clinic()
    row = a_medication(a_patient(clinic))
    sign_in(opening.page, a_user(clinic))
    address = reverse("medication_edit", args=[row.patient_id, row.pk])
    opening.at(address)
    with opening.page.context.new_page() as other:
        other.goto(address)
        other.get_by_label("Dose").fill("100 mg")
        with other.expect_navigation():
            other.get_by_role("button", name="Save", exact=True).click()
    opening.page.get_by_label("Dose").fill("75 mg")
    assert opening.sends("Save") == 409


@pytest.mark.parametrize("list_of_models", ["open", "closed"])
def test_the_administration(opening: Opening, sign_in: SignIn, list_of_models: str) -> None:
    clinic = a_clinic()
    patient = a_patient(clinic)
    sign_in(opening.page, a_user(clinic, is_staff=True))
    opening.at(reverse("admin:index"))
    if list_of_models == "closed":
        opening.page.evaluate("localStorage.setItem('django.admin.navSidebarIsOpen', 'false')")
    for name, row in (
        ("accounts_clinic", clinic),
        ("accounts_user", User.objects.get()),
        ("patients_patient", patient),
    ):
        opening.at(reverse(f"admin:{name}_changelist"))
        opening.at(reverse(f"admin:{name}_change", args=[row.pk]))
        opening.at(reverse(f"admin:{name}_history", args=[row.pk]))
