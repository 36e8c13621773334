"""The pictures of the documentation, taken from the demo clinic. On demand: `pytest tests/journeys/pictures.py`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from patients.models import Patient
from rpl_tracker.accounts.models import Clinic, User

pytestmark = pytest.mark.django_db(transaction=True)
IMAGES = Path(__file__).parents[2] / "docs" / "images"


def test_pictures(page: Page, demo: Clinic, sign_in: Callable[[Page, Any], None]) -> None:
    sign_in(page, User.objects.get(username="importer"))
    page.goto("/")
    page.screenshot(path=IMAGES / "worklist.png")
    page.goto(f"/patients/{Patient.objects.get(mrn='DEMO-001').pk}/")
    page.screenshot(path=IMAGES / "patient.png")
    page.goto(f"/patients/{Patient.objects.get(mrn='DEMO-004').pk}/results/apl/")
    page.get_by_label("Collected or done on").fill("1 Mar 2026")
    page.get_by_label("Anticardiolipin IgG: as reported").fill("55")
    page.get_by_label("Anticardiolipin IgG: unit").fill("GPL")
    page.keyboard.press("Tab")
    page.get_by_text("a repeat counts from").first.wait_for()
    page.screenshot(path=IMAGES / "results.png")
