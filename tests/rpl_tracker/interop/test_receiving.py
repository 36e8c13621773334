"""Whoever sends too much fills no disk, and is told that it was too much."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rpl_tracker.interop import receiving
from rpl_tracker.interop.models import Upload
from rpl_tracker.interop.reading import uploads
from tests.records import a_clinic, a_user

LIMIT = 200_000
CHUNK = 65536


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MAX_BYTES", LIMIT)
    monkeypatch.setattr(uploads, "MAX_BYTES", LIMIT)


def parsed(rf: Any, *sizes: int) -> list[Any]:
    """The files of a request as a page sees them."""
    files = [SimpleUploadedFile(f"{number}.csv", b"x" * size) for number, size in enumerate(sizes)]
    request = rf.post("/accounts/login/", {"spreadsheet": files})
    return list(request.FILES.getlist("spreadsheet"))


def test_what_fits_arrives_whole(rf: Any) -> None:
    assert [file.read() for file in parsed(rf, 5, LIMIT - 5)] == [b"xxxxx", b"x" * (LIMIT - 5)]


@pytest.mark.parametrize("sizes", [(10 * LIMIT,), (LIMIT, 5 * LIMIT, 5 * LIMIT), (5 * LIMIT, 7)])
def test_of_what_is_too_much_little_more_than_the_limit_is_kept(rf: Any, sizes: tuple[int, ...]) -> None:
    files = parsed(rf, *sizes)
    assert len(files) == len(sizes)
    assert all(file.size for file in files), "none looks empty"
    assert LIMIT < sum(file.size for file in files) <= LIMIT + CHUNK * (len(sizes) + 1)
    assert all(len(file.read()) == file.size for file in files)


@pytest.mark.django_db
def test_the_page_says_that_it_was_too_much(client: Client) -> None:
    client.force_login(a_user(a_clinic()))
    sent = SimpleUploadedFile("patients.csv", b"x" * 5 * LIMIT)
    page = client.post(reverse("import"), {"spreadsheet": sent}).content.decode()
    assert "Split it into several imports" in page
    assert not Upload.objects.exists()
