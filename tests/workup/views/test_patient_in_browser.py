"""Her page in a real browser: above the fold, on a phone, from the keyboard, in the dark, on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import opened_page
from tests.records import a_clinic, a_patient, a_user, an_investigation
from tests.workup.views.people import four_losses

pytestmark = pytest.mark.django_db(transaction=True)
NARROW = {"width": 360, "height": 740}


@pytest.fixture
def world():
    clinic = a_clinic("main")
    return a_user(clinic), four_losses(clinic)


def sideways(page: Page) -> int:
    """By how many px the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def test_what_is_open_is_named_above_the_fold(page, sign_in, axe, world):
    user, patient = world
    sign_in(page, user)
    page.goto(f"/patients/{patient.pk}/")
    glance = page.locator("#glance")
    for name in ("TSH", "TPO antibodies", "Family history", "Psychological support"):
        box = glance.get_by_role("link", name=name, exact=True).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 768
    rest = glance.locator(".glance__rest").bounding_box()
    assert rest is not None
    assert rest["y"] + rest["height"] <= 768
    assert sideways(page) <= 0
    axe(page)


def test_icons_come_from_the_sprite_under_the_policy(page, sign_in, world):
    user, patient = world
    sign_in(page, user)
    with page.expect_response("**/icons.svg") as answer:
        page.goto(f"/patients/{patient.pk}/")
    assert answer.value.ok
    assert page.evaluate("document.querySelector('.chip use').getBoundingClientRect().width") > 5


def test_her_identity_stays_when_the_page_is_scrolled(page, sign_in, world):
    user, patient = world
    sign_in(page, user)
    page.goto(f"/patients/{patient.pk}/")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert page.evaluate("window.scrollY") > 500
    expect(page.locator(".banner__name")).to_be_in_viewport()
    expect(page.get_by_text("482 0137")).to_be_in_viewport()


def test_on_a_phone_next_comes_first_and_nothing_moves_sideways(browser, live_server, sign_in, axe, world):
    user, patient = world
    with opened_page(browser, live_server.url, NARROW) as page:
        sign_in(page, user)
        page.goto(f"/patients/{patient.pk}/")
        assert sideways(page) <= 0
        tops = "['.p-next', '.p-glance', '.p-lanes', '.p-check'].map(s => document.querySelector(s).offsetTop)"
        order = page.evaluate(tops)
        assert order == sorted(order)
        page.evaluate("window.scrollTo(0, 3000)")
        expect(page.locator(".banner__name")).to_be_in_viewport()
        axe(page)


def test_the_guideline_is_chosen_and_the_day_typed_from_the_keyboard(page, sign_in, world):
    user, patient = world
    sign_in(page, user)
    page.goto(f"/patients/{patient.pk}/")
    page.get_by_label("Guideline", exact=True).select_option(label="RCOG 2023")
    page.get_by_label("As of").fill("1 Jan 2026")
    page.get_by_label("As of").press("Enter")
    expect(page.get_by_role("heading", name="Workup by RCOG 2023")).to_be_visible()
    expect(page.get_by_text("As of 1 Jan 2026", exact=True)).to_be_visible()


def test_the_menu_opens_closes_and_signs_out_by_post(page, sign_in, world):
    user, patient = world
    sign_in(page, user)
    page.goto(f"/patients/{patient.pk}/")
    page.locator("details.menu summary").press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    page.locator("details.menu summary").press("Enter")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()


def test_why_each_counts_is_one_click_away(page, sign_in, axe, world):
    user, patient = world
    sign_in(page, user)
    page.goto(f"/patients/{patient.pk}/")
    page.get_by_text("Why each counts or not").click()
    expect(page.get_by_text("membranes ruptured early (PPROM) at 18+0").last).to_be_visible()
    axe(page)


def test_in_the_dark_and_on_paper_it_can_be_read(page, sign_in, axe, world):
    user, patient = world
    sign_in(page, user)
    page.emulate_media(color_scheme="dark")
    page.goto(f"/patients/{patient.pk}/")
    axe(page)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator(".appbar")).to_be_hidden()
    expect(page.locator(".banner__name")).to_be_visible()


def test_beside_a_long_comment_a_number_and_its_unit_stand_in_one_line(page, sign_in):
    patient = a_patient()
    an_investigation(patient, "tsh", value="2.5", number="2.5", unit="mIU/L", comment="A long comment. " * 30)
    sign_in(page, a_user(patient.clinic))
    page.goto(f"/patients/{patient.pk}/")
    lines = "cell => { const all = new Range(); all.selectNodeContents(cell); return all.getClientRects().length; }"
    cell = page.locator("#results tr", has_text="A long comment").locator("td.num")
    expect(cell).to_have_text("2.5 mIU/L")
    assert cell.evaluate(lines) == 1


def test_her_banner_is_one_line_although_no_edition_is_signed_off(page, sign_in, world):
    user, patient = world
    sign_in(page, user)
    for address in (f"/patients/{patient.pk}/", f"/patients/{patient.pk}/pregnancies/new/"):
        page.goto(address)
        tops = page.locator(".strip dt").evaluate_all("all => all.map(dt => dt.getBoundingClientRect().top)")
        assert len(set(tops)) == 1
        expect(page.locator(".strip .unsigned")).to_have_count(3)


def test_with_a_long_name_what_does_not_fit_beside_it_stands_in_one_line_below(page, sign_in, world):
    user, patient = world
    patient.family_name, patient.given_names = "Featherstonehaugh-Obuya", "Wilhelmina A."
    patient.save()
    sign_in(page, user)
    page.goto(f"/patients/{patient.pk}/")
    lines = [
        set(page.locator(f".strip {part} dt").evaluate_all("all => all.map(dt => dt.getBoundingClientRect().top)"))
        for part in (".banner", ".about")
    ]
    assert [len(line) for line in lines] == [1, 1]
    assert max(lines[0]) < min(lines[1])


@pytest.mark.parametrize("waiting", [True, False])
def test_the_heads_of_the_panels_at_the_side_are_one_line(page, sign_in, world, waiting):
    user, patient = world
    if not waiting:
        patient.investigations.exclude(status="final").update(entered_in_error=True, error_reason="typed twice")
    sign_in(page, user)
    page.goto(f"/patients/{patient.pk}/")
    head = page.locator("#outstanding .panel__head")
    expect(head).to_contain_text("waiting" if waiting else "none")
    expect(page.locator("#outstanding").get_by_role("link", name="Order what is missing")).to_be_visible()
    box = head.bounding_box()
    assert box is not None
    assert box["height"] < 45
