"""The forms in a real browser: by keyboard alone, shown as they apply, read as they are typed, with their errors."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from patients import actions
from patients.models import Pregnancy
from patients.obstetrics.dates import PartialDate
from tests.records import a_clinic, a_patient, a_pregnancy, a_user, an_event, an_investigation
from workup.models import Investigation, Laboratory

pytestmark = pytest.mark.django_db(transaction=True)
REFUSING = ("medication_new", "pregnancy_new", "event_new", "birth_new", "apl", "tissue", "order", "decision_new",
            "entered_in_error")  # fmt: skip  # as they open, something required is missing


@pytest.fixture
def her(sign_in):
    """A patient of a clinic, a clinician of the clinic."""
    clinic = a_clinic()
    patient = a_patient(clinic, family_name="Kovács", given_names="Marta")
    patient.doctor = a_user(clinic, username="dora")
    return patient


def address(name, patient):
    if name in ("apl", "tissue"):
        return reverse("results_panel", args=[patient.pk, name])
    if name in ("event_new", "birth_new"):
        return reverse(name, args=[patient.pk, patient.pregnancies.get().pk])
    if name == "entered_in_error":
        return reverse(name, args=[patient.pk, "pregnancy", patient.pregnancies.get().pk])
    return reverse(name, args=[patient.pk])


@pytest.mark.parametrize("width", ["page", "phone"])
def test_every_form_is_accessible_also_with_errors(request, sign_in, axe, her, width):
    an_event(a_pregnancy(her, ended_on=PartialDate(2024, 5), complications=["pprom@18"]), on="2024-04")
    page = request.getfixturevalue(width)
    sign_in(page, her.doctor)
    for name in REFUSING:  # as they open, test_axe looks at them
        page.goto(address(name, her))
        page.locator("form.record .actions button").first.click()
        expect(page.locator(".errors")).to_be_focused()
        axe(page)


def test_fields_appear_as_they_apply_and_nothing_typed_is_lost(page, sign_in, her):
    sign_in(page, her.doctor)
    page.goto(address("pregnancy_new", her))
    loss_type, ended = page.get_by_label("Type of loss"), page.get_by_label("Ended on")
    expect(loss_type).to_be_hidden()
    page.get_by_label("Outcome").select_option("miscarriage")
    loss_type.select_option("embryonic")
    ended.fill("May 2024")
    page.get_by_label("Outcome").select_option("ongoing")
    expect(loss_type).to_be_hidden()
    expect(ended).to_be_hidden()
    page.get_by_label("Outcome").select_option("miscarriage")
    expect(ended).to_have_value("May 2024")
    expect(loss_type).to_have_value("embryonic")


def test_the_dates_are_read_while_she_is_asked(page, sign_in, her):
    sign_in(page, her.doctor)
    page.goto(address("pregnancy_new", her))
    page.get_by_label("Outcome").select_option("miscarriage")
    page.get_by_label("Last menstrual period").fill("1 Jan 2024")
    page.get_by_label("Ended on").fill("2024-03-11")
    page.keyboard.press("Tab")
    expect(page.locator("#reading")).to_contain_text("10+0 by the last period")


def test_a_panel_from_the_keyboard(page, sign_in, her):
    sign_in(page, her.doctor)
    page.goto(address("apl", her) + "?test=la_interp")
    expect(page.get_by_label("Collected or done on")).to_be_focused()
    page.keyboard.type("9 Jan 2026")
    page.keyboard.press("Tab")
    page.keyboard.type("Northgate")
    page.keyboard.press("Tab")  # heparin neutralised
    page.keyboard.press("Tab")
    expect(page.get_by_label("Lupus anticoagulant, overall interpretation: result")).to_be_focused()
    page.keyboard.press("p")
    page.keyboard.press("Tab")
    expect(page.locator("#read-la_interp")).to_have_text("positive: a repeat counts from 3 Apr 2026")
    expect(page.get_by_role("status").filter(has_text="a repeat counts")).to_be_visible()
    assert not Investigation.objects.exists()
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("1 result saved")
    row = Investigation.objects.get()
    assert (row.word, row.collected_on, row.lab.name) == ("positive", PartialDate(2026, 1, 9), "Northgate")


def test_another_laboratory_brings_its_own_limits_and_leaves_what_was_typed(page, sign_in, her):
    for name, upper in (("Southgate", 3), ("Northgate", 4)):
        lab = Laboratory.objects.create(clinic=her.clinic, name=name)
        an_investigation(a_patient(her.clinic), "tsh", lab=lab, unit="mIU/L", lower_limit="0.4", upper_limit=upper)
    sign_in(page, her.doctor)
    page.goto(reverse("results_panel", args=[her.pk, "thyroid"]))
    upper, lower = page.get_by_label("TSH: upper limit"), page.get_by_label("TSH: lower limit")
    expect(upper).to_have_value("4")
    lower.fill("0.55")
    page.get_by_label("Laboratory").fill("Southgate")
    page.keyboard.press("Tab")
    expect(upper).to_have_value("3")
    expect(lower).to_have_value("0.55")


def test_two_clinicians_at_one_pregnancy(page, sign_in, axe, her):
    row = a_pregnancy(her, lmp=date(2024, 1, 1), ended_on=PartialDate(2024, 3, 11))
    sign_in(page, her.doctor)
    page.goto(reverse("pregnancy_edit", args=[her.pk, row.pk]))
    theirs = Pregnancy.objects.get()
    theirs.confirmed_by = "ultrasound"
    actions.change(theirs, by=a_user(username="anna"), version=1)
    page.get_by_label("Note").fill("mine")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errors")).to_contain_text("Somebody else changed this")
    expect(page.get_by_text("Changed meanwhile, and filled in here: Ultrasound by anna")).to_be_visible()
    expect(page.get_by_label("Note", exact=True)).to_have_value("mine")
    axe(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("Pregnancy 1: saved")


def test_everything_is_there_without_script(browser, live_server, client, her):
    client.force_login(her.doctor)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies([{"name": c.key, "value": c.value, "url": live_server.url} for c in client.cookies.values()])
    page = context.new_page()
    page.goto(address("pregnancy_new", her))
    page.get_by_label("Outcome").select_option("miscarriage")
    page.get_by_label("Type of loss").select_option("embryonic")
    page.get_by_label("Ended on").fill("5/2024")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errors")).to_contain_text("write the month as a word: May 2024")
    expect(page.get_by_label("Ended on")).to_have_value("5/2024")
    page.get_by_label("Ended on").fill("May 2024")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("saved")
    context.close()
    assert Pregnancy.objects.get().loss_type == "embryonic"
