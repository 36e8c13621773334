"""Five definitions in columns and five behind one fold: on a screen, on a small one, on a phone."""

import pytest

from tests.browser import opened_page
from tests.records import a_clinic, a_user
from tests.workup.views.people import four_losses
from tests.workup.views.test_patient_in_browser import NARROW, sideways

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("size", [{"width": 1366, "height": 768}, {"width": 1024, "height": 768}, NARROW])
def test_many_definitions_never_move_the_page_sideways(browser, live_server, sign_in, axe, size):
    clinic = a_clinic("main", default_guideline="ngf-2024")
    user, patient = a_user(clinic), four_losses(clinic)
    with opened_page(browser, live_server.url, size) as page:
        sign_in(page, user)
        page.goto(f"/patients/{patient.pk}/?guideline=dggg-015050-2022")
        assert page.locator(".facts--rpl .verdict").count() == 3
        assert page.locator("#pregnancies tbody tr").first.locator(".lanes__def").count() == 5
        assert page.get_by_label("Guideline", exact=True).input_value() == "dggg-015050-2022"
        page.locator("#definitions > summary").click()
        assert page.locator("#definitions .story").count() == 5
        assert sideways(page) <= 0
        lanes = page.locator("#pregnancies")
        assert lanes.evaluate("panel => panel.scrollWidth - panel.clientWidth") <= 0
        axe(page)
