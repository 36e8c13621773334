"""The summary is one sheet of A4: the longest records of the demo clinic, in a PDF and from a browser's print."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from patients.models import Patient
from rpl_tracker.interop.demo_clinic import FOLDER, REFERENCE_DAY
from rpl_tracker.interop.letters import paper
from rpl_tracker.interop.letters.summary import Line, _names, is_full, unsaid
from tests.browser import DESKTOP
from tests.records import a_user
from workup.views.presenters.statuses import Chip

# A4 less the margins of `paper.css`, at 96 dpi: 186 by 277 mm.
SHEET: Any = {"width": 703, "height": 1046}
LONG = ("DEMO-001", "DEMO-007", "DEMO-009", "DEMO-013", "DEMO-018")
AS_OF = {"as_of": REFERENCE_DAY.isoformat()}
needs_pango = pytest.mark.skipif(paper.library() is None, reason="Pango is not installed")


def women() -> list[Patient]:
    call_command("import_records", FOLDER, "--clinic", "demo", "--create-clinic", stdout=StringIO())
    return list(Patient.objects.select_related("clinic").filter(mrn__in=LONG))


@needs_pango
@pytest.mark.django_db
def test_the_longest_records_fit_on_one_sheet(client):
    found = women()
    client.force_login(a_user(found[0].clinic))
    for guideline in ("eshre-2022", "rcog-gtg17-2023"):
        for her in found:
            page = client.get(reverse("summary", args=[her.pk]), {**AS_OF, "guideline": guideline}).content.decode()
            assert len(paper.laid_out(page).pages) == 1, (her.mrn, guideline)


@pytest.mark.django_db(transaction=True)
def test_a_browser_prints_it_on_one_sheet(page, sign_in):
    found = women()
    sign_in(page, a_user(found[0].clinic))
    page.emulate_media(media="print")
    page.set_viewport_size(SHEET)
    for her in found:
        page.goto(f"{reverse('summary', args=[her.pk])}?as_of={AS_OF['as_of']}")
        tall = page.locator(".sheet").evaluate("sheet => sheet.offsetHeight")
        assert tall <= SHEET["height"], her.mrn
    page.set_viewport_size(DESKTOP)


@pytest.mark.parametrize(
    ("reason", "evidence", "left"),
    [
        ("TSH on 6 May 2026.", "TSH, 6 May 2026, 2.1 mIU/L", ""),
        ("TSH on 7 May 2026.", "TSH, 6 May 2026, 2.1 mIU/L", "TSH on 7 May 2026."),
        ("TSH on 6 May 2026. Asked for: TPO.", "TSH, 6 May 2026, 2.1 mIU/L", "Asked for: TPO."),
        ("Cannot be read: on heparin.", "TSH, 6 May 2026", "Cannot be read: on heparin."),
        ("No result on record.", "", "No result on record."),
    ],
)
def test_a_reason_says_nothing_that_the_evidence_says(reason, evidence, left):
    assert unsaid(reason, evidence) == left


def test_an_item_of_several_pregnancies_is_named_once():
    labels = ["Tissue, pregnancy 1", "TSH", "Tissue, pregnancy 3", "Tissue, pregnancy 4"]
    assert _names(labels) == "Tissue, pregnancies 1, 3 and 4, TSH"
    assert _names(["Tissue, pregnancy 2"]) == "Tissue, pregnancy 2"


def test_type_is_smaller_only_where_the_sheet_is_full():
    chip = Chip("missing", "Missing")
    short, long = Line(chip, "TSH", "", "Recommended"), Line(chip, "TSH", "word " * 60, "Recommended")
    assert not is_full([short] * 10, 3, 2)
    assert is_full([long] * 12, 3, 2)
    assert is_full([short] * 10, 20, 10)
