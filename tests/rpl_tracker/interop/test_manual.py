"""The manual and the import page name everything that a spreadsheet may hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from patients.obstetrics.values import Complication, ConditionCode
from rpl_tracker.interop.sheets import SHEETS
from tests.records import a_clinic, a_user
from workup import catalogue
from workup.catalogue.items import items

MANUAL = Path(__file__).parents[3] / "docs" / "import.md"


def test_the_manual_names_every_column_key_and_word() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    rest = text.partition("## Sheets")[2]
    for sheet in SHEETS.values():
        part, _, rest = rest.partition(f"### {sheet.name}\n")[2].partition("\n### ")
        rest = f"\n### {rest}"
        for column in sheet.columns:
            assert f"| `{column.name}`{'*' if column.required else ''} |" in part
    for word in [*ConditionCode, *Complication]:
        assert f"`{word}`" in text
    for key in [*catalogue.tests(), *items()]:
        assert f"| `{key}` |" in text


@pytest.mark.django_db
def test_the_page_names_every_column_and_key(client: Client) -> None:
    client.force_login(a_user(a_clinic()))
    page = client.get(reverse("import")).content.decode()
    for key in [*catalogue.tests(), *items()]:
        assert f"<b>{key}</b>" in page
    for sheet in SHEETS.values():
        assert all(f"<b>{name}</b>" in page for name in sheet.required)
