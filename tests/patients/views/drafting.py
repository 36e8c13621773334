"""What the page's script does: keep what stands in a form, under the name that the page gives it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.urls import reverse

from tests.patients.views.posting import shown

SAYS = "This is what you typed until"


def keep(client: Any, url: str, **typed: Any) -> Any:
    """Open the form and have it kept with what is typed."""
    opened = client.get(url)
    assert opened.status_code == 200, opened.status_code
    return client.post(reverse("keep_draft"), {**shown(opened), **typed, "draft_place": place_in(opened)})


def place_in(response: Any) -> str:
    """The name under which the page has its form kept."""
    found = re.search(r'data-place="([^"]+)"', response.content.decode())
    assert found, "this page keeps no draft"
    return unescape(found[1])


def again(client: Any, url: str) -> Any:
    """Open the form again, which shows what was typed."""
    opened = client.get(url)
    assert SAYS in opened.content.decode(), "nothing was left in this form"
    return opened
