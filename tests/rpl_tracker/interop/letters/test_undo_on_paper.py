"""After saving a letter its preview offers the step back as a button, never as the address of it."""

import re

import pytest
from django.urls import reverse

from rpl_tracker.interop.models import Letter
from tests.patients.views.posting import fill

pytestmark = pytest.mark.django_db


def test_the_step_back_is_a_button_on_the_preview(doctor, patient):
    fill(doctor, reverse("letter_new", args=[patient.pk]), addressee="Dr Near", body="As we discussed.")
    letter = Letter.objects.get()
    page = doctor.get(reverse("letter_preview", args=[patient.pk, letter.pk])).content.decode()
    assert re.search(rf'<form method="post" action="/patients/{patient.pk}/undo/\d+/">', page)
    assert not re.search(r">\s*/patients/", page)
