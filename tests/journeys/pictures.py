"""The pictures of the guide and the README, taken from the demo clinic. On demand: `pytest tests/journeys/pictures.py`.

One place for all of them: `rpl_tracker/static/help`, because the application serves them too. Invented patients only.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from patients.models import Patient
from patients.obstetrics.dates import in_words
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.models import Clinic, User
from tests.rpl_tracker.interop.files import write_folder

pytestmark = pytest.mark.django_db(transaction=True)
IMAGES = Path(__file__).parents[2] / "rpl_tracker" / "static" / "help"
COLOURS = 32  # enough for a screen; a third of the bytes


def keep(page: Page, path: Path) -> None:
    """What is on the screen, its icons as well, with few colours so that the file stays small."""
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
    few.save(path, lossless=True, method=6)


def of_main(page: Page, role: Any, name: str) -> Locator:
    return page.get_by_role("main").get_by_role(role, name=name, exact=True)


def test_pictures(page: Page, demo: Clinic, sign_in: Callable[[Page, Any], None], tmp_path: Path) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    sign_in(page, User.objects.get(username="importer"))
    page.goto("/")
    keep(page, IMAGES / "worklist.webp")
    first, tenth = (Patient.objects.get(mrn=mrn).pk for mrn in ("DEMO-001", "DEMO-010"))
    page.goto(f"/patients/{first}/")
    keep(page, IMAGES / "patient.webp")
    panel(page, demo, tenth)
    page.goto(f"/patients/{first}/compare/?show=differ")
    keep(page, IMAGES / "compare.webp")
    letter(page, first)
    importing(page, tmp_path)
    page.goto("/guidelines/eshre-2022/sign-off/")
    keep(page, IMAGES / "sign-off.webp")


def panel(page: Page, demo: Clinic, patient: int) -> None:
    page.goto(f"/patients/{patient}/results/apl/")
    page.get_by_label("Collected or done on").fill(in_words(today(demo) - timedelta(days=14)))
    page.get_by_label("Lupus anticoagulant, overall interpretation: result").select_option(label="Negative")
    for isotype, (value, unit) in {"IgG": ("55", "GPL"), "IgM": ("8", "MPL")}.items():
        page.get_by_label(f"Anticardiolipin {isotype}: as reported").fill(value)
        page.get_by_label(f"Anticardiolipin {isotype}: unit").fill(unit)
    page.keyboard.press("Tab")
    page.get_by_text("a repeat counts from").first.wait_for()
    keep(page, IMAGES / "results.webp")


def letter(page: Page, patient: int) -> None:
    page.goto(f"/patients/{patient}/letters/")
    of_main(page, "link", "Letter").click()
    page.locator("#id_addressee").fill("Dr A. Example\nThe Surgery, 1 Example Street")
    of_main(page, "button", "Save").click()
    page.get_by_role("button", name="Make it final").wait_for()
    keep(page, IMAGES / "letter.webp")


def importing(page: Page, folder: Path) -> None:
    upload(page, folder)
    keep(page, IMAGES / "import.webp")


def upload(page: Page, folder: Path) -> None:
    """To the preview of an import with something wrong in it."""
    rows = [
        {"mrn": "DEMO-900", "family_name": "Example", "given_names": "Una", "date_of_birth": "1990-05-01"},
        {"mrn": "DEMO-901", "family_name": "Example", "given_names": "Dora", "date_of_birth": "1 May"},
    ]
    page.goto("/import/")
    page.locator("input[type=file]").set_input_files(write_folder(folder / "sheets", patients=rows) / "patients.csv")
    of_main(page, "button", "Preview").click()
    page.get_by_role("heading", name="Import: preview").wait_for()
