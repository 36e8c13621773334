"""The pictures of the documentation, taken from the demo clinic. On demand: `pytest tests/journeys/pictures.py`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from patients.models import Patient
from patients.obstetrics.dates import in_words
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.models import Clinic, User

pytestmark = pytest.mark.django_db(transaction=True)
IMAGES = Path(__file__).parents[2] / "docs" / "images"


def test_pictures(page: Page, demo: Clinic, sign_in: Callable[[Page, Any], None]) -> None:
    sign_in(page, User.objects.get(username="importer"))
    page.goto("/")
    page.screenshot(path=IMAGES / "worklist.png")
    page.goto(f"/patients/{Patient.objects.get(mrn='DEMO-001').pk}/")
    page.screenshot(path=IMAGES / "patient.png")
    page.goto(f"/patients/{Patient.objects.get(mrn='DEMO-010').pk}/results/apl/")
    collected = in_words(today(demo) - timedelta(days=14))
    results = {"IgG": ("55", "GPL"), "IgM": ("8", "MPL")}
    page.get_by_label("Collected or done on").fill(collected)
    page.get_by_label("Lupus anticoagulant, overall interpretation: result").select_option(label="Negative")
    for isotype, (value, unit) in results.items():
        page.get_by_label(f"Anticardiolipin {isotype}: as reported").fill(value)
        page.get_by_label(f"Anticardiolipin {isotype}: unit").fill(unit)
    page.keyboard.press("Tab")
    page.get_by_text("a repeat counts from").first.wait_for()
    page.screenshot(path=IMAGES / "results.png")
