"""What the rules say, in a real browser: beside the results, folded criteria, on a phone, while a result is typed."""

import pytest
from playwright.sync_api import Page, expect

from patients.models import Draft
from tests.browser import until
from tests.records import a_clinic, a_condition, a_medication, a_patient, a_pregnancy, a_user, an_investigation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world():
    clinic = a_clinic("main")
    woman = a_patient(clinic)
    a_pregnancy(woman, 1, "miscarriage", ended_on="2024-09-01", ga_weeks=9, ga_days=2)
    a_condition(woman, "personal_vte", present=False)
    a_medication(woman, "antithyroid", name="Propylthiouracil", started_on="2025-12")
    for day in ("2025-03-01", "2025-06-01"):
        an_investigation(woman, "la_interp", word="positive", collected_on=day)
        an_investigation(woman, "acl_igg", number=40, value="40", unit="GPL", collected_on=day)
    an_investigation(woman, "prl", number=40, value="40", unit="ng/mL", upper_limit=25, collected_on="2025-03-01")
    an_investigation(woman, "karyo_blood", value="46,XX,t(11;22)(q23.3;q11.2)", collected_on="2025-03-01")
    return a_user(clinic), woman


def sideways(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("width", [1366, 390])
def test_beside_the_results_and_folded_under_the_antibodies(page, sign_in, axe, world, width):
    user, woman = world
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(page, user)
    page.goto(f"/patients/{woman.pk}/")
    said = page.locator("#results .said")
    expect(said.get_by_text("Balanced carrier: genetic counselling is advised")).to_be_visible()
    expect(said.get_by_text("High prolactin · general knowledge, no document on file").first).to_be_visible()
    criteria = page.locator(".criteria")
    expect(criteria.get_by_text("8 Anticardiolipin")).to_be_hidden()
    criteria.locator("summary").click()
    expect(criteria.get_by_text("8 Anticardiolipin")).to_be_visible()
    expect(page.get_by_text("Propylthiouracil (antithyroid), from Dec 2025, still taken")).to_be_visible()
    assert sideways(page) <= 0
    axe(page)


def test_on_paper_everything_is_there(page, sign_in, world):
    user, woman = world
    sign_in(page, user)
    page.goto(f"/patients/{woman.pk}/")
    page.emulate_media(media="print")
    expect(page.locator(".criteria").get_by_text("8 Anticardiolipin")).to_be_visible()
    expect(page.locator("#results").get_by_text("Balanced carrier: genetic counselling is advised")).to_be_visible()


def test_while_a_result_is_typed(page, sign_in, axe, world):
    user, woman = world
    sign_in(page, user)
    page.goto(f"/patients/{woman.pk}/results/thyroid/")
    page.get_by_label("Prolactin (mass): as reported").fill("40")
    page.get_by_label("Prolactin (mass): unit").fill("ng/mL")
    page.get_by_label("Prolactin (mass): upper limit").fill("25")
    page.keyboard.press("Tab")
    expect(page.locator("#said-prl").get_by_text("Computed: about 848 mIU/L")).to_be_visible()
    expect(page.locator("#said-prl").get_by_text("recalled, not confirmed in the original").first).to_be_visible()
    assert sideways(page) <= 0
    axe(page)
    until(Draft.objects.filter(typed__contains={"prl-upper": ["25"]}).exists)  # before the tables are emptied
