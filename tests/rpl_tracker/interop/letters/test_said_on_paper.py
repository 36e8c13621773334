"""What became of a step is said above a paper as on any other page: by its kind, with the way back beside it."""

import re

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.urls import reverse

from rpl_tracker.interop.models import Letter
from tests.patients.views.posting import fill
from tests.rpl_tracker.interop.letters.builders import a_letter

pytestmark = pytest.mark.django_db
KINDS = [
    (constants.SUCCESS, "good", "i-check"),
    (constants.WARNING, "warn", "i-warn"),
    (constants.ERROR, "error", "i-error"),
    (constants.INFO, "info", "i-info"),
]


@pytest.mark.parametrize(("level", "tone", "icon"), KINDS)
def test_on_a_page_each_kind_has_its_own_tone_and_icon(level, tone, icon):
    said = render_to_string("partials/messages.html", {"messages": [Message(level, "It was done.")]})
    assert f'<div class="notice notice--{tone}">' in said
    assert f"#{icon}" in said


def said_above(page):
    found = re.search(r'<div class="tools tools--said" role="status">(.*?)</div>', page.content.decode(), re.DOTALL)
    return "" if found is None else found[1]


def test_a_letter_that_was_saved_is_good_news_with_the_way_back_beside_it(doctor, patient):
    fill(doctor, reverse("letter_new", args=[patient.pk]), addressee="Dr Near", body="As we discussed.")
    preview = reverse("letter_preview", args=[patient.pk, Letter.objects.get().pk])
    said = said_above(doctor.get(preview))
    assert '<p class="said-success">Letter: saved.</p>' in said
    assert re.search(rf'<form method="post" action="/patients/{patient.pk}/undo/\d+/">', said)
    assert said_above(doctor.get(preview)) == ""  # once


def test_what_could_not_be_done_is_an_error(doctor, patient):
    letter = a_letter(patient)
    preview = reverse("letter_preview", args=[patient.pk, letter.pk])
    answer = doctor.post(preview, {"row_version": "7"}, follow=True)
    assert '<p class="said-error">Somebody changed the letter since you looked at it.' in said_above(answer)
    letter.refresh_from_db()
    assert not letter.is_final
