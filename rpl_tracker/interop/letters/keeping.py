"""A letter becomes final: what it says, and the file, are kept as they are."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from patients import actions
from rpl_tracker.accounts.models import User
from rpl_tracker.interop.letters import paper
from rpl_tracker.interop.letters.seeing import Sight
from rpl_tracker.interop.models import Letter


def make_final(request: HttpRequest, letter: Letter, sight: Sight, *, version: int) -> None:
    """`Conflict` when the draft was changed since `version`: what was read is what becomes final."""
    by = cast(User, request.user)
    letter.status, letter.final_at, letter.final_by = Letter.Status.FINAL, timezone.now(), by
    context: dict[str, Any] = {**sight.context, "letter": letter}
    letter.page = render_to_string("interop/paper/letter_text.html", context, request=request)
    letter.pdf = paper.as_pdf(paper.page_of(request, "interop/paper/letter.html", context, pdf=True))
    actions.change(letter, by=by, version=version)
